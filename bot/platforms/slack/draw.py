"""Reply -> one Slack message, as values: no network, no clock, nothing of Slack's libraries.

A message is blocks of rich text, in which Slack parses nothing. What is fixed (titles, attributions, links, buttons) is
measured first; the words of the excerpts share the room that is left, and are cut at sentence ends.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.cutting import fitting, shares
from bot.offers import Gestures, names_several, offers, reading_on, to_itself, ways_on
from bot.platforms.slack import cards
from bot.platforms.slack.limits import BLOCKS, BUTTONS, ROOM
from bot.platforms.slack.parts import Parts
from bot.platforms.slack.rich import DIVIDER, Block, header, quoted, rich, row, said, small, weight
from bot.platforms.slack.spoken import spoken
from bot.platforms.slack.words import quotation, size
from bot.quoting import Words
from bot.reply import Section
from bot.wording import fit, marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language import Language
    from bot.offers import Offers
    from bot.orders import Orders
    from bot.platforms.slack.rich import Element, Part
    from bot.reply import Choice, Reply
    from knowledge import Context, Match

EXCERPTS = 1  # of a page of results: alone it is shown in full, with every way on below it
_PARTS = 3  # blocks of an excerpt: the line above it, its words with who said them where, a line between
_EDGES = 12  # blocks that are no excerpts, at most
_CARD, _LIST = 2500, 2500
_ATTRIBUTED = 3800  # that one excerpt weighs without its words, at most, with a few of them
_LEAST = 300  # weight of words without which an excerpt is not worth its place
_SPARE = 200  # for "… and 12 more", and the frame around all
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands above and below a message that comes by itself: blocks of its own."""

    above: tuple[Block, ...] = ()
    below: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its blocks, and the text that stands for them in notifications and for screen readers."""

    text: str
    blocks: tuple[Block, ...]

    @property
    def arguments(self) -> dict[str, Any]:
        """As Slack's methods and response URLs take it, with previews of links switched off."""
        return {"text": self.text, "blocks": list(self.blocks), "unfurl_links": False, "unfurl_media": False}


_BARE = Edges()


def draw(
    reply: Reply,
    orders: Orders,
    *,
    private: bool,
    unasked: bool = False,
    shared_by: str = "",
    edges: Edges = _BARE,
    room: int = ROOM,
) -> Message:
    """The reply as one message within every limit, whatever is in it.

    `private` answers, which only their asker sees, can be shared; `shared_by` is the id of the user who shares it. What
    comes `unasked`, as a briefing does, is nobody's to put away. The blocks take at most `room` UTF-16 units as JSON:
    where Slack counts otherwise and refuses them with `msg_blocks_too_long`, draw it again with half of that. Then what
    is fixed may take more where names, titles and notes are all as long as can be.
    """
    offered = offers(reply, BUTTONS)
    if unasked:
        offered = replace(offered, gestures=Gestures())
    drawing = _Drawing(reply, orders, shared_by, edges, offered, private=private)
    blocks = drawing.blocks(room)
    return Message(spoken(blocks) or reply.say("There is nothing to show."), tuple(blocks))


class _Drawing:
    """One reply on its way to blocks."""

    def __init__(
        self, reply: Reply, orders: Orders, shared_by: str, edges: Edges, offered: Offers, *, private: bool
    ) -> None:
        self._reply, self._orders, self._offered, self._private = reply, orders, offered, private
        self._owner = cards.known(shared_by or (reply.asked.asker if reply.asked else ""))
        self._above = [*edges.above, *(cards.sharer(shared_by, reply.say) if shared_by else [])]
        self._last = [*(cards.coming(reply.next_at, reply.say) if reply.next_at else []), *edges.below]

    def blocks(self, room: int) -> list[Block]:
        """All of it, in at most so much room."""
        offered, say = self._offered, self._reply.say
        fullest = _with(offered, reading_on(self._reply.matches[0].excerpt, 0, say)) if self._reply.matches else offered
        parts, tried = self._parts(), self._below(fullest, self._parts())
        most, list_room = (room // 2, room // 10) if _quotes(self._reply) else (room * 3 // 4, room // 4)
        if weight(*tried) > most:
            parts, tried = self._parts(list_room), self._below(fullest, self._parts(list_room))
        body, rest = _body(self._reply, parts, room - weight(*self._above, *self._last, *tried) - _SPARE)
        below = self._below(_with(offered, rest) if rest else offered, parts)
        whole = [*self._above, *body, *self._last, *below]
        return whole or rich(row(said(say("There is nothing to show."))))

    def _below(self, offered: Offers, parts: Parts) -> list[Block]:
        return parts.below(offered, self._reply.say, private=self._private)

    def _parts(self, list_room: int | None = None) -> Parts:
        return Parts(self._orders, _mark(self._reply), self._owner, list_room)


def _quotes(reply: Reply) -> bool:
    """Whether there are words to be shown, for which room has to be left."""
    return bool(reply.matches or reply.groups or reply.context)


def _with(offered: Offers, rest: Choice) -> Offers:
    return replace(offered, ways=(*offered.ways, rest)) if len(offered.ways) < BUTTONS else offered


def _mark(reply: Reply) -> str:
    """What tells it from the reply it takes the place of: Slack keeps what was chosen in a block of the same name."""
    asked = (reply.asked.command, sorted(reply.asked.values.items())) if reply.asked else ()
    told = repr((asked, reply.outcome, reply.title, reply.note, reply.before, reply.skipped))
    return hashlib.blake2b(told.encode(errors="replace"), digest_size=6).hexdigest()


def _body(reply: Reply, parts: Parts, room: int) -> tuple[list[Block], Choice | None]:
    """All that is said, in so much room, and the way to the rest of an excerpt that is cut."""
    say = reply.say
    blocks = [*header(reply.title or ""), *rich(cards.note(reply.note, reply.until, say))]

    def left(most: int = room, least: int = 0) -> int:
        return min(most, room - least - weight(*blocks))

    spared = _ATTRIBUTED if _quotes(reply) else 0
    if len(reply.profiles) == 1 and not reply.before:
        blocks += cards.profile_card(reply.profiles[0], left(_CARD, spared), say)
    if len(reply.articles) == 1:
        blocks += cards.article_card(reply.articles[0], left(_CARD, spared), say)
    if names_several(reply):
        blocks += rich(cards.listed(ways_on(reply), left(_LIST, spared), say))
    if reply.context:
        blocks += _surroundings(reply.context, left(), say, reply.site)
    excerpts, rest = _excerpts(reply, parts, left(), BLOCKS - _EDGES - len(blocks))
    blocks += excerpts
    blocks += rich(cards.sectioned(_sections(reply), left(), say))
    return blocks, rest


def _sections(reply: Reply) -> tuple[Section, ...]:
    """Those of the reply; a file that comes with it is shown as it is, because this app may send none."""
    file = reply.attached
    own = (Section(file.name, tuple(file.text.splitlines()), verbatim=True),) if file else ()
    return (*reply.sections, *own)


# ------------------------------------------------------------------------------------------------- excerpts


@dataclass(frozen=True, slots=True)
class _Item:
    """A match with the blocks above its words, and the lines below them."""

    match: Match
    above: list[Block]
    below: list[Part]

    @property
    def fixed(self) -> int:
        """What all but its words weighs."""
        return weight(DIVIDER, *self.drawn([]))

    def drawn(self, words: Sequence[Part]) -> list[Block]:
        """Its blocks with these words."""
        return [*self.above, *rich([*words, *self.below])]


def _excerpts(reply: Reply, parts: Parts, room: int, blocks: int) -> tuple[list[Block], Choice | None]:
    """As many of the matches as there is room for, their words sharing what their attributions leave.

    With the way to the rest, where there is one excerpt and it is cut.
    """
    items = list(_items(reply, parts))
    most = max(blocks // _PARTS, 0)
    fixed = [item.fixed for item in items[:most]]
    count = fitting(fixed, _LEAST, room - _SPARE)
    words = [_words(reply, item.match) for item in items[:count]]
    given = shares([size(each, room) for each in words], room - _SPARE - sum(fixed[:count]))
    drawn: list[Block] = []
    rest = None
    for item, each, share in zip(items, words, given, strict=False):
        elements, end = quotation(each, share, reply.skipped)
        drawn += [*([DIVIDER] if drawn else []), *item.drawn(quoted(elements))]
        if len(items) == 1 and reply.skipped < end < len(each.text):
            rest = reading_on(item.match.excerpt, end, reply.say)
    if len(items) > count:
        drawn += small(reply.say.many("… and {count} more", "… and {count} more", len(items) - count))
    return drawn, rest


def _words(reply: Reply, match: Match) -> Words:
    return Words(match.excerpt.text, match.marked, marks(match.excerpt), reply.say("(more)"))


def _items(reply: Reply, parts: Parts) -> Iterator[_Item]:
    say = reply.say
    for place, match in enumerate(reply.matches, reply.before + 1):
        position = say("{number} of {last}", number=say.number(place), last=say.number(reply.total))
        told = cards.reported(match.excerpt, say, position if reply.total > 1 else "", fit(match, say))
        above = [parts.beside(told, to_itself(match.excerpt, say))] if len(reply.matches) > 1 else small(told)
        yield _Item(match, above, [*cards.speaker(match.excerpt, say), *cards.source(match.excerpt, say, reply.site)])
    for group in reply.groups:
        opened = rich(cards.titled(group))
        for match in group.matches:
            above = [*opened, parts.beside(cards.reported(match.excerpt, say), to_itself(match.excerpt, say))]
            who = cards.speaker(match.excerpt, say, group.title)
            below = [*cards.cited(match.excerpt.citation, say), *cards.reading(match.excerpt, say, reply.site)]
            yield _Item(match, above, [*who, *below])
            opened = []


# ------------------------------------------------------------------------------------------------- context


def _surroundings(context: Context, room: int, say: Language, site: str | None) -> list[Block]:
    """The passages around an excerpt: the one it stands in has the first claim on the room, then its neighbours.

    Who said it stands above them, with which words those are: the rest is the article's.
    """
    excerpt = context.excerpt
    above = [*rich(cards.heading(say("In context"))), *small(cards.reported(excerpt, say))]
    explained = row(said(say("The words in bold are the excerpt; the rest is the article’s."), "italic"))
    speaker, below = cards.speaker(excerpt, say, dash=""), [*explained, *cards.source(excerpt, say, site)]
    room -= weight(*above, *rich([*speaker, *quoted([]), *below])) + _SPARE
    passages = {context.here: _passage(context, context.here, room, say)}
    near = sorted(range(len(context.passages)), key=lambda index: abs(index - context.here))[1:]
    for index in near:
        left = room - sum(weight(*elements, *said(_GAP)) for elements in passages.values())
        if left < _LEAST:
            break
        passages[index] = _passage(context, index, left, say)
    shown = [element for index in sorted(passages) for element in (*said(_GAP), *passages[index])][1:]
    return [*above, *rich([*speaker, *quoted(shown), *below])]


def _passage(context: Context, index: int, room: int, say: Language) -> list[Element]:
    marked = context.marked if index == context.here else ()
    return quotation(Words(context.passages[index].text, marked, ("", ""), say("(more)")), room)[0]
