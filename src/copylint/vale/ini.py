"""The text of a .vale.ini: sections, keys, values, each with its line (go-ini's syntax)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field


class Value(Struct):
    """What a key was set to; one that is set more often keeps all values, in order."""

    texts: list[str]
    line: int

    @property
    def first(self) -> str:
        """The value of a key that counts once."""
        return self.texts[0]

    @property
    def last(self) -> str:
        """The value that was set last."""
        return self.texts[-1]

    def names(self) -> list[str]:
        """The items of a list, each once."""
        return _unique(item for text in self.texts for item in text.split(","))

    def patterns(self) -> list[str]:
        r"""The items of a list in which `\,` is a comma."""
        return _unique(item for text in self.texts for item in _split_escaped(text))


class Section(Struct):
    """A section's name ("" before the first), its keys in order, its lines that mean nothing."""

    name: str
    line: int
    keys: dict[str, Value] = field(default_factory=dict)
    mistakes: list[tuple[int, str]] = field(default_factory=list)


def parse(text: str) -> dict[str, Section]:
    """The sections of an ini file, in order; sections of one name are one."""
    sections = {"": Section("", 1)}
    section = sections[""]
    lines = enumerate(text.removeprefix("\ufeff").splitlines(), 1)
    for number, raw in lines:
        line = raw.strip()
        if not line or line[0] in "#;":
            continue
        if line.startswith("["):
            name = line[1 : line.rfind("]")] if "]" in line else line[1:]
            section = sections.setdefault(name, Section(name, number))
            if "]" not in line:
                section.mistakes.append((number, f"the section '{line}' has no closing ']'"))
            continue
        while line.endswith("\\"):
            _, more = next(lines, (0, ""))
            line = line[:-1] + more.strip()
        key, value = _assignment(line)
        if value is None:
            section.mistakes.append((number, f"'{line}' sets nothing; write '{line} = ...'"))
        else:
            _set(section, key, value, number)
    return sections


def merge(first: dict[str, Section], second: dict[str, Section]) -> None:
    """Add a second file's keys to the first's; a key of both has both values."""
    for name, section in second.items():
        target = first.setdefault(name, Section(name, section.line))
        for key, value in section.keys.items():
            for text in value.texts:
                _set(target, key, text, value.line)


def _set(section: Section, key: str, text: str, line: int) -> None:
    if key not in section.keys:
        section.keys[key] = Value([text], line)
    elif text not in section.keys[key].texts:
        section.keys[key].texts.append(text)


def _assignment(line: str) -> tuple[str, str | None]:
    if line[0] in '"`':
        end = line.find(line[0], 1)
        if end > 0:
            rest = line[end + 1 :].lstrip()
            return line[1:end], _value(rest[1:]) if rest[:1] in ("=", ":") else None
    places = [place for place in (line.find("="), line.find(":")) if place >= 0]
    if not places:
        return line, None
    return line[: min(places)].strip(), _value(line[min(places) + 1 :])


def _value(text: str) -> str:
    text = text.strip()
    if text.startswith('"""') and text.endswith('"""') and len(text) >= 6:
        return text[3:-3]
    if text[:1] == "`" and text.find("`", 1) > 0:
        return text[1 : text.find("`", 1)]
    comments = [at for mark in (" #", " ;", "\t#", "\t;") if (at := text.find(mark)) >= 0]
    if comments:
        text = text[: min(comments)].strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def _split_escaped(text: str) -> list[str]:
    items, item, escaped = [], "", False
    for char in text:
        if escaped:
            item += char if char == "," else "\\" + char
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == ",":
            items.append(item)
            item = ""
        else:
            item += char
    return [*items, item + ("\\" if escaped else "")]


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for item in items if (text := item.strip())))
