"""Slash command lines typed as text: `/quote half of the sky speaker:Wang kind:direct`, `/kb undo 3`.

The first option of a command takes the free text; others are written `name:value`, where the value runs to the next
option, or to its closing quotation mark. A command of a group has two words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.command import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\S+")
_HEAD = re.compile(r"[\s/／]*(?P<group>\S*)(?:\s+(?P<name>\S+))?")
_QUOTED = re.compile(r"(?:\"[^\"]+\"|'[^']+'|“[^”]+”|‘[^’]+’|«[^»]+»|「[^」]+」)(?!\S)")
_OPENING = re.compile(r"(?<!\S)[\"'“‘«「]")
_OPTION = re.compile(r"([^\W\d]\w*)[:：](\s*)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the end of a half-typed line stands: `typed` is the value so far, from character `start` on.

    `option` is empty while the command itself is being typed.
    """

    command: str
    option: str
    typed: str
    start: int


def parse(line: str, commands: Mapping[str, Command]) -> Request:
    """What a typed line asks for; a missing slash, capitals and odd quotation marks are forgiven.

    It reads any text: an unknown command keeps its words under "text", and an option that is nearly one of the
    command's keeps the name it was given, so that whoever answers can say what is wrong.
    """
    head = _head(line, commands)
    command = commands.get(head.name)
    if command is None:
        text = " ".join(line[head.end :].split())
        return Request(head.said, {"text": text} if text else {})
    read = _Reading(command)
    read.all(line, head.end)
    return Request(command.name, {name: text for name, words in read.values.items() if (text := _text(words))})


def place(line: str, commands: Mapping[str, Command]) -> Place | None:
    """What is being typed at the end of `line`, or None where nothing can be completed."""
    head = _head(line, commands)
    if head.end == len(line) or (head.opens and not line[head.end :].strip()):
        return Place("", "", line[head.start :], head.start)
    command = commands.get(head.name)
    if command is None or not command.options:
        return None
    read = _Reading(command)
    read.all(line, _end(_SPACE, line, head.end))
    return Place(command.name, read.option, line[read.start :], read.start)


def written(command: str, values: Mapping[str, str], commands: Mapping[str, Command]) -> str:
    """The line that asks for this; `parse` reads it back, unless a value has every kind of quotation mark."""
    first = commands[command].options[0].name if commands[command].options else None
    free = [_protected(values[first], commands[command])] if first is not None and first in values else []
    named = [f"{name}:{_protected(value, commands[command])}" for name, value in values.items() if name != first]
    return " ".join([f"/{command}", *free, *named])


def _text(words: list[str]) -> str:
    """The words of one value on one line, less the quotation marks that enclose all of them."""
    alone = len(words) == 1 and _QUOTED.fullmatch(words[0])
    return " ".join((words[0][1:-1] if alone else " ".join(words)).split())


@dataclass(frozen=True, slots=True)
class _Head:
    """The command of a line: as it was said, as commands are named, and where in the line it stands.

    It `opens` a group where the name of one of its commands is still to come.
    """

    said: str
    start: int
    end: int
    opens: bool = False

    @property
    def name(self) -> str:
        return self.said.lower()


def _head(line: str, commands: Mapping[str, Command]) -> _Head:
    found = next(_HEAD.finditer(line))  # there is one, however little is typed
    group, start = found["group"], found.start("group")
    if not any(name.startswith(f"{group.lower()} ") for name in commands):
        return _Head(group, start, found.end("group"))
    if found["name"] is None:
        return _Head(group, start, found.end("group"), opens=True)
    return _Head(f"{group} {found['name']}", start, found.end())


def _protected(value: str, command: Command) -> str:
    """`value` as it is where nothing in it would be read as a mark or an option, else between marks it lacks."""
    read = _Reading(command)
    read.all(value, 0)
    if not _OPENING.search(value) and read.values == {read.first: value.split()}:
        return value
    return next((f"{a}{value}{b}" for a, b in ('""', "''", "“”", "«»") if not {a, b} & {*value}), value)


@dataclass(slots=True)
class _Reading:
    """One pass over the options of a line; `option` and `start` are the value that the end of the line belongs to."""

    command: Command
    values: dict[str, list[str]] = field(default_factory=dict)
    option: str = ""
    start: int = 0
    first: str = ""

    def __post_init__(self) -> None:
        self.first = self.option = self.command.options[0].name if self.command.options else ""

    def all(self, line: str, position: int) -> None:
        """Read from `position` to the end of the line."""
        self.start = position
        while position < len(line):
            position = self._one(line, _end(_SPACE, line, position))

    def _one(self, line: str, at: int) -> int:
        """Read one option name, quoted stretch or word, and say where it ends."""
        if (named := self._option(line, at)) is not None:
            self.option, self.start = named[0], named[1]
            self.values[self.option] = []
            return named[1]
        if quoted := _QUOTED.match(line, at):
            self._quoted(quoted)
            return quoted.end()
        end = _end(_WORD, line, at)
        self._add(line[at:end])
        return end

    def _option(self, line: str, at: int) -> tuple[str, int] | None:
        found = _OPTION.match(line, at)
        if found is None or (self.values.get(self.first) and found[1].lower() == self.first):
            return None
        names = [option.name for option in self.command.options]
        name = found[1].lower()
        if name in names:
            return name, found.end()
        mistyped = not found[2] and found.end() < len(line) and get_close_matches(name, names, 1, 0.75)
        return (name, found.end()) if mistyped else None

    def _quoted(self, found: re.Match[str]) -> None:
        """A value in quotation marks ends with them; what follows is free text again."""
        ends = self.option != self.first and not self.values[self.option]
        self._add(found[0])  # `_text` takes the marks off, once
        if ends:
            self.option, self.start = self.first, found.end()

    def _add(self, words: str) -> None:
        if self.option:
            self.values.setdefault(self.option, []).append(words)


def _end(pattern: re.Pattern[str], line: str, at: int) -> int:
    found = pattern.match(line, at)
    return found.end() if found else at
