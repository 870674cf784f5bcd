"""Page dumps in many styles, written for these tests: each line is marked with the part it plays.

T headline, S subtitle, M masthead, A byline, B body, h heading, q pull quote, c caption, a author's biography,
x boilerplate, + the line above goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "dumps"


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump without its marks, and what the marks say."""

    text: str
    body: tuple[str, ...]
    sections: tuple[str | None, ...]
    headline: str
    subtitle: str | None


def load(name: str) -> Dump:
    """The dump of that name."""
    lines = [line.partition("|")[::2] for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()]
    body: list[str] = []
    sections: list[str | None] = []
    section = None
    single: dict[str, str] = {}
    for mark, text in lines:
        if mark == "B":
            body.append(text.strip().lstrip("•- "))
            sections.append(section)
        elif mark == "+":
            body[-1] += "\n" + text.strip()
        elif mark == "h":
            section = text.strip()
        elif mark:
            single[mark] = text.strip()
    text = "".join(text + "\n" for _, text in lines)
    return Dump(text, tuple(body), tuple(sections), single["T"], single.get("S"))


NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
