"""What a command is: one record that Discord, the console, `/help` and the documentation are all made from."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.editors import Editors
from bot.request import Request

if TYPE_CHECKING:
    from bot.delivering import Deliverer, Poster
    from bot.health import Health
    from bot.reply import Reply
    from bot.state import State
    from knowledge import Fetcher, KnowledgeBase, Questions

__all__ = ["Command", "Completion", "Handler", "Option", "Request", "Services"]


class Completion(StrEnum):
    """What an option's value is completed from while it is typed; channels and roles are known to their platform.

    A file is handed over rather than typed, where the platform can: see `Request.uploads`.
    """

    NOTHING = "nothing"
    PERSON = "person"
    ARTICLE = "article"
    PHRASE = "phrase"
    OUTLET = "outlet"
    COMMAND = "command"
    ZONE = "zone"
    CHANNEL = "channel"
    ROLE = "role"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Option:
    """One parameter of a command. With `choices`, only those values are taken; else up to `longest` characters.

    One that only buttons fill in is offered nowhere.
    """

    name: str
    description: str
    required: bool = False
    completion: Completion = Completion.NOTHING
    choices: tuple[str, ...] = ()
    longest: int = 300
    by_button: bool = False


@dataclass(frozen=True, slots=True)
class Services:
    """What commands may use; there is a deliverer where briefings are delivered.

    `posters` has each platform's way to post under its name, and `health` how it stands with those that tell. Who
    changes the knowledge base holds `changing` meanwhile. `imports` are files of corrections that wait to be taken
    over, by a token. There is a fetcher where the operator lets editors have web addresses fetched. `site` is the
    address at which readers find the site, where there is one; `running` says of each part that was started whether it
    still runs. `questions` are asked of the one snapshot that a request is answered from.
    """

    base: KnowledgeBase
    commands: Mapping[str, Command]
    state: State
    deliverer: Deliverer | None = None
    posters: dict[str, Poster] = field(default_factory=dict)
    health: dict[str, Health] = field(default_factory=dict)
    editors: Editors = field(default_factory=Editors)
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    imports: dict[str, str] = field(default_factory=dict)
    fetcher: Fetcher | None = None
    site: str | None = None
    running: dict[str, bool] = field(default_factory=dict)
    questions: Questions | None = None

    @property
    def knowledge(self) -> Questions:
        """What may be asked."""
        return self.questions or self.base


Handler = Callable[[Request, Services], Awaitable["Reply"]]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that may be asked. `examples` are full command lines, shown by help and run by the tests.

    A name of two words is one of a group: "kb reload" of "kb", whose own command tells of the group. One for admins is
    refused to everybody else, one for editors even to admins; an aside answers the asker alone, wherever it is asked.
    """

    name: str
    description: str
    run: Handler
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
    admin: bool = False
    editor: bool = False
    aside: bool = False

    @property
    def group(self) -> str:
        """The group that it is one of; empty for one that stands by itself."""
        return self.name.rpartition(" ")[0]

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options that people fill in."""
        return tuple(option for option in self.options if not option.by_button)

    @property
    def usage(self) -> str:
        """How to write it: the first option is free text, the others are named."""
        parts = [
            option.name if place == 0 else f"{option.name}:{'|'.join(option.choices) or '…'}"
            for place, option in enumerate(self.offered)
        ]
        wrapped = (part if option.required else f"[{part}]" for part, option in zip(parts, self.offered, strict=True))
        return " ".join((f"/{self.name}", *wrapped))
