"""The name gate, on documents as their parsers read them and on what Harper says of them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from copylint.document import Document, Span
from copylint.errors import RuleError
from copylint.filters import names
from copylint.filters.names_distance import distance
from copylint.filters.names_lists import NOBODY, House, HouseName, SortedText, house, lists
from copylint.filters.spelling import alike
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety
from copylint.parsers import parse
from copylint.proofreaders import to_issues
from copylint.proofreaders.harper import Harper
from copylint.settings import Settings

HARPER = Harper(lambda word: alike(word, lists()))
TODAY = datetime.date(2026, 11, 23)


def judged(text: str, path: str = "a.txt", known: House = NOBODY) -> list[Issue]:
    """What is left of Harper's findings after the gate."""
    document = parse(path, text)
    issues = to_issues(document, "harper", HARPER.proofread(document.segments, "en-US"))
    return names.apply(document, issues, house=known)


def warnings(text: str, path: str = "a.txt", known: House = NOBODY) -> dict[str, str]:
    """The words warned of, each with the first suggestion."""
    return {
        issue.span.of(text): (*issue.suggestions(text), "")[0]
        for issue in judged(text, path, known)
        if issue.level >= Level.WARNING
    }


@pytest.mark.parametrize(
    "text",
    [
        "The mayor met Serhiy Bobok and Ilze Jurkane on Friday.",
        "Police in Gaborone arrested Kgosi Tshwene, a miner. Tshwene denied it.",
        "The Nkwazi brewery in Mufulira closed; its owner, Bupe Chisanga, left.",
        "Talks resumed in Kherson, Kyiv and Zaporizhzhia, said Dmitry Peskov.",
        "The army fired HIMARS and IRIS-T missiles at CV90s and Su-57 jets.",
        "Follow @zorbek and #freeluka, or read ftp.zorbek.example/notes.txt.",
        "Shares of $QZXW fell, and so did those of the Bhutanese firm.",
        "It cost 40 hryvnias, or 3 zlotys, in the oblast.",
        "Mohammed bin Salman, Ludwig van der Rohe and Abu al-Walid met O'Rourke and McIlroy.",
        "Rhun ap Iorwerth and Mabon ap Gwynfor spoke in Llanelli.",
        "The Kardashians and both Koreas were there.",
        "A dish of *kisir* and *mercimek* was served.",
        "Niger and Nigeria, Slovakia and Slovenia, Iran and Iraq signed it.",
        "Hans Andersen met Kim Anderson. Andersen spoke first, then Anderson.",
        "The Zambian, the Lesotho and the Burkinabe teams lost.",
        "The 40-foot superyacht left on Dec. 3, No. 10 said.",
    ],
)
def test_names_are_not_misspellings(text: str) -> None:
    path = "a.md" if "*" in text else "a.txt"
    assert warnings(text, path) == {}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("The Russain army withdrew on Friday.", "Russain", "Russian"),
        ("He was born in Massachussetts, she in Ohio.", "Massachussetts", "Massachusetts"),
        ("Leaders of Bangledesh and India met.", "Bangledesh", "Bangladesh"),
        ("It opens on Wensday at noon.", "Wensday", "Wednesday"),
        ("It opened on Febuary 3 at noon.", "Febuary", "February"),
        ("President Zelenksy thanked the allies.", "Zelenksy", "Zelensky"),
        ("Shares of Mircosoft rose.", "Mircosoft", "Microsoft"),
        ("The United Natins was founded in 1945.", "Natins", "Nations"),
        ("The Prime Minster of Irland resigned.", "Irland", "Ireland"),
    ],
)
def test_slips_of_known_names_are_warnings(text: str, wrong: str, right: str) -> None:
    assert warnings(text)[wrong] == right


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Emptyed of its people, the town lay still.", "Emptyed", "Emptied"),
        ("Carryed ashore by the tide, the whale died.", "Carryed", "Carried"),
        ("Goverment officials declined to say more.", "Goverment", "Government"),
        ("# Parliment Delays Vote on Pension Reform\n\nIt was late.", "Parliment", "Parliament"),
        ("Thye had left before dawn.", "Thye", "They"),
        ("The Departmet of Health said so.", "Departmet", "Department"),
    ],
)
def test_misspelt_words_with_a_capital_are_warnings(text: str, wrong: str, right: str) -> None:
    path = "a.md" if text.startswith("#") else "a.txt"
    assert warnings(text, path)[wrong] == right


def test_a_name_spelt_differently_once_is_reported_with_the_frequent_spelling() -> None:
    text = (
        "Ama Quarshie won the race. Quarshie, 21, ran alone. "
        "The crowd cheered Quarshie, and Quarhsie wept."
    )
    (issue,) = [issue for issue in judged(text) if issue.level is Level.WARNING]
    assert (issue.rule, issue.span.of(text)) == ("names.inconsistent", "Quarhsie")
    assert issue.suggestions(text)[0] == "Quarshie"
    assert issue.category is Category.NAMES


def test_a_listed_surname_is_compared_with_the_others_of_the_article() -> None:
    text = (
        "The court heard Jacob Moxon first. Later Moxon left, and the judge asked "
        "whether Mixon had lied."
    )
    assert warnings(text) == {"Mixon": "Moxon"}
    issue = next(issue for issue in judged(text) if issue.rule == "names.inconsistent")
    assert [related.span.of(text) for related in issue.related] == ["Moxon", "Moxon"]


def test_two_people_with_names_alike_are_two_people() -> None:
    text = (
        "The court heard Jacob Moxon first. Later Moxon left, and the judge asked "
        "whether Peter Mixon had lied."
    )
    assert warnings(text) == {}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("He studied Brazils economy for years.", "Brazil's"),
        ("It was Kenyas main harbour.", "Kenya's"),
        ("Quiroz sued. The court threw out Quirozs claim.", "Quiroz's"),
        ("Ogas and Brazils were shown.", ""),
        ("The Kenyas of this world are few.", ""),
    ],
)
def test_a_missing_apostrophe(text: str, right: str) -> None:
    found = [issue for issue in judged(text) if issue.rule == "names.apostrophe"]
    assert [issue.suggestions(text)[0] for issue in found] == ([right] if right else [])


def test_a_strange_name_without_any_evidence_is_advice() -> None:
    text = "Nobody had heard of Vlorxanth before."
    (issue,) = judged(text)
    assert (issue.level, issue.rule) == (Level.SUGGESTION, "harper.SpellCheck")


def test_the_same_name_twice_is_silent() -> None:
    assert judged("Nobody knew Vlorxanth. Then Vlorxanth sang.") == []


@pytest.mark.parametrize(
    "word",
    ["bootcamp", "unbanked", "antsiness", "spinoff", "btw", "quokka", "galvanised", "quango"],
)
def test_coined_words_are_no_warnings(word: str) -> None:
    assert warnings(f"It was the {word} after all.") == {}


def test_misspelt_words_written_small_are_warnings_with_the_likeliest_word_first() -> None:
    text = "They recieved seperate adresses, untill teh comittee aproved."
    right = "received separate addresses until the committee approved"
    assert sorted(warnings(text).values()) == sorted(right.split())


def test_both_engines_on_a_word_make_one_issue() -> None:
    text = "They recieved it."
    document = parse("a.txt", text)
    span = Span(5, 13)
    found = [
        Issue(
            rule, "", span, Category.SPELLING, Level.WARNING,
            (Fix((Edit(span, word),), Safety.UNSAFE),), engines=(engine,),
        )
        for engine, rule, word in (
            ("harper", "harper.SpellCheck", "relieved"),
            ("languagetool", "languagetool.MORFOLOGIK_RULE_EN_US", "received"),
        )
    ]  # fmt: skip
    (issue,) = names.apply(document, found, engines=2)
    assert issue.engines == ("harper", "languagetool")
    assert issue.suggestions(text)[0] == "received"


def test_places_survive_markup() -> None:
    text = "The **Russ**ain army and the Ukranian *navy*."
    (first, second) = judged(text, "a.md")
    assert first.span.of(text) == "Russ**ain"
    assert first.safety is Safety.MANUAL
    assert (second.span.of(text), second.safety) == ("Ukranian", Safety.UNSAFE)


def written(tmp_path: Path, name: str, text: str) -> tuple[Path, ...]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return (path,)


@pytest.mark.parametrize(
    "text",
    [
        'A [link](x "of \\"flouresent\\" light") here.',
        "A flouresent\\\nlamp.",
        "A lamp \\*flouresent\\* here.",
        '---\ntitle: "The \\"flouresent\\" lamp"\n---\nBody.',
    ],
)
def test_an_escape_beside_a_word_is_no_part_of_an_address(text: str) -> None:
    assert warnings(text, "a.md") == {"flouresent": "fluorescent"}


def test_the_house_lists_accept_names(tmp_path: Path) -> None:
    paths = written(tmp_path, "names.txt", "# our own\nVlorxanth\nBir Zeqqu  # a village\n")
    known = house(paths, TODAY)
    assert judged("Nobody had heard of Vlorxanth or Zeqqu before.", known=known) == []
    assert warnings("Nobody heard of Vlorxnath before.", known=known) == {"Vlorxnath": "Vlorxanth"}


def test_the_house_asserts_a_spelling_until_a_day(tmp_path: Path) -> None:
    rows = (
        "name,instead-of,until,note\n"
        "Peskov,Pskov;Peskoff,2026-12-31,The spokesman.\n"
        "Dnipro River,Dnieper River,,\n"
    )
    paths = written(tmp_path, "desk.csv", rows)
    text = "Mr Pskov spoke by the Dnieper River."
    assert warnings(text, known=house(paths, TODAY)) == {
        "Pskov": "Peskov",
        "Dnieper River": "Dnipro River",
    }
    later = house(paths, datetime.date(2027, 1, 1))
    assert warnings(text, known=later) == {"Dnieper River": "Dnipro River"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "person\nPeskov\n", "a.csv:1: the list has no column 'name'. Add a header line."),
        ("b.csv", "name,until\nPeskov,soon\n", "b.csv:2: 'soon' is not a date. Write 2026-11-30."),
    ],
)
def test_a_house_list_that_cannot_be_used(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(RuleError) as caught:
        house(written(tmp_path, name, text), TODAY)
    assert str(caught.value).endswith(told)


def test_a_broken_house_list_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    paths = written(tmp_path, "a.csv", "person\nPeskov\n")
    document = parse("a.txt", "All is well.")
    weighed = names.weigh(document, [], Settings(tmp_path, words=paths), engines=1)
    assert [failure.source for failure in weighed.failures] == ["words"]


def test_without_engine_and_house_list_nothing_is_judged(tmp_path: Path) -> None:
    text = "The court heard Jacob Moxon. Later Moxon left; had Mixon lied?"
    document: Document = parse("a.txt", text)
    assert names.weigh(document, [], Settings(tmp_path), engines=0).issues == ()


def test_house_names_of_the_values() -> None:
    known = House(frozenset({"Vlorxanth"}), {"x": HouseName("Y")})
    assert list(known.near("Vlorxnath")) == ["Vlorxanth"]


def test_every_list_says_where_it_comes_from() -> None:
    from copylint.filters.names_lists import folder

    for path in folder().glob("*.txt"):
        head = [line for line in path.read_text("utf-8").split("\n") if line.startswith("#")]
        assert any("Source:" in line for line in head), path.name
        assert any("Licence:" in line for line in head), path.name


def test_long_lists_are_sorted() -> None:
    from copylint.filters.names_lists import folder

    for stem in ("brands", "cities", "people", "proper-names", "weapons", "words-more"):
        text = (folder() / f"{stem}.txt").read_text("utf-8")
        entries = [line for line in text.split("\n")[:-1] if not line.startswith("#")]
        assert entries == sorted(entries), stem


def test_sorted_text_finds_each_of_its_lines_and_nothing_else() -> None:
    entries = sorted({"Ada", "Adam", "Eve", "Evelyn", "Zoë", "a"})
    text = SortedText("\n".join(entries) + "\n")
    assert all(entry in text for entry in entries)
    assert not any(other in text for other in ("", "A", "Ad", "Ev", "Zo", "Zoëx", "zz", "da"))


@pytest.mark.parametrize("name", ["Kherson", "Łódź", "Lodz", "Netanyahu", "Nguyen", "Okonkwo"])
def test_known_names(name: str) -> None:
    assert lists().knows(name)


@pytest.mark.parametrize(
    ("seen", "nearer", "further"),
    [
        ("Goverment", "Government", "Movement"),
        ("recieve", "receive", "relieve"),
        ("Bidden", "Biden", "Bitten"),
        ("taht", "that", "tat"),
    ],
)
def test_distance_weighs_what_fingers_do(seen: str, nearer: str, further: str) -> None:
    assert distance(seen, nearer) < distance(seen, further)
    assert distance(seen, seen) == 0
