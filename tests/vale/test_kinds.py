"""What each kind of rule finds, and what its options change."""

from __future__ import annotations

import pytest

from tests.vale.conftest import Desk

EXISTENCE = "extends: existence\nmessage: \"Avoid '%s'.\"\n"
SWAP = "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\n"


def test_existence_finds_whole_words(desk: Desk) -> None:
    desk.rule("Words", EXISTENCE + "tokens: [perchance, of late]\n")
    text = "Perchance not; perchance perchances. It has, of late, rained."
    assert desk.found(text) == ["perchance", "of late"]


def test_existence_in_any_case(desk: Desk) -> None:
    desk.rule("Words", EXISTENCE + "ignorecase: true\ntokens: [perchance]\n")
    assert desk.found("Perchance or PERCHANCE.") == ["Perchance", "PERCHANCE"]


def test_a_case_switch_holds_for_later_words(desk: Desk) -> None:
    desk.rule("Words", EXISTENCE + "tokens: ['(?i)alpha', beta]\n")
    assert desk.found("ALPHA and BETA") == ["ALPHA", "BETA"]


def test_raw_stands_before_the_words_or_after(desk: Desk) -> None:
    desk.rule("Before", EXISTENCE + "raw: ['very ']\ntokens: [old, new]\n")
    desk.rule("After", EXISTENCE + "raw: [' indeed']\ntokens: [old]\nappend: true\n")
    assert desk.found("A very old pier, old indeed.") == ["very old", "old indeed"]


def test_exceptions_are_looked_for_inside_the_match(desk: Desk) -> None:
    desk.rule("Words", EXISTENCE + "tokens: ['[a-z]+ ferry']\nexceptions: [night]\n")
    assert desk.found("The night ferry met the day ferry.") == ["day ferry"]


def test_a_limit_counts_a_file(desk: Desk) -> None:
    desk.rule("Words", EXISTENCE + "tokens: [tide]\nlimit: 2\n")
    assert desk.found("tide tide\n\ntide") == ["tide", "tide"]


def test_substitution_takes_the_longest_key(desk: Desk) -> None:
    desk.rule("Swap", SWAP + "swap:\n  harbour: harbor\n  harbour master: harbormaster\n")
    assert desk.messages("The harbour master left the harbour.") == [
        "Use 'harbormaster' instead of 'harbour master'.",
        "Use 'harbor' instead of 'harbour'.",
    ]


def test_substitution_is_silent_where_the_text_is_right(desk: Desk) -> None:
    desk.rule("Swap", SWAP + "ignorecase: true\nswap:\n  web ?site: website\n")
    assert desk.found("A website, a web site, a Website.") == ["web site", "Website"]


def test_substitution_fills_groups(desk: Desk) -> None:
    desk.rule("Swap", SWAP + "swap:\n  '(\\d+) o.clock': '$1:00'\n")
    assert desk.messages("At 7 o'clock.") == ["Use '7:00' instead of '7 o'clock'."]


def test_replace_offers_alternatives(desk: Desk) -> None:
    desk.rule("Swap", SWAP + "action: {name: replace}\nswap:\n  utilise: use|employ\n")
    (found,) = desk.check("We utilise it.")
    assert found.alert.suggestions == ("use", "employ")
    assert found.alert.message == "Use 'use' or 'employ' instead of 'utilise'."


def test_occurrence_counts_in_a_sentence(desk: Desk) -> None:
    rule = "extends: occurrence\nmessage: '%d words'\nscope: sentence\nmax: 4\ntoken: '\\w+'\n"
    desk.rule("Long", rule)
    assert desk.messages("Four words are fine. But five of them are not.") == ["6 words"]


def test_occurrence_wants_a_least_number(desk: Desk) -> None:
    rule = "extends: occurrence\nmessage: none\nscope: heading\nmin: 1\ntoken: pier\n"
    desk.rule("Few", rule)
    assert desk.found("# The pier\n\n# The sea\n") == ["The"]


def test_repetition_spares_the_end_of_a_sentence(desk: Desk) -> None:
    rule = "extends: repetition\nmessage: \"'%s' twice\"\nalpha: true\ntokens: ['[^\\s.]+']\n"
    desk.rule("Twice", rule)
    assert desk.found("It was was late. Late. Late it was.") == ["was was"]


def test_consistency_remembers_the_file(desk: Desk) -> None:
    rule = "extends: consistency\nmessage: \"'%s'\"\neither:\n  adviser: advisor\n"
    desk.rule("One", rule)
    assert desk.found("An adviser.\n\nAn advisor.\n\nNobody.") == ["advisor"]


def test_conditional_wants_a_definition_first(desk: Desk) -> None:
    rule = (
        "extends: conditional\nmessage: \"'%s'\"\nfirst: '\\b([A-Z]{3})\\b'\n"
        "second: '\\(([A-Z]{3})\\)'\nexceptions: [USA]\n"
    )
    desk.rule("Define", rule)
    text = "The RDF met.\n\nThe Road Fund (RDF), the USA and the XYZ.\n\nThe RDF again."
    assert desk.found(text) == ["RDF", "XYZ"]


@pytest.mark.parametrize(
    ("match", "bad", "good"),
    [
        ("$title", "# The end of the road", "# The End of the Road"),
        ("$sentence", "# The End Of The Road", "# The end of the road"),
        ("$lower", "# The End", "# the end"),
        ("$upper", "# The End", "# THE END"),
        ("'^The'", "# An End", "# The End"),
    ],
)
def test_capitalization(desk: Desk, match: str, bad: str, good: str) -> None:
    rule = f"extends: capitalization\nmessage: \"'%s'\"\nscope: heading\nmatch: {match}\n"
    desk.rule("Case", rule)
    assert desk.found(bad) == [bad[2:]]
    assert desk.found(good) == []


def test_metric_reads_a_formula(desk: Desk) -> None:
    rule = (
        "extends: metric\nmessage: '%s words a sentence'\n"
        "formula: words / sentences\ncondition: '> 3'\n"
    )
    desk.rule("Long", rule)
    assert desk.messages("One two three four. Five six.") == []
    assert desk.messages("One two three four. Five six seven eight.") == ["4.00 words a sentence"]


@pytest.mark.parametrize(("text", "told"), [("A b c d.", 1), ("Ab c d", 0), ("a b c d", 1)])
def test_the_shortest_sentence_of_too_many_words(desk: Desk, text: str, told: int) -> None:
    rule = "extends: occurrence\nmessage: 'Long.'\nscope: sentence\nmax: 3\ntoken: '\\b(\\w+)\\b'\n"
    desk.rule("Length", rule)
    assert len(desk.messages(f"{text}\n\nFew.\n\n- {text}\n")) == 2 * told


@pytest.mark.parametrize(
    ("condition", "told"), [("== 1", 0), ("== 1.0", 1), ("!= 1", 1), (">= 1", 1), ("> 7 / 4", 0)]
)
def test_a_metric_compares_as_vale_does(desk: Desk, condition: str, told: int) -> None:
    rule = f"extends: metric\nmessage: '%s'\nformula: heading.h1\ncondition: '{condition}'\n"
    desk.rule("Headings", rule)
    assert len(desk.messages("# One\n\nText.")) == told


@pytest.mark.parametrize("formula", ["WORDS", "words ** 2", "math.nothing(words)", "'a'"])
def test_a_metric_of_something_unknown_is_a_broken_rule(desk: Desk, formula: str) -> None:
    rule = f"extends: metric\nmessage: '%s'\nformula: \"{formula}\"\ncondition: '> 0'\n"
    path = desk.rule("Broken", rule)
    assert [(one.path, one.line) for one in desk.built().problems] == [(str(path), 3)]


def test_a_metric_is_silent_where_a_file_lacks_what_it_counts(desk: Desk) -> None:
    rule = "extends: metric\nmessage: '%s'\nformula: paragraphs\ncondition: '> 0'\n"
    desk.rule("Paragraphs", rule)
    assert desk.messages("- An item.") == []
    assert desk.messages("A paragraph.") == ["1.00"]


def test_readability_takes_the_mean(desk: Desk) -> None:
    rule = "extends: readability\nmessage: '%s'\ngrade: 8\nmetrics: [Flesch-Kincaid]\n"
    desk.rule("Grade", rule)
    assert desk.messages("The cat sat. The dog ran.") == []
    hard = "Interdepartmental reorganisation necessitated comprehensive institutional reevaluation."
    assert len(desk.messages(hard)) == 1


def test_spelling_skips_names_in_capitals_and_accepted_words(desk: Desk) -> None:
    pytest.importorskip("hunspell", reason="Hunspell (extra vale) is not installed")
    pytest.importorskip("spylls", reason="the English dictionary (extra vale) is not installed")
    desk.rule("Spell", "extends: spelling\nmessage: \"'%s'\"\nignore: known.txt\n")
    (desk.styles / "known.txt").write_text("quayside\n", "utf-8")
    assert desk.found("The NASA quayside was wettt.") == ["wettt"]


def test_sequence_reads_parts_of_speech(desk: Desk) -> None:
    rule = (
        "extends: sequence\nmessage: \"'%s'\"\ntokens:\n  - tag: MD\n  - pattern: be\n"
        "  - tag: VBN\n"
    )
    desk.rule("Passive", rule)
    assert desk.found("The pier will be repaired. It will be good.") == ["will be repaired"]


def test_a_script_is_said_to_be_unsupported(desk: Desk) -> None:
    desk.rule("Script", "extends: script\nmessage: m\nscript: 'matches := []'\n")
    built = desk.built()
    assert not built.checks
    assert "Desk.Script" in built.unsupported[0]


def test_exceptions_of_a_case_rule_may_capture(desk: Desk) -> None:
    desk.rule(
        "Case",
        'extends: capitalization\nmessage: "%s"\nscope: heading\nmatch: $sentence\n'
        "exceptions: ['[A-Z]{2,}', '(\\w+\\s+)+APIs?', Bosun]\n",
    )
    assert desk.found("# Ask Bosun about NASA\n\n# Ask The Harbour\n") == ["Ask The Harbour"]


def test_an_exception_keeps_its_own_case_only(desk: Desk) -> None:
    desk.rule(
        "Case",
        'extends: capitalization\nmessage: "%s|%s"\nscope: heading\nmatch: $sentence\n'
        "threshold: 1\nexceptions: [API]\n",
    )
    assert desk.messages("# The Harbour api\n") == ["The Harbour api|The harbour api"]
    assert desk.messages("# The API here\n") == []


def test_consistency_shows_the_last_form_of_a_block(desk: Desk) -> None:
    desk.rule(
        "Marks",
        "extends: consistency\nmessage: \"%s\"\nnonword: true\neither: {'gr(a)y': 'gr(e)y'}\n",
    )
    (found,) = desk.check("gray stone, grey sea, gray sky\n")
    assert found.start == 22


def test_a_reference_to_an_open_group_never_matches(desk: Desk) -> None:
    desk.rule(
        "Lines",
        'extends: existence\nmessage: "%s"\nnonword: true\nscope: raw\n'
        "tokens: ['(tide(s)\\1)', 'ebb']\n",
    )
    assert desk.found("tides ebb\n") == ["ebb"]


def test_spelling_minds_capitals_and_units(desk: Desk) -> None:
    desk.rule("Words", 'extends: spelling\nmessage: "%s"\ncustom: true\n')
    assert desk.found("On tuesday, 20km of rope. On Tuesday, 20kmm.") == ["tuesday", "20kmm"]


def test_spelling_knows_the_words_of_computing(desk: Desk) -> None:
    desk.rule("Words", 'extends: spelling\nmessage: "%s"\n')
    assert desk.found("The schemas of the harbour are skalable.") == ["skalable"]


@pytest.mark.parametrize(("accepted", "found"), [("", ["sea"]), ("Lugger\n", [])])
def test_a_phrase_excuses_in_its_own_case_unless_there_is_a_vocabulary(
    desk: Desk, accepted: str, found: list[str]
) -> None:
    words = desk.styles / "config" / "vocabularies" / "Port"
    words.mkdir(parents=True)
    (words / "accept.txt").write_text(accepted, "utf-8")
    desk.configure("Vocab = Port\n[*]\nBasedOnStyles = Desk\n")
    desk.rule("Sea", 'extends: existence\nmessage: "%s"\ntokens: [sea]\nexceptions: [the sea]\n')
    assert desk.found("The sea, to the sea.") == found


def test_a_scope_of_a_view_is_said_to_be_unsupported(desk: Desk) -> None:
    path = desk.rule(
        "Case",
        'extends: conditional\nmessage: "%s"\nfirst: a\nsecond: b\nin: chat.user\n',
    )
    (notice,) = desk.built().unsupported
    assert notice.startswith(f"{path}: the rule 'Desk.Case' asks with 'in'")


@pytest.mark.parametrize("headings", [1, 8])
def test_a_rule_with_a_hint_is_tried_in_each_block_that_has_it(desk: Desk, headings: int) -> None:
    rule = "extends: existence\nmessage: \"'%s'\"\nnonword: true\nscope: heading\n"
    desk.rule("Stop", f"{rule}tokens: ['[a-z0-9][.!]']\n")
    heads = "".join(f"# Title {number}!\n\nBody. It ends.\n\n" for number in range(headings))
    text = f"First. Second!\n\n{heads}# Plain\n\nLast.\n\n- An item.\n\n> A quote!\n\n# End.\n"
    assert desk.found(text) == [f"{number}!" for number in range(headings)] + ["d."]
