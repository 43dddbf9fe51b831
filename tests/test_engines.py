from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace

from copylint.document import Document, Run, Segment, Span
from copylint.engines import OK, Engines, refuse_elsewhere
from copylint.errors import ConfigError, ProofreaderError
from copylint.issue import Category
from copylint.proofreaders import Finding
from copylint.proofreaders import languagetool_install as installer
from copylint.settings import Engine, LanguageToolSettings, Settings
from tests.proofreaders.servers import Fake, serving

REMOTE = LanguageToolSettings(url="https://lt.example.org:8443/api", allow_remote=True)


def article(*paragraphs: str, **metadata: object) -> Document:
    segments, at = [], 0
    for text in paragraphs:
        run = Run(Span(0, len(text)), Span(at, at + len(text)))
        segments.append(Segment(text, ("text", "paragraph"), (run,)))
        at += len(text) + 2
    return Document("story.txt", "\n\n".join(paragraphs), tuple(segments), metadata=metadata)


ARTICLE = article("In teh beginning.", "Nothing more.", "And teh end.")


@dataclass
class Stub:
    """An engine that objects to each `teh`, or fails; it notes what it was asked."""

    name: str = "harper"
    version: str = "1.0"
    fingerprint: str = "stub 1.0"
    error: ProofreaderError | None = None
    asked: list[str] = field(default_factory=list)

    def proofread(self, segments: Sequence[Segment], language: str) -> list[list[Finding]]:
        self.asked += [segment.text for segment in segments]
        if self.error:
            raise self.error
        return [list(self._findings(segment.text)) for segment in segments]

    def _findings(self, text: str) -> Iterator[Finding]:
        at = text.find("teh")
        if at >= 0:
            yield Finding(Span(at, at + 3), "Spell", "Teh?", Category.SPELLING, ("the",))

    def close(self) -> None:
        return


@pytest.fixture
def stubs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Stub]:
    """Both engines as stubs, LanguageTool as if installed, and a user's folders of their own."""
    made = {name: Stub(name, fingerprint=name) for name in ("harper", "languagetool")}
    monkeypatch.setattr("copylint.proofreaders.create", lambda name, **_: made[name])
    monkeypatch.setattr(installer, "installed", lambda: True)
    for kind in ("CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    return made


def settings(engine: Engine, **more: object) -> Settings:
    return replace(Settings(root=Path("/")), engine=engine, **more)


@pytest.mark.parametrize(
    ("engine", "names"),
    [
        (Engine.AUTO, ("harper", "languagetool")),
        (Engine.BOTH, ("harper", "languagetool")),
        (Engine.HARPER, ("harper",)),
        (Engine.LANGUAGETOOL, ("languagetool",)),
        (Engine.NONE, ()),
    ],
)
def test_which_engines_run(stubs: dict[str, Stub], engine: Engine, names: tuple[str, ...]) -> None:
    engines = Engines()
    done = engines.proofread(ARTICLE, settings(engine), "en-US")
    engines.close()
    assert done.names == names
    assert {issue.engines[0] for issue in done.issues} == set(names)
    assert engines.status == dict.fromkeys(names, OK)
    assert engines.versions == dict.fromkeys(names, "1.0")
    assert not done.failures
    assert not done.cached


def test_auto_without_languagetool_is_harper_and_a_word_about_it(
    stubs: dict[str, Stub], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installer, "installed", lambda: False)
    engines = Engines()
    done = engines.proofread(ARTICLE, settings(Engine.AUTO), "en-US")
    engines.close()
    assert done.names == ("harper",)
    assert not done.failures
    assert "copylint languagetool install" in engines.status["languagetool"]
    assert stubs["languagetool"].asked == []


@pytest.mark.parametrize("engine", [Engine.AUTO, Engine.BOTH])
def test_an_engine_that_fails_does_not_take_the_other_along(
    stubs: dict[str, Stub], engine: Engine
) -> None:
    stubs["languagetool"].error = ProofreaderError("It fell over.", hint="Set it up.")
    engines = Engines()
    done = engines.proofread(ARTICLE, settings(engine), "en-US")
    again = engines.proofread(ARTICLE, settings(engine), "en-US")
    engines.close()
    assert len(done.issues) == 2
    assert done.names == ("harper",)
    assert engines.status["languagetool"] == "It fell over. Set it up."
    required = engine is Engine.BOTH
    assert [failure.source for failure in done.failures] == ["languagetool"] * required
    assert [failure.source for failure in again.failures] == ["languagetool"] * required


def test_only_what_is_not_known_is_asked(stubs: dict[str, Stub]) -> None:
    for changed, asked in ((False, 3), (False, 0), (True, 1)):
        stub = stubs["languagetool"]
        stub.asked.clear()
        engines = Engines()
        texts = ["In teh beginning.", "Something teh." if changed else "Nothing more."]
        document = article(*texts, "And teh end.")
        done = engines.proofread(document, settings(Engine.LANGUAGETOOL), "en-US")
        engines.close()
        assert len(stub.asked) == asked
        assert done.cached is (asked == 0)
        assert [issue.span.of(document.source) for issue in done.issues] == ["teh"] * (2 + changed)


def test_without_the_cache_everything_is_asked_and_nothing_kept(
    stubs: dict[str, Stub], tmp_path: Path
) -> None:
    for _ in range(2):
        engines = Engines()
        done = engines.proofread(ARTICLE, settings(Engine.BOTH, cache=False), "en-US")
        engines.close()
        assert not done.cached
    assert len(stubs["harper"].asked) == len(stubs["languagetool"].asked) == 6
    assert not (tmp_path / "CACHE").exists()


def test_what_was_begun_is_not_asked_twice(stubs: dict[str, Stub]) -> None:
    engines = Engines()
    chosen = settings(Engine.BOTH)
    engines.begin(ARTICLE, chosen, "en-US")
    done = engines.proofread(ARTICLE, chosen, "en-US")
    engines.close()
    assert len(done.issues) == 4
    assert len(stubs["languagetool"].asked) == len(stubs["harper"].asked) == 3


@pytest.mark.parametrize("url", ["lt.example.org", "ftp://127.0.0.1/", "http://", "http:8081"])
def test_a_url_that_is_none(stubs: dict[str, Stub], url: str) -> None:
    chosen = settings(Engine.AUTO, languagetool=LanguageToolSettings(url=url))
    engines = Engines()
    with pytest.raises(ConfigError, match="no web address"):
        engines.proofread(ARTICLE, chosen, "en-US")
    engines.close()


def test_another_machine_must_be_allowed(stubs: dict[str, Stub]) -> None:
    chosen = settings(Engine.AUTO, languagetool=replace(REMOTE, allow_remote=False))
    engines = Engines()
    with pytest.raises(ConfigError, match=r"lt\.example\.org.*allow-remote"):
        engines.proofread(ARTICLE, chosen, "en-US")
    engines.close()
    assert stubs["languagetool"].asked == []


def test_another_machine_is_named_before_anything_is_sent(stubs: dict[str, Stub]) -> None:
    warnings: list[str] = []
    engines = Engines(warn=lambda text: warnings.append(f"{text} {stubs['languagetool'].asked}"))
    for _ in range(2):
        engines.proofread(ARTICLE, settings(Engine.AUTO, languagetool=REMOTE), "en-US")
    engines.close()
    assert len(warnings) == 1
    assert "lt.example.org" in warnings[0]
    assert warnings[0].endswith("[]")


@pytest.mark.parametrize("key", ["embargo", "Embargo", "EMBARGO "])
@pytest.mark.parametrize("value", ["2031-01-01", "yes", None, ""])
def test_what_is_under_embargo_is_not_sent_elsewhere(
    stubs: dict[str, Stub], key: str, value: object
) -> None:
    held = replace(ARTICLE, metadata={key: value})
    chosen = settings(Engine.BOTH, languagetool=REMOTE)
    engines = Engines()
    engines.begin(held, chosen, "en-US")
    done = engines.proofread(held, chosen, "en-US")
    assert stubs["languagetool"].asked == []
    assert [failure.source for failure in done.failures] == ["languagetool"]
    assert "embargo" in done.failures[0].message
    assert "lt.example.org" in done.failures[0].message
    assert done.names == ("harper",)
    assert engines.proofread(ARTICLE, chosen, "en-US").names == ("harper", "languagetool")
    engines.close()


def test_what_is_under_embargo_is_checked_on_this_machine(stubs: dict[str, Stub]) -> None:
    held = replace(ARTICLE, metadata={"embargo": "2031-01-01"})
    here = LanguageToolSettings(url="http://127.0.0.1:8081")
    engines = Engines()
    done = engines.proofread(held, settings(Engine.BOTH, languagetool=here), "en-US")
    engines.close()
    assert done.names == ("harper", "languagetool")


UNCHANGED = """
import sys
from pathlib import Path
from copylint.engines import Engines
from copylint.settings import Engine, LanguageToolSettings, Settings
from tests.test_engines import ARTICLE
chosen = Settings(Path("/"), engine=Engine.BOTH, languagetool=LanguageToolSettings(sys.argv[1]))
engines = Engines()
done = engines.proofread(ARTICLE, chosen, "en-US")
engines.close()
print(len(done.issues), done.cached, done.failures)
print(sorted({"harper", "language_tool_python", "requests", "psutil"} & sys.modules.keys()))
"""


def test_a_run_in_which_nothing_changed_loads_no_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    outputs = []
    with serving(Fake()) as fake:
        command = [sys.executable, "-c", UNCHANGED, fake.url]
        for _ in range(2):
            run = subprocess.run(command, capture_output=True, text=True, check=True)
            outputs.append(run.stdout.splitlines())
        assert len(fake.asked) == 1
    (first, loaded), (second, nothing) = outputs
    assert "harper" in loaded
    assert nothing == "[]"
    assert second.replace("True", "False") == first
    assert "False" in first


def test_settings_that_would_send_text_elsewhere_are_refused_before_any_check() -> None:
    elsewhere = replace(REMOTE, allow_remote=False)
    for engine in (Engine.AUTO, Engine.BOTH, Engine.LANGUAGETOOL):
        with pytest.raises(ConfigError, match="allow-remote"):
            refuse_elsewhere(settings(engine, languagetool=elsewhere))
        refuse_elsewhere(settings(engine, languagetool=REMOTE))
    for engine in (Engine.HARPER, Engine.NONE):
        refuse_elsewhere(settings(engine, languagetool=elsewhere))


def test_an_engine_that_failed_gets_another_chance_in_the_next_run(stubs: dict[str, Stub]) -> None:
    stubs["languagetool"].error = ProofreaderError("It fell over.", hint="Set it up.")
    engines = Engines()
    engines.proofread(ARTICLE, settings(Engine.BOTH), "en-US")
    engines.renew()
    stubs["languagetool"].error = None
    done = engines.proofread(ARTICLE, settings(Engine.BOTH), "en-US")
    engines.close()
    assert done.names == ("harper", "languagetool")
    assert engines.status == {"harper": OK, "languagetool": OK}


def test_what_a_run_depends_on_of_its_engines(
    stubs: dict[str, Stub], monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = Engines()
    both, auto = settings(Engine.BOTH), settings(Engine.AUTO)
    assert engines.fingerprint(both) == engines.fingerprint(auto) == "harper\0languagetool"
    assert engines.complete(("harper", "languagetool"), auto)
    assert not engines.complete(("harper",), auto)
    assert stubs["harper"].asked == stubs["languagetool"].asked == []
    engines.close()
    monkeypatch.setattr(installer, "installed", lambda: False)
    without = Engines()
    assert without.fingerprint(auto) == "harper"
    assert without.complete(("harper",), auto)
    without.close()
