"""Makes the list of synonyms that search ships from WordNet: `python -m benchmarks.search.synonyms FOLDER`.

FOLDER holds WordNet's database files (`index.noun`, `data.noun`, `adj.exc` ...), as the Debian package wordnet-base
installs them in /usr/share/wordnet. A line of the list is one sense: the words that have it among their frequent
senses, each of which may be meant by any other. Or it is one-way, "consider > think": on the right words that have the
sense as their first, so that a text most likely uses them in it; on the left words that seldom have it, but may be
asked for. Or it is an adjective with its comparative and superlative, which no stemmer takes for the same word.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.search.forms import STANDS_FOR
from knowledge.search.stems import COMMON, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")
MOST_SENSES = 3  # of a word as one part of speech: WordNet names the most frequent first
WORD = re.compile(r"[a-z]{3,}")
# Of one syllable, and not such that its last letter would be doubled: those that are compared like that are listed.
SHORT = re.compile(r"[^aeiouy]*(?:[aeiou](?:[^aeiouy]{2,}|[^aeiouy]+e|[wx])|[aeiou]{2}[^aeiouy]+e?)")
MANY_SYLLABLES = ("ive", "oic", "uid")  # "naive", "stoic", "fluid"
LIST = "synonyms.txt"


def main() -> int:
    """Write the list into the package."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.synonyms", description=__doc__)
    parser.add_argument("folder", type=Path, help="WordNet's database files")
    folder = parser.parse_args().folder
    senses = sorted({*(sense for part in PARTS_OF_SPEECH for sense in _senses(folder, part)), *_compared(folder)})
    target = Path(str(files("knowledge.search").joinpath(LIST)))
    target.write_text("".join(f"{sense}\n" for sense in senses), encoding="utf-8")
    print(
        f"{len(senses)} lines, {len({word for sense in senses for word in WORD.findall(sense)})} words in {target.name}"
    )
    return 0


def _senses(folder: Path, part: str) -> Iterator[str]:
    """A line for each sense that somebody was seen to use, where it connects two words or more."""
    frequent: dict[str, set[str]] = defaultdict(set)
    main: dict[str, set[str]] = defaultdict(set)
    used: set[str] = set()
    for line in _lines(folder / f"index.{part}"):
        word, _, _, pointers, *rest = line.split()
        seen, *senses = rest[int(pointers) + 1 :]
        used.update(senses[: int(seen)])
        if WORD.fullmatch(word):
            for sense in senses[: min(MOST_SENSES, max(int(seen), 1))]:
                frequent[sense].add(word)
            main[senses[0]].add(word)
    for line in _lines(folder / f"data.{part}"):
        sense, words = _words(line)
        if sense in used:
            if len(frequent[sense]) > 1:
                yield " ".join(sorted(frequent[sense]))
            if main[sense] and (seldom := words - frequent[sense]):
                yield f"{' '.join(sorted(seldom))} > {' '.join(sorted(main[sense]))}"


def _compared(folder: Path) -> Iterator[str]:
    """A line for each adjective that is compared by its ending: the irregular ones that are listed, and short ones.

    A form of which another word has the stem is none: "offer" is not off, nor has the wilderness to do with wilder.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    for part in ("adj", "adv"):
        for form, *of in map(str.split, _lines(folder / f"{part}.exc")):
            for word in of:
                forms[word].add(form)
    for word in _used(folder, "adj").difference(forms, *forms.values()):
        if SHORT.fullmatch(word) and not (word.endswith(MANY_SYLLABLES) or word in STANDS_FOR):
            forms[word] = {word.removesuffix("e") + ending for ending in ("er", "est")}
    compared = _lemmas(folder, "adj") | _lemmas(folder, "adv")
    taken = {stem(word) for part in PARTS_OF_SPEECH for word in _lemmas(folder, part)}
    for word, others in forms.items():
        kept = {each for each in others if each in compared or stem(each) not in taken}
        line = sorted(each for each in {word, *kept} if WORD.fullmatch(each) and each not in COMMON)
        if word in line and len(line) > 1:
            yield " ".join(line)


def _used(folder: Path, part: str) -> set[str]:
    """The words that somebody was seen to use as this part of speech."""
    return {word for word, seen in _index(folder, part) if seen}


def _lemmas(folder: Path, part: str) -> set[str]:
    return {word for word, _ in _index(folder, part)}


def _index(folder: Path, part: str) -> Iterator[tuple[str, int]]:
    """Each word of a part of speech, and in how many of its senses it was seen."""
    for line in _lines(folder / f"index.{part}"):
        word, _, _, pointers, *rest = line.split()
        yield word, int(rest[int(pointers) + 1])


def _words(line: str) -> tuple[str, set[str]]:
    """A sense's number and its words, as a line of a data file states them."""
    sense, _, _, count, *rest = line.split()
    words = (word.partition("(")[0].lower() for word in rest[: 2 * int(count, 16) : 2])  # "asleep(p)"
    return sense, {word for word in words if WORD.fullmatch(word)}


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="ascii").splitlines() if not line.startswith(" ")]


if __name__ == "__main__":
    sys.exit(main())
