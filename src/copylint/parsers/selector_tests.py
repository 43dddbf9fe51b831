"""What single parts of a CSS selector ask of a node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from copylint.parsers.vale_tree import Node

Test = Callable[[Node], bool]
NEVER = frozenset("visited hover active focus target".split())
_WHITE = " \t\r\n\f"
_FORM = frozenset("button input select textarea option".split())
_GROUPS = frozenset("optgroup menuitem fieldset".split())
_LINKS = frozenset("a area link".split())


def _folded(value: str, wanted: str, ignore: bool) -> tuple[str, str]:
    return (value.lower(), wanted.lower()) if ignore else (value, wanted)


def _attribute(accepts: Callable[[str, str], bool]) -> Callable[[str, str, bool, Node], bool]:
    def test(key: str, wanted: str, ignore: bool, node: Node) -> bool:
        value = node.attributes.get(key)
        return value is not None and accepts(*_folded(value, wanted, ignore))

    return test


def _is_other(key: str, wanted: str, ignore: bool, node: Node) -> bool:
    value = node.attributes.get(key)
    if value is None:
        return node.is_element
    value, wanted = _folded(value, wanted, ignore)
    return value != wanted


def _lists(value: str, wanted: str) -> bool:
    for char in _WHITE:
        value = value.replace(char, " ")
    return wanted in value.split(" ")


def _dashed(value: str, wanted: str) -> bool:
    return value == wanted or value.startswith(f"{wanted}-")


ATTRIBUTES = {
    "=": _attribute(lambda value, wanted: value == wanted),
    "!=": _is_other,
    "~=": _attribute(_lists),
    "|=": _attribute(_dashed),
    "^=": _attribute(lambda value, wanted: bool(value.strip()) and value.startswith(wanted)),
    "$=": _attribute(lambda value, wanted: bool(value.strip()) and value.endswith(wanted)),
    "*=": _attribute(lambda value, wanted: bool(value.strip()) and wanted in value),
}


def related(combinator: str, first: Test, second: Test, node: Node) -> bool:
    """Whether a node matches the second test, and one that is related to it the first."""
    if not second(node):
        return False
    return any(first(one) for one in _relatives(combinator, node))


def _relatives(combinator: str, node: Node) -> Iterable[Node]:
    if combinator == " ":
        return node.ancestors()
    if node.parent is None:
        return ()
    if combinator == ">":
        return (node.parent,)
    siblings = node.parent.children
    before = [one for one in siblings[: siblings.index(node)] if one.is_element]
    return before[-1:] if combinator == "+" else before


def contains(wanted: str, own: bool, node: Node) -> bool:
    """Whether a node holds a text, in any case; `own`: in no element of its own."""
    return wanted in (node.own_text() if own else node.text()).lower()


def nth(step: int, start: int, last: bool, of_type: bool, node: Node) -> bool:
    """Whether a node is one of those that `step`n + `start` counts among its siblings."""
    place = _place(node, last, of_type)
    if not place:
        return False
    if not step:
        return place == start
    return (place - start) % step == 0 and (place - start) // step >= 0


def _place(node: Node, last: bool, of_type: bool) -> int:
    if not node.is_element or node.parent is None:
        return 0
    alike = [
        one
        for one in node.parent.children
        if one.is_element and (not of_type or one.name == node.name)
    ]
    return len(alike) - alike.index(node) if last else alike.index(node) + 1


def _only(node: Node, of_type: bool) -> bool:
    return _place(node, False, of_type) == 1 and _place(node, True, of_type) == 1


def _matches(tests: Sequence[Test], node: Node) -> bool:
    return any(test(node) for test in tests)


def _not(tests: Sequence[Test], node: Node) -> bool:
    return node.is_element and not _matches(tests, node)


def _has(tests: Sequence[Test], node: Node) -> bool:
    return node.is_element and any(_matches(tests, one) for one in node.walk() if one is not node)


def _has_child(tests: Sequence[Test], node: Node) -> bool:
    return node.is_element and any(_matches(tests, one) for one in node.children)


def _empty(node: Node) -> bool:
    return node.is_element and not any(
        one.is_element or (one.is_text and one.text().strip()) for one in node.children
    )


def _lang(wanted: str, node: Node) -> bool:
    languages = (one.attributes.get("lang") for one in (node, *node.ancestors()))
    return any(value is not None and _dashed(value, wanted) for value in languages)


def _disabled(node: Node) -> bool:
    if node.name in _GROUPS:
        return "disabled" in node.attributes
    return node.name in _FORM and ("disabled" in node.attributes or _in_disabled(node))


def _in_disabled(node: Node) -> bool:
    parent = node.parent
    if parent is None:
        return False
    if parent.name == "fieldset" and "disabled" in parent.attributes:
        before = parent.children[: parent.children.index(node)]
        if node.name != "legend" or any(one.name == "legend" for one in before):
            return True
    return _in_disabled(parent)


def _enabled(node: Node) -> bool:
    if node.name in _LINKS:
        return "href" in node.attributes
    return node.name in _FORM | _GROUPS and not _disabled(node)


def _checked(node: Node) -> bool:
    if node.name in ("input", "menuitem"):
        kind = node.attributes.get("type", "").lower()
        return "checked" in node.attributes and kind in ("checkbox", "radio")
    return node.name == "option" and "selected" in node.attributes


PSEUDO: dict[str, Callable[..., bool]] = {
    "not": _not,
    "has": _has,
    "haschild": _has_child,
    "lang": _lang,
    "only-child": lambda node: _only(node, False),
    "only-of-type": lambda node: _only(node, True),
    "input": lambda node: node.name in ("input", "select", "textarea", "button"),
    "empty": _empty,
    "root": lambda node: node.name == "html",
    "link": lambda node: node.name in _LINKS and "href" in node.attributes,
    "enabled": _enabled,
    "disabled": _disabled,
    "checked": _checked,
}
