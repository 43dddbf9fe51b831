from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from copylint.document import Span
from copylint.issue import Related, Report
from copylint.reporters.base import Options

from .chromium import Page, browser, executable
from .samples import SOURCE, document, hostile_report, issue, plain_report, written

VOID = {"meta", "input"}


class Checked(HTMLParser):
    """Reads the page strictly: tags must nest, ids be unique, links inside lead somewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []
        assert len(set(self.ids)) == len(self.ids)
        assert {link[1:] for link in self.links if link.startswith("#")} <= set(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            self.ids += [str(value)] if name == "id" else []
            self.links += [str(value)] if name == "href" else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "div" in self.open and "main" in self.open and "ol" not in self.open:
            self.text += data


def body(page: str) -> str:
    """The page without its style and script."""
    return re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)


def test_as_written(snapshot: SnapshotAssertion) -> None:
    assert body(written("html", plain_report())) == snapshot


def test_the_article_is_there_word_for_word() -> None:
    assert Checked(written("html", plain_report())).text.strip() == SOURCE.strip()


def test_hostile_text_is_only_text(snapshot: SnapshotAssertion) -> None:
    page = written("html", hostile_report(), plain_report())
    checked = Checked(page)
    assert page.count("<script") == 1
    assert not any(name.startswith("on") for name in checked.attributes)
    assert not any(link.startswith("javascript") for link in checked.links)
    assert not any(char in page for char in "\x1b\u202e\u2066")
    assert body(page) == snapshot


def test_no_excerpts_leaves_article_text_out() -> None:
    page = written("html", plain_report(), options=Options(excerpts=False))
    assert "recieved" not in page
    assert "Dockers" not in page
    assert "3:9" in page


def test_nothing_found_says_so() -> None:
    assert "Nothing was found." in written("html", Report(document("fine")))


@given(st.text(max_size=60), st.data())
def test_any_text_with_any_places_makes_a_sound_page(source: str, data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, len(source)), st.integers(0, len(source)))
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(places, max_size=6))]
    related = (Related(spans[-1], source),) if spans else ()
    base = issue("x", "x", message=source, rule=source or "r", related=related)
    report = Report(document(source), tuple(replace(base, span=span) for span in spans))
    Checked(written("html", report))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if executable() is None:
        pytest.skip("NOT RUN: no Chromium on this machine (apt-get install chromium)")
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


def shown(page: Page, folder: Path, *reports: Report) -> Page:
    path = folder / "report.html"
    path.write_text(written("html", *reports), "utf-8")
    page.events.clear()
    page.open(path)
    return page


CARDS = "[...document.querySelectorAll('.card[data-level]')].filter(c => !c.hidden).map(c => c.id)"


@pytest.mark.browser
def test_the_browser_runs_no_article_script_and_loads_nothing(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, hostile_report(), plain_report())
    assert page.run("document.scripts.length") == 1
    requests = [event for event in page.events if event["method"] == "Network.requestWillBeSent"]
    assert [request["params"]["request"]["url"] for request in requests] == [
        (tmp_path / "report.html").as_uri()
    ]
    errors = [event for event in page.events if event["method"] == "Log.entryAdded"]
    assert errors == []
    page.run(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.bad=1\">')"
    )
    page.run(
        "const s = document.createElement('script'); s.text = 'window.bad = 1';"
        "document.body.append(s)"
    )
    assert page.run("window.bad === undefined")


@pytest.mark.browser
def test_filters_and_keys(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, plain_report())
    assert page.run(CARDS) == ["i1", "i2", "i3"]
    page.press("2")
    assert page.run(CARDS) == ["i1", "i3"]
    assert page.run("document.getElementById('m2').classList.contains('off')")
    assert page.run("document.getElementById('shown').textContent") == "2 of 3 shown"
    page.press("2")
    page.run("document.querySelector('input[value=style]').click()")
    assert page.run(CARDS) == ["i1", "i2"]
    for key, here in (("j", "i1"), ("j", "i2"), ("j", "i1"), ("k", "i2"), ("k", "i1")):
        page.press(key)
        assert page.run("document.querySelector('.card.here').id") == here
    assert page.run("document.activeElement.closest('.card').id") == "i1"


CONTRAST = """
(() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; }
    return [255, 255, 255]; };
  const ratio = (e) => { const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); };
  const all = document.querySelectorAll('h1,h2,p,a,.level,.rule,ins,label,legend,.text');
  return Math.min(...[...all].map(ratio));
})()
"""


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1200, 390])
def test_it_can_be_read_in_both_schemes_and_on_a_phone(
    page: Page, tmp_path: Path, dark: bool, width: int
) -> None:
    path = tmp_path / "report.html"
    path.write_text(written("html", plain_report()), "utf-8")
    page.events.clear()
    page.open(path, width=width, dark=dark)
    assert page.run(CONTRAST) >= 4.5
    assert page.run("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.run("[...document.querySelectorAll('input')].every(i => i.labels.length === 1)")
