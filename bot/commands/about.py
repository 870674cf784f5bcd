"""`/about`: what the bot is, and what it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import __version__
from bot.command import Command
from bot.editing.built import stats_lines
from bot.reply import Reply, Section

if TYPE_CHECKING:
    from bot.command import Request, Services
    from bot.language import Language


async def run(request: Request, services: Services) -> Reply:
    """The version, the size and age of the knowledge base, and how to read an answer."""
    say, stats = request.say, await services.knowledge.stats()
    return Reply(
        title=f"Dragoman {__version__}",
        note=say("Who said what, exactly, and where."),
        sections=(
            Section(say("What it knows"), stats_lines(stats, say)),
            Section(say("How to read an answer"), _honesty(say)),
        ),
    )


def _honesty(say: Language) -> tuple[str, ...]:
    return (
        say("A direct quotation is word for word; “partly quoted” has the speaker's words inside a reported sentence."),
        say("“Paraphrased” is in the writer's words; where a speaker is not named, none is guessed."),
        say("Every excerpt names its source, and /source shows it where it stands."),
        say("Do you doubt who said it? /report tells those who keep this knowledge base."),
    )


COMMAND = Command("about", "What this bot is, and what it knows", run, examples=("/about",), aside=True)
