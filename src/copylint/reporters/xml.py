"""JUnit and Checkstyle XML, as build servers read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.etree import ElementTree as ET

from copylint.issue import Issue, Level, Report
from copylint.reporters.base import Options, Summary, message_of
from copylint.reporters.ci import weight
from copylint.reporters.visible import escape, visible

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CHECKSTYLE = {Level.ERROR: "error", Level.WARNING: "warning", Level.SUGGESTION: "info"}


def junit(reports: Iterable[Report], _: Callable[[], Summary], options: Options) -> Iterator[str]:
    """A suite a file and a case an issue; suggestions and trial rules count as skipped."""
    yield f'{_HEAD}<testsuites name="copylint">\n'
    for report in reports:
        if not report.unsupported:
            yield _written(_suite(report, options))
    yield "</testsuites>\n"


def _suite(report: Report, options: Options) -> ET.Element:
    path = _path(report.document.path)
    suite = ET.Element("testsuite", {"name": path})
    for issue in report.issues:
        _case(suite, path, report, issue, options)
    for failure in report.failures:
        case = ET.SubElement(
            suite, "testcase", {"name": _safe(failure.source), "classname": path, "file": path}
        )
        ET.SubElement(case, "error", {"type": "not checked", "message": _safe(failure.message)})
    if not len(suite):
        ET.SubElement(suite, "testcase", {"name": "copylint", "classname": path, "file": path})
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("tests", str(len(suite)))
    return suite


def _case(suite: ET.Element, path: str, report: Report, issue: Issue, options: Options) -> None:
    place = report.document.position(issue.span.start)
    name = f"{issue.rule} at {place.line}:{place.column}"
    case = ET.SubElement(
        suite,
        "testcase",
        {"name": _safe(name), "classname": path, "file": path, "line": str(place.line)},
    )
    message = _safe(message_of(report.document, issue, issue.message, options))
    if weight(issue) is Level.SUGGESTION:
        ET.SubElement(case, "skipped", {"message": message})
        return
    failure = ET.SubElement(case, "failure", {"type": issue.level.label, "message": message})
    failure.text = f"{path}:{place.line}:{place.column}: {message}"


def checkstyle(
    reports: Iterable[Report], _: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """A `file` a file with an `error` an issue."""
    yield f'{_HEAD}<checkstyle version="4.3">\n'
    for report in reports:
        if report.issues or report.failures:
            yield _written(_file(report, options))
    yield "</checkstyle>\n"


def _file(report: Report, options: Options) -> ET.Element:
    file = ET.Element("file", {"name": _path(report.document.path)})
    for issue in report.issues:
        place = report.document.position(issue.span.start)
        message = message_of(report.document, issue, issue.message, options)
        attributes = {
            "line": str(place.line),
            "column": str(place.column),
            "severity": _CHECKSTYLE[weight(issue)],
            "message": _safe(message),
            "source": _safe(f"copylint.{issue.rule}"),
        }
        ET.SubElement(file, "error", attributes)
    for failure in report.failures:
        message = _safe(f"not checked: {failure.message}")
        source = _safe(f"copylint.{failure.source}")
        ET.SubElement(
            file, "error", {"line": "1", "severity": "error", "message": message, "source": source}
        )
    return file


def _written(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode") + "\n"


def _path(path: str) -> str:
    """A file's name, with the line breaks and tabs it may have."""
    return "".join(char if char in "\t\n" else _safe(char) for char in path)


def _safe(text: str) -> str:
    """Text with nothing that XML 1.0 cannot hold or that a viewer would obey."""
    return "".join(escape(char) if char in "\ufffe\uffff" else char for char in visible(text))
