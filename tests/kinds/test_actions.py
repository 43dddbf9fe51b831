"""What an action makes of a match."""

from __future__ import annotations

import pytest

from copylint.kinds.actions import check_action, suggestions
from copylint.kinds.base import Action, RuleProblem


@pytest.mark.parametrize(
    ("params", "match", "made"),
    [
        (("replace", "-", " "), "a-b-c", "a b c"),
        (("regex", r"(\w)\.(\w)\.", "$1$2"), "U.N.", "UN"),
        (("regex", r"(?P<n>\d+) km", "${n}km $7"), "5 km", "5km $7"),
        (("remove", ".,"), "a.m.,", "am"),
        (("trim", "-"), "-a-", "a"),
        (("trim_left", "-", "suffix", "!"), "-a-", "a-!"),
        (("trim_right", "-", "prefix", "~"), "-a-", "~-a"),
        (("truncate", " "), "row row row", "row"),
        (("split", "/", "1"), "he/she", "she"),
        (("split", "/", "9"), "he/she", "he/she"),
        (("wrap", '"'), "pier", '"pier"'),
        (("unwrap", "_"), "_pier_", "pier"),
        (("squeeze",), "a \n b", "a b"),
        (("upper",), "pier", "PIER"),
        (("lower", "capitalize"), "PIER", "Pier"),
        (("uncapitalize",), "PIER", "pIER"),
        (("title",), "the end of an ebb", "The End of an Ebb"),
        (("sentence",), "The End Of Ebb", "The end of ebb"),
        (("simple",), "HTMLPage 2Go", "html page 2 go"),
        (("kebab",), "TideTable", "tide-table"),
        (("snake",), "tide table", "tide_table"),
        (("camel",), "tide-table", "tideTable"),
        (("pascal",), "tide_table", "TideTable"),
        (("smart",), '"It\'s" -- ...', "“It’s” – …"),
        (("dumb",), "“It’s” – …", '"It\'s" -- ...'),
        (("ascii",), "Åse Łódź “ß”", 'Ase Lodz "ss"'),
        (("words",), "21", "twenty-one"),
        (("digits",), "twenty-first", "21st"),
        (("wrap", "$1"), "x", "gxg"),
        (("prefix", "$$"), "5", "$5"),
        (("suffix", "${1}$0$3"), "x", "xgx"),
    ],
)
def test_a_pipeline(params: tuple[str, ...], match: str, made: str) -> None:
    action = Action("edit", params)
    check_action(action)
    assert suggestions(action, match, ("g",)) == (made,)


def test_the_other_actions() -> None:
    assert suggestions(Action("replace", ("a $1", "b")), "m", ("g",)) == ("a g", "b")
    assert suggestions(Action("remove"), "m") == ("",)
    assert suggestions(Action("convert", ("simple",)), "TideTable") == ("tide table",)
    assert suggestions(Action("suggest", ("spellings",)), "m") == ()
    assert suggestions(Action(), "m") == ()


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        ("mend", (), "no action 'mend'"),
        ("edit", ("shout",), "no edit 'shout'"),
        ("edit", ("replace", "a"), "takes 2 parameters"),
        ("edit", ("upper", "trim"), "takes 1 parameters"),
        ("edit", ("split", " ", "x"), "not a number"),
        ("edit", ("regex", "(x", "y"), "cannot be read"),
    ],
)
def test_a_wrong_action_is_refused(name: str, params: tuple[str, ...], said: str) -> None:
    with pytest.raises(RuleProblem, match=said):
        check_action(Action(name, params))
