"""What the commands are called on Slack, where some names are taken, and every app shares one list of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command
    from bot.reply import Choice, Reply, Section

# Slack's own commands: one of them in a manifest, and Slack refuses all of it.
RESERVED = frozenset(
    "active apps archive away call collapse commands debug dm dnd expand feed feedback help invite invite_people join "
    "kick leave list me msg mute open part prefs pro remind remove rename search settings shortcuts shrug star status "
    "topic unarchive who".split()
)
_OURS = "dragoman-"


def slash_names(commands: Mapping[str, Command], prefix: str) -> dict[str, str]:
    """The first word of each command by its name on Slack, which begins with a slash.

    Commands of two words share one name; their second word is typed after it.
    """
    words = dict.fromkeys(name.split()[0] for name in commands)
    return {f"/{_named(word, prefix)}": word for word in words}


def typed_line(names: Mapping[str, str], slash: str, text: str) -> str:
    """What was asked as a line that `parse` reads; a name that is not ours is left as it is."""
    return f"/{names.get(slash, slash.removeprefix('/'))} {text}".rstrip()


def heard_line(names: Mapping[str, str], line: str) -> str:
    """A line that somebody wrote in a message, where commands go by their bare names as well as by those on Slack."""
    first, _, rest = line.partition(" ")
    return typed_line(names, first, rest) if first in names else line


class Naming:
    """Calls commands what they are called on Slack, wherever a reply speaks of them in words of its own.

    What people said and wrote is left as it is, and so is what is there to be copied.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._slashes = {word: slash for slash, word in names.items() if slash != f"/{word}"}
        words = "|".join(sorted(map(re.escape, self._slashes), key=len, reverse=True))
        self._meant = re.compile(rf"(?<![\w/.:-])/({words})(?![\w/-])") if words else None

    def reply(self, reply: Reply) -> Reply:
        """The reply in the names of Slack."""
        if self._meant is None:
            return reply
        return replace(
            reply,
            title=self._told(reply.title) if reply.title else reply.title,
            note=self._told(reply.note) if reply.note else reply.note,
            question=self._told(reply.question) if reply.question else reply.question,
            sections=tuple(map(self._section, reply.sections)),
            choices=tuple(map(self._choice, reply.choices)),
        )

    def _section(self, section: Section) -> Section:
        if section.verbatim:
            return section
        return replace(section, title=self._told(section.title), lines=tuple(map(self._told, section.lines)))

    def _choice(self, choice: Choice) -> Choice:
        return replace(choice, label=self._told(choice.label), description=self._told(choice.description))

    def _told(self, text: str) -> str:
        return self._meant.sub(lambda found: self._slashes[found[1]], text) if self._meant else text


def _named(word: str, prefix: str) -> str:
    return f"{prefix or (_OURS if word in RESERVED else '')}{word}"
