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

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")
MOST_SENSES = 3  # of a word as one part of speech: WordNet names the most frequent first
WORD = re.compile(r"[a-z]{3,}")
ONE_SYLLABLE = re.compile(r"[^aeiouy]*[aeiou]+[^aeiouy]+e?")
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
    """A line for each adjective that is compared by its ending: the irregular ones that are listed, and short ones."""
    forms: dict[str, set[str]] = defaultdict(set)
    for part in ("adj", "adv"):
        for form, *of in map(str.split, _lines(folder / f"{part}.exc")):
            for word in of:
                forms[word].add(form)
    nouns = _used(folder, "noun")
    for word in _used(folder, "adj").difference(forms, *forms.values()):
        if ONE_SYLLABLE.fullmatch(word):
            forms[word] = {word.removesuffix("e") + ending for ending in ("er", "est")} - nouns  # "owner", "forest"
    for word, others in forms.items():
        line = sorted(each for each in {word, *others} if WORD.fullmatch(each))
        if len(line) > 1:
            yield " ".join(line)


def _used(folder: Path, part: str) -> set[str]:
    """The words that somebody was seen to use as this part of speech."""
    used: set[str] = set()
    for line in _lines(folder / f"index.{part}"):
        word, _, _, pointers, *rest = line.split()
        if int(rest[int(pointers) + 1]):
            used.add(word)
    return used


def _words(line: str) -> tuple[str, set[str]]:
    """A sense's number and its words, as a line of a data file states them."""
    sense, _, _, count, *rest = line.split()
    words = (word.partition("(")[0].lower() for word in rest[: 2 * int(count, 16) : 2])  # "asleep(p)"
    return sense, {word for word in words if WORD.fullmatch(word)}


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="ascii").splitlines() if not line.startswith(" ")]


if __name__ == "__main__":
    sys.exit(main())
