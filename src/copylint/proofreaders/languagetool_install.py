"""LanguageTool's jars: fetched by their Maven coordinates, pinned by checksum, put in place whole.

`languagetool.lock.json` names each jar of the English server (68 jars, 50 MB) with its SHA-256.
It was made from LanguageTool 6.8's own dependencies, without what an English server never loads;
the three bare languages beside English are looked up by its start-up code.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from copylint import folders
from copylint.errors import ProofreaderError
from copylint.locks import locked

Progress = Callable[[int, int, str], None]
"""Called with how many jars are there, how many there will be, and the name of the last one."""

_PARALLEL = 4
_SECONDS = 60
_WAIT = 2.0
_AGAIN = "Run 'copylint languagetool install' again; what has arrived is kept."


class Jar(Struct, frozen=True):
    """One locked jar: `coordinate` is group:artifact:version, `size` in bytes."""

    coordinate: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The file name, as Maven repositories have it."""
        _, artifact, version = self.coordinate.split(":")
        return f"{artifact}-{version}.jar"


class Lock(Struct, frozen=True):
    """The version that is installed, and all its jars."""

    version: str
    jars: tuple[Jar, ...]


@cache
def lock() -> Lock:
    """The lock that is shipped with copylint."""
    source = Path(__file__).with_name("languagetool.lock.json")
    raw = json.loads(source.read_text(encoding="utf-8"))
    return Lock(raw["version"], tuple(Jar(**jar) for jar in raw["jars"]))


def home() -> Path:
    """Where the jars are, or would be, installed."""
    return folders.data() / f"LanguageTool-{lock().version}"


def installed() -> bool:
    """True when all jars are there with the right sizes; their contents are not read."""
    return not _absent(home())


def verify(folder: Path) -> None:
    """Read every locked jar in `folder`. Raises ProofreaderError when one is missing or damaged."""
    if not folder.is_dir():
        raise ProofreaderError(
            "LanguageTool is not installed.", hint="Run: copylint languagetool install"
        )
    bad = [jar.name for jar in lock().jars if not _is(folder / jar.name, jar)]
    if bad:
        others = f" and {len(bad) - 1} more" if len(bad) > 1 else ""
        raise ProofreaderError(
            f"LanguageTool's {bad[0]}{others} in {folder} is missing or damaged.",
            hint="Run: copylint languagetool install",
        )


def install(progress: Progress, source: Path | None = None) -> Path:
    """Put all jars into the user's data folder, and return that folder.

    They come from `source`, a folder of jars (in any layout, under any names), else from Maven's
    central repository or the ones that jgo's configuration names. What has arrived is kept, so an
    interrupted installation goes on where it stopped. Raises ProofreaderError.
    """
    folder = home()
    try:
        folders.private(folder.parent)
        with locked(folder.with_name(f"{folder.name}.lock"), _WAIT):
            if not all(_is(folder / jar.name, jar) for jar in lock().jars):
                part = folders.private(folder.with_name(f"{folder.name}.part"))
                _fill(part, source, progress)
                _swap(part, folder)
    except TimeoutError as error:
        raise ProofreaderError(
            "another copylint is installing LanguageTool.", hint="Wait until it is done."
        ) from error
    except OSError as error:
        raise ProofreaderError(
            f"LanguageTool could not be installed: {error}", hint=_AGAIN
        ) from error
    return folder


def _fill(part: Path, source: Path | None, progress: Progress) -> None:
    jars = lock().jars
    at_hand = _index([folder for folder in (home(), source) if folder and folder.is_dir()])
    from concurrent.futures import ThreadPoolExecutor

    fetch = _take_only(source) if source else _download
    pool = ThreadPoolExecutor(_PARALLEL)
    try:
        tasks = pool.map(lambda jar: _bring(jar, part, at_hand, fetch), jars)
        for done, (jar, _) in enumerate(zip(jars, tasks, strict=True), 1):
            progress(done, len(jars), jar.name)
    finally:
        pool.shutdown(cancel_futures=True)


def _bring(
    jar: Jar, part: Path, at_hand: dict[str, Path], fetch: Callable[[Jar, Path], Path]
) -> None:
    target = part / jar.name
    if _is(target, jar):
        return
    found = at_hand.get(jar.sha256) or _from_maven_cache(jar) or fetch(jar, part)
    if not _is(found, jar):
        found.unlink(missing_ok=True)
        raise ProofreaderError(
            f"{jar.name} arrived with the wrong checksum and was thrown away.", hint=_AGAIN
        )
    arriving = target.with_suffix(".arriving")
    shutil.copyfile(found, arriving)
    arriving.replace(target)


def _take_only(source: Path) -> Callable[[Jar, Path], Path]:
    def missing(jar: Jar, _: Path) -> Path:
        raise ProofreaderError(
            f"{source} has no {jar.name} of LanguageTool {lock().version} (by checksum).",
            hint="Give a folder with all its jars, or leave out --from to fetch them.",
        )

    return missing


def _download(jar: Jar, part: Path) -> Path:
    """Fetch one jar with jgo's own client, which needs no Maven. Raises ProofreaderError."""
    try:
        import requests
        from jgo.config import GlobalSettings
        from jgo.maven import MavenContext, PythonResolver
    except ImportError as error:
        raise ProofreaderError(
            "fetching LanguageTool needs jgo, which is not installed.",
            hint="Run: pip install 'copylint[languagetool]', or give --from FOLDER",
        ) from error
    group, artifact, version = jar.coordinate.split(":")
    repositories = GlobalSettings.load().repositories or None
    context = MavenContext(repo_cache=part / "fetched", remote_repos=repositories, timeout=_SECONDS)
    wanted = context.project(group, artifact).at_version(version).artifact()
    stale = wanted.cached_path
    if stale:
        stale.unlink(missing_ok=True)
    try:
        fetched = PythonResolver().download(wanted)
    except (requests.RequestException, RuntimeError) as error:
        reason = " ".join(str(error).split())[:160]
        raise ProofreaderError(f"{jar.name} could not be fetched: {reason}", hint=_AGAIN) from error
    if fetched is None:
        raise ProofreaderError(f"{jar.name} could not be fetched.", hint=_AGAIN)
    return fetched


def _from_maven_cache(jar: Jar) -> Path | None:
    group, artifact, version = jar.coordinate.split(":")
    repository = Path(os.environ.get("M2_REPO") or Path.home() / ".m2" / "repository")
    path = repository.joinpath(*group.split("."), artifact, version, jar.name)
    return path if _is(path, jar) else None


def _index(sources: Iterable[Path]) -> dict[str, Path]:
    sizes = {jar.size for jar in lock().jars}
    return {
        _digest(path): path
        for source in sources
        for path in _jars_under(source)
        if path.stat().st_size in sizes
    }


def _jars_under(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.jar")) if path.is_file())


def _swap(part: Path, folder: Path) -> None:
    """Put the finished folder in place; one that stood there is taken away after, not before."""
    shutil.rmtree(part / "fetched", ignore_errors=True)
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    part.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def _absent(folder: Path) -> list[str]:
    try:
        sizes = {entry.name: entry.stat().st_size for entry in os.scandir(folder)}
    except OSError:
        sizes = {}
    return [jar.name for jar in lock().jars if sizes.get(jar.name) != jar.size]


def _is(path: Path, jar: Jar) -> bool:
    try:
        return path.stat().st_size == jar.size and _digest(path) == jar.sha256
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
