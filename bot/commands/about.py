"""`/about`: what the bot is, and what it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import __version__
from bot.command import Command
from bot.reply import Reply, Section
from bot.wording import counts_line, moment, plural

if TYPE_CHECKING:
    from bot.command import Request, Services
    from knowledge import Stats

_HONESTY = (
    "A direct quotation is word for word; “partly quoted” has the speaker's words inside a reported sentence.",
    "“Paraphrased” is in the writer's words; where a speaker is not named, none is guessed.",
    "Every excerpt names its source, and /source shows it where it stands.",
)


async def run(request: Request, services: Services) -> Reply:  # noqa: ARG001 - every command is called alike
    """The version, the size and age of the knowledge base, and how to read an answer."""
    stats = await services.knowledge.stats()
    return Reply(
        title=f"Dragoman {__version__}",
        note="Who said what, exactly, and where.",
        sections=(Section("What it knows", _known(stats)), Section("How to read an answer", _HONESTY)),
        private=True,
    )


def _known(stats: Stats) -> tuple[str, ...]:
    aside = (f"{plural(stats.set_aside, 'file')} set aside as unreadable",) if stats.set_aside else ()
    return (
        f"{plural(stats.articles, 'article')} with {plural(stats.passages, 'passage')}",
        f"{stats.people:,} people",
        counts_line(stats.quotations),
        *aside,
        f"built {moment(stats.built_at)}",
    )


COMMAND = Command(
    name="about",
    description="What this bot is, and what it knows",
    run=run,
    examples=("/about",),
)
