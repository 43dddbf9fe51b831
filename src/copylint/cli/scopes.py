"""`copylint scopes`: how a file is read, for those who write rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from copylint.document import Document, Segment, Span
from copylint.errors import InputError
from copylint.parsers import decode, parse

_WIDTH = 72


@click.command()
@click.argument("file", type=click.Path(path_type=str, allow_dash=True))
@click.option(
    "--stdin-filename",
    metavar="F",
    default="stdin.txt",
    show_default=True,
    help="What - is read as; its ending says the format.",
)
def scopes(file: str, stdin_filename: str) -> None:
    """Show how FILE is read: each segment, its scopes and place, and what is left out and why."""
    path, data = _read(file, stdin_filename)
    try:
        document = parse(path, decode(data).text)
    except InputError as error:
        raise InputError(error.message, path=path, line=error.line, hint=error.hint) from error
    for line in describe(document):
        click.echo(line)


def _read(file: str, stdin_filename: str) -> tuple[str, bytes]:
    if file == "-":
        return stdin_filename, sys.stdin.buffer.read()
    try:
        return file, Path(file).read_bytes()
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise InputError(why, path=file, hint="Check the path and its permissions.") from error


def describe(document: Document) -> Iterator[str]:
    """The lines that show how a document was read, in its order."""
    for segment in document.segments:
        yield f"{_place(document, _extent(segment))}  {', '.join(segment.scopes)}"
        yield f"    {_short(segment.text)}"
        for mark in segment.marks:
            span = segment.to_source(mark.span)
            words = _short(mark.span.of(segment.text))
            yield f"    {_place(document, span)}  {mark.scope}: {words}"
    for omission in document.omissions:
        text = _short(omission.span.of(document.source))
        yield f"{_place(document, omission.span)}  not copy ({omission.reason}): {text}"
    for comment in document.comments:
        yield f"{_place(document, comment.span)}  comment: {_short(comment.text)}"
    yield _summary(document)


def _extent(segment: Segment) -> Span:
    return Span(segment.runs[0].source.start, segment.runs[-1].source.end)


def _place(document: Document, span: Span) -> str:
    start, end = document.position(span.start), document.position(span.end)
    return f"{start.line}:{start.column}-{end.line}:{end.column}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _summary(document: Document) -> str:
    facts = [f"{len(document.segments)} segments", f"{document.words} words"]
    if document.date:
        facts.append(f"dated {document.date}")
    if document.language:
        facts.append(f"language {document.language}")
    return ", ".join([*facts, f"{len(document.omissions)} passages not copy"])
