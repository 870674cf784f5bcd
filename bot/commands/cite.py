"""`/cite`: an excerpt as a citation to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choosing import no_excerpt
from bot.citing import FORMATS
from bot.command import Command, Option
from bot.reply import Reply, Section

if TYPE_CHECKING:
    from bot.command import Request, Services

_NAMES = {"plain": "Plain text", "markdown": "Markdown", "bibtex": "BibTeX", "csl-json": "CSL-JSON"}


async def run(request: Request, services: Services) -> Reply:
    """The citation in the form that was asked for, or in each."""
    excerpt = await services.knowledge.excerpt(request.values["id"])
    if excerpt is None:
        return no_excerpt(request, "id")
    wanted = {name: write for name, write in FORMATS.items() if request.values.get("form", name) == name}
    return Reply(
        title=request.say("Cite"),
        sections=tuple(
            Section(_NAMES[name], tuple(write(excerpt, request.say).split("\n")), verbatim=True)
            for name, write in wanted.items()
        ),
    )


COMMAND = Command(
    "cite",
    "An excerpt as a citation to paste: plain text, Markdown, BibTeX or CSL-JSON",
    run,
    options=(
        Option("id", "The id that stands beside the excerpt", required=True),
        Option("form", "Only in this form", choices=tuple(FORMATS)),
    ),
    aside=True,
)
