"""What a rule is: the keys every kind shares, the hits it makes, and the registry of kinds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar, Literal, TypeVar

import msgspec
from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.errors import RuleError
from copylint.issue import Category, Safety
from copylint.kept import Cold
from copylint.kinds.scopes import fitting, views_of
from copylint.matching import Demands, Needs, fold, ranked
from copylint.matching import Literal as Needle


class Place(Struct, frozen=True):
    """A span of the text of one segment of the document, with what to say of it."""

    segment: int
    span: Span
    message: str = ""


class Hit(Struct, frozen=True):
    """A match of a rule in one segment's text.

    `values` fill the message's `%s` in order; `suggestions` replace exactly the span, best first,
    before they are re-cased to the match. `message` overrides the rule's own. `segment` is the
    index in the document; kinds that see one segment at a time leave it 0.
    """

    span: Span
    values: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    message: str | None = None
    related: tuple[Place, ...] = ()
    segment: int = 0
    recase: bool = True


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a rule's fact was read: the guide or body, its entry or address, the day checked."""

    guide: str
    checked: datetime.date
    entry: str = ""
    url: str = ""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule's example and test.

    `bad` marks each expected match by `[[ ]]`; `good` is the text after the fix. `ok` stays silent.
    `format` is the suffix the text is read as; `profile` names a profile other than the rule's own.
    """

    bad: str | None = None
    good: str | None = None
    ok: str | None = None
    format: Literal["txt", "md", "html"] = "txt"
    date: datetime.date | None = None


class RuleProblem(ValueError):
    """What is wrong with a key of a rule; `where` leads to it: `("swap", "Kiev")`."""

    def __init__(self, message: str, *where: str | int) -> None:
        super().__init__(message)
        self.where = where


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What Vale would do to a match: `replace`, `remove`, `edit`, `convert`, `suggest`."""

    name: str = ""
    params: tuple[str, ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The keys every rule has; a kind adds its own. Frozen: a rule never changes once read.

    What a kind derives from its keys it keeps in cached properties, which `prepare` fills: they
    are stored with the rule, so that a later start finds patterns compiled.
    """

    kind: ClassVar[str] = ""
    local: ClassVar[bool] = True  # judged segment by segment; False: sees the whole document

    name: str  # full name, `<pack>.<rule>`
    extends: str
    message: str
    level: Literal["suggestion", "warning", "error"] = "warning"
    scope: tuple[str, ...] = ("text",)
    category: Category = Category.STYLE
    link: str = ""
    description: str = ""
    limit: int = 0
    why: str = ""
    source: tuple[Source, ...] = ()
    from_: datetime.date | None = msgspec.field(default=None, name="from")
    until: datetime.date | None = None
    quotations: Literal["check", "flag", "skip"] = "flag"
    unless: tuple[str, ...] = ()
    fix: Safety = Safety.UNSAFE
    owner: str = ""
    status: Literal["trial", "active", "retired"] = "active"
    examples: tuple[Example, ...] = ()
    language: str = ""  # `en-GB`: runs only on articles in it; `en` or empty: on all English
    action: Action = Action()
    matchcase: bool = False

    def prepare(self) -> None:
        """Check the keys and derive what running needs. Raises RuleProblem naming the key."""

    def derived(self, name: str, make: Callable[[], Any]) -> Any:
        """What is derived from the rule under a name: made once, then stored with it, pickled."""
        known = vars(self)
        if name not in known:
            known[name] = make()
        elif isinstance(known[name], Cold):
            known[name] = known[name].warmed()
        return known[name]

    def compile_parts(self) -> None:
        """Compile what is otherwise compiled when a text first calls for it."""

    def derive(self) -> None:
        """Derive all that running needs, to be stored with the rule. Raises RuleProblem."""
        self.prepare()
        self.compile_parts()
        for kind in type(self).__mro__:
            for name, value in vars(kind).items():
                if isinstance(value, cached_property):
                    getattr(self, name)

    def sees(self, segment: Segment) -> bool:
        """True when the rule's `scope` lets it look at a block, for rules that see the document."""
        return any(fitting(self.scope, view, segment.scopes) for view in views_of(self.scope))

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The matches in one segment, for a local rule."""
        raise NotImplementedError

    def find_parts(self, segment: Segment, parts: Sequence[int]) -> Iterator[Hit]:
        """The matches in one segment of which all are matches of these `parts` of the rule."""
        return self.find(segment)

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The matches in a document, for a rule that must see it whole; hits name their segment."""
        raise NotImplementedError

    def literals(self) -> tuple[str, ...] | None:
        """Lower-case strings of which each match holds at least one; None when that is unknown.

        The prefilter runs the rule only on segments that hold one of them.
        """
        return None

    def needs(self) -> Needs:
        """What each match holds one of; kinds made of patterns know it better than `literals`."""
        texts = self.literals()
        return None if texts is None else frozenset(Needle(fold(text)) for text in texts)

    def also(self) -> tuple[frozenset[Needle], ...]:
        """Sets of literals of each of which a match holds one, beside those of `literals`."""
        return ()

    def parts(self) -> Sequence[Demands]:
        """What the prefilter looks for: once for the rule, or for each entry of a large table."""
        needs = self.needs()
        return [ranked((needs, *self.also())) if needs else None]


RuleKind = TypeVar("RuleKind", bound=type[Rule])
_KINDS: dict[str, type[Rule]] = {}


def register(kind: RuleKind) -> RuleKind:
    """Class decorator: make a kind known by its `kind` name. Raises RuleError for a name taken."""
    if kind.kind in _KINDS and _KINDS[kind.kind] is not kind:
        raise RuleError(f"the kind '{kind.kind}' is registered twice")
    _KINDS[kind.kind] = kind
    return kind


def kinds() -> dict[str, type[Rule]]:
    """All known kinds by name."""
    return dict(_KINDS)


def build(kind: type[Rule], keys: dict[str, Any]) -> Rule:
    """A rule from decoded YAML. Raises msgspec.ValidationError naming the key that is wrong."""
    return msgspec.convert(keys, kind, strict=False)
