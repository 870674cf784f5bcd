"""A briefing on its way to a platform: composed for its channel, parted where it does not fit, counted as shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.briefing import compose, mark_of
from bot.delivering import Unreachable
from bot.recurrence import upcoming
from knowledge import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.briefing import Briefing
    from bot.command import Services
    from bot.reply import Reply
    from bot.state import Schedule
    from knowledge import Excerpt

_REMEMBERED = 10  # deliveries among which the last post is looked for
_LATER = 30.0  # seconds after which to ask a knowledge base again that is not open


async def composed(services: Services, schedule: Schedule, due: datetime, *, late: bool) -> Briefing | None:
    """The briefing that is due; None where there is nothing new to say. Raises Unreachable."""
    state = services.state
    last = await state.deliveries(schedule.number, _REMEMBERED)
    since = next((each.finished_at for each in last if each.message), None)
    coming = None if schedule.paused is not None else upcoming(schedule, max(due, datetime.now(UTC)), 1)[0]
    shown = await state.shown(schedule.channel)
    try:
        return await compose(services.base, schedule, shown, since, coming, late=late, site=services.site)
    except Unavailable as error:
        raise Unreachable("The knowledge base is not open.", _LATER) from error


def counted(briefing: Briefing, posted: Iterable[Reply]) -> tuple[str, ...]:
    """The marks to be kept where only these replies, or parts of them, were posted."""
    named = {each.id for reply in posted for each in quoted(reply)}
    left = {each.id for reply in briefing.replies for each in quoted(reply)} - named
    return tuple(each for each in briefing.shown if mark_of(each) not in left)


def parted(reply: Reply) -> Iterator[Reply]:
    """The reply without its excerpts, where there is anything else in it, and each excerpt alone."""
    if reply.title or reply.sections:
        yield replace(reply, matches=(), groups=())
    alone = replace(reply, title=None, note=None, sections=(), next_at=None, matches=(), groups=())
    for place, match in enumerate(reply.matches, reply.before):
        yield replace(alone, matches=(match,), before=place)
    for group in reply.groups:
        for match in group.matches:
            yield replace(alone, groups=(replace(group, matches=(match,)),))


def quoted(reply: Reply) -> tuple[Excerpt, ...]:
    """The excerpts of a briefing's reply, in their order."""
    grouped = (match for group in reply.groups for match in group.matches)
    return tuple(match.excerpt for match in (*reply.matches, *grouped))


def shows_all(text: str, reply: Reply) -> bool:
    """Whether a message that says `text` shows every excerpt of the reply."""
    return all(f"id {each.id}" in text for each in quoted(reply))
