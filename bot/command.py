"""What a command is: one record that Discord, the console, `/help` and the documentation are all made from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.reply import Reply
    from knowledge import KnowledgeBase


class Completion(StrEnum):
    """What an option's value is completed from while it is typed."""

    NOTHING = "nothing"
    PERSON = "person"
    ARTICLE = "article"
    PHRASE = "phrase"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Option:
    """One parameter of a command. With `choices`, only those values are taken."""

    name: str
    description: str
    required: bool = False
    completion: Completion = Completion.NOTHING
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One asker asking. `values` holds only options of the command, none of them blank.

    `limit` is how many excerpts the asker's platform shows at once.
    """

    command: str
    values: Mapping[str, str] = field(default_factory=dict)
    platform: str = "console"
    asker: str = ""
    locale: str = "en"
    limit: int = 5


@dataclass(frozen=True, slots=True)
class Services:
    """What commands may use."""

    knowledge: KnowledgeBase
    commands: Mapping[str, Command]


Handler = Callable[[Request, Services], Awaitable["Reply"]]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that may be asked. `examples` are full command lines, shown by help and run by the tests."""

    name: str
    description: str
    run: Handler
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """How to write it: the first option is free text, the others are named."""
        parts = [
            option.name if place == 0 else f"{option.name}:{'|'.join(option.choices) or '…'}"
            for place, option in enumerate(self.options)
        ]
        wrapped = (part if option.required else f"[{part}]" for part, option in zip(parts, self.options, strict=True))
        return " ".join((f"/{self.name}", *wrapped))
