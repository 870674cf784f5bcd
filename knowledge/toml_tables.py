"""A TOML file that is a list of tables of one name, each with its place and line, so that errors can name them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

_AT_LINE = re.compile(r"\(at line (\d+)")


class TablesError(Exception):
    """The text is no such file; `line` is where, if that is known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Table:
    """The `place`th table of its name, from 1; `line` is where it begins, if that is known."""

    values: dict[str, object]
    place: int
    line: int | None

    def error(self, problem: str) -> TablesError:
        """What is wrong with this table."""
        return TablesError(f"Entry {self.place}: {problem}.", self.line)


def read_tables(text: str, name: str) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The tables `[[name]]` of a text, and the names of whatever else it holds; TablesError if it is not valid."""
    try:
        values = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        problem = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise TablesError(f"This is not valid TOML: {problem}.", int(found[1]) if found else None) from error
    entries = values.pop(name, [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise TablesError(f"{name!r} must be written as [[{name}]], once for each.")
    header = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
    lines: list[int | None] = [number for number, line in enumerate(text.split("\n"), 1) if header.match(line)]
    if len(lines) != len(entries):
        lines = [None] * len(entries)  # such a line stands inside a string, so they do not tell
    tables = (Table(each, place, lines[place - 1]) for place, each in enumerate(entries, 1))
    return tuple(tables), tuple(values)
