"""What stands in an article's text and is not copy. In doubt, it is copy."""

from __future__ import annotations

from copylint.kept import kept

_DATE = r"(?:\w+,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+\w+\.?|\w+\.?\s+\d{1,2}),?\s+(?:19|20)\d\d"
_TIME = r"(?:[\s,|-]*(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?"
_WHOLE = kept(
    rf"""(?ix)
      (?:
        advertisement | sponsored(?:\s+content)?
      | share(?:\s+(?:this(?:\s+(?:article|story|page))?|on\s+\w+(?:\s+\w+)?))?
      | (?:read|see|show|load)\s+more | read\s+next | most\s+(?:read|viewed|popular)
      | related(?:\s+(?:articles?|stories|topics|content|coverage))?
      | subscribe(?:\s+(?:now|today))? | sign\s+(?:in|up)(?:\s+(?:now|here))? | log\s+in
      | comments?(?:\s+\(\d+\))? | print | e-?mail | follow\s+us(?:\s+on\s+\w+)?
      | skip\s+to\s+(?:main\s+)?content | continue\s+reading | back\s+to\s+top | loading
      | \d+\s+min(?:ute)?s?\s+read
      | (?:©|\(c\)|copyright)\s.{{0,80}} | all\s+rights\s+reserved
      | (?:(?:(?:first\s+)?published|(?:last\s+)?(?:updated|modified)|posted)(?:\s+on)?\s*:?\s+)
          {_DATE}{_TIME}
      | [-–—\s]*(?:ends?|30|more)[-–—\s]* (?<=[-–—]) | [*#_=~·•\s-]{{3,}}
      | (?:photo(?:graph)?s?|pictures?|images?)(?:\s+(?:credit|by))?\s*:\s.{{0,80}}
      )\W*"""
)
_OF_THIS = r"(?:this|the|our|a|an)\s+(?:\w+\s+){0,2}"
_OF_THIS += r"(?:article|story|report|post|piece|column|headline|caption|page|version)"
_CORRECTION = kept(
    rf"""(?ix)\W*+(?:
      (?:correction|clarification|corrections\s+and\s+clarifications)s?
          (?:\s*\([^)]*\)|,?\s+{_DATE})?\s*[:—–-]\s
    | (?:editor[’']?s[’']?\s+note\s*[:—–-]\s*)?(?:an?|the|previous)?\s*
        (?:earlier|previous|original|prior|initial|first)\s+versions?\s+of\s+{_OF_THIS}
    | (?:editor[’']?s[’']?\s+note\s*[:—–-]\s*)?{_OF_THIS}\s+(?:has\s+been|was|is)\s+
        (?:\w+ly\s+)?(?:corrected|amended|updated|edited|changed|clarified|revised)\b
    | (?:editor[’']?s[’']?\s+note\s*[:—–-]\s*)?{_OF_THIS}\s+
        (?:originally|previously|initially|earlier)\s+\w+
    )"""
)


def is_furniture(text: str) -> bool:
    """True for a correction notice, or a block that is wholly a label, a date or a credit."""
    if len(text) <= 160 and _WHOLE.fullmatch(text.strip()):
        return True
    return _CORRECTION.match(text) is not None
