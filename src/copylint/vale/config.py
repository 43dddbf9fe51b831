"""What a .vale.ini says: where the styles are, what each file is checked with, what is ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePath

from msgspec import Struct, field

from copylint.errors import ConfigError, RuleError
from copylint.vale import globs, ini
from copylint.vale.ini import Section, Value
from copylint.vale.patterns import compiled

LEVELS = ("suggestion", "warning", "error")
_CORE = frozenset(
    "StylesPath MinAlertLevel IgnoredScopes WordTemplate SkippedScopes IgnoredClasses Vocab"
    " NLPEndpoint Packages".split()
)
_SYNTAX = frozenset(
    "Vocab BasedOnStyles IgnorePatterns BlockIgnores CommentDelimiters TokenIgnores Transform Lang"
    " View".split()
)
_PARAMETER = re.compile(r"([^\[\]]+\.[^\[\]]+)\[([A-Za-z][A-Za-z0-9]*)\]")
_STRUCTURAL = frozenset(
    "extends name path tests message description link tokens swap exceptions filters ignore raw"
    " either".split()
)
_FORMATS = (
    (".md", re.compile(r"\.(?:md|mdown|markdown|markdn|[Rr]md)")),
    (".html", re.compile(r"\.(?:html|htm|shtml|xhtml)")),
    (".txt", re.compile(r"\.txt")),
)


class Part(Struct):
    """What a section says of the files that its glob matches."""

    glob: str
    styles: list[str] | None = None
    checks: dict[str, bool] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    unset: list[str] = field(default_factory=list)
    vocabularies: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    comments: tuple[str, str] | None = None


class ValeConfig(Struct):
    """A .vale.ini as read. `whole` is its section `[*]`, `parts` are the others in order."""

    path: Path
    styles_paths: list[Path] = field(default_factory=list)
    minimum: str = "suggestion"
    vocabularies: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    template: str = ""
    formats: dict[str, str] = field(default_factory=dict)
    whole: Part = field(default_factory=lambda: Part("*"))
    parts: list[Part] = field(default_factory=list)
    parameters: dict[str, dict[str, str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    problems: list[RuleError] = field(default_factory=list)

    @property
    def based_on(self) -> list[str]:
        """Every style that some section is based on, in order."""
        named = [self.whole.styles or [], *(part.styles or [] for part in self.parts)]
        return list(dict.fromkeys(style for styles in named for style in styles))

    @property
    def checked(self) -> list[str]:
        """Every rule or style that some section names by itself."""
        named = [self.whole.checks, *(part.checks for part in self.parts)]
        return list(dict.fromkeys(name for checks in named for name in checks))

    def ever_runs(self, rule: str) -> bool:
        """Whether some section lets a rule of a style run; one that none does is not read."""
        style = rule.partition(".")[0]
        if any(_setting(part.checks, rule, style) for part in self.parts):
            return True
        general = _setting(self.whole.checks, rule, style)
        if general is not None:
            return general
        return style in (self.whole.styles or ()) or any(
            style in (part.styles or ()) and _setting(part.checks, rule, style) is None
            for part in self.parts
        )

    def matching(self, path: str) -> tuple[int, ...]:
        """The numbers of the parts that apply to a file, in order."""
        path = PurePath(path).as_posix()
        return tuple(
            number for number, part in enumerate(self.parts) if globs.matches(part.glob, path)
        )

    def applies(self, path: str) -> bool:
        """Whether Vale would look at a file at all."""
        if self.whole.styles or self.whole.checks:
            return True
        return bool(self.matching(path)) or bool(self.matching(self.normalized(path)))

    def format_of(self, path: str) -> str:
        """The format a file is read as: `.md`, `.html`, `.txt`, or "" for lines of any other."""
        suffix = PurePath(path).suffix
        mapped = self._mapped(path)
        wanted = f".{mapped}" if mapped else suffix
        return next((name for name, pattern in _FORMATS if pattern.fullmatch(wanted)), "")

    def normalized(self, path: str) -> str:
        """The path with the suffix that `[formats]` gives it."""
        mapped = self._mapped(path)
        return f"{path.removesuffix(PurePath(path).suffix)}.{mapped}" if mapped else path

    def _mapped(self, path: str) -> str | None:
        pure = PurePath(path)
        if found := self.formats.get(pure.suffix.strip(".")):
            return found
        for key in sorted(self.formats):
            if not any(char in key for char in "*?[{/"):
                if key == pure.name:
                    return self.formats[key]
            elif globs.matches(key, pure.name) or globs.matches(key, pure.as_posix()):
                return self.formats[key]
        return None


def read(path: Path) -> ValeConfig:
    """Read a .vale.ini. Raises ConfigError for one that Vale would refuse."""
    try:
        sections = ini.parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", path=str(path)) from error
    return _Reader(path).read(sections)


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.config = ValeConfig(path)

    def read(self, sections: dict[str, Section]) -> ValeConfig:
        self._core(sections[""], self.path.parent)
        self._packages(sections)
        for name, section in sections.items():
            for line, mistake in section.mistakes:
                self._problem(mistake, line)
            if name == "formats":
                self.config.formats = {key: value.first for key, value in section.keys.items()}
            elif name == "*":
                self.config.whole = self._part(section)
            elif name not in ("", "DEFAULT", "asciidoctor"):
                self._add(self._part(section), section.line)
        return self.config

    def _add(self, part: Part, line: int) -> None:
        """Add what a section says, unless its glob is one that Vale refuses."""
        if mistake := globs.mistake(part.glob):
            self.config.problems.append(
                RuleError(
                    f"the section '[{part.glob}]' is left out: {mistake}",
                    path=str(self.path),
                    line=line,
                    hint="Write a glob such as [*.md] or [*.{md,txt}].",
                )
            )
        else:
            self.config.parts.append(part)

    def _packages(self, sections: dict[str, Section]) -> None:
        """Merge what installed packages bring along in their `.vale-config`."""
        for styles in self.config.styles_paths[-1:]:
            for extra in sorted((styles / ".vale-config").glob("*.ini")):
                added = ini.parse(extra.read_text(encoding="utf-8"))
                added[""].keys.pop("StylesPath", None)
                merged = dict(added)
                own = dict(sections)
                sections.clear()
                sections.update(merged)
                ini.merge(sections, own)
                self._core(sections[""], self.path.parent)

    def _core(self, section: Section, root: Path) -> None:
        config = self.config
        for key, value in section.keys.items():
            if key == "StylesPath":
                for text in value.texts:
                    self._styles_path(root / Path(text).expanduser(), value)
            elif key == "MinAlertLevel":
                config.minimum = self._level(value)
            elif key in _SYNTAX - _CORE:
                raise self._error(f"'{key}' belongs in a section such as [*.md]", value)
            elif key not in _CORE:
                config.notices.append(f"{self.path}:{value.line}: '{key}' means nothing here")
        config.vocabularies = _names(section, "Vocab")
        config.ignored = _names(section, "IgnoredScopes")
        config.skipped = _names(section, "SkippedScopes")
        config.classes = _names(section, "IgnoredClasses")
        if template := section.keys.get("WordTemplate"):
            config.template = template.first

    def _styles_path(self, path: Path, value: Value) -> None:
        if not path.is_dir():
            raise self._error(f"the StylesPath '{path}' does not exist", value)
        if path not in self.config.styles_paths:
            self.config.styles_paths.append(path)

    def _level(self, value: Value) -> str:
        level = value.names()[-1] if value.names() else ""
        if level not in LEVELS:
            raise self._error("MinAlertLevel is one of suggestion, warning, error", value)
        return level

    def _part(self, section: Section) -> Part:
        part = Part(section.name)
        for key, value in section.keys.items():
            if key in _SYNTAX:
                self._syntax(part, key, value)
            elif key in _CORE:
                raise self._error(f"'{key}' belongs above all sections", value)
            elif parameter := _PARAMETER.fullmatch(key):
                self._parameter(parameter[1], parameter[2].lower(), value)
            elif value.last == "UNSET":
                part.unset.append(key)
            else:
                part.checks[key] = value.last == "YES" or value.last in LEVELS
                if value.last in LEVELS:
                    part.levels[key] = value.last
        return part

    def _syntax(self, part: Part, key: str, value: Value) -> None:
        match key:
            case "BasedOnStyles":
                part.styles = value.names()
            case "Vocab":
                part.vocabularies = value.names()
            case "BlockIgnores" | "IgnorePatterns":
                part.blocks = self._patterns(key, value)
            case "TokenIgnores":
                part.tokens = self._patterns(key, value)
            case "CommentDelimiters":
                if len(value.names()) != 2:
                    raise self._error("CommentDelimiters takes two delimiters", value)
                part.comments = (value.names()[0], value.names()[1])
            case "Transform" | "View":
                where = f"{self.path}:{value.line}"
                self.config.notices.append(f"{where}: '{key}' is not supported; it is left out")

    def _patterns(self, key: str, value: Value) -> list[str]:
        """The patterns of a key, without those that cannot be read."""
        found = []
        for pattern in value.patterns():
            try:
                compiled(pattern)
            except RuleError as error:
                self._problem(f"'{key}' is left out: {error.message}", value.line)
            else:
                found.append(pattern)
        return found

    def _problem(self, message: str, line: int) -> None:
        self.config.problems.append(RuleError(message, path=str(self.path), line=line))

    def _parameter(self, rule: str, name: str, value: Value) -> None:
        if name == "level":
            raise self._error(f"set a level with '{rule} = {value.last}'", value)
        if name in _STRUCTURAL:
            raise self._error(f"'{name}' cannot be set here; extend '{rule}' in a style", value)
        self.config.parameters.setdefault(rule, {})[name] = value.last

    def _error(self, message: str, value: Value) -> ConfigError:
        return ConfigError(f"{message}.", path=str(self.path), line=value.line)


def _setting(checks: dict[str, bool], rule: str, style: str) -> bool | None:
    """What is said of a rule, or of its style where nothing is said of itself."""
    return checks.get(rule, checks.get(style))


def _names(section: Section, key: str) -> list[str]:
    value = section.keys.get(key)
    return value.names() if value else []


class Selection(Struct, frozen=True):
    """Which rules run on a file, and at which level."""

    styles: frozenset[str]
    checks: dict[str, bool]
    levels: dict[str, str]
    unset: frozenset[str]
    whole: dict[str, bool]
    vocabularies: tuple[str, ...]

    def runs(self, rule: str) -> bool:
        """Whether a rule is on: its own setting first, its style's after, the general ones last."""
        style = rule.partition(".")[0]
        for name in (rule, style):
            if name in self.checks:
                return self.checks[name]
        for name in (rule, style):
            if name in self.whole and name not in self.unset:
                return self.whole[name]
        return style in self.styles

    def level(self, rule: str, own: str) -> str:
        """The level of a rule in this file."""
        return self.levels.get(rule) or self.levels.get(rule.partition(".")[0]) or own


def select(config: ValeConfig, parts: Iterable[int]) -> Selection:
    """Put the matching sections together: a later one wins."""
    styles = config.whole.styles or []
    checks: dict[str, bool] = {}
    levels: dict[str, str] = {}
    unset: set[str] = set()
    vocabularies: dict[str, None] = {}
    whole = _whole_checks(config)
    for number in parts:
        part = config.parts[number]
        if part.styles is not None:
            styles = part.styles
            if not styles:
                checks, levels, unset = dict.fromkeys(whole, False), {}, set()
        checks.update(part.checks)
        unset.difference_update(part.checks)
        levels.update(part.levels)
        for key in part.unset:
            checks.pop(key, None)
            levels.pop(key, None)
            unset.add(key)
        for name in part.vocabularies:
            vocabularies[name] = None
            checks |= {f"Vale.{name}.Terms": True, f"Vale.{name}.Avoid": True}
    return Selection(
        frozenset(styles), checks, levels, frozenset(unset), whole, tuple(vocabularies)
    )


def _whole_checks(config: ValeConfig) -> dict[str, bool]:
    named = {name for part in config.parts for name in part.vocabularies}
    own = {f"Vale.{name}.{kind}": False for name in named for kind in ("Terms", "Avoid")}
    return config.whole.checks | own
