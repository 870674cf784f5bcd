"""Reply -> the parts of one Discord message, as values: no network, no clock, nothing of discord.py.

A message is groups of blocks. What is fixed (titles, attributions, links) is measured first; the words of the
excerpts share the room that is left, and are cut at sentence ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.cutting import fitting, shares, units
from bot.offers import Gestures, Select, names_several, offers, reading_on, to_itself, ways_on
from bot.platforms.discord.cards import (
    article_card,
    coming,
    heading,
    listed,
    opening,
    profile_card,
    reported,
    sectioned,
    sharer,
    short_source,
    source,
    speaker,
)
from bot.platforms.discord.fit import BUTTONS, COMPONENTS, TEXT
from bot.platforms.discord.words import quotation, size
from bot.quoting import Words
from bot.reply import Outcome
from bot.wording import fit, marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language import Language
    from bot.reply import Choice, Reply
    from knowledge import Context, Match

EXCERPTS = 1  # of a page of results: alone it is shown in full, with every way on beside it
_PARTS = 4  # components of an excerpt among others: a section of text and a button, and the line above it
_LIST = 2400
_LEAST = 160  # units of words without which an excerpt is not worth its place
_GAP = "\n> \n"
_SPARE = 40  # for "… and 12 more"
_COLOURS = {
    Outcome.FOUND: 0x3A7CA5,
    Outcome.AMBIGUOUS: 0xE0A458,
    Outcome.MENTIONED_ONLY: 0x8D99AE,
    Outcome.NOT_FOUND: 0x8D99AE,
    Outcome.ERROR: 0xC8553D,
}


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of markdown, with at most one way on beside it."""

    text: str
    beside: Choice | None = None


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands above and below a message that comes by itself: markdown that is safe and short."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


_BARE = Edges()
_EVERY_GESTURE = ("share", "doubt", "dismiss")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One message: groups of blocks with a line between them, then lists to choose from, ways on, turns, gestures.

    `attached` is the name of the file that comes with it.
    """

    groups: tuple[tuple[Block, ...], ...]
    colour: int
    selects: tuple[Select, ...]
    ways: tuple[Choice, ...]
    turns: tuple[Choice, ...]
    gestures: Gestures
    say: Language
    attached: str = ""

    @property
    def parts(self) -> int:
        """How many components all but the groups take at most, the frame included."""
        ways = [self.ways, (*self.turns, *_EVERY_GESTURE)]
        return 1 + bool(self.attached) + 2 * len(self.selects) + sum(1 + len(row) for row in ways if row)


def draw(reply: Reply, shared_by: str | None = None, edges: Edges = _BARE) -> Drawn:
    """The reply as one message within every limit, whatever is in it; `shared_by` is a user's id."""
    if shared_by:
        edges = replace(edges, above=(*edges.above, sharer(shared_by, reply.say)))
    if reply.next_at:
        edges = replace(edges, below=(coming(reply.next_at, reply.say), *edges.below))
    offered = offers(reply, BUTTONS)
    below = Drawn(
        (),
        _COLOURS[reply.outcome],
        offered.selects,
        offered.ways,
        offered.turns,
        offered.gestures,
        reply.say,
        reply.attached.name if reply.attached else "",
    )
    groups, rest = _groups(reply, ways_on(reply), edges, COMPONENTS - below.parts - 1)
    ways = (*below.ways, rest) if rest and len(below.ways) < BUTTONS else below.ways
    return replace(below, ways=ways, groups=tuple(groups) or ((Block(reply.say("There is nothing to show.")),),))


def _groups(
    reply: Reply, choices: Sequence[Choice], edges: Edges, parts: int
) -> tuple[list[tuple[Block, ...]], Choice | None]:
    """All the text, in at most `parts` components, and the way to the rest of an excerpt that is cut."""
    groups: list[tuple[Block, ...]] = [(Block(text),) for text in (*edges.above, *_fixed(reply, choices)) if text]
    last: list[tuple[Block, ...]] = [tuple(Block(text) for text in edges.below)] if edges.below else []
    if reply.context:
        groups += _surroundings(reply.context, _room([*groups, *last]), reply.say, reply.site)
    taken = sum(len(group) + 1 for group in (*groups, *last)) + 2 * (1 + bool(reply.sections))
    excerpts, rest = _excerpts(reply, _room([*groups, *last]), max((parts - taken) // _PARTS, 0))
    groups += excerpts
    if text := sectioned(reply.sections, _room([*groups, *last]), reply.say):
        groups.append((Block(text),))
    return [*groups, *last], rest


def _fixed(reply: Reply, choices: Sequence[Choice]) -> list[str]:
    profiles, articles, say = reply.profiles, reply.articles, reply.say
    return [
        opening(reply.title, reply.note, reply.until),
        profile_card(profiles[0], say) if len(profiles) == 1 and not reply.before else "",
        article_card(articles[0], say) if len(articles) == 1 else "",
        listed(choices, _LIST, say) if names_several(reply) else "",
    ]


def _room(groups: Sequence[Sequence[Block]]) -> int:
    return TEXT - sum(units(block.text) for group in groups for block in group)


# ------------------------------------------------------------------------------------------------- excerpts


@dataclass(frozen=True, slots=True)
class _Item:
    """A match with what stands above and below its words, and the way beside them."""

    match: Match
    above: str
    below: str
    beside: Choice | None

    @property
    def fixed(self) -> int:
        """The room that all but its words need."""
        return units(self.above) + units(self.below) + 2


def _excerpts(reply: Reply, room: int, most: int) -> tuple[list[tuple[Block, ...]], Choice | None]:
    """As many of at most `most` matches as there is room for, their words sharing what their attributions leave.

    With the way to the rest, where there is one excerpt and it is cut.
    """
    items = list(_items(reply))
    fixed = [item.fixed for item in items[:most]]
    room -= _SPARE
    count = fitting(fixed, _LEAST, room)
    shown = items[:count]
    words = [_words(reply, item.match) for item in shown]
    given = shares([size(each, TEXT) for each in words], room - sum(fixed[:count]))
    drawn, rest = [], None
    for item, each, share in zip(shown, words, given, strict=True):
        text, end = quotation(each, share, reply.skipped)
        drawn.append((Block(f"{item.above}\n{text}\n{item.below}", item.beside),))
        if len(items) == 1 and reply.skipped < end < len(each.text):
            rest = reading_on(item.match.excerpt, end, reply.say)
    left = reply.say.many("… and {count} more", "… and {count} more", len(items) - count)
    return [*drawn, *([(Block(f"-# {left}"),)] if len(items) > count else [])], rest


def _words(reply: Reply, match: Match) -> Words:
    return Words(match.excerpt.text, match.marked, marks(match.excerpt), reply.say("(more)"))


def _items(reply: Reply) -> Iterator[_Item]:
    say = reply.say
    for place, match in enumerate(reply.matches, reply.before + 1):
        position = say("{number} of {last}", number=say.number(place), last=say.number(reply.total))
        above = reported(match.excerpt, say, position if reply.total > 1 else "", fit(match, say))
        below = f"{speaker(match.excerpt, say)}\n{source(match.excerpt, say, reply.site)}"
        yield _Item(match, above, below, to_itself(match.excerpt, say) if len(reply.matches) > 1 else None)
    for group in reply.groups:
        opened = f"{heading(group.title, group.note)}\n"
        for match in group.matches:
            above = opened + reported(match.excerpt, say)
            who = speaker(match.excerpt, say, group.title)
            below = "\n".join(filter(None, (who, short_source(match.excerpt, say, reply.site))))
            yield _Item(match, above, below, to_itself(match.excerpt, say))
            opened = ""


# ------------------------------------------------------------------------------------------------- context


def _surroundings(context: Context, room: int, say: Language, site: str | None) -> list[tuple[Block, ...]]:
    """The passages around an excerpt: the one it stands in has the first claim on the room, then its neighbours.

    Who said it stands above them, with which words those are: the rest is the article's.
    """
    excerpt = context.excerpt
    above = [heading(say("In context"), None), reported(excerpt, say), speaker(excerpt, say).removeprefix("— ")]
    below = [f"-# {say('The words in bold are the excerpt; the rest is the article’s.')}", source(excerpt, say, site)]
    room -= sum(units(text) + 1 for text in (*above, *below)) + _SPARE
    passages = {context.here: _passage(context, context.here, room, say)}
    near = sorted(range(len(context.passages)), key=lambda index: abs(index - context.here))[1:]
    for index in near:
        left = room - sum(units(text) + len(_GAP) for text in passages.values())
        if left < _LEAST:
            break
        passages[index] = _passage(context, index, left, say)
    shown = _GAP.join(passages[index] for index in sorted(passages))
    return [(Block("\n".join([*above, shown, *below])),)]


def _passage(context: Context, index: int, room: int, say: Language) -> str:
    marked = context.marked if index == context.here else ()
    return quotation(Words(context.passages[index].text, marked, ("", ""), say("(more)")), room)[0]
