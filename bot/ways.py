"""Where an excerpt leads: what stands around it, more by who said it, more like it, how to cite it, and its fellows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Choice, Way
from bot.wording import clipped, kind_label, person_name, speaker_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Request
    from knowledge import Excerpt, Match

AT_HAND = 10  # results that can be jumped to
_PEEK = 90


def onward(request: Request, excerpt: Excerpt) -> tuple[Choice, ...]:
    """The ways on from one excerpt."""
    say, name = request.say, {"id": excerpt.id}
    by = excerpt.speaker
    return (
        Choice(say("Context"), "", "source", name),
        *(
            [Choice(say("More by speaker"), "", "expert", {"name": by.id})]
            if by and request.command != "expert"
            else []
        ),
        Choice(say("More on this"), "", "related", name),
        Choice(say("Cite"), "", "cite", name),
    )


def jumps(request: Request, matches: Sequence[Match], before: int) -> tuple[Choice, ...]:
    """Each of `matches`, which stand after `before` others in the results of `request`, as a place to go to."""
    return tuple(
        Choice(
            f"{request.say.number(number)} · {clipped(match.excerpt.text, _PEEK)}",
            _who(request, match.excerpt),
            request.command,
            {**request.values, "page": str(number)},
            Way.JUMP,
        )
        for number, match in enumerate(matches, before + 1)
    )


def window(place: int, total: int) -> int:
    """How many results stand before the stretch that can be jumped to from the result at `place`, counted from 0."""
    return max(0, min(place - AT_HAND // 2, total - AT_HAND))


def _who(request: Request, excerpt: Excerpt) -> str:
    name = person_name(excerpt.speaker) if excerpt.speaker else speaker_line(excerpt, request.say)
    return f"{name} · {kind_label(excerpt, request.say)}"
