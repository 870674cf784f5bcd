"""Reply -> the parts of one Discord message, as values: no network, no clock, nothing of discord.py.

A message is groups of blocks. What is fixed (titles, attributions, links) is measured first; the words of the
excerpts share the room that is left, and are cut at sentence ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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
from bot.platforms.discord.fit import BUTTONS, COMPONENTS, TEXT, shares, units
from bot.platforms.discord.words import Words, quotation, size
from bot.reply import Choice, Outcome, Way
from bot.wording import fit, marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language import Language
    from bot.reply import Reply
    from knowledge import Context, Excerpt, Match

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
class Select:
    """Choices to take one of, under a question; each has a second line."""

    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Gestures:
    """What can be done with the message itself: `share` gives it again for all, `doubt` is the excerpt to report."""

    share: Choice | None = None
    doubt: str | None = None
    dismiss: bool = False


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands above and below a message that comes by itself: markdown that is safe and short."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


_BARE = Edges()
_EVERY_GESTURE = ("share", "doubt", "dismiss")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One message: groups of blocks with a line between them, then lists to choose from, ways on, turns, gestures."""

    groups: tuple[tuple[Block, ...], ...]
    colour: int
    selects: tuple[Select, ...]
    ways: tuple[Choice, ...]
    turns: tuple[Choice, ...]
    gestures: Gestures
    say: Language

    @property
    def parts(self) -> int:
        """How many components all but the groups take at most, the frame included."""
        ways = [self.ways, (*self.turns, *_EVERY_GESTURE)]
        return 1 + 2 * len(self.selects) + sum(1 + len(row) for row in ways if row)


def draw(reply: Reply, shared_by: str | None = None, edges: Edges = _BARE) -> Drawn:
    """The reply as one message within every limit, whatever is in it; `shared_by` is a user's id."""
    if shared_by:
        edges = replace(edges, above=(*edges.above, sharer(shared_by, reply.say)))
    if reply.next_at:
        edges = replace(edges, below=(coming(reply.next_at, reply.say), *edges.below))
    turns = tuple(choice for choice in reply.choices if choice.way in {Way.PREVIOUS, Way.NEXT})
    jumps = tuple(choice for choice in reply.choices if choice.way is Way.JUMP)
    choices = tuple(choice for choice in reply.choices if not choice.is_turn)
    as_list = reply.outcome is Outcome.AMBIGUOUS or _names_several(reply) or len(choices) > BUTTONS
    selects = (
        Select(_question(reply), choices if as_list else ()),
        Select(reply.say("Go to another result …"), jumps),
    )
    below = Drawn(
        (),
        _COLOURS[reply.outcome],
        tuple(select for select in selects if select.choices),
        () if as_list else choices,
        tuple(sorted(turns, key=lambda turn: turn.way is Way.NEXT))[:2],
        _gestures(reply),
        reply.say,
    )
    groups, rest = _groups(reply, choices, edges, COMPONENTS - below.parts - 1)
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
        listed(choices, _LIST, say) if _names_several(reply) else "",
    ]


def _names_several(reply: Reply) -> bool:
    """Whether the choices stand for people or articles, each with a line of its own."""
    return len(reply.profiles) > 1 or len(reply.articles) > 1


def _question(reply: Reply) -> str:
    match reply.outcome:
        case Outcome.AMBIGUOUS:
            return reply.say("Which one do you mean?")
        case Outcome.NOT_FOUND:
            return reply.say("Did you mean …")
        case _:
            return reply.say("Go on with …")


def _room(groups: Sequence[Sequence[Block]]) -> int:
    return TEXT - sum(units(block.text) for group in groups for block in group)


def _gestures(reply: Reply) -> Gestures:
    """An answer can be shared and put away, and one quotation doubted; a miss or a question needs none of it."""
    if reply.outcome not in {Outcome.FOUND, Outcome.MENTIONED_ONLY}:
        return Gestures()
    alone = _alone(reply)
    share = None
    if alone is not None:
        share = Choice("", "", "source", {"id": alone.id, "around": "0"})
    elif reply.asked is not None and not reply.private:
        share = Choice("", "", reply.asked.command, reply.asked.values)
    return Gestures(share, alone.id if alone and alone.kind else None, dismiss=True)


def _alone(reply: Reply) -> Excerpt | None:
    """The one excerpt that the message is about, if it is."""
    if reply.context:
        return reply.context.excerpt
    return reply.matches[0].excerpt if len(reply.matches) == 1 else None


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
    count = next((n for n in range(len(fixed), 0, -1) if sum(fixed[:n]) + n * _LEAST <= room), 0)
    shown = items[:count]
    words = [_words(reply, item.match) for item in shown]
    given = shares([size(each, TEXT) for each in words], room - sum(fixed[:count]))
    drawn, rest = [], None
    for item, each, share in zip(shown, words, given, strict=True):
        text, end = quotation(each, share, reply.skipped)
        drawn.append((Block(f"{item.above}\n{text}\n{item.below}", item.beside),))
        if len(items) == 1 and reply.skipped < end < len(each.text):
            values = {"id": item.match.excerpt.id, "around": "0", "from": str(end)}
            rest = Choice(reply.say("Read on"), "", "source", values)
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
        yield _Item(match, above, below, _opens(reply, match) if len(reply.matches) > 1 else None)
    for group in reply.groups:
        opened = f"{heading(group.title, group.note)}\n"
        for match in group.matches:
            above = opened + reported(match.excerpt, say)
            who = speaker(match.excerpt, say, group.title)
            below = "\n".join(filter(None, (who, short_source(match.excerpt, say, reply.site))))
            yield _Item(match, above, below, _opens(reply, match))
            opened = ""


def _opens(reply: Reply, match: Match) -> Choice:
    """The way from one of several excerpts to itself alone."""
    return Choice(reply.say("Open"), "", "source", {"id": match.excerpt.id, "around": "0"})


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
