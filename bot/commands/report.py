"""`/report`: doubt an attribution; those who keep the knowledge base see it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.choosing import no_excerpt
from bot.command import Command, Option
from bot.reply import Choice, Reply, Way
from bot.state import Report
from bot.wording import speaker_line

if TYPE_CHECKING:
    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """The doubt is kept with what was shown, and its number told."""
    excerpt = await services.knowledge.excerpt(request.values["id"])
    if excerpt is None:
        return no_excerpt(request, "id")
    number = await services.state.report(
        Report(
            place=request.place,
            reporter=f"{request.platform}:{request.asker}",
            excerpt=excerpt.id,
            words=excerpt.text,
            speaker=speaker_line(excerpt),
            headline=excerpt.citation.headline,
            note=request.values["note"],
            reported_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )
    note = request.say(
        "Thank you. Your report is kept under number {number}, for those who look after these attributions.",
        number=number,
    )
    judging = Choice(request.say("Judge it"), "", "kb fix", {"quotation": excerpt.id, "report": str(number)}, Way.MEANT)
    return Reply(note=note, choices=(judging,) if services.editors.include(request) else ())


COMMAND = Command(
    "report",
    "Say that an attribution is wrong",
    run,
    options=(
        Option("id", "The id that stands beside the excerpt", required=True),
        Option("note", "What is wrong, and who said it instead if you know", required=True),
    ),
    aside=True,
)
