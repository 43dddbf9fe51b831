"""The real server, installed as users install it: these tests need a Java and the jars."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from copylint.document import Run, Segment, Span
from copylint.errors import ProofreaderError
from copylint.issue import Category
from copylint.proofreaders import languagetool_health as health
from copylint.proofreaders import languagetool_install as installer
from copylint.proofreaders import languagetool_server as servers
from copylint.proofreaders.languagetool import LanguageTool
from tests.proofreaders.servers import eventually

pytestmark = pytest.mark.languagetool

PARAGRAPHS = (
    "The council have recieved an complaint about teh harbour 🚢 and and its cranes.",
    "She could of left earlier, the ferryman said, but he don't mind.",
    "Nothing is wrong here.",
    "🎉🎉 Their are to many gulls 🐦 on teh quay.",
    "the tide turned at noon. Then, of coarse, it turned again.",
    "“We was told to wait,” said Ms Okonkwo-Reyes, the harbour master.",
    "It is a unusual winter. Prices rised. The ship sunk in in the bay.",
)


def segment(text: str) -> Segment:
    whole = Span(0, len(text))
    return Segment(text, ("text", "paragraph"), (Run(whole, whole),))


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user whose data folder has what `install` put there; jars at hand are not fetched again."""
    base = tmp_path_factory.mktemp("user")
    at_hand = installer.home() if installer.installed() else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(base / "data"))
        patch.setenv("XDG_STATE_HOME", str(base / "state"))
        patch.delenv("COPYLINT_LANGUAGETOOL_START", raising=False)
        patch.delenv("PRE_COMMIT", raising=False)
        installer.install(lambda *_: None, at_hand)
        yield base
        servers.stop()


@pytest.fixture
def engine() -> Iterator[LanguageTool]:
    made = LanguageTool(seconds=180)
    yield made
    made.close()


def seen(engine: LanguageTool, *texts: str, language: str = "en-US") -> list[list[tuple[str, str]]]:
    answers = engine.proofread([segment(text) for text in texts], language)
    return [
        [(finding.rule, finding.span.of(text)) for finding in findings]
        for text, findings in zip(texts, answers, strict=True)
    ]


def test_it_finds_words_at_their_places(engine: LanguageTool) -> None:
    first, second, third, fourth, *_ = seen(engine, *PARAGRAPHS)
    assert {"recieved", "an", "teh", "and and"} <= {text for _, text in first}
    assert any("of" in text for _, text in second)
    assert third == []
    assert "teh" in {text for _, text in fourth}
    assert engine.version == "6.8"


def test_suggestions_categories_and_links_are_kept(engine: LanguageTool) -> None:
    findings = engine.proofread([segment(PARAGRAPHS[0])], "en-US")[0]
    by_text = {finding.span.of(PARAGRAPHS[0]): finding for finding in findings}
    assert by_text["recieved"].suggestions[0] == "received"
    assert by_text["recieved"].category is Category.SPELLING
    assert by_text["an"].category is Category.GRAMMAR
    assert by_text["an"].url.startswith("https://")


def test_a_paragraph_is_judged_alike_alone_and_among_others(engine: LanguageTool) -> None:
    together = seen(engine, *PARAGRAPHS, *reversed(PARAGRAPHS))
    alone = [seen(engine, text)[0] for text in PARAGRAPHS]
    assert together == alone + alone[::-1]


def test_variants(engine: LanguageTool) -> None:
    text = "The colour of labor."
    assert [word for _, word in seen(engine, text, language="en-US")[0]] == ["colour"]
    assert [word for _, word in seen(engine, text, language="en-GB")[0]] == ["labor"]
    assert seen(engine, text, language="en") == [[]]
    assert [word for _, word in seen(engine, "Teh wrold.", language="en")[0]] == ["Teh", "wrold"]


def test_two_runs_share_a_server_that_only_this_machine_reaches(engine: LanguageTool) -> None:
    seen(engine, "Teh end.")
    server = servers.running()
    assert server is not None
    other = LanguageTool(may_start=False)
    assert seen(other, "Teh end.") == seen(engine, "Teh end.")
    other.close()
    assert servers.running() == server
    listening = {
        connection.laddr.ip
        for connection in psutil.Process(server.server[0]).net_connections("inet")
        if connection.status == "LISTEN"
    }
    assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}
    assert listening


def test_a_server_killed_in_mid_run_is_told_and_the_next_run_has_a_new_one(
    engine: LanguageTool,
) -> None:
    seen(engine, "Teh end.")
    server = servers.running()
    assert server is not None
    os.kill(server.server[0], signal.SIGKILL)
    with pytest.raises(ProofreaderError, match="cannot be reached"):
        seen(engine, "Teh very end.")
    assert eventually(lambda: not health.alive(server.watchdog))
    later = LanguageTool(seconds=180)
    assert seen(later, "Teh end.") == [[("MORFOLOGIK_RULE_EN_US", "Teh")]]
    later.close()


def test_damaged_jars_are_told_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = installer.home()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = installer.install(lambda *_: None, source)
    core = folder / "languagetool-core-6.8.jar"
    core.write_bytes(core.read_bytes()[:-100])
    with pytest.raises(ProofreaderError, match=r"languagetool-core-6\.8\.jar .* damaged"):
        servers.ensure()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nothing"))
    with pytest.raises(ProofreaderError, match="not installed"):
        servers.ensure()
