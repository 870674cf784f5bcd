"""Makes the list of synonyms that search ships from WordNet: `python -m benchmarks.search.synonyms FOLDER`.

FOLDER holds WordNet's database files (`index.noun`, `data.noun` ...), as the Debian package wordnet-base installs them
in /usr/share/wordnet. A line of the list is one sense: the words that have it among their frequent senses.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")
MOST_SENSES = 3  # of a word as one part of speech: WordNet names the most frequent first
WORD = re.compile(r"[a-z]{3,}")
LIST = "synonyms.txt"


def main() -> int:
    """Write the list into the package."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.synonyms", description=__doc__)
    parser.add_argument("folder", type=Path, help="WordNet's database files")
    folder = parser.parse_args().folder
    senses = sorted({sense for part in PARTS_OF_SPEECH for sense in _senses(folder, part)})
    target = Path(str(files("knowledge.search").joinpath(LIST)))
    target.write_text("".join(f"{' '.join(sense)}\n" for sense in senses), encoding="utf-8")
    print(f"{len(senses)} senses, {len({word for sense in senses for word in sense})} words in {target.name}")
    return 0


def _senses(folder: Path, part: str) -> list[tuple[str, ...]]:
    """The words of each sense that somebody was seen to use, where it is frequent for two words or more."""
    having: dict[str, set[str]] = defaultdict(set)
    used: set[str] = set()
    for line in _lines(folder / f"index.{part}"):
        word, _, _, pointers, *rest = line.split()
        seen, *senses = rest[int(pointers) + 1 :]
        used.update(senses[: int(seen)])
        if WORD.fullmatch(word):
            for sense in senses[: min(MOST_SENSES, max(int(seen), 1))]:
                having[sense].add(word)
    return [tuple(sorted(words)) for sense, words in having.items() if len(words) > 1 and sense in used]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="ascii").splitlines() if not line.startswith(" ")]


if __name__ == "__main__":
    sys.exit(main())
