"""Sentences of a passage, and whether it is surely not English. Neither needs a dictionary."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain

import regex

from copylint.document import Span
from copylint.kept import kept

# Ranks and courtesy titles stand before a name: their stop never ends a sentence.
_TITLE_AT_END = kept(
    r"""\b(?:Adm|Amb|Asst|Atty|Brig|Capt|Cmdr|Col|Const|Cpl|Det|Dr|Ens|Fr|Gen|Gov|Hon|Insp|Lt|Maj|
    Messrs|Mlle|Mme|Mmes|Mr|Mrs|Ms|Msgr|Mx|Ofc|Pfc|Pres|Prof|Pvt|Rep|Reps|Rev|Sen|Sens|Sgt|Spc|
    Sr|Supt|Treas|Vice[ ]Adm|Rear[ ]Adm)\.\s*$""",
    regex.VERBOSE,
)
_STOP_INSIDE = kept(r"[.!?…](?=\S*\s+\S)|[.!?][\"'”’)\]]*[A-Z\"“]|[\r\n]")


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a passage, without the white space between them."""
    if not text.strip():
        return ()
    if not _STOP_INSIDE.search(text):
        return (_stripped(text, 0, len(text)),)
    return tuple(_stripped(text, start, end) for start, end in _joined(text))


def _joined(text: str) -> list[tuple[int, int]]:
    """What nupunkt splits, joined again after a title and before a small letter."""
    from nupunkt import sent_spans

    spans: list[tuple[int, int]] = []
    for start, end in sent_spans(text):
        if start == end or text[start:end].isspace():
            continue
        if spans and _goes_on(text, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _goes_on(text: str, last: tuple[int, int], start: int) -> bool:
    before = text[max(last[0], last[1] - 24) : last[1]]
    return text[start].islower() or _TITLE_AT_END.search(before) is not None


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return Span(first, first + len(piece.strip()))


# The commonest small words of each language, without those that are English words too.
_OTHERS = {
    "fr": """le la les un une des du de et est dans pour que qui sur avec pas au aux ce cette ces
        il elle ils nous vous leur son ses sont mais ou où par plus je se sa été était ont c'est
        d'un d'une qu'il n'est""",
    "de": """der das und ist nicht ein eine einen einem den dem des mit sich auf für von zu im sie
        ich es wir ihr auch aber wie nach bei aus wird sind wurde oder zum zur über noch nur haben
        hat dass""",
    "es": """el la los las un una unos y es en que de del por para con su sus al lo como más pero
        fue este esta son entre cuando muy sin sobre también hasta desde nos ya yo está""",
    "it": """il lo la gli le un una di del della dei delle che è per con sono nel nella non si da
        dal alla al ma anche come più questo questa ha era suo sua""",
    "pt": """o os as um uma de do da dos das em no na nos nas que é e para com por se não mais como
        mas foi ao ele ela são seu sua também pelo pela""",
    "nl": """de het een en van dat niet te zijn op voor met er maar om hij zij aan ook als bij uit
        nog naar wordt werd deze wij""",
    "pl": """w z na się nie jest że od za jak ale przez dla był była oraz które który przy ich już
        tylko jego""",
    "sv": """och att det som en på är av för inte den till med ett om han hon jag de sig från men
        har var kan""",
    "da": """og det at en den til er som på af for ikke med han hun jeg der de sig fra men har var
        et""",
    "tr": """ve bir bu için ile de da çok olarak daha gibi ne en olan değil kadar sonra her var""",
    "ro": """și în la cu de din pe nu este care un o să mai sunt pentru ce al ale lui""",
    "cs": """a v se na je že s z do o ve jako ale po jsou byl aby který také jeho""",
    "la": """et est non cum ut sed ad quod qui quae ex ab pro sunt esse""",
}
_ENGLISH = frozenset(
    """a about after all also an and are as at be because been before being but by can could did do
    does down each even every for from get go had has have he her here him his how i if in into is
    it its just like made make may me might more most much must my new no not now of off on one
    only or other our out over own people said same say says she should since so some still such
    than that the their them then there these they this those through to too two under until up us
    was we were what when where which while who whom whose why will with without would year years
    yet you your""".split()
)
_OTHER_WORDS = {
    language: frozenset(words.split()) - _ENGLISH for language, words in _OTHERS.items()
}
_ANY_OTHER = frozenset(chain.from_iterable(_OTHER_WORDS.values()))
_SAMPLE = 4000  # characters tell a passage's language
_WORD = kept(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLAINLY_ENGLISH = kept(r"\b(?:[Tt]he|and|that|with|was|were|his|from|which|said|have)\b")
_OTHER_SCRIPT = kept(r"[^\W\d_\u0000-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06]")


def is_foreign(text: str) -> bool:
    """True for a passage that is surely not English; names, short phrases and doubt are False.

    Sure are another script, and the small words of another language with hardly any of English.
    """
    text = text[:_SAMPLE]
    if not text.isascii() and _in_another_script(text):
        return True
    if len(_PLAINLY_ENGLISH.findall(text, 0, 400)) >= 2:
        return False
    words = [word.replace("’", "'") for word in _WORD.findall(text)]
    if len(_ANY_OTHER.intersection(words)) < 3:
        return False
    small = Counter(word for word in words if word[0].islower())
    english = _count(small, _ENGLISH)
    known = max(_OTHER_WORDS.values(), key=lambda known: _count(small, known))
    other = _count(small, known)
    content = small.total() - other - english
    return (
        len(small.keys() & known) >= 3
        and other * 6 >= len(words)
        and english * 3 <= other
        and content >= 2  # a list of names holds small words too, but no others
    )


def _count(words: Counter[str], known: frozenset[str]) -> int:
    return sum(words[word] for word in words.keys() & known)


def is_foreign_phrase(text: str) -> bool:
    """True for a few words, set off by the writer in italics, that are not English."""
    if not text.isascii() and _in_another_script(text):
        return True
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if len(words) < 2 or any(word in _ENGLISH for word in words):
        return False
    return any(word in _ANY_OTHER for word in words)


def _in_another_script(text: str) -> bool:
    others = len(_OTHER_SCRIPT.findall(text))
    return others >= 2 and others * 2 > len(re.findall(r"[^\W\d_]", text))
