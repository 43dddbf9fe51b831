"""Rules as they are written in the wild: odd YAML, rules named one by one, rules switched off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vale.conftest import Desk

WORD = "extends: existence\nmessage: Found '%s'\n"
SWAP = "extends: substitution\nmessage: Write '%s', not '%s'\n"


def test_a_swap_can_be_a_list_of_mappings(desk: Desk) -> None:
    desk.rule("Harbour", f"{SWAP}swap:\n  - quay side: quayside\n  - pierhead: pier head\n")
    assert desk.messages("The quay side and the pierhead.") == [
        "Write 'quayside', not 'quay side'",
        "Write 'pier head', not 'pierhead'",
    ]


def test_a_key_without_a_value_is_not_there(desk: Desk) -> None:
    desk.rule("Tide", f"{WORD}action:\nlevel: warning\nexceptions:\ntokens: [tide]\n")
    assert desk.found("A tide.") == ["tide"]


def test_plain_scalars_have_their_yaml_type(desk: Desk) -> None:
    desk.rule("Yes", f"{SWAP}swap:\n  agreed: true\n  denied: no\n  dozen: 12\n")
    assert desk.messages("agreed denied dozen") == [
        "Write '1', not 'agreed'",
        "Write 'no', not 'denied'",
        "Write '12', not 'dozen'",
    ]


def test_an_apostrophe_may_be_escaped_in_double_quotes(desk: Desk) -> None:
    desk.rule("Tide", 'extends: existence\nmessage: "the desk\\\'s %s"\ntokens: ["tide\\\'s"]\n')
    assert desk.messages("The tide's out.") == ["the desk's tide's"]


def test_another_escape_is_still_a_mistake(desk: Desk) -> None:
    desk.rule("Tide", 'extends: existence\nmessage: "x"\ntokens: ["\\d"]\n')
    (problem,) = desk.built().problems
    assert (problem.line, "not YAML" in problem.message) == (3, True)


def test_a_repeated_key_empties_what_holds_it_and_is_told(desk: Desk) -> None:
    path = desk.rule("Twice", f"{SWAP}swap:\n  quay: wharf\n  pier: jetty\n  quay: dock\n")
    built = desk.built()
    assert not built.problems
    (notice,) = built.unsupported
    assert notice.startswith(f"{path}:6: 'quay' stands twice under 'swap' (before on line 4)")
    assert desk.found("A quay and a pier.") == []


def test_a_repeated_key_of_the_rule_is_a_mistake(desk: Desk) -> None:
    desk.rule("Twice", f"{WORD}tokens: [quay]\nmessage: again\n")
    (problem,) = desk.built().problems
    assert (problem.line, problem.message) == (4, "the key 'message' stands twice")


def test_rules_can_be_named_one_by_one(desk: Desk) -> None:
    for name in ("Quay", "Pier", "Wharf"):
        desk.rule(f"Port/{name}", f"{WORD}tokens: [{name.lower()}]\n")
    desk.configure("[*]\nPort.Quay = YES\nPort.Pier = error\n")
    assert desk.found("A quay, a pier and a wharf.") == ["quay", "pier"]


@pytest.mark.parametrize("line", ["Desk.Bad = NO", "Desk = NO"])
def test_a_rule_that_never_runs_is_not_read(desk: Desk, line: str) -> None:
    desk.rule("Bad", "extends: nothing\n")
    desk.configure(f"[*]\nBasedOnStyles = Desk\n{line}\n")
    assert not desk.built().problems


def test_a_rule_that_runs_somewhere_is_read(desk: Desk) -> None:
    desk.rule("Bad", "extends: nothing\n")
    desk.configure("[*]\nBasedOnStyles = Desk\nDesk.Bad = NO\n[*.md]\nDesk.Bad = YES\n")
    assert len(desk.built().problems) == 1


def test_suggestions_by_script_are_told(desk: Desk) -> None:
    path = desk.rule(
        "Gerund", f"{WORD}tokens: [mooring]\naction: {{name: suggest, params: [Gerund.tengo]}}\n"
    )
    (notice,) = desk.built().unsupported
    assert notice.startswith(f"{path}: the suggestions of 'Desk.Gerund' are a Tengo script")
    assert desk.found("The mooring.") == ["mooring"]


def test_a_dictionary_without_an_encoding_is_read_as_utf8(desk: Desk, tmp_path: Path) -> None:
    folder = desk.styles / "config" / "dictionaries"
    folder.mkdir(parents=True)
    (folder / "harbour.aff").write_text("TRY abc\n", "utf-8")
    (folder / "harbour.dic").write_text("2\nпричал\nquay\n", "utf-8")
    desk.rule("Words", 'extends: spelling\nmessage: "%s"\ncustom: true\ndictionaries: harbour\n')
    assert desk.found("причал quay маяк") == ["маяк"]
