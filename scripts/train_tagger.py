"""Train the part-of-speech tagger of Vale's sequence rules (src/copylint/vale/data/tagger.json.xz).

    python scripts/train_tagger.py TAGGED... --output FILE [--held-out TAGGED]

TAGGED is text a sentence a line: word, tab, Penn tag, the pairs parted by U+0001. The model that
ships was trained on public-domain prose of the United States government, tagged by the tagger of
prose 3.2 (MIT), whose judgements Vale's rules are written against.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections import Counter, defaultdict
from pathlib import Path

from copylint.vale.perceptron import END, START, Model, features, normalized

Sentence = list[tuple[str, str]]


def main() -> None:
    """Train on tagged text, and say how the model does on what was held out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tagged", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--keep", type=int, default=90000, help="how many features to keep")
    arguments = parser.parse_args()
    sentences = [sentence for path in arguments.tagged for sentence in read(path)]
    sure = unambiguous(sentences)
    model = train(sentences, sure, arguments.rounds, arguments.keep)
    data = json.dumps(
        {"classes": model.classes, "sure": sure, "weights": model.weights},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    arguments.output.write_bytes(lzma.compress(data.encode("utf-8"), preset=9))
    if arguments.held_out:
        held = read(arguments.held_out)
        right = sum(
            tag == want
            for sentence in held
            for tag, (_, want) in zip(model.tags([w for w, _ in sentence]), sentence, strict=True)
        )
        total = sum(map(len, held))
        print(f"{right / total:.4f} of {total} words; {arguments.output.stat().st_size} bytes")


def read(path: Path) -> list[Sentence]:
    """The sentences of a file: words and their tags."""
    return [
        [(word, tag) for pair in line.split("\1") for word, _, tag in [pair.partition("\t")]]
        for line in path.read_text("utf-8").split("\n")
        if line
    ]


def unambiguous(sentences: list[Sentence]) -> dict[str, str]:
    """Words that are nearly always tagged alike."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag in sentence:
            counts[word][tag] += 1
    return {
        word: tags.most_common(1)[0][0]
        for word, tags in sorted(counts.items())
        if sum(tags.values()) >= 25 and tags.most_common(1)[0][1] / sum(tags.values()) >= 0.995
    }


def train(sentences: list[Sentence], sure: dict[str, str], rounds: int, keep: int) -> Model:
    """The averaged weights after some rounds, the strongest kept."""
    classes = sorted({tag for sentence in sentences for _, tag in sentence})
    number = {tag: index for index, tag in enumerate(classes)}
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    totals: dict[tuple[str, int], float] = defaultdict(float)
    stamps: dict[tuple[str, int], int] = defaultdict(int)
    moment = 0
    shuffled = random.Random(7)
    for turn in range(rounds):
        shuffled.shuffle(sentences)
        for sentence in sentences:
            context = [*START, *(normalized(word) for word, _ in sentence), *END]
            before, before_that = START
            for index, (word, want) in enumerate(sentence):
                guess = sure.get(word)
                if guess is None:
                    found = features(index, context, word, before, before_that)
                    scores = [0.0] * len(classes)
                    for feature in found:
                        for tag, weight in weights.get(feature, {}).items():
                            scores[tag] += weight
                    best = max(range(len(classes)), key=scores.__getitem__)
                    guess = classes[best]
                    moment += 1
                    if guess != want:
                        for feature in found:
                            own = weights[feature]
                            for tag, change in ((number[want], 1.0), (best, -1.0)):
                                key = feature, tag
                                old = own.get(tag, 0.0)
                                totals[key] += (moment - stamps[key]) * old
                                stamps[key] = moment
                                own[tag] = old + change
                before_that, before = before, guess
        print(f"round {turn + 1}: {len(weights)} features", flush=True)
    return Model(classes, sure, averaged(weights, totals, stamps, moment, keep))


def averaged(
    weights: dict[str, dict[int, float]],
    totals: dict[tuple[str, int], float],
    stamps: dict[tuple[str, int], int],
    moment: int,
    keep: int,
) -> dict[str, list[float]]:
    """The mean weights of the features that weigh most, as class, weight, class, weight..."""
    found: dict[str, list[float]] = {}
    for feature, own in weights.items():
        pairs: list[float] = []
        for tag, weight in own.items():
            key = feature, tag
            mean = round((totals[key] + (moment - stamps[key]) * weight) / moment, 2)
            if abs(mean) >= 0.05:
                pairs += [tag, mean]
        if pairs:
            found[feature] = pairs
    heaviest = sorted(found, key=lambda name: -max(map(abs, found[name][1::2])))[:keep]
    return {name: found[name] for name in sorted(heaviest)}


if __name__ == "__main__":
    main()
