"""The one module that imports language_tool_python (GPL-3.0, installed by the extra).

It is used as the client of a server that is there already. What it would do beyond that is
switched off: it starts nothing, downloads nothing and never speaks to the public service.
"""

from __future__ import annotations

import threading
import urllib.parse
from collections.abc import Mapping
from typing import Any, Literal

import language_tool_python
import requests
from language_tool_python.exceptions import LanguageToolError

from copylint.errors import ProofreaderError
from copylint.proofreaders.languagetool_health import is_loopback

_RATE_LIMITED = 426
_CONNECT_SECONDS = 5.0


class Client(language_tool_python.LanguageTool):
    """A LanguageTool server as language-tool-python speaks to it.

    Its `Match` drops links and short messages, keeps lengths in UTF-16 units and is not safe with
    threads, so the server's own answer is handed on. Raises ProofreaderError.
    """

    def __init__(
        self, url: str, *, switched_off: tuple[list[str], list[str]], seconds: float
    ) -> None:
        self._local = threading.local()
        self._sessions: list[requests.Session] = []
        self._seconds = seconds
        self._place = urllib.parse.urlsplit(url).netloc
        self._direct = is_loopback(url)
        try:
            super().__init__("en-US", remote_server=url if url.endswith("/") else f"{url}/")
        except (LanguageToolError, ValueError, AttributeError, TypeError) as error:
            self.close()
            raise self._nonsense() from error
        self._supported = self._get_languages()
        self.disabled_rules, self.disabled_categories = map(set, switched_off)

    def variant(self, tag: str) -> str:
        """The server's own name for a language, or for British English where it lacks a variant."""
        wanted = tag.replace("_", "-")
        for language in (wanted, "en-GB" if wanted.startswith("en-") else "en-US"):
            for known in self._supported:
                if known and known.lower() == language.lower():
                    return str(known)
        raise ProofreaderError(
            f"the LanguageTool server at {self._place} does not know {tag}.",
            hint="Set language: in copylint.yaml",
        )

    def ask(self, text: str, language: str) -> Mapping[str, Any]:
        """The server's whole answer on a text. Offsets in it count UTF-16 units."""
        params = {**self._create_params(text), "language": language}
        url = urllib.parse.urljoin(self.url, "check")
        answer = self._query_server(url, params, method="post")
        if not isinstance(answer, dict) or not isinstance(answer.get("matches"), list):
            raise self._nonsense()
        return answer

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._sessions:
            self._sessions.pop().close()
        super().close()

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 1,
        method: Literal["get", "post"] = "get",
    ) -> Any:
        del num_tries
        try:
            response = self._session().request(
                method,
                url,
                data=params,
                timeout=(_CONNECT_SECONDS, self._seconds),
                allow_redirects=False,
            )
        except requests.Timeout as error:
            raise self._slow() from error
        except requests.RequestException as error:
            raise self._gone() from error
        return self._read(response)

    def _session(self) -> requests.Session:
        """A connection for each thread; none to this machine goes through a proxy."""
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = requests.Session()
            session.trust_env = not self._direct
            self._sessions.append(session)
        return session

    def _read(self, response: requests.Response) -> Any:
        if response.status_code != requests.codes.ok:
            raise self._refused(response)
        try:
            return response.json()
        except ValueError as error:
            raise self._nonsense() from error

    def _refused(self, response: requests.Response) -> ProofreaderError:
        said = " ".join(response.text[:200].split()) if response.status_code < 500 else ""
        rate = response.status_code in {_RATE_LIMITED, requests.codes.too_many_requests}
        return ProofreaderError(
            f"LanguageTool at {self._place} answered with HTTP status {response.status_code}"
            f"{f' ({said})' if said else ''}.",
            hint="It limits requests: wait a while." if rate else self._next_step(),
        )

    def _slow(self) -> ProofreaderError:
        return ProofreaderError(
            f"LanguageTool at {self._place} did not answer in {self._seconds:g} seconds.",
            hint=self._next_step(),
        )

    def _gone(self) -> ProofreaderError:
        return ProofreaderError(
            f"LanguageTool at {self._place} cannot be reached.", hint=self._next_step()
        )

    def _nonsense(self) -> ProofreaderError:
        return ProofreaderError(
            f"what answers at {self._place} is not a LanguageTool server.", hint=self._next_step()
        )

    def _next_step(self) -> str:
        if self._direct:
            return "Run 'copylint languagetool status', or check with --engine harper."
        return "Look at languagetool.url in the configuration, or check with --engine harper."
