"""Rule packs: folders of YAML, read once, compiled, and kept on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from copylint.errors import RuleError
from copylint.rulepack import manifest, store
from copylint.rulepack.store import Loaded
from copylint.rulepack.written import Result, Written

NOT_PACKS = frozenset({"profiles"})
TABLES = frozenset({"words.csv", "style.csv", "words.xlsx", "style.xlsx"})


class Pack(Struct, frozen=True):
    """A folder of rules, or one file of it. `shown` is how messages call it."""

    name: str
    path: Path
    shown: str


@lru_cache(maxsize=1)
def builtin_rules() -> Path:
    """The folder of the packs that come with copylint: of the wheel, else of the checkout."""
    checkout = Path(__file__).parents[3] / "rules"
    installed = Path(__file__).parents[1] / "rules"
    return installed if (installed / "core").is_dir() else checkout


@lru_cache(maxsize=1)
def builtin_packs() -> tuple[str, ...]:
    """The names of the packs that come with copylint."""
    found = (path for path in builtin_rules().iterdir() if path.is_dir())
    packs = (path for path in found if path.name not in NOT_PACKS and rule_files(path))
    return tuple(sorted(path.name for path in packs))


def load(packs: Sequence[str], root: Path) -> Loaded:
    """The rules of packs, named or given as paths from `root`; broken rules are `problems`.

    Raises RuleError for a pack that does not exist.
    """
    found = [find_pack(name, root) for name in packs]
    sources = [(pack, file) for pack in found for file in pack_files(pack)]
    files = [file for _, file in sources]
    if all(builtin_rules() in file.parents for file in files):
        shipped = store.read_shipped(store.shipped_key(files, builtin_rules()))
        if shipped is not None:
            return shipped
    key = store.key_of(files, (f"{pack.name}\0{pack.shown}" for pack, _ in sources))
    stored = store.read(key)
    if stored is not None:
        return stored
    loaded = store.build(key, *read_packs(found))
    store.write(loaded)
    return loaded


def read_packs(packs: Iterable[Pack]) -> tuple[list[Written], list[RuleError]]:
    """The rules of packs and their mistakes, read from their files."""
    return sort_out(
        result
        for pack in packs
        for file in pack_files(pack)
        for result in read_file(pack, file, trusted=builtin_rules() in file.parents)
    )


def find_pack(name: str, root: Path) -> Pack:
    """The pack of that name, or at that path. Raises RuleError naming the nearest pack."""
    path = root / name
    if (builtin_rules() / name).is_dir() and name in builtin_packs():
        path = builtin_rules() / name
        return Pack(name, path, f"rules/{name}")
    if not path.exists():
        from copylint.rulepack.mistakes import nearest

        raise RuleError(
            f"there is no rule pack '{name}'.",
            hint=nearest(name, builtin_packs()) or f"Known: {', '.join(builtin_packs())}.",
        )
    folder = path if path.is_dir() else path.parent
    return Pack(manifest.name_of(folder), path, name)


def rule_files(folder: Path) -> list[Path]:
    """The files of a pack that hold rules, in order."""
    return sorted(filter(is_rule_file, folder.rglob("*")))


def is_rule_file(path: Path) -> bool:
    """True for a file that may hold rules, by its name."""
    listed = path.suffix in (".yaml", ".yml") and path.name != manifest.FILE_NAME
    return listed or path.name in TABLES


def pack_files(pack: Pack) -> list[Path]:
    """The files that a pack is made of; of a pack that is not ours its pack.yaml as well."""
    if pack.path.is_file():
        return [pack.path]
    about = pack.path / manifest.FILE_NAME
    told = about.is_file() and builtin_rules() not in about.parents
    return [*([about] if told else []), *rule_files(pack.path)]


def read_file(pack: Pack, file: Path, *, trusted: bool = False) -> Iterator[Result]:
    """The rules of one file of a pack and its mistakes; `trusted`: its patterns are not tried."""
    from copylint.rulepack.reader import read
    from copylint.rulepack.tables import read_table

    shown = pack.shown
    if file != pack.path:
        shown = f"{pack.shown.rstrip('/')}/{file.relative_to(pack.path).as_posix()}"
    if file.name in TABLES:
        yield from read_table(file, shown, pack.name)
        return
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        yield RuleError(f"cannot be read: {error.strerror or error}.", path=shown)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        yield RuleError("is not UTF-8.", path=shown, line=line, hint="Save it as UTF-8.")
    else:
        if file.name == manifest.FILE_NAME:
            yield from manifest.mistakes(text, shown)
        else:
            yield from read(text, shown, pack.name, file.stem, trusted=trusted)


def sort_out(results: Iterator[Result]) -> tuple[list[Written], list[RuleError]]:
    """Rules and mistakes; of two rules with one name the second is a mistake."""
    rules: dict[str, Written] = {}
    problems: list[RuleError] = []
    for result in results:
        if isinstance(result, RuleError):
            problems.append(result)
            continue
        name = result.rule.name
        first = rules.setdefault(name, result)
        if first is not result:
            wrong = f"a rule '{name}' is already at {first.path}:{first.line}."
            hint = "Give one of them another id."
            problems.append(RuleError(wrong, path=result.path, line=result.line, hint=hint))
    return list(rules.values()), problems


__all__ = [
    "Loaded",
    "Pack",
    "Written",
    "builtin_packs",
    "builtin_rules",
    "find_pack",
    "load",
    "pack_files",
    "read_file",
    "read_packs",
    "sort_out",
]
