"""Write docs/rules/ and docs/schemas/ from the rules and kinds; `--check` only says what is stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from copylint.config.schema import config_schema
from copylint.rulepack import (
    Pack,
    Written,
    builtin_packs,
    find_pack,
    pack_files,
    read_file,
    sort_out,
)
from copylint.rulepack.manual import page, summary
from copylint.rulepack.schema import rules_schema
from copylint.rulepack.tree import compose, value_of

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
NOTE = "<!-- Written by scripts/generate_docs.py from the rules: change those, not this. -->\n\n"


def main() -> int:
    """Write what differs, or with `--check` name it and exit with 1."""
    wanted = dict(pages())
    stale = [path for path, text in wanted.items() if _read(path) != text]
    extra = [path for path in (DOCS / "rules").glob("*.md") if path not in wanted]
    if "--check" in sys.argv:
        for path in (*stale, *extra):
            print(f"{path.relative_to(ROOT)} is stale: run python scripts/generate_docs.py")
        return 1 if stale or extra else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], "utf-8")
    for path in extra:
        path.unlink()
    return 0


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and its text."""
    index = [NOTE + "# Rules\n"]
    for name in builtin_packs():
        pack = find_pack(name, ROOT)
        rules = rules_of(pack)
        if not rules:
            continue
        index.append(f"\n## [{name}]({name}.md)\n\n{described(pack)}\n\n")
        index += [f"- `{one.rule.name}` ({one.rule.level}): {summary(one.rule)}\n" for one in rules]
        text = "\n".join(page(one, depth=2) for one in rules)
        yield DOCS / "rules" / f"{name}.md", f"{NOTE}# {name}\n\n{described(pack)}\n\n{text}"
    yield DOCS / "rules" / "README.md", "".join(index)
    for name, schema in (("rules", rules_schema()), ("copylint", config_schema())):
        text = json.dumps(schema, indent=2, sort_keys=True) + "\n"
        yield DOCS / "schemas" / f"{name}.schema.json", text


def rules_of(pack: Pack) -> list[Written]:
    """The rules of a pack; a mistake in one ends the run."""
    rules, problems = sort_out(each for file in pack_files(pack) for each in read_file(pack, file))
    if problems:
        sys.exit("\n".join(map(str, problems)))
    return rules


def described(pack: Pack) -> str:
    """What the pack's own file says of it."""
    file = pack.path / "pack.yaml"
    keys = value_of(compose(file.read_text("utf-8"), str(file)), str(file))
    assert isinstance(keys, dict)
    return str(keys.get("description", ""))


if __name__ == "__main__":
    sys.exit(main())
