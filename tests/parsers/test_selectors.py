"""CSS selectors: which elements each names, and what is told of one that cannot be read."""

from __future__ import annotations

import pytest

from copylint.errors import RuleError
from copylint.parsers.selectors import compiled, marked
from copylint.parsers.vale_tokens import Kind, Run, tokens
from copylint.parsers.vale_values import MARK

PAGE = """<html lang="en-GB"><body><h1 id="top">Tides</h1>
<p class="lede wide">The ferry left.</p><p>It returned <b>late</b>.</p>
<ul><li>one</li><li class="Last">two</li></ul>
<h2>Fares</h2><p><a href="/fares">All fares</a> rise.</p><div></div>
<form><fieldset disabled><input type="checkbox" checked name="a"></fieldset></form>
</body></html>"""


def names(selector: str, page: str = PAGE) -> list[str]:
    """The names of the elements that a selector matches, in their order."""
    stream = marked(tokens(page, [Run(0, len(page), 0, len(page))]), [("x", selector)])
    kinds = (Kind.START, Kind.VOID)
    return [one.name for one in stream if one.kind in kinds and MARK in (one.attributes or {})]


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("h1", ["h1"]),
        ("#top", ["h1"]),
        ("p.lede.wide", ["p"]),
        ("li.last", []),
        ('[class="LAST" i]', ["li"]),
        ('a[href^="/f"]', ["a"]),
        ('a[href$="es"]', ["a"]),
        ("a[href*=are]", ["a"]),
        ("a[href#=(^/fa)]", ["a"]),
        ("[class~=wide]", ["p"]),
        ("[lang|=en]", ["html"]),
        ("h2:lang(fr)", []),
        ("li:nth-child(2)", ["li"]),
        ("li:nth-child(odd)", ["li"]),
        ("li:nth-last-child(-n+1)", ["li"]),
        ("ul > li:first-child, b", None),
        ("h1 + p", ["p"]),
        ("h1 ~ p", ["p", "p"]),
        ("section section > p", ["p"]),
        ("section:has(> h2)", ["section"]),
        ("section:has(ul)", ["section"]),
        ("p:not(.lede, :has(a))", ["p"]),
        ('section:contains("ALL FARES")', ["section", "section"]),
        ('p:containsOwn("late")', []),
        ("p:matches((?i)^the ferry)", ["p"]),
        ("div:empty", ["div"]),
        (":root", ["html"]),
        ("a:link", ["a"]),
        ("input:checked:disabled", ["input"]),
        ("input:enabled", []),
        ("b:only-child", ["b"]),
        ("p:hover", []),
        (":is(p)", None),
        ("p::before", None),
        ("p[", None),
        ("", None),
    ],
)
def test_a_selector(selector: str, found: list[str] | None) -> None:
    if found is None:
        with pytest.raises(RuleError, match="'scope' holds the selector"):
            compiled(selector)
    else:
        assert names(selector) == found


@pytest.mark.parametrize(
    ("page", "selector", "found"),
    [
        ("<p>one<p>two", "p + p", ["p"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "ul > li", ["li", "li", "li"]),
        ("<table><tr><td>a<td>b</table>", "tbody > tr > td", ["td", "td"]),
        ("<td>no table</td>", "td", []),
        ("<table>out<tr><td>in</table>", "body > table", ["table"]),
        ("<b>one<p>two</b>three", "p b", []),
        ("<p><b>one<p>two</b>three", "p > b", ["b", "b"]),
        ("<title>T</title><p>x", "head > title", ["title"]),
        ("</p>", "p", ["p"]),
        ("<h1>a</h1><h3>b</h3><h2>c</h2>", "section > section", ["section", "section"]),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dl > dt", ["dt", "dt"]),
    ],
)
def test_the_tree_is_what_a_browser_makes(page: str, selector: str, found: list[str]) -> None:
    assert names(selector, page) == found
