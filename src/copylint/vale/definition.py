"""A rule of a Vale style as decoded: its keys, read as loosely as Vale reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct, field

from copylint.errors import RuleError

KINDS = (
    "capitalization",
    "conditional",
    "consistency",
    "existence",
    "occurrence",
    "repetition",
    "substitution",
    "readability",
    "spelling",
    "sequence",
    "metric",
    "script",
)


Number = TypeVar("Number", int, float)


class Action(Struct, frozen=True):
    """What a rule proposes to do with a match."""

    name: str = ""
    params: tuple[str, ...] = ()


class Definition(Struct, frozen=True):
    """What all rules have, and under `keys` what a rule's own kind reads."""

    name: str
    kind: str
    message: str
    level: str
    scope: tuple[str, ...]
    link: str = ""
    description: str = ""
    limit: int = 0
    action: Action = Action()
    matchcase: bool = False
    path: str = ""
    keys: Mapping[str, Any] = field(default_factory=dict)

    @property
    def style(self) -> str:
        """The style a rule belongs to."""
        return self.name.partition(".")[0]

    def words(self, key: str) -> list[str]:
        """A list of strings; one string is a list of one."""
        return words(self.keys.get(key), key)

    def word(self, key: str) -> str:
        """A string."""
        return text(self.keys.get(key), key)

    def flag(self, key: str, default: bool = False) -> bool:
        """A yes or no."""
        return default if self.keys.get(key) is None else truth(self.keys[key], key)

    def number(self, key: str) -> int:
        """A whole number."""
        return whole(self.keys.get(key), key)

    def fraction(self, key: str) -> float:
        """A number."""
        return fraction(self.keys.get(key), key)

    def table(self, key: str) -> dict[str, str]:
        """A mapping of strings to strings."""
        value = self.keys.get(key)
        found: dict[str, str] = {}
        for one in value if isinstance(value, list) else [{} if value is None else value]:
            if not isinstance(one, dict):
                raise RuleError(f"'{key}' is a mapping")
            found |= {text(k, key): text(v, key) for k, v in one.items()}
        return found


_COMMON = frozenset(
    "extends message level scope link description limit action matchcase name".split()
)
_OWN: dict[str, frozenset[str]] = {
    kind: frozenset(keys.split())
    for kind, keys in {
        "existence": "raw tokens exceptions append ignorecase nonword vocab",
        "substitution": "exceptions swap ignorecase nonword vocab capitalize pos",
        "occurrence": "token max min ignorecase",
        "repetition": "tokens max ignorecase alpha vocab exceptions",
        "conditional": "exceptions first second in ignorecase vocab",
        "capitalization": "match style exceptions indicators threshold vocab prefix check",
        "metric": "formula condition",
        "readability": "metrics grade",
        "script": "script",
        "sequence": "tokens model exceptions ignorecase",
    }.items()
}
_ANY_KEYS = frozenset(("consistency", "spelling"))


def define(name: str, path: str, raw: Mapping[str, Any], *, level: str) -> Definition:
    """A rule's definition. Raises RuleError naming the key that is wrong."""
    keys = {str(key).lower(): value for key, value in raw.items() if key != "tests"}
    kind = keys.get("extends")
    if kind not in KINDS:
        raise RuleError(f"'extends' is '{kind}'; it names a kind: {', '.join(KINDS)}")
    if "message" not in keys:
        raise RuleError("the rule has no 'message'")
    if keys.get("code") is True:
        raise RuleError("'code' is no longer read; write 'scope: raw'")
    known = _COMMON | _OWN.get(str(kind), frozenset())
    unknown = sorted(keys.keys() - known)
    if unknown and kind not in _ANY_KEYS:
        raise RuleError(f"the kind '{kind}' has no key '{unknown[0]}'")
    scope = words(keys.get("scope"), "scope")
    return Definition(
        name=name,
        kind=str(kind),
        message=text(keys["message"], "message"),
        level=level,
        scope=_scopes(scope, str(kind), keys),
        link=text(keys.get("link"), "link"),
        description=text(keys.get("description"), "description"),
        limit=whole(keys.get("limit"), "limit"),
        action=_action(keys.get("action")),
        matchcase=truth(keys.get("matchcase"), "matchcase"),
        path=path,
        keys={key: value for key, value in keys.items() if key not in _COMMON},
    )


_METRICS = frozenset(
    ("Gunning Fog", "Coleman-Liau", "Flesch-Kincaid", "SMOG", "Automated Readability")
)


def _scopes(scope: list[str], kind: str, keys: Mapping[str, Any]) -> tuple[str, ...]:
    for one in scope:
        base = one.removeprefix("~").split(".")[0]
        if " " in base and "&" not in one and not base.startswith("doc("):
            raise RuleError(f"the scope '{one}' contains spaces")
    if kind == "sequence":
        return tuple(_in_sentences(one) for one in scope) or ("sentence",)
    if not scope and keys.get("scope") is not None and kind not in ("metric", "readability"):
        return ()  # an empty scope is given: the rule sees nothing
    measured = kind == "metric" or (
        kind == "readability" and set(words(keys.get("metrics"), "metrics")) <= _METRICS
    )
    if measured and scope in ([], ["text"]):
        return ("summary",)
    return tuple(scope) or ("text",)


def _in_sentences(scope: str) -> str:
    if scope == "sentence" or scope.startswith("sentence."):
        return scope
    if scope.startswith("~"):
        return f"sentence&{scope}"
    if scope == "paragraph" or scope.startswith("paragraph."):
        return f"sentence{scope.removeprefix('paragraph')}"
    return f"sentence & {scope}"


def _action(value: Any) -> Action:
    if value is None:
        return Action()
    if not isinstance(value, dict):
        raise RuleError("'action' is a mapping with 'name' and 'params'")
    given = {str(key).lower(): item for key, item in value.items()}
    params = given.get("params")
    if isinstance(params, list):
        params = [one for p in params for one in (p if isinstance(p, list) else [p])]
    return Action(text(given.get("name"), "action.name"), tuple(words(params, "action.params")))


def text(value: Any, key: str) -> str:
    """A string, or a number or truth value written as one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, list) and not value:
        return ""
    raise RuleError(f"'{key}' is a string")


def words(value: Any, key: str) -> list[str]:
    """A list of strings."""
    if value is None or value == {} or value == "":
        return []
    return [text(item, key) for item in (value if isinstance(value, list) else [value])]


def truth(value: Any, key: str) -> bool:
    """A truth value, or what counts as one."""
    if isinstance(value, (bool, int, float)):
        return bool(value)
    if value is None or value == "":
        return False
    if str(value) in ("1", "t", "T", "true", "TRUE", "True"):
        return True
    if str(value) in ("0", "f", "F", "false", "FALSE", "False"):
        return False
    raise RuleError(f"'{key}' is true or false")


def whole(value: Any, key: str) -> int:
    """A whole number, or a string that is one."""
    return _number(value, key, lambda item: int(item, 0) if isinstance(item, str) else int(item))


def fraction(value: Any, key: str) -> float:
    """A number, or a string that is one."""
    return _number(value, key, float)


def _number(value: Any, key: str, read: Callable[[Any], Number]) -> Number:
    if value is None or value == "":
        return read(0)
    try:
        return read(value)
    except (TypeError, ValueError):
        raise RuleError(f"'{key}' is a number") from None
