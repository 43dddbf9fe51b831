from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from copylint.document import Document, Run, Segment, Span
from copylint.filters.known import Split, split
from copylint.issue import Category, Issue, Level, stamp


def read(source: str) -> tuple[Document, list[Issue]]:
    """A document, and an issue on each `brigde` and each sentence marked long by `LONG`."""
    whole = Span(0, len(source))
    document = Document("a.txt", source, (Segment(source, ("text",), (Run(whole, whole),)),))
    issues = [found("core.typo", match.span()) for match in re.finditer(r"brigde|\s,", source)]
    issues += [found("style.long", match.span()) for match in re.finditer(r"LONG[^.]*\.", source)]
    return document, sorted(issues, key=lambda issue: issue.span)


def found(rule: str, place: tuple[int, int]) -> Issue:
    return Issue(rule, "Seen.", Span(*place), Category.SPELLING, Level.ERROR)


def compared(old: str, new: str) -> Split:
    return split(*read(new), *read(old))


OLD = (
    "The old brigde over the river was closed on Monday after the storm, police said.\n\n"
    "Engineers from the county inspected it at noon and found two cracks in a pier.\n"
)


def test_the_same_text_has_nothing_new() -> None:
    assert compared(OLD, OLD).new == ()
    assert len(compared(OLD, OLD).known) == 1


def test_a_comma_a_word_a_move_or_a_new_wrap_keeps_it_old() -> None:
    for new in (
        OLD.replace("river was", "river, was"),
        OLD.replace("The old brigde", "The old, brigde"),
        OLD.replace("old brigde over", "ancient brigde over"),
        OLD.replace("old brigde over", "ancient brigde across"),
        "A new first paragraph stands here.\n\n" + OLD,
        OLD.split("\n\n")[1] + "\n\n" + OLD.split("\n\n")[0],
        OLD.replace(" ", "\n", 4),
        OLD.replace("\n", "\r\n"),
        OLD.replace("old brigde", "**old** brigde"),
    ):
        assert compared(OLD, new).new == (), new


def test_another_occurrence_is_new_and_it_is_the_other_one() -> None:
    before = "A new brigde will open in the spring, the mayor said.\n\n"
    result = compared(OLD, before + OLD)
    assert [issue.span.start for issue in result.new] == [before.index("brigde")]
    after = "The mayor wants a second brigde by June."
    assert len(compared(OLD, OLD + after).new) == 1
    assert len(compared(OLD, OLD + OLD).new) == 1


def test_one_taken_out_and_another_put_in_is_new() -> None:
    new = OLD.replace("brigde", "bridge") + "Nobody had seen the toll brigde keeper since.\n"
    assert len(compared(OLD, new).new) == 1


def test_a_long_match_edited_inside_stays_old() -> None:
    sentence = "LONG " + " ".join(f"word{n}" for n in range(30)) + "."
    assert compared(sentence, sentence.replace("word7", "seven,")).new == ()
    other = "LONG " + " ".join(f"other{n}" for n in range(30)) + "."
    assert len(compared(sentence, other).new) == 1


def test_matches_without_words_are_told_apart_by_what_stands_around() -> None:
    old = "He came , late to the meeting of the board."
    assert compared(old, old.replace("late", "too late")).new == ()
    assert len(compared(old, old + " She left , early with her three sons and a dog.").new) == 1


@given(st.integers(0, 6), st.integers(0, 6))
def test_as_many_are_known_as_there_were(before: int, after: int) -> None:
    result = compared("brigde " * before, "brigde " * after)
    assert len(result.new) == max(0, after - before)


def test_many_of_the_same_take_little_time() -> None:
    assert compared("a brigde " * 3000, "a brigde " * 3001).new


def test_fingerprints_hold_through_commas_moves_and_capitals_and_count() -> None:
    document, issues = read(OLD)
    first = stamp(document, issues)[0].fingerprint
    for new in (OLD.replace("old brigde", "old, brigde"), "New.\n\n" + OLD, OLD.upper()):
        changed = read(new.replace("BRIGDE", "brigde"))
        assert stamp(*changed)[0].fingerprint == first
    twice = stamp(*read(OLD + OLD))
    assert twice[0].fingerprint == first
    assert twice[1].fingerprint != first
    assert stamp(document, twice[1:])[0].fingerprint == twice[1].fingerprint
