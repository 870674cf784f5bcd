"""What the bot says, before anyone draws it: domain records, a sentence, and ways on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.language import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.language import Language
    from bot.request import Request
    from knowledge import ArticleSummary, Context, Match, Profile


class Outcome(StrEnum):
    """How a question ended; scripts read it."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    MENTIONED_ONLY = "mentioned_only"
    NOT_FOUND = "not_found"
    ERROR = "error"


class Way(StrEnum):
    """Where a choice leads: on to a further answer, to what was meant, or to another place in the same results.

    A pick is one of several answers to the `question` of the reply. All but the first give an answer that takes the
    place of the one they stand in.
    """

    ON = "on"
    MEANT = "meant"
    PICK = "pick"
    NEXT = "next"
    PREVIOUS = "previous"
    JUMP = "jump"


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on: a label, one line of context, and the command that taking it would run.

    With `asks`, whoever takes it is asked for the value of that option first.
    """

    label: str
    description: str
    command: str
    values: Mapping[str, str] = field(default_factory=dict)
    way: Way = Way.ON
    asks: str = ""

    @property
    def is_turn(self) -> bool:
        """Whether it leads to another place in the same results."""
        return self.way in {Way.NEXT, Way.PREVIOUS, Way.JUMP}


@dataclass(frozen=True, slots=True)
class Spot:
    """A channel of a place, perhaps a message in it, perhaps a role to be told, by their platform's own ids."""

    place: str
    channel: str
    message: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of plain lines, for `help` and `about`; verbatim lines are shown sign for sign, to be copied.

    `spot` is where it is about; `spots` are the messages that its lines are about, in parallel, where there are any.
    """

    title: str
    lines: tuple[str, ...]
    verbatim: bool = False
    spot: Spot | None = None
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file to be handed to the asker."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Matches that belong together under a title, such as one person's words on a topic."""

    title: str
    matches: tuple[Match, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. Platforms draw every filled part, in the order of the fields, in their own idiom.

    `note` is a sentence for the asker, and `until` the moment it speaks of; `total` is how many matches there are
    when `matches` holds only some, after `before` others; `skipped` is how many characters of the only match have been
    read before; `choices` are what the asker may have meant, or may ask next, and `question` is what those of them
    answer that are picks; `attached` is a file for the asker; `private` answers are shown to the asker alone; `next_at`
    is when the next such answer comes by itself, in the zone of whoever decided that. A single profile or article is
    drawn as a card; several are what the choices name, one line each, and stand here for scripts. `asked` is what this
    answers; `site` is the address of the site on which its excerpts can be read in context; `reference` is where the
    log tells of a fault.
    """

    outcome: Outcome = Outcome.FOUND
    title: str | None = None
    note: str | None = None
    until: datetime | None = None
    profiles: tuple[Profile, ...] = ()
    articles: tuple[ArticleSummary, ...] = ()
    context: Context | None = None
    matches: tuple[Match, ...] = ()
    total: int = 0
    before: int = 0
    skipped: int = 0
    groups: tuple[Group, ...] = ()
    sections: tuple[Section, ...] = ()
    choices: tuple[Choice, ...] = ()
    question: str | None = None
    attached: Attachment | None = None
    private: bool = False
    next_at: datetime | None = None
    asked: Request | None = None
    site: str | None = None
    reference: str | None = None

    @property
    def say(self) -> Language:
        """The language of the asker."""
        return language_of(self.asked.locale if self.asked else "en")
