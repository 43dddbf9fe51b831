"""House editors' tables: each row of words.csv or style.csv is a rule.

Columns: `wrong` and `right`, then `note`, `from`, `until` and `level` where wanted. A row without
`right` only reports. Spreadsheets (.xlsx) are read through openpyxl where that is installed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile

import msgspec

from copylint.errors import RuleError
from copylint.kinds.base import Rule, RuleProblem
from copylint.kinds.existence import Existence
from copylint.kinds.substitution import Substitution
from copylint.rulepack.mistakes import explained, nearest
from copylint.rulepack.written import Result, Written

_COLUMNS = ("wrong", "right", "note", "from", "until", "level")

Row = Mapping[str, str]


def read_table(file: Path, shown: str, pack: str) -> Iterator[Result]:
    """The rules of a table, one a row, and its mistakes with their lines (of a sheet: rows)."""
    try:
        rows = list(_sheet(file, shown) if file.suffix == ".xlsx" else _text(file, shown))
    except RuleError as error:
        yield error
        return
    names: set[str] = set()
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        try:
            _check_row(row, shown, line, seen)
            yield _rule(row, shown, line, pack, names)
        except RuleError as error:
            yield error


def _text(file: Path, shown: str) -> Iterator[tuple[int, Row]]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror or error}.", path=shown) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise RuleError("is not UTF-8.", path=shown, line=line, hint="Save it as UTF-8.") from None
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, strict=True, delimiter=_delimiter(lines))
    names: list[str] | None = None
    try:
        for cells in reader:
            if not any(cells) or cells[0].startswith("#"):
                continue
            if names is None:
                names = _header(cells, shown, reader.line_num)
                continue
            yield reader.line_num, _row(names, cells, shown, reader.line_num)
    except csv.Error as error:
        raise RuleError(f"is not CSV: {error}.", path=shown, line=reader.line_num) from None


def _delimiter(lines: list[str]) -> str:
    """What parts the cells: spreadsheets of some languages write semicolons or tabs."""
    head = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return max(",;\t", key=head.count)


def _sheet(file: Path, shown: str) -> Iterator[tuple[int, Row]]:
    try:
        import openpyxl
    except ModuleNotFoundError:
        hint = "Install copylint[xlsx], or save the sheet as CSV."
        raise RuleError("a spreadsheet needs openpyxl.", path=shown, hint=hint) from None
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise RuleError(f"cannot be read as a spreadsheet: {error}.", path=shown) from None
    names: list[str] | None = None
    for line, values in enumerate(book.active.iter_rows(values_only=True), 1):
        cells = ["" if value is None else _cell(value) for value in values]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if names is None:
            names = _header(cells, shown, line)
            continue
        yield line, _row(names, cells, shown, line)
    book.close()


def _cell(value: object) -> str:
    """A cell as text; a date without its midnight."""
    return str(value).removesuffix(" 00:00:00")


def _header(cells: list[str], shown: str, line: int) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for name in names:
        if name and name not in _COLUMNS:
            hint = nearest(name, _COLUMNS) or f"Columns are {', '.join(_COLUMNS)}."
            raise RuleError(f"unknown column '{name}'.", path=shown, line=line, hint=hint)
    if "wrong" not in names:
        hint = "Begin with a line 'wrong,right,note'."
        raise RuleError("has no column 'wrong'.", path=shown, line=line, hint=hint)
    return names


def _row(names: list[str], cells: list[str], shown: str, line: int) -> Row:
    if len(cells) > len(names) and any(cells[len(names) :]):
        hint = "Put a cell that holds a comma in double quotation marks."
        raise RuleError("has more cells than columns.", path=shown, line=line, hint=hint)
    return {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}


def _check_row(row: Row, shown: str, line: int, seen: dict[tuple[str, ...], int]) -> None:
    """Raise RuleError for a row that says nothing, or what another says of the same words."""
    wrong, right = row.get("wrong", ""), row.get("right", "")
    if not wrong or wrong == right:
        problem = "'wrong' and 'right' are the same." if wrong else "'wrong' is empty."
        raise RuleError(problem, path=shown, line=line)
    before = seen.setdefault((wrong, row.get("from", ""), row.get("until", "")), line)
    if before != line:
        hint = "Keep one of them, or part them by 'from' and 'until'."
        raise RuleError(f"'{wrong}' stands in line {before}.", path=shown, line=line, hint=hint)


def _rule(row: Row, shown: str, line: int, pack: str, names: set[str]) -> Written:
    name = f"{pack}.{_slug(row['wrong'], line, names)}"
    kind: type[Rule] = Substitution if row.get("right") else Existence
    try:
        rule = msgspec.convert(_keys(row, name), kind, strict=False)
        rule.prepare()
    except msgspec.ValidationError as error:
        message, where, hint = explained(str(error), kind)
        column = f"{where[0]}: " if where else ""
        raise RuleError(f"{column}{message}", path=shown, line=line, hint=hint) from None
    except RuleProblem as error:
        raise RuleError(f"cannot be used: {error}.", path=shown, line=line) from None
    return Written(rule, shown, line)


def _keys(row: Row, name: str) -> dict[str, object]:
    wrong, right, note = row["wrong"], row.get("right", ""), row.get("note", "").rstrip(".")
    plain = not re.search(r"^\w.*\w$|^\w$", wrong)
    keys: dict[str, object] = {
        "name": name,
        "nonword": plain,
        "ignorecase": wrong == wrong.lower(),
        "why": note,
        "level": row.get("level") or "warning",
    }
    for date in ("from", "until"):
        if row.get(date):
            keys[date] = row[date]
    tail = f": {note}." if note else "."
    if right:
        right = "|".join(part.strip() for part in right.split("|"))
        swap = {re.escape(wrong): right}
        message = f"Write '%s' instead of '%s'{tail}".replace("..", ".")
        return {**keys, "extends": "substitution", "swap": swap, "fix": "safe", "message": message}
    message = f"'%s'{tail}" if note else "'%s' is not our style."
    return {**keys, "extends": "existence", "tokens": [re.escape(wrong)], "message": message}


def _slug(wrong: str, line: int, seen: set[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", wrong.lower()).strip("-") or f"line-{line}"
    if slug in seen:
        slug = f"{slug}-{line}"
    seen.add(slug)
    return slug
