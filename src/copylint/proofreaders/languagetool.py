"""LanguageTool as a proofreader: segments out in batches, findings back at exact places."""

from __future__ import annotations

import datetime
import hashlib
import os
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from copylint.document import Segment, Span
from copylint.errors import ProofreaderError
from copylint.proofreaders import languagetool_server as server
from copylint.proofreaders.base import Finding
from copylint.proofreaders.languagetool_rules import (
    SWITCHED_OFF,
    SWITCHED_OFF_CATEGORIES,
    category,
)

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from copylint.proofreaders.languagetool_client import Client

# A blank line ends a paragraph for LanguageTool, and the rules that look beyond one are off.
_BREAK = "\n\n"
_BATCH = 12_000  # code points: a third of a second's work, under the limit of public servers
_SMALLEST = 1_500  # under which a text is not worth a request of its own
_SECONDS = 60.0
_COLD_SECONDS = 180.0  # a server that was just started reads its rules at the first request
_MOST_SUGGESTIONS = 12
_EITHER = ("en-US", "en-GB")


class Batch(Struct, frozen=True):
    """Neighbouring segments sent as one text; `first` is the index of its first segment."""

    first: int
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is sent."""
        return _BREAK.join(self.texts)

    @property
    def starts(self) -> list[int]:
        """Where each segment begins in it, in code points."""
        lengths = (len(text) + len(_BREAK) for text in self.texts[:-1])
        return list(accumulate(lengths, initial=0))


class LanguageTool:
    """A LanguageTool server: the one at `url`, else the one that copylint runs on this machine.

    Nothing is imported, started or asked before the first text. `jars` is a folder of the user's
    own; `may_start` false takes only a server that is up already. Safe with threads.
    """

    name = "languagetool"

    def __init__(
        self,
        *,
        url: str | None = None,
        jars: Path | None = None,
        may_start: bool = True,
        seconds: float = _SECONDS,
        requests: int | None = None,
    ) -> None:
        self._url = url
        self._jars = jars
        self._may_start = may_start
        self._seconds = seconds
        self._requests = requests or max(2, min(4, os.cpu_count() or 2))
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._server: server.Server | None = None
        self._seen_version = ""
        self._failure: ProofreaderError | None = None

    @property
    def version(self) -> str:
        """The jars' version; of a server elsewhere what it said, `remote` before it was asked."""
        if self._url:
            return self._seen_version or "remote"
        return server.version(self._jars)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the version or the jars, and with what is switched off.

        A server elsewhere may change unseen, so what it said is good for a day (UTC).
        """
        today = datetime.datetime.now(datetime.UTC).date()
        where = f"{self._url} {today}" if self._url else f"{self._jars} {_stamp(self._jars)}"
        tables = repr((_BREAK, sorted(SWITCHED_OFF), sorted(SWITCHED_OFF_CATEGORIES)))
        digest = hashlib.blake2b(f"{where}{tables}".encode(), digest_size=8).hexdigest()
        return f"languagetool {'' if self._url else self.version} {digest}"

    def proofread(self, segments: Sequence[Segment], language: str) -> list[list[Finding]]:
        """The findings of each segment, in order.

        `language` `en` accepts American and British spelling alike. Raises ProofreaderError, and
        the same one at once ever after: a server that failed is not asked again.
        """
        texts = [_sendable(segment.text) for segment in segments]
        if self._failure:
            raise self._failure
        try:
            if language.lower() == "en":
                return self._in_either(texts)
            return self._in_one(texts, language)
        except ProofreaderError as error:
            self._failure = error
            raise

    def close(self) -> None:
        """Let the connections go; the server stays for later runs."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        client = self.__dict__.pop("_connected", None)
        if client:
            client.close()

    def _in_either(self, texts: Sequence[str]) -> list[list[Finding]]:
        """What both variants object to; the second is asked only where the first did."""
        found = self._in_one(texts, _EITHER[0])
        doubtful = [index for index, findings in enumerate(found) if findings]
        again = self._in_one([texts[index] for index in doubtful], _EITHER[1])
        for index, others in zip(doubtful, again, strict=True):
            kept = {(other.span, other.category) for other in others}
            found[index] = [each for each in found[index] if (each.span, each.category) in kept]
        return found

    def _in_one(self, texts: Sequence[str], language: str) -> list[list[Finding]]:
        found: list[list[Finding]] = [[] for _ in texts]
        todo = batches(texts, self._requests)
        if not todo:
            return found
        client = self._client()
        variant = client.variant(language)
        for batch, answer in zip(todo, self._ask(client, todo, variant), strict=True):
            for index, findings in enumerate(findings_of(batch, answer), batch.first):
                found[index] = findings
        return found

    def _ask(
        self, client: Client, todo: Sequence[Batch], variant: str
    ) -> Iterator[Mapping[str, Any]]:
        if len(todo) == 1:
            yield self._one(client, todo[0], variant)
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(self._requests, "languagetool")
        yield from self._pool.map(lambda batch: self._one(client, batch, variant), todo)

    def _one(self, client: Client, batch: Batch, variant: str) -> Mapping[str, Any]:
        if self._server:
            self._server.used()
        answer = client.ask(batch.text, variant)
        self._seen_version = str((answer.get("software") or {}).get("version") or "")
        return answer

    def _client(self) -> Client:
        with self._lock:
            return self._connected

    @cached_property
    def _connected(self) -> Client:
        url = self._url or self._local_url()
        try:
            from copylint.proofreaders.languagetool_client import Client
        except ImportError as error:
            raise ProofreaderError(
                f"LanguageTool needs the package {error.name}.",
                hint="Run: pip install 'copylint[languagetool]'",
            ) from error
        off = sorted(SWITCHED_OFF), sorted(SWITCHED_OFF_CATEGORIES)
        return Client(url, switched_off=off, seconds=self._seconds)

    def _local_url(self) -> str:
        if self._may_start:
            self._server, new = server.ensure(self._jars)
            if new:
                self._seconds = max(self._seconds, _COLD_SECONDS)
        else:
            self._server = server.running(self._jars)
        if self._server is None:
            raise ProofreaderError(
                "LanguageTool is not running, and a hook does not start it.",
                hint="Run: copylint languagetool start",
            )
        return self._server.url


def batches(texts: Sequence[str], workers: int) -> list[Batch]:
    """Neighbouring texts in portions of about equal length, enough of them for all workers.

    A text is never split; one without a letter or digit needs no check and is left out.
    """
    total = sum(map(len, texts))
    size = min(_BATCH, max(_SMALLEST, -(-total // workers)))
    done: list[Batch] = []
    first, portion, length = 0, list[str](), 0
    for index, text in enumerate(texts):
        if portion and length + len(text) > size:
            done.append(Batch(first, tuple(portion)))
            first, portion, length = index, [], 0
        portion.append(text)
        length += len(text)
    done.append(Batch(first, tuple(portion)))
    return [batch for batch in done if any(map(str.isalnum, batch.text))]


def findings_of(batch: Batch, answer: Mapping[str, Any]) -> list[list[Finding]]:
    """The server's matches as findings of the batch's segments, in the segments' offsets.

    A match that reaches beyond its segment is dropped. Raises ProofreaderError when the answer is
    incomplete or makes no sense.
    """
    if (answer.get("warnings") or {}).get("incompleteResults"):
        raise ProofreaderError(
            "LanguageTool gave up on a text half-way.",
            hint="Check again, or check with --engine harper.",
        )
    found: list[list[Finding]] = [[] for _ in batch.texts]
    starts, points = batch.starts, CodePoints(batch.text)
    for match in answer["matches"]:
        try:
            span = points.span(int(match["offset"]), int(match["length"]))
            index = bisect_right(starts, span.start) - 1
            finding = _finding(match, span.start - starts[index], span.end - starts[index])
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise ProofreaderError(
                "LanguageTool answered with a match that makes no sense.",
                hint="Check its version: copylint languagetool status",
            ) from error
        if finding.span.end <= len(batch.texts[index]) and finding.rule not in SWITCHED_OFF:
            found[index].append(finding)
    return [sorted(each, key=lambda finding: (finding.span, finding.rule)) for each in found]


def _finding(match: Mapping[str, Any], start: int, end: int) -> Finding:
    rule = match["rule"]
    values = dict.fromkeys(str(each["value"]) for each in match["replacements"])
    links = rule.get("urls") or [{}]
    return Finding(
        span=Span(start, end),
        rule=str(rule["id"]),
        message=" ".join(str(match["message"]).split()),
        category=category(str(rule["category"]["id"])),
        suggestions=tuple(values)[:_MOST_SUGGESTIONS],
        url=str(links[0].get("value") or ""),
    )


class CodePoints:
    """The way from UTF-16 units, in which LanguageTool counts, to code points of a text."""

    def __init__(self, text: str) -> None:
        wide = [] if text.isascii() else [i for i, char in enumerate(text) if char > "\uffff"]
        self._wide = [at + before for before, at in enumerate(wide)]
        self._units = len(text) + len(wide)

    def span(self, offset: int, length: int) -> Span:
        """The code points of a range of units; one that cuts a pair takes the whole pair in.

        Raises ValueError for a range outside the text.
        """
        if offset < 0 or length < 0 or offset + length > self._units:
            raise ValueError(f"{offset}+{length} is outside a text of {self._units} units")
        end = offset + length
        cut = end - 1 in self._wide
        return Span(self._point(offset), self._point(end) + cut)

    def _point(self, unit: int) -> int:
        return unit - bisect_left(self._wide, unit)


def _sendable(text: str) -> str:
    """The text with lone surrogates, which no encoding can carry, as replacement characters."""
    if text.isascii():
        return text
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def _stamp(jars: Path | None) -> str:
    """What tells one state of a user's own folder of jars from another; empty for our own."""
    if jars is None:
        return ""
    found = sorted((path.name, path.stat()) for path in jars.rglob("*.jar"))
    return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in found])
