"""The part-of-speech tagger (not there yet: nouns everywhere)."""
from __future__ import annotations


class Tagger:
    def tags(self, words: list[str]) -> list[str]:
        return ["NN"] * len(words)


def tagger() -> Tagger:
    return Tagger()
