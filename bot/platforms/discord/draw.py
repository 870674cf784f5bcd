"""Reply -> the parts of one Discord message, as values: no network, no clock, nothing of discord.py.

A message is groups of blocks. What is fixed (titles, attributions, links) is measured first; the words of the
excerpts share the room that is left, and are cut at sentence ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.paging import ON, is_turn
from bot.platforms.discord.cards import article_card, attribution, listed, opening, profile_card, sectioned
from bot.platforms.discord.fit import TEXT, shares, units
from bot.platforms.discord.words import quotation, size
from bot.reply import Choice, Outcome
from bot.wording import kind_label, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reply import Reply
    from knowledge import Context, Excerpt, Match

EXCERPTS = 3  # in one message: with more, each would be cut to a few words
_LIST = 2400
_LEAST = 160  # units of words without which an excerpt is not worth its place
_GAP = "\n> \n"
_SPARE = 40  # for "… and 12 more"
_QUESTIONS = {Outcome.AMBIGUOUS: "Which one do you mean?", Outcome.NOT_FOUND: "Did you mean …"}
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
class Drawn:
    """One message: groups of blocks with a line between them, then the ways on, then the pages to turn to.

    `as_list` asks for a select, which has room for a second line, where buttons would do.
    """

    groups: tuple[tuple[Block, ...], ...]
    colour: int
    choices: tuple[Choice, ...]
    turns: tuple[Choice, ...]
    question: str
    as_list: bool


def draw(reply: Reply) -> Drawn:
    """The reply as one message within every limit, whatever is in it."""
    turns = tuple(choice for choice in reply.choices if is_turn(choice))[:2]
    choices = tuple(choice for choice in reply.choices if not is_turn(choice))
    groups: list[tuple[Block, ...]] = [(Block(text),) for text in _fixed(reply, choices) if text]
    if reply.context:
        groups += _surroundings(reply.context, _room(groups))
    groups += _matches(reply, turns, _room(groups))
    if text := sectioned(reply.sections, _room(groups)):
        groups.append((Block(text),))
    return Drawn(
        tuple(groups) or ((Block("There is nothing to show."),),),
        _COLOURS[reply.outcome],
        choices,
        turns,
        _QUESTIONS.get(reply.outcome, "Go on with …"),
        as_list=reply.outcome is Outcome.AMBIGUOUS or _names_several(reply),
    )


def _fixed(reply: Reply, choices: Sequence[Choice]) -> list[str]:
    profiles, articles = reply.profiles, reply.articles
    return [
        opening(reply.title, reply.note),
        profile_card(profiles[0]) if len(profiles) == 1 else "",
        article_card(articles[0]) if len(articles) == 1 else "",
        listed(choices, _LIST) if _names_several(reply) else "",
    ]


def _names_several(reply: Reply) -> bool:
    """Whether the choices stand for people or articles, each with a line of its own."""
    return len(reply.profiles) > 1 or len(reply.articles) > 1


def _room(groups: Sequence[Sequence[Block]]) -> int:
    return TEXT - sum(units(block.text) for group in groups for block in group)


# ------------------------------------------------------------------------------------------------- excerpts


def _matches(reply: Reply, turns: Sequence[Choice], room: int) -> list[tuple[Block, ...]]:
    """As many matches as there is room for, their words sharing what their attributions leave."""
    before = _before(reply, turns)
    heads = [_head(match.excerpt, before + index, reply.total) for index, match in enumerate(reply.matches[:EXCERPTS])]
    feet = [attribution(match.excerpt) for match in reply.matches[:EXCERPTS]]
    fixed = [units(head.text) + units(foot) + 1 for head, foot in zip(heads, feet, strict=True)]
    room -= _SPARE
    count = next((n for n in range(len(fixed), 0, -1) if sum(fixed[:n]) + n * _LEAST <= room), 0)
    shown = reply.matches[:count]
    given = shares(
        [size(match.excerpt.text, match.marked, marks(match.excerpt), TEXT) for match in shown],
        room - sum(fixed[:count]),
    )
    drawn = [
        (head, Block(f"{_words(match, most)}\n{foot}"))
        for head, match, foot, most in zip(heads, shown, feet, given, strict=False)
    ]
    left = len(reply.matches) - count
    return [*drawn, *([(Block(f"-# … and {left:,} more"),)] if left else [])]


def _words(match: Match, room: int) -> str:
    return quotation(match.excerpt.text, match.marked, marks(match.excerpt), room)


def _head(excerpt: Excerpt, index: int = 0, total: int = 0) -> Block:
    """How the words are reported, which of how many they are, and the way to the passages around them."""
    label = kind_label(excerpt)
    position = f" · {index + 1:,} of {total:,}" if total > 1 else ""
    around = Choice("Context", "", "source", {"id": excerpt.id})
    return Block(f"**{label[:1].upper()}{label[1:]}**{position}", around)


def _before(reply: Reply, turns: Sequence[Choice]) -> int:
    """How many matches stand before the first shown: a page that leads on is full, the last one ends at the total."""
    pages = {turn.label: int(turn.values["page"]) for turn in turns if turn.values["page"].isdecimal()}
    if ON in pages:
        return max(pages[ON] - 2, 0) * len(reply.matches)
    return max(reply.total - len(reply.matches), 0) if pages else 0


# ------------------------------------------------------------------------------------------------- context


def _surroundings(context: Context, room: int) -> list[tuple[Block, ...]]:
    """The passages around an excerpt: the one it stands in has the first claim on the room, then its neighbours."""
    head, foot = _head(context.excerpt).text, attribution(context.excerpt)
    room -= units(head) + units(foot) + _SPARE
    passages = {context.here: _passage(context, context.here, room)}
    near = sorted(range(len(context.passages)), key=lambda index: abs(index - context.here))[1:]
    for index in near:
        left = room - sum(units(text) + len(_GAP) for text in passages.values())
        if left < _LEAST:
            break
        passages[index] = _passage(context, index, left)
    shown = _GAP.join(passages[index] for index in sorted(passages))
    return [(Block(head), Block(f"{shown}\n{foot}"))]


def _passage(context: Context, index: int, room: int) -> str:
    return quotation(context.passages[index].text, context.marked if index == context.here else (), ("", ""), room)
