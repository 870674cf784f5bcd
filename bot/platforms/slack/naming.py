"""What the commands are called on Slack, where some names are taken, and every app shares one list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command

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


def _named(word: str, prefix: str) -> str:
    return f"{prefix or (_OURS if word in RESERVED else '')}{word}"
