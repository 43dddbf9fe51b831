from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from copylint.document import Run, Segment, Span
from copylint.filters.coverage import Coverage
from copylint.issue import Category, Level
from copylint.ruleset import Entry
from copylint.settings import RuleLevel, Settings

ON = datetime.date(2026, 11, 23)


def entry(name: str, scope: str = "text", **changes: Any) -> Entry:
    base = Entry(name, "existence", Level.WARNING, Category.STYLE, "active", (scope,), True)
    return base._replace(**changes)


ENTRIES = (
    entry("core.a"),
    entry("core.head", "headline"),
    entry("core.wide", "headline", local=False),
    entry("old.rule", until=datetime.date(2020, 1, 1)),
)
COVERAGE = Coverage(ENTRIES, Settings(Path()), ("harper",), (), ON, "en")


def segment(*scopes: str) -> Segment:
    return Segment("x", scopes, (Run(Span(0, 1), Span(0, 1)),))


BODY = segment("text", "paragraph")


def test_a_rule_ran_where_its_scope_let_it_look() -> None:
    assert COVERAGE.ran("core.a", BODY)
    assert not COVERAGE.ran("core.head", BODY)
    assert COVERAGE.ran("core.head", segment("text", "headline"))
    assert COVERAGE.ran("core.wide", BODY)
    assert not COVERAGE.ran("old.rule", BODY)
    assert not COVERAGE.ran("no.such", BODY)


def test_an_engine_ran_when_it_answered() -> None:
    assert COVERAGE.ran("harper.SpellCheck", BODY)
    assert not COVERAGE.ran("languagetool", BODY)
    assert not COVERAGE.ran("*", BODY)
    assert replace(COVERAGE, engines=("harper", "languagetool")).ran("*", BODY)


def test_what_failed_or_was_left_out_of_this_run_did_not_run() -> None:
    assert not replace(COVERAGE, failed=("core.a",)).ran("core.a", BODY)
    assert not replace(COVERAGE, failed=("core.wide",)).ran("core", BODY)
    selected = replace(COVERAGE, settings=Settings(Path(), select=("core.head",)))
    assert not selected.ran("core.a", BODY)
    assert not selected.ran("core", BODY)
    ignoring = replace(COVERAGE, settings=Settings(Path(), ignore=("core.head",)))
    assert not ignoring.ran("core", BODY)


def test_what_the_configuration_has_off_does_not_count() -> None:
    settings = Settings(Path(), rules=(RuleLevel("core.head", None),))
    assert replace(COVERAGE, settings=settings).ran("core", BODY)
    assert not replace(COVERAGE, settings=settings).ran("core.head", segment("text", "headline"))


def test_known_names() -> None:
    assert all(COVERAGE.known(name) for name in ("core", "core.a", "core.*", "harper.X", "names"))
    assert not COVERAGE.known("cora")
    assert not COVERAGE.known("core.typoo")
    assert COVERAGE.known("places.kyiv"), "a pack that does not run here"
    vale = replace(COVERAGE, settings=Settings(Path(), vale=Path(".vale.ini")))
    assert vale.known("Google.Passive")
