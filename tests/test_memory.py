from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from copylint.cache import Cache
from copylint.document import Document, Span
from copylint.engines import Engines
from copylint.issue import Category, Edit, Failure, Fix, Issue, Level, Related, Safety
from copylint.memory import Memory, Outcome
from copylint.settings import Engine, RuleLevel, Settings

ISSUE = Issue(
    "dates.weekday", "June 3, 2031 is a Tuesday.", Span(2, 9), Category.DATES, Level.ERROR,
    fixes=(Fix((Edit(Span(2, 9), "Tuesday"),), Safety.MANUAL), Fix((Edit(Span(9, 9), "!"),))),
    related=(Related(Span(0, 1), "elsewhere"),), url="https://example.org", scope="lede",
    engines=("harper", "rules"), trial=True,
)  # fmt: skip
DOCUMENT = Document("story.md", "A Monday in the fish market.", ())
FOUND = Outcome((ISSUE, replace(ISSUE, rule="core.tk", fixes=())), ("harper",))


class FakeEngines(Engines):
    """Engines whose fingerprint is told, behind a real cache."""

    says: str | None = "harper 1"
    all_answered: bool = True

    def fingerprint(self, settings: Settings) -> str | None:
        return self.says

    def complete(self, names: object, settings: Settings) -> bool:
        return self.all_answered


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngines]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = FakeEngines()
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "names.txt").write_text("Peskov\n")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "rules.yaml").write_text("rules: []\n")
    return Settings(
        tmp_path, packs=("core", "house"), words=(tmp_path / "names.txt",), engine=Engine.HARPER
    )


def recalled(document: Document, settings: Settings, engines: Engines) -> Outcome | None:
    """What a later run remembers."""
    return Memory().recall(document, settings, engines)


def test_what_was_found_comes_back_whole(engines: FakeEngines, settings: Settings) -> None:
    assert recalled(DOCUMENT, settings, engines) is None
    Memory().keep(DOCUMENT, FOUND, settings, engines)
    assert recalled(DOCUMENT, settings, engines) == replace(FOUND, cached=True)


def test_a_clean_document_is_remembered_too(engines: FakeEngines, settings: Settings) -> None:
    Memory().keep(DOCUMENT, Outcome((), ("harper",)), settings, engines)
    assert recalled(DOCUMENT, settings, engines) == Outcome((), ("harper",), cached=True)


@pytest.mark.parametrize(
    "change",
    [
        {"profile": "ap"},
        {"packs": ("core",)},
        {"language": "en-GB"},
        {"rules": (RuleLevel("core.tk", None),)},
        {"as_of": datetime.date(2031, 6, 3)},
        {"ignore": ("core.tk",)},
        {"engine": Engine.BOTH},
    ],
)
def test_other_settings_are_another_matter(
    engines: FakeEngines, settings: Settings, change: dict[str, object]
) -> None:
    Memory().keep(DOCUMENT, FOUND, settings, engines)
    other = replace(settings, **change)
    assert recalled(DOCUMENT, other, engines) is None


def test_another_text_path_or_engine_is_another_matter(
    engines: FakeEngines, settings: Settings
) -> None:
    Memory().keep(DOCUMENT, FOUND, settings, engines)
    assert recalled(replace(DOCUMENT, source=DOCUMENT.source + " "), settings, engines) is None
    assert recalled(replace(DOCUMENT, path="story.txt"), settings, engines) is None
    engines.says = "harper 2"
    assert recalled(DOCUMENT, settings, engines) is None


@pytest.mark.parametrize("name", ["names.txt", "house/rules.yaml"])
def test_a_list_or_rule_that_changed_is_another_matter(
    engines: FakeEngines, settings: Settings, tmp_path: Path, name: str
) -> None:
    Memory().keep(DOCUMENT, FOUND, settings, engines)
    os.utime(tmp_path / name, ns=(1, 1))
    assert recalled(DOCUMENT, settings, engines) is None


def test_a_new_file_in_a_pack_is_another_matter(
    engines: FakeEngines, settings: Settings, tmp_path: Path
) -> None:
    Memory().keep(DOCUMENT, FOUND, settings, engines)
    (tmp_path / "house" / "more.yaml").touch()
    assert recalled(DOCUMENT, settings, engines) is None


def test_tomorrow_is_another_day(
    engines: FakeEngines, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    Memory().keep(DOCUMENT, FOUND, settings, engines)

    class Tomorrow(datetime.date):
        @classmethod
        def today(cls) -> Tomorrow:
            return cls(2099, 1, 1)

    monkeypatch.setattr(datetime, "date", Tomorrow)
    assert recalled(DOCUMENT, settings, engines) is None


def test_nothing_is_remembered_of_an_incomplete_check(
    engines: FakeEngines, settings: Settings
) -> None:
    failed = replace(FOUND, failures=(Failure("languagetool", "It fell over."),))
    Memory().keep(DOCUMENT, failed, settings, engines)
    assert recalled(DOCUMENT, settings, engines) is None
    engines.all_answered = False
    Memory().keep(DOCUMENT, FOUND, settings, engines)
    assert recalled(DOCUMENT, settings, engines) is None


@pytest.mark.parametrize("change", [{"cache": False}, {"vale": Path("/x/.vale.ini")}])
def test_what_is_not_to_be_remembered(
    engines: FakeEngines, settings: Settings, change: dict[str, object]
) -> None:
    other = replace(settings, **change)
    Memory().keep(DOCUMENT, FOUND, other, engines)
    assert recalled(DOCUMENT, other, engines) is None
    engines.says = None
    Memory().keep(DOCUMENT, FOUND, settings, engines)
    assert recalled(DOCUMENT, settings, engines) is None


def test_an_entry_of_another_form_is_not_believed(
    engines: FakeEngines, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    Memory().keep(DOCUMENT, FOUND, settings, engines)
    monkeypatch.setattr(Cache, "recall", lambda *_: b"\x93\x01\x02\x03")
    assert recalled(DOCUMENT, settings, engines) is None
