"""From configuration files and choices to settings; every mistake with its place."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from copylint.config import Choices, find, for_file, resolve, unknown_rules
from copylint.errors import ConfigError, ConfigErrors
from copylint.issue import Level
from copylint.settings import Engine, Settings, level_for

HOUSE = "rules:\n  - id: quay\n    extends: existence\n    message: Quay.\n    tokens: [quay]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def configured(folder: Path, text: str, name: str = "copylint.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def settings(folder: Path, text: str, choices: Choices | None = None) -> Settings:
    return resolve(configured(folder, text), choices or Choices(), folder)


def problems(folder: Path, text: str, name: str = "copylint.yaml") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        resolve(configured(folder, text, name), Choices(), folder)
    error = caught.value
    return [str(each) for each in (error.problems if isinstance(error, ConfigErrors) else [error])]


def test_defaults(folder: Path) -> None:
    found = resolve(None, Choices(), folder)
    assert (found.profile, found.engine, found.fail_on) == ("newsroom", Engine.AUTO, Level.ERROR)
    assert "core" in found.packs
    assert found.language is None


def test_every_key_is_read(folder: Path) -> None:
    (folder / "house").mkdir()
    (folder / "house" / "quay.yaml").write_text(HOUSE)
    (folder / "names.txt").write_text("Peskov\n")
    found = settings(
        folder,
        "profile: ap\npacks: [house]\nengine: Harper\nlanguage: en-gb\nwords: names.txt\n"
        "rules: {core: off, house.quay: error}\nmin-level: warning\nfail-on: suggestion\n"
        "exclude: [drafts/]\nlanguagetool: {url: 'http://127.0.0.1:8081', allow-remote: true}\n"
        "overrides: [{files: 'opinion/**', rules: {core: warning}}]\n",
    )
    assert found.packs[-1] == str(folder / "house")
    assert (found.engine, found.language, found.profile) == (Engine.HARPER, "en-GB", "ap")
    assert found.words == (folder / "names.txt",)
    assert [(rule.pattern, rule.level) for rule in found.rules[-2:]] == [
        ("core", None),
        ("house.quay", Level.ERROR),
    ]
    assert found.rules[-1].origin == "copylint.yaml:6"
    assert (found.min_level, found.fail_on) == (Level.WARNING, Level.SUGGESTION)
    assert found.exclude == ("drafts/",)
    assert found.languagetool.allow_remote
    assert level_for(found, "core.tk", Level.ERROR) is None
    opinion = for_file(found, folder / "opinion" / "a.md")
    assert level_for(opinion, "core.tk", Level.ERROR) is Level.WARNING


def test_pyproject_says_the_same(folder: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.copylint]\nprofile = "none"\nfail-on = "warning"\n'
    path = configured(folder, text, "pyproject.toml")
    assert find(folder / "deep" / "er") == path
    found = resolve(path, Choices(), folder)
    assert (found.profile, found.fail_on) == ("none", Level.WARNING)


@pytest.mark.parametrize("others", [("pyproject.toml", ".vale.ini"), (".vale.ini",), ()])
def test_the_nearest_configuration_wins(folder: Path, others: tuple[str, ...]) -> None:
    configured(folder, "[tool.other]\n", "pyproject.toml")
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    top = configured(folder, "profile: none\n")
    assert find(below) == top
    for name in others:
        configured(folder / "a", "[tool.copylint]\n", name)
    if others:
        assert find(below) == folder / "a" / others[0]


def test_the_command_line_wins(folder: Path) -> None:
    choices = Choices(
        profile="uk", language="en-AU", engine=Engine.NONE, fail_on=Level.WARNING,
        min_level=Level.SUGGESTION, as_of=datetime.date(2030, 1, 2), cache=False,
    )  # fmt: skip
    text = "profile: ap\nlanguage: en-US\nengine: both\nmin-level: error\n"
    found = settings(folder, text, choices)
    assert (found.profile, found.language, found.engine) == ("uk", "en-AU", Engine.NONE)
    assert (found.fail_on, found.min_level) == (Level.WARNING, Level.SUGGESTION)
    assert (found.as_of, found.cache) == (datetime.date(2030, 1, 2), False)


@pytest.mark.parametrize(("profile", "language"), [("ap", "en-US"), ("uk", "en-GB")])
def test_a_profile_sets_the_language(folder: Path, profile: str, language: str) -> None:
    assert settings(folder, f"profile: {profile}\n").language == language


def test_a_house_profile_inherits(folder: Path) -> None:
    profile = folder / "style.yaml"
    profile.write_text("inherit: ap\nlanguage: en-CA\nrules: {core: suggestion}\n")
    found = settings(folder, "profile: style.yaml\nrules: {core.tk: error}\n")
    assert found.language == "en-CA"
    assert "core" in found.packs
    assert level_for(found, "core.tk", Level.ERROR) is Level.ERROR
    assert level_for(found, "core.other", Level.ERROR) is Level.SUGGESTION


def test_a_profile_that_inherits_itself_is_refused(folder: Path) -> None:
    (folder / "a.yaml").write_text("inherit: b.yaml\n")
    (folder / "b.yaml").write_text("inherit: a.yaml\n")
    assert "inherits itself" in problems(folder, "profile: a.yaml\n")[0]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("profil: ap\n", 1, ("unknown key 'profil'", "profile")),
        ("\nprofile: newsrom\n", 2, ("unknown profile 'newsrom'", "newsroom")),
        ("packs:\n  - core\n  - atribution\n", 3, ("neither a built-in pack nor", "attribution")),
        ("engine: harpr\n", 1, ("not a value of 'engine'", "harper")),
        ("language: fr\n", 1, ("not a value of 'language'",)),
        ("fail-on: fatal\n", 1, ("not a value of 'fail-on'",)),
        ("fail-on: off\n", 1, ("not a value of 'fail-on'",)),
        ("words: [gone.txt]\n", 1, ("'gone.txt' is not there",)),
        ("rules: [core]\n", 1, ("'rules' must be",)),
        ("rules:\n  core: loud\n", 2, ("'loud'",)),
        ("languagetool: {allow-remote: maybe}\n", 1, ("must be true or false",)),
        ("overrides: [{rules: {core: off}}]\n", 1, ("needs 'files'",)),
        ("profile: ap\nprofile: uk\n", 2, ("stands here twice",)),
        ("rules: {core: off\n", None, ("copylint.yaml",)),
        ("- a list\n", 1, ("must be a list of 'key: value' entries",)),
        ("profile: [ap]\n", 1, ("'profile' must be a text",)),
    ],
)
def test_mistakes_have_their_place(
    folder: Path, text: str, line: int | None, words: tuple[str, ...]
) -> None:
    (told,) = problems(folder, text)
    assert told.startswith(f"copylint.yaml:{line}: " if line else "copylint.yaml:")
    assert all(word in told for word in words)


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    told = problems(folder, "engine: x\nfail-on: y\nunknown: z\n")
    assert [each.split(": ")[0][-1] for each in told] == ["1", "2", "3"]


def test_mistakes_in_toml_have_their_line(folder: Path) -> None:
    text = '[tool.copylint]\nprofile = "ap"\n\n[tool.copylint.rules]\ncore = "loud"\n'
    assert problems(folder, text, "pyproject.toml")[0].startswith("pyproject.toml:5: ")
    assert "is not TOML" in problems(folder, "[tool.copylint\n", "pyproject.toml")[0]


def test_unreadable_configurations(folder: Path) -> None:
    path = folder / "copylint.yaml"
    path.write_bytes(b"profile: ap\nwords: caf\xe9.txt\n")
    with pytest.raises(ConfigError, match=r"copylint\.yaml:2: is not UTF-8"):
        resolve(path, Choices(), folder)
    with pytest.raises(ConfigError, match=r"no such file|cannot be read"):
        resolve(folder / "gone.yaml", Choices(), folder)
    with pytest.raises(ConfigError, match="no such file"):
        resolve(folder / "gone.ini", Choices(), folder)


def test_a_vale_configuration_runs_its_styles_alone(folder: Path) -> None:
    path = configured(folder, "[*]\nBasedOnStyles = Vale\n", ".vale.ini")
    found = resolve(path, Choices(), folder)
    assert (found.profile, found.packs, found.engine) == ("none", (), Engine.NONE)
    assert found.vale == path
    more = resolve(path, Choices(profile="ap", engine=Engine.HARPER), folder)
    assert "core" in more.packs
    assert more.engine is Engine.HARPER


@pytest.mark.parametrize(
    "name", [".vale", "_vale", "vale.ini", ".vale.ini", "_vale.ini", "desk.ini"]
)
def test_a_vale_configuration_by_each_of_its_names(folder: Path, name: str) -> None:
    path = configured(folder, "[*]\nBasedOnStyles = Vale\n", name)
    assert resolve(path, Choices(), folder).vale == path
    assert find(folder / "deep") == (None if name == "desk.ini" else path)


def test_unknown_rules_are_told_with_their_place(folder: Path) -> None:
    found = settings(
        folder,
        "profile: none\nrules:\n  core.dubled: off\n  harper.Anything: off\n  'core.*': error\n",
        Choices(select=("plces",)),
    )
    told = [str(each) for each in unknown_rules(found, ["core.doubled", "places.kyiv"])]
    assert told[0].startswith("copylint.yaml:3: ")
    assert "core.doubled" in told[0]
    assert "places" in told[1]
    assert len(told) == 2
