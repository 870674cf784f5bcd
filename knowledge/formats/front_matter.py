"""Front matter: the YAML between two `---` lines at the top of a Markdown file, read as plain strings.

YAML's habits (`no` is false, `10:00` is 600, the second of two equal keys wins, an alias multiplies what it names) all
change what the writer wrote. Hence every scalar stays a string, and aliases, double keys and deep nesting are errors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from knowledge.errors import ArticleError
from knowledge.formats.fields import fields_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.formats.draft import Fields

LIMIT_CHARACTERS = 64 * 1024
DEPTH = 8
_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_FIRST_LINE = 2


def split(text: str) -> tuple[str, int]:
    """The front matter of `text` (empty if it has none) and the offset at which the rest begins.

    Raises ArticleError: bad_front_matter, where it is not closed or too large.
    """
    opening = _OPENING.match(text)
    if not opening:
        return "", 0
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise _bad("begins with '---' on line 1, but no second line '---' closes it", 1)
    if closing.start() - opening.end() > LIMIT_CHARACTERS:
        raise _bad(f"is larger than {LIMIT_CHARACTERS // 1024} KB", 1)
    return text[opening.end() : closing.start()], closing.end()


def fields_of_front_matter(matter: str) -> tuple[Fields, tuple[str, ...]]:
    """The fields stated and warnings. Raises ArticleError, with the line in the file: bad_front_matter or bad_field."""
    try:
        values, lines = _Reader(yaml.parse(matter, Loader=yaml.BaseLoader)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _bad(
            f"is not valid YAML: {error.problem or error.context}", mark.line + _FIRST_LINE if mark else None
        ) from error
    except yaml.YAMLError as error:
        raise _bad("contains a character that YAML does not allow", None) from error
    return fields_from(values, lines.get)


def _bad(problem: str, line: int | None) -> ArticleError:
    return ArticleError("bad_front_matter", f"The front matter {problem}.", line)


def _line(event: yaml.Event) -> int | None:
    return event.start_mark.line + _FIRST_LINE if event.start_mark else None


class _Reader:
    """Builds dictionaries, lists and strings from YAML events, and remembers the line of every key."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._lines: dict[str, int | None] = {}

    def document(self) -> tuple[dict[str, object], dict[str, int | None]]:
        """The one document's mapping and its keys' lines; an empty document is an empty mapping."""
        event = self._after(yaml.StreamStartEvent, yaml.DocumentStartEvent)
        if isinstance(event, yaml.StreamEndEvent):
            return {}, {}
        value = self._value(event, "", 0) or {}
        if not isinstance(value, dict):
            raise _bad("must be lines of the form 'key: value'", _line(event))
        following = self._after(yaml.DocumentEndEvent)
        if not isinstance(following, yaml.StreamEndEvent):
            raise _bad("must be one YAML document", _line(following))
        return value, self._lines

    def _after(self, *skipped: type[yaml.Event]) -> yaml.Event:
        return next(event for event in self._events if not isinstance(event, skipped))

    def _value(self, event: yaml.Event, path: str, depth: int) -> object:
        if depth > DEPTH:
            raise _bad(f"is nested more than {DEPTH} deep", _line(event))
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(path, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._entries(path, depth)
        raise _bad("uses an alias ('*name'), which is not allowed", _line(event))

    def _items(self, path: str, depth: int) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, path, depth + 1))
        return items

    def _entries(self, path: str, depth: int) -> dict[str, object]:
        entries: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _bad("has a key that is not a plain word", _line(event))
            key = str(event.value)
            if key in entries:
                raise _bad(f"states {key[:60]!r} twice", _line(event))
            self._lines.setdefault(path + key, _line(event))
            entries[key] = self._value(next(self._events), f"{path}{key}.", depth + 1)
        return entries
