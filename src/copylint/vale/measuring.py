"""Rules that measure: metric and readability."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from copylint.errors import RuleError
from copylint.vale.definition import Definition
from copylint.vale.found import Alert, Check, Memory, Text
from copylint.vale.measures import counts, grade, named
from copylint.vale.messages import filled
from copylint.vale.setting import Setting

_HEADING = re.compile(r"heading\.(h[1-6])")
_ELEMENTS = ("pre", "list", "blockquote", *(f"heading_h{level}" for level in range(1, 7)))
_SOMETIMES = "paragraphs meta figure script style noscript iframe true false".split()
_BINARY: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: _divided(a, b),
    ast.Mod: lambda a, b: math.fmod(a, b) if b else math.nan,
}
_COMPARISONS: dict[type, Callable[[float, float], bool]] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: lambda a, b: type(a) is type(b) and a == b,  # 1.0 is not 1 in Vale's language
    ast.NotEq: lambda a, b: type(a) is not type(b) or a != b,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "sqrt": lambda x: math.sqrt(x) if x >= 0 else math.nan,
    "abs": abs,
    "ceil": math.ceil,
    "floor": math.floor,
    "pow": pow,
    "exp": math.exp,
    "log": lambda x: math.log(x) if x > 0 else -math.inf,
    "log2": lambda x: math.log2(x) if x > 0 else -math.inf,
    "log10": lambda x: math.log10(x) if x > 0 else -math.inf,
    "cbrt": lambda x: math.copysign(abs(x) ** (1 / 3), x),
    "min": min,
    "max": max,
    "trunc": math.trunc,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
}
_CONSTANTS = {"pi": math.pi, "e": math.e, "sqrt2": math.sqrt(2), "ln2": math.log(2)}
Values = Mapping[str, float]


def _divided(one: float, two: float) -> float:
    if two and isinstance(one, int) and isinstance(two, int):
        return math.trunc(one / two)
    if two:
        return one / two
    return math.nan if not one or math.isnan(one) else math.copysign(math.inf, one)


class UnknownMeasureError(Exception):
    """A formula names something that the text has not."""


def evaluated(node: ast.AST, values: Values) -> float:
    """The value of an arithmetic expression; all of Vale's formulas are such.

    Raises UnknownMeasureError for a name without a value.
    """
    match node:
        case ast.Constant(value=bool() | int() | float() as value):
            return value
        case ast.Name(id=name):
            if name not in values:
                raise UnknownMeasureError(name)
            return values[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)](evaluated(left, values), evaluated(right, values))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -evaluated(operand, values)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return evaluated(operand, values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not evaluated(operand, values)
        case _:
            return _more(node, values)


def _more(node: ast.AST, values: Values) -> float:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(evaluated(part, values) for part in parts)
        case ast.BoolOp(op=ast.Or(), values=parts):
            return any(evaluated(part, values) for part in parts)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            return _COMPARISONS[type(op)](evaluated(left, values), evaluated(right, values))
        case ast.IfExp(test=test, body=body, orelse=other):
            return evaluated(body if evaluated(test, values) else other, values)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="math"), attr=name), args=args) if (
            name in _FUNCTIONS
        ):
            return float(_FUNCTIONS[name](*(float(evaluated(arg, values)) for arg in args)))
        case ast.Call(func=ast.Name(id="round"), args=args):
            value, digits = ([evaluated(arg, values) for arg in args] + [0.0])[:2]
            return round(value, int(digits)) if math.isfinite(value) else value
        case ast.Attribute(value=ast.Name(id="math"), attr=name) if name in _CONSTANTS:
            return _CONSTANTS[name]
    raise UnknownMeasureError(ast.unparse(node))


def expression(text: str, key: str) -> ast.expr:
    """A formula as read. Raises RuleError for what is not one expression of arithmetic."""
    plain = text.strip().replace("&&", " and ").replace("||", " or ")
    plain = re.sub(r"!(?!=)", " not ", plain)
    ternary = re.fullmatch(r"(.+?)\?(.+):(.+)", plain, re.DOTALL)
    if ternary:
        plain = f"({ternary[2]}) if ({ternary[1]}) else ({ternary[3]})"
    try:
        return ast.parse(" ".join(plain.split()), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise RuleError(f"'{key}' is not one expression: {text.strip()}") from error


class Metric(Struct, frozen=True):
    """A formula whose value meets a condition is an alert."""

    definition: Definition
    formula: str
    condition: str

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        values = measured(text)
        if not values:
            return []
        try:
            result = evaluated(expression(self.formula, "formula"), values)
            condition = f"{_written(result)} {self.condition}"
            if not evaluated(expression(condition, "condition"), values):
                return []
        except UnknownMeasureError:  # what it names is not in this text, such as paragraphs
            return []
        return [Alert(-1, -1, "", filled(self.definition.message, f"{result:.2f}"))]


def _written(value: float) -> str:
    """A value as Vale writes it into the condition: six digits."""
    return f"{value:f}" if math.isfinite(value) else f"({math.copysign(9e300, value)})"


def measured(text: Text) -> dict[str, float]:
    """All that a formula can name; nothing for a text without words."""
    found = counts(text.text)
    if not found.words:
        return {}
    elements = {
        name.replace(".", "_"): float(count)
        for name, count in (text.counts or {}).items()
        if not name.startswith("table")
    }
    counted = {name: float(count) for name, count in asdict(found).items()}
    return dict.fromkeys(_ELEMENTS, 0.0) | elements | counted | named(found)


def _names() -> dict[str, float]:
    """All that a formula can name, in a text that has it."""
    return dict.fromkeys(_SOMETIMES, 1.0) | measured(Text("a", "a"))


def _tried(text: str, key: str) -> None:
    """Raise RuleError for what can be evaluated in no text."""
    try:
        evaluated(expression(text, key), _names())
    except UnknownMeasureError as error:
        raise RuleError(f"'{key}' holds '{error}', which is no measure of a text") from error
    except (TypeError, ArithmeticError, ValueError) as error:
        raise RuleError(f"'{key}' cannot be reckoned: {text.strip()}") from error


def metric(definition: Definition, setting: Setting) -> Check:
    """Build a metric rule."""
    formula = _HEADING.sub(r"heading_\1", definition.word("formula"))
    _tried(formula, "formula")
    _tried(f"0.0 {definition.word('condition')}", "condition")
    return Check(definition, Metric(definition, formula, definition.word("condition")))


class Readability(Struct, frozen=True):
    """A text whose mean grade is above the rule's is an alert."""

    definition: Definition
    metrics: tuple[str, ...]
    grade: float

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        counted = counts(text.text)
        total = sum(grade(name, counted) for name in dict.fromkeys(self.metrics))
        mean = total / len(self.metrics) if self.metrics else math.nan
        if not mean > self.grade:
            return []
        return [Alert(-1, -1, "", filled(self.definition.message, f"{mean:.2f}"))]


def readability(definition: Definition, setting: Setting) -> Check:
    """Build a readability rule."""
    metrics = tuple(definition.words("metrics"))
    return Check(definition, Readability(definition, metrics, definition.fraction("grade")))
