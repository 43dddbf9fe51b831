"""Reports to write out: plain ones and hostile ones."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from copylint.document import Document, Run, Segment, Span
from copylint.issue import Category, Edit, Failure, Fix, Issue, Level, Related, Report, Safety
from copylint.reporters import render
from copylint.reporters.base import Options, RuleInfo, Summary, Tally


def document(source: str, path: str = "desk/harbour.md") -> Document:
    """A document of one segment that reads as it is written."""
    whole = Span(0, len(source))
    segment = Segment(source, ("text", "paragraph"), (Run(whole, whole),))
    return Document(path, source, (segment,))


def issue(source: str, words: str, **changes: Any) -> Issue:
    """An issue on the first occurrence of some words."""
    start = source.index(words)
    span = Span(start, start + len(words))
    message = f"'{words}' is not a word."
    found = Issue("core.misspelling", message, span, Category.SPELLING, Level.ERROR)
    return replace(found, **changes)


def fix(found: Issue, text: str, safety: Safety = Safety.SAFE) -> Fix:
    """A fix that replaces the whole of an issue."""
    return Fix((Edit(found.span, text),), safety)


SOURCE = (
    "Ferry strike enters third day\n\n"
    "Dockers recieved the offer on Monday, the union said in Göteborg \U0001f6a2 today.\n\n"
    "The offer was received coolly, and 12 per cent was not enough.\n"
)
HOSTILE = (
    "::error file=a::owned\n]]> <script>alert(1)</script> \x1b[31mred\x1b[0m "
    '\u202egnp.exe\u2066 a|b `tick` "quote" & <!-- x --> %0A done\r\n'
)
HOSTILE_PATH = 'od"d:na\nme <b>,%::x.md'


def plain_report() -> Report:
    """Three issues of all levels, with a fix, a related place and a failure."""
    typo = issue(SOURCE, "recieved")
    other = SOURCE.index("received")
    related = Related(Span(other, other + 8), "Spelled 'received' here.")
    typo = replace(typo, fixes=(fix(typo, "received"),), related=(related,))
    percent = issue(
        SOURCE,
        "12 per cent",
        rule="ap.percent",
        message="Use '12%' instead of '12 per cent'.",
        level=Level.WARNING,
        category=Category.NUMBERS,
        url="https://example.org/percent",
    )
    percent = replace(percent, fixes=(fix(percent, "12%", Safety.UNSAFE),))
    advice = issue(
        SOURCE,
        "coolly",
        rule="style.adverb",
        message="Who judges it so?",
        level=Level.SUGGESTION,
        category=Category.STYLE,
        trial=True,
    )
    failure = Failure("house.slow", "took longer than 1 s on this text")
    return Report(document(SOURCE), (typo, percent, advice), suppressed=2, failures=(failure,))


def hostile_report() -> Report:
    """Every dangerous string in text, path, message, fix, rule and related place."""
    whole = HOSTILE.rstrip()
    rule, message = "x.<b>'\"]]>,::", f"Seen: {whole}"
    found = issue(HOSTILE, whole, rule=rule, message=message, url="javascript:alert(1)")
    related = Related(Span(0, 5), whole)
    found = replace(found, fixes=(fix(found, whole[::-1]),), related=(related,))
    failure = Failure("::error::x", f"failed on {whole}")
    return Report(document(HOSTILE, HOSTILE_PATH), (found,), failures=(failure,))


RULES = {
    "core.misspelling": RuleInfo(
        "core.misspelling",
        "A word from the list of misspellings.",
        "No desk prints it.",
        "https://example.org/misspelling",
        Level.ERROR,
        "spelling",
        "copy desk",
    )
}


def written(name: str, *reports: Report, options: Options | None = None) -> str:
    """The output of a run in one format, its summary with fixed versions and time."""
    tally = Tally()

    def summary() -> Summary:
        return tally.summary(
            engines={"harper": "ok"}, versions={"copylint": "1.2.3", "harper": "0.2"}, seconds=0.5
        )

    options = options or Options(rules=RULES)
    return "".join(render(name, tally.watch(reports), summary, options))
