"""Train the tagger that ships: `python -m benchmarks.training GUM_FOLDER`.

GUM_FOLDER holds the corpus' CoNLL-U files, one a genre. Nothing else is needed; the same files give the same weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.training.tagger import train


def main() -> None:
    """Train, test on documents kept apart, then train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gum", type=Path)
    parser.add_argument("--iterations", type=int, default=150)
    args = parser.parse_args()
    train(args.gum, args.iterations)


if __name__ == "__main__":
    main()
