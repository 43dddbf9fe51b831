"""The same rules and documents through Vale itself, alert by alert, where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest

from copylint.vale import config, styles
from copylint.vale.build import build
from copylint.vale.engine import Engine

VALE = shutil.which("vale")
RULES = {
    "Words": "extends: existence\nmessage: \"'%s'\"\ntokens: [tide, 'ebb(?:s|ed)?']\n",
    "Any": "extends: existence\nmessage: \"'%s'\"\nignorecase: true\nnonword: true\n"
    "tokens: ['\\bthe \\w+ing', '[.]  [A-Z]']\n",
    "Head": "extends: capitalization\nmessage: \"'%s'\"\nmatch: $sentence\nscope: heading\n",
    "Swap": 'extends: substitution\nmessage: "%s for %s"\nignorecase: true\nswap:\n'
    "  quay: wharf\n  (?:old|new) harbour: harbor\n",
    "Long": "extends: occurrence\nmessage: '%d'\nscope: sentence\nmax: 8\ntoken: '\\w+'\n",
    "Twice": "extends: repetition\nmessage: \"'%s'\"\nalpha: true\nignorecase: true\n"
    "tokens: ['[^\\s]+']\n",
    "One": "extends: consistency\nmessage: \"'%s'\"\neither: {adviser: advisor}\n",
    "Terms": "extends: conditional\nmessage: \"'%s'\"\nfirst: '\\b([A-Z]{3,5})\\b'\n"
    "second: '\\(([A-Z]{3,5})\\)'\n",
    "Links": "extends: existence\nmessage: \"'%s'\"\ntokens: [here]\nscope: link\n",
    "Grade": "extends: metric\nmessage: '%s'\nformula: words / sentences\ncondition: '> 4'\n",
    "Raw": "extends: existence\nmessage: \"'%s'\"\nnonword: true\ntokens: ['\\*\\*']\nscope: raw\n",
}
DOCUMENTS = {
    "one.md": """---
title: The tide at the old harbour
---

# The Rising Tide At Night

The tide **ebbed** at the new harbour, and [look here](http://a.example/b) for `tide` tables.
The the quay is old.  Not an adviser was there; the Road Fund (RDF) met the XYZ.

- The quay, an advisor said,
  ebbs.

  Another tide.

> A tide
> of the rising sea.

| Quay | Tide |
|---|---|
| ebb | `x` ebb |

A note[^1] on the tide, at http://tide.example/tide and <!-- vale off --> tide <!-- vale on --> ebb.

[^1]: The tide ebbs.
""",
    "two.html": "<html><head><title>The tide</title></head><body><h1>A Big Quay</h1>\n"
    "<p>The <em>tide</em> ebbs &mdash; the quay &amp; the advisor.</p><pre>tide</pre>\n"
    "<ul><li>One tide<ul><li>two tide</li></ul></li></ul></body></html>\n",
    "three.txt": "The tide ebbs.\n\nThe the quay was there. Nobody at the new harbour met the XYZ"
    " or the rising sea of the tide.\n",
}


@pytest.fixture
def vale() -> str:
    if VALE is None:
        warnings.warn("NOT COMPARED WITH VALE: there is no `vale` on the PATH", stacklevel=1)
        pytest.skip("not compared with Vale: there is no `vale` on the PATH")
    return VALE


@pytest.mark.filterwarnings("default:NOT COMPARED")
def test_both_say_the_same(vale: str, tmp_path: Path) -> None:
    (tmp_path / "styles" / "Sea").mkdir(parents=True)
    for name, text in RULES.items():
        (tmp_path / "styles" / "Sea" / f"{name}.yml").write_text(text, "utf-8")
    ini = tmp_path / ".vale.ini"
    ini.write_text(
        "StylesPath = styles\nMinAlertLevel = suggestion\n[*]\nBasedOnStyles = Sea\n", "utf-8"
    )
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text, "utf-8")
        assert ours(ini, name, text) == theirs(vale, ini, tmp_path / name)


def ours(ini: Path, name: str, text: str) -> set[tuple[str, int, int]]:
    read = config.read(ini)
    built = build(read, styles.load(read))
    found = Engine(read, built.setting, built.checks).check(name, text)
    return {
        (one.definition.name, text.count("\n", 0, one.start) + 1, column(text, one.start))
        for one in found
    }


def column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset)


def theirs(vale: str, ini: Path, path: Path) -> set[tuple[str, int, int]]:
    command = [vale, "--config", str(ini), "--output=JSON", "--no-exit", "--no-global", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    alerts: list[dict[str, Any]] = next(iter(json.loads(done.stdout).values()), [])
    return {(one["Check"], one["Line"], one["Span"][0]) for one in alerts}
