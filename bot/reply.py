"""What the bot says, before anyone draws it: domain records, a sentence, and ways on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge import ArticleSummary, Context, Match, Profile


class Outcome(StrEnum):
    """How a question ended; scripts read it."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    MENTIONED_ONLY = "mentioned_only"
    NOT_FOUND = "not_found"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on: a label, one line of context, and the command that taking it would run."""

    label: str
    description: str
    command: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of plain lines, for `help` and `about`."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. Platforms draw every filled part, in the order of the fields, in their own idiom.

    `note` is a sentence for the asker; `total` is how many matches there are when `matches` holds only the first;
    `choices` are what the asker may have meant, or may ask next; `private` answers are shown to the asker alone.
    A single profile or article is drawn as a card; several are what the choices name, one line each, and stand here
    for scripts. A choice whose values hold a page is a way to turn the page.
    """

    outcome: Outcome = Outcome.FOUND
    title: str | None = None
    note: str | None = None
    profiles: tuple[Profile, ...] = ()
    articles: tuple[ArticleSummary, ...] = ()
    context: Context | None = None
    matches: tuple[Match, ...] = ()
    total: int = 0
    sections: tuple[Section, ...] = ()
    choices: tuple[Choice, ...] = ()
    private: bool = False
