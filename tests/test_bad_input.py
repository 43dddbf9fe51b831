"""Bad input: each a clear message or a right result, all else still checked, no traceback."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copylint.discovery import MOST_BYTES
from tests.cli.desks import ARTICLE, CLEAN, Desk, desk_in

ENGLISH = "The brigde was shut on Monday, police said.\n"


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    made = desk_in(tmp_path, monkeypatch, capsys)
    made.write("z.md", ARTICLE)
    return made


def failed_of(desk: Desk, *paths: str) -> str:
    """The one failure of a run that also checks a good article, which must be found at fault."""
    assert desk.check(*paths, "z.md") == 2
    assert ("z.md", "brigde") in desk.found
    (failure,) = desk.json["failures"]
    assert "Traceback" not in desk.err
    return f"{failure['path']}: {failure['source']}: {failure['message']}"


def put(desk: Desk, name: str, data: bytes) -> None:
    (desk.folder / name).write_bytes(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"First.\nThe caf\xe9 brigde.\n", "line 2: not UTF-8: byte 0xE9 at byte 15"),
        (b"\xef\xbb\xbfA\n\xff\n", "line 2: not UTF-8: byte 0xFF"),
        (b"Cut short \xe2\x80", "not UTF-8"),
        (b"A brigde\0 here\n", "not a text file: a NUL byte at byte 9"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file: a NUL byte"),
        (b"\xff\xfeT\0h\0e", "not UTF-16"),
        (b"\xff\xfeT\0\0\0", "a NUL character"),
        (ENGLISH.encode("utf-16-le"), "not a text file: a NUL byte at byte 2"),
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
def test_what_is_not_text_fails_alone(desk: Desk, data: bytes, told: str, suffix: str) -> None:
    put(desk, f"a{suffix}", data)
    message = failed_of(desk, f"a{suffix}")
    assert message.startswith(f"a{suffix}: input: ")
    assert told in message
    assert "Save the file as UTF-8" in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_with_a_mark_are_read(desk: Desk, encoding: str, end: str) -> None:
    text = f"One line.{end}{end}The brigde.{end}"
    put(desk, "a.txt", text.encode(encoding))
    assert desk.check("a.txt") == 1
    (issue,) = desk.json["issues"]
    seen = ("" if encoding == "utf-8" else "\ufeff") + text
    assert seen[issue["start"] : issue["end"]] == issue["match"] == "brigde"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b" \t", b"\xff\xfe"])
@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
def test_empty_files_have_nothing_to_say(desk: Desk, data: bytes, suffix: str) -> None:
    put(desk, f"a{suffix}", data)
    assert desk.check(f"a{suffix}") == 0
    assert desk.json["summary"]["words"] == 0


def test_missing_and_unreadable(desk: Desk) -> None:
    assert "There is no such file or folder" in failed_of(desk, "gone.md")
    assert "There is no such file or folder" in failed_of(desk, "gone")
    desk.write("a.docx", "x")
    assert "No parser knows '.docx' files" in failed_of(desk, "a.docx")
    (desk.folder / "loop.md").symlink_to("loop.md")
    assert "cannot be read" in failed_of(desk, "loop.md")
    assert "cannot be read" in failed_of(desk, "x" * 300 + ".md")


def test_a_file_whose_reading_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    desk.write("a.md", CLEAN)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert "It cannot be read: Permission denied" in failed_of(desk, "a.md")


def test_a_name_that_is_not_unicode(desk: Desk) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    desk.write(name, ARTICLE)
    for form in ("text", "json", "jsonl", "html", "junit", "sarif", "github"):
        assert desk.run("check", "--output-format", form, name) == 1
        assert desk.run("check", "--output-format", form) == 1


def test_a_huge_file_is_refused_and_a_long_line_is_not(desk: Desk) -> None:
    with (desk.folder / "huge.md").open("wb") as file:
        file.truncate(MOST_BYTES * 5)
    assert "too large for an article: 50,000,000 bytes" in failed_of(desk, "huge.md")
    desk.write("long.txt", "The river rose again. " * 20_000 + "The brigde.")
    started = time.monotonic()
    assert desk.check("long.txt") == 1
    assert desk.json["issues"][0]["start"] == 22 * 20_000 + 4
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("quotes.md", "> " * 3000 + "deep brigde\n"),
        ("lists.md", "".join(f"{'  ' * n}- item\n" for n in range(1500)) + "\nbrigde\n"),
        ("stars.md", "*" * 5000 + "a brigde" + "_" * 5000 + "\n"),
        ("brackets.md", "[" * 5000 + "a brigde\n"),
        ("links.md", "[a](" * 3000 + "brigde\n"),
        ("ticks.md", "`" * 4999 + " a\n\nbrigde\n"),
        ("div.html", "<div>" * 20_000 + "The brigde." + "</div>" * 20_000),
        ("open.html", "<p><b><i>" * 5000 + "The brigde."),
        ("tags.html", "<" * 20_000 + " brigde"),
        ("entities.html", "&" * 20_000 + " brigde"),
        ("comment.html", "<p>The brigde.<!-- never closed" + " <!--" * 3000),
        ("script.html", "<p>The brigde.<script>never closed " * 10),
        ("quote.txt", '"' * 5000 + " brigde " + "“" * 5000),
        ("tags.md", "The brigde <b <i <u " * 500 + "{{< {% {{ <!-- \n"),
        ("raw.md", "The brigde.\n\n" + "<div>\n\n" * 2000),
    ],
)
def test_markup_gone_wrong_is_checked_or_refused(desk: Desk, name: str, text: str) -> None:
    desk.write(name, text)
    started = time.monotonic()
    status = desk.check(name, "z.md")
    assert ("z.md", "brigde") in desk.found
    refused = [failure for failure in desk.json["failures"] if "too deeply" in failure["message"]]
    assert len(refused) == len(desk.json["failures"])
    assert status == (2 if refused else 1)
    for issue in (one for one in desk.json["issues"] if one["path"] == name):
        assert text[issue["start"] : issue["end"]] == issue["match"]
    assert time.monotonic() - started < 30


def test_noise_raises_nothing(desk: Desk) -> None:
    rng = random.Random(7)
    signs = "<>&;*_`[](){}!#-+=|\\/\"'“”‘’\n\r\t \u200d\u202e\ufeff💥éa9.:%\x0b\x0c\x1b\x85\u2028"
    for number in range(30):
        suffix = (".md", ".txt", ".html")[number % 3]
        desk.write(f"noise-{number}{suffix}", "".join(rng.choices(signs, k=400)))
    desk.check("--profile", "newsroom")
    assert desk.json["failures"] == []


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("---\ntitle: [never closed\n---\n", 3),
        ("---\ntitle: a: b: c\n---\n", 2),
        ("---\ntitle: x\n\tkicker: tab\n---\n", 3),
        ('---\ntitle: "open\n---\n', 3),
        ("+++\ntitle = unquoted\n+++\n", 2),
        ("+++\na = 1\nb = 2\ntitle = unquoted\n+++\n", 4),
        ('{\n"a": 1,\n"title": unquoted\n}\n', 3),
    ],
)
def test_broken_front_matter_is_told_and_the_text_is_checked(
    desk: Desk, front: str, line: int
) -> None:
    desk.write("a.md", f"{front}\n{ENGLISH}")
    for _ in range(2):  # the second time from the cache
        message = failed_of(desk, "a.md")
        assert ("a.md", "brigde") in desk.found
    assert re_found(message, front, line)


def re_found(message: str, front: str, line: int) -> bool:
    """True when the message names the language and the line, give or take where it noticed."""
    language = {"-": "YAML", "+": "TOML", "{": "JSON"}[front[0]]
    assert "(at line" not in message
    assert message.startswith(f"a.md: input: Its front matter is not {language}: line ")
    return abs(int(message.split("line ")[1].split(":")[0]) - line) <= 1


def test_a_configuration_with_mistakes_fails_its_files_alone(desk: Desk) -> None:
    desk.write("sub/copylint.yaml", "profil: ap\nrules:\n  core.dubled: off\n")
    desk.write("sub/a.md", ARTICLE)
    desk.write("sub/b.md", ARTICLE)
    message = failed_of(desk, "sub")
    assert "copylint.yaml:1: unknown key 'profil'" in message
    assert "Did you mean 'profile'?" in message or "profile" in message
    assert {path for path, _ in desk.found} == {"z.md"}
    assert desk.json["summary"]["files"] == 1


def test_an_unknown_rule_in_a_configuration(desk: Desk) -> None:
    desk.write("sub/copylint.yaml", "profile: newsroom\nrules:\n  core.dubled: off\n")
    desk.write("sub/a.md", ARTICLE)
    message = failed_of(desk, "sub")
    assert "copylint.yaml:3: unknown rule or pack 'core.dubled'" in message
    assert "core.doubled" in message


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{id: odd, extends: existence, message: Odd., raw: ['(unclosed']}", "odd"),
        ("{id: odd, extends: existense, message: Odd., tokens: [x]}", "existence"),
        ("{id: odd, extends: existence, message: Odd., tokns: [x]}", "tokens"),
        (
            "{id: odd, extends: existence, message: Odd., level: fatal, tokens: [x]}",
            "level: 'fatal' is none of error, suggestion, warning.",
        ),
        (
            "{id: odd, extends: existence, message: Odd., category: gramar, tokens: [x]}",
            "Did you mean 'grammar'?",
        ),
        (
            "{id: odd, extends: existence, message: Odd., status: trail, tokens: [x]}",
            "Did you mean 'trial'?",
        ),
        (
            "{id: odd, extends: existence, message: Odd., fix: saef, tokens: [x]}",
            "Did you mean 'safe'?",
        ),
        (
            "{id: odd, extends: existence, message: Odd., from: Monday, tokens: [x]}",
            "from: is not a date. Write it as 2026-11-23.",
        ),
        (
            "{id: odd, extends: existence, message: O, tokens: [x], examples: [{ok: y, god: x}]}",
            "unknown key 'god'. Did you mean 'good'?",
        ),
    ],
)
def test_a_broken_rule_stops_itself_alone(desk: Desk, rule: str, told: str) -> None:
    desk.write("house/odd.yaml", f"rules:\n  - {rule}\n")
    for _ in range(2):  # the second time from the compiled form
        message = failed_of(desk)
        assert message.startswith("house/odd.yaml: rules: house/odd.yaml:2: ")
        assert told in message
        assert desk.json["summary"]["files"] == 1


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (
            "odd.yaml",
            "defaults: [x]\nrules: []\n",
            "odd.yaml:1: 'defaults' must be keys and values",
        ),
        ("odd.yaml", "rulez:\n  - id: odd\n", "odd.yaml:1: holds no rules. Did you mean 'rules'?"),
        ("odd.yml", "rules:\n  - {id: odd, extends: nope}\n", "odd.yml:2: rule 'odd'"),
        ("pack.yaml", "nam: house\n", "pack.yaml:1: unknown key 'nam'. Did you mean 'name'?"),
        ("pack.yaml", "description: [\n", "pack.yaml:2: is not YAML"),
        ("pack.yaml", "description: x\nname: Our House\n", "pack.yaml:2: 'Our House' cannot be"),
        ("pack.yaml", "licence: [MIT]\n", "pack.yaml:1: licence: must be text"),
    ],
)
def test_a_file_of_a_pack_gone_wrong(desk: Desk, file: str, text: str, told: str) -> None:
    desk.write(f"house/{file}", text)
    for _ in range(2):
        assert told in failed_of(desk)


def test_a_pack_without_rules_is_a_mistake_of_the_configuration(desk: Desk) -> None:
    (desk.folder / "empty").mkdir()
    desk.write("sub/copylint.yaml", "profile: none\npacks: [../empty]\n")
    desk.write("sub/a.md", ARTICLE)
    assert "copylint.yaml:2: the folder '../empty' holds no rules" in failed_of(desk, "sub")


def test_a_pack_is_called_as_its_own_file_says(desk: Desk) -> None:
    desk.write("house/pack.yaml", "name: desk-style  # of ours\nlicence: MIT\n")
    desk.check("z.md")
    assert [issue["rule"] for issue in desk.json["issues"]] == ["desk-style.bridge"]


def test_rules_in_a_yml_file_are_read_as_ours(desk: Desk) -> None:
    desk.write(
        "more/words.yml", "rules:\n  - {id: a, extends: existence, message: M, tokens: [storm]}\n"
    )
    desk.write("copylint.yaml", "profile: none\nengine: none\npacks: [more]\n")
    desk.check("z.md")
    assert [issue["rule"] for issue in desk.json["issues"]] == ["more.a"]


def test_rules_that_are_not_yaml(desk: Desk) -> None:
    desk.write("house/odd.yaml", "rules:\n  - {id: odd\n")
    assert "house/odd.yaml" in failed_of(desk)


def test_a_catastrophic_pattern_is_one_failure(desk: Desk) -> None:
    rule = (
        "{id: slow, extends: existence, message: Slow., nonword: true, tokens: ['(?:(?:x+)+)+y']}"
    )
    desk.write("house/slow.yaml", f"rules:\n  - {rule}\n")
    desk.write("a.md", f"The brigde by {'x' * 5000}?\n")
    assert desk.check("a.md") == 2
    assert desk.found == [("a.md", "brigde")]
    assert "house.slow" in desk.json["failures"][0]["message"]


def spawned(desk: Desk, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "copylint", "check", *arguments],
        cwd=desk.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    "arguments", [("check", "z.md"), ("check", "z.md", "--output", "json=/dev/full"), ("--help",)]
)
def test_a_full_disk_is_no_bug(desk: Desk, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "copylint", *arguments],
            cwd=desk.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "the output cannot be written: No space left on device." in done.stderr
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_closed_output_pipe_is_no_mishap(desk: Desk, form: str) -> None:
    for number in range(40):
        desk.write(f"story-{number}.md", ARTICLE * 40)
    with spawned(desk, "--output-format", form) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        told = process.stderr.read().decode()
    assert process.returncode in (0, 1)
    assert told == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_130_without_a_traceback(desk: Desk, jobs: str) -> None:
    for number in range(200):
        desk.write(f"story-{number}.md", ARTICLE * 60)
    form = ("--no-cache", "--output-format", "jsonl")
    with spawned(desk, "--jobs", jobs, *form, "--profile", "newsroom") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)  # it is at work
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        told = process.stderr.read().decode()
    assert process.returncode == 130
    assert told.strip() == "copylint: interrupted."


@pytest.mark.parametrize("engine", ["none", "harper", "auto"])
def test_nothing_reaches_for_the_network(
    desk: Desk, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blocked(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"the network was wanted: {address}")
        raise ConnectionRefusedError

    def unresolved(host: object, *_: object, **__: object) -> None:
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a name was to be resolved: {host}")
        raise socket.gaierror

    monkeypatch.setattr(socket.socket, "connect", blocked)
    monkeypatch.setattr(socket.socket, "connect_ex", blocked)
    monkeypatch.setattr(socket, "getaddrinfo", unresolved)
    monkeypatch.setattr("copylint.proofreaders.languagetool_install.installed", lambda: False)
    assert desk.check("--profile", "newsroom", "--engine", engine, "z.md") == 1
    assert ("z.md", "brigde") in desk.found
    assert desk.json["failures"] == []
