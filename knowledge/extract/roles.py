"""Whether two descriptions can be of one person: "China's top diplomat" and "Chinese Foreign Minister"."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z.]+")

# Words for offices of one kind; a description with one fits an affiliation with another of the same line.
_OFFICES = (
    frozenset({"diplomat", "foreign minister", "foreign secretary", "secretary of state", "envoy", "ambassador"}),
    frozenset({"leader", "president", "prime minister", "premier", "chancellor", "king", "queen", "head of state"}),
    frozenset({"boss", "chief executive", "ceo", "chairman", "chairwoman", "head", "director", "chief"}),
    frozenset({"general", "commander", "officer", "colonel", "admiral"}),
    frozenset({"lawmaker", "senator", "congressman", "congresswoman", "representative", "mp", "deputy", "legislator"}),
    frozenset({"scholar", "professor", "academic", "researcher", "expert", "fellow", "lecturer"}),
    frozenset({"coach", "manager", "trainer"}),
    frozenset({"doctor", "physician", "surgeon", "medic"}),
    frozenset({"priest", "pastor", "vicar", "father", "reverend", "minister"}),
    frozenset({"lawyer", "attorney", "solicitor", "barrister", "counsel"}),
    frozenset({"judge", "justice", "magistrate"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson", "press secretary"}),
)  # fmt: skip

# How a country and its people begin, where the first four letters differ.
_ROOTS = {
    "u.s.": "amer", "us": "amer", "u.k.": "brit", "uk": "brit", "britain": "brit", "french": "fran", "dutch": "neth",
    "swiss": "swit", "greek": "gree", "spanish": "spai", "turkish": "turk", "danish": "denm", "welsh": "wale",
    "finnish": "finl", "swedish": "swed", "polish": "pola", "irish": "irel", "thai": "thai", "iraqi": "iraq",
}  # fmt: skip


def same_office(description: str, affiliation: str) -> bool:
    """Whether a description ("China's top diplomat") and a stated affiliation name offices of one kind and place.

    Without a place in the description the office alone decides; with one, the affiliation must name it too.
    """
    said, stated = description.lower().replace("’", "'"), affiliation.lower().replace("’", "'")
    if not any(_names(said, office) and _names(stated, office) for office in _OFFICES):
        return False
    place = places(description)
    return not place or bool(place & places(affiliation))


def places(text: str) -> set[str]:
    """The beginnings of the capitalised words in a description, so that "China's" and "Chinese" are one."""
    found = set()
    for word in re.findall(r"[A-Z][A-Za-z.]+", text.replace("’s", "").replace("'s", "")):
        lower = word.lower()
        found.add(_ROOTS.get(lower, lower[:4]))
    return found


def _names(text: str, office: frozenset[str]) -> bool:
    words = _WORD.findall(text)
    pairs = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words))}
    return bool(pairs & office)
