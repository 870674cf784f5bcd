"""What a reply offers to do, before anyone draws it: lists to choose from, ways on, turns, and gestures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reply import Choice, Outcome, Way

if TYPE_CHECKING:
    from bot.language import Language
    from bot.reply import Reply
    from knowledge import Excerpt


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
class Offers:
    """Lists to choose from, ways on, back and on in the results, and gestures; in this order below what is said."""

    selects: tuple[Select, ...]
    ways: tuple[Choice, ...]
    turns: tuple[Choice, ...]
    gestures: Gestures


def offers(reply: Reply, most: int) -> Offers:
    """What `reply` offers where `most` ways on have a place of their own; more than that become a list."""
    turns = [choice for choice in reply.choices if choice.way in {Way.PREVIOUS, Way.NEXT}]
    jumps = tuple(choice for choice in reply.choices if choice.way is Way.JUMP)
    choices = ways_on(reply)
    as_list = reply.outcome is Outcome.AMBIGUOUS or names_several(reply) or len(choices) > most
    picks = tuple(choice for choice in reply.choices if choice.way is Way.PICK)
    selects = (
        Select(_question(reply), choices if as_list else ()),
        Select(reply.question or _question(reply), picks),
        Select(reply.say("Go to another result …"), jumps),
    )
    return Offers(
        tuple(select for select in selects if select.choices),
        () if as_list else choices,
        tuple(sorted(turns, key=lambda turn: turn.way is Way.NEXT))[:2],
        _gestures(reply),
    )


def ways_on(reply: Reply) -> tuple[Choice, ...]:
    """The choices that lead to something else than another place in the same results, or one of several answers."""
    return tuple(choice for choice in reply.choices if not choice.is_turn and choice.way is not Way.PICK)


def names_several(reply: Reply) -> bool:
    """Whether the choices stand for people or articles, each with a line of its own."""
    return len(reply.profiles) > 1 or len(reply.articles) > 1


def to_itself(excerpt: Excerpt, say: Language) -> Choice:
    """The way from one of several excerpts to itself alone."""
    return Choice(say("Open"), "", "source", _itself(excerpt))


def reading_on(excerpt: Excerpt, start: int, say: Language) -> Choice:
    """The way to the rest of an excerpt that is cut, from character `start` of it on."""
    return Choice(say("Read on"), "", "source", {**_itself(excerpt), "from": str(start)})


def _itself(excerpt: Excerpt) -> dict[str, str]:
    return {"id": excerpt.id, "around": "0"}


def _question(reply: Reply) -> str:
    match reply.outcome:
        case Outcome.AMBIGUOUS:
            return reply.say("Which one do you mean?")
        case Outcome.NOT_FOUND:
            return reply.say("Did you mean …")
        case _:
            return reply.say("Go on with …")


def _gestures(reply: Reply) -> Gestures:
    """An answer can be shared and put away, and one quotation doubted; a miss or a question needs none of it."""
    if reply.question or reply.outcome not in {Outcome.FOUND, Outcome.MENTIONED_ONLY}:
        return Gestures()
    alone = _alone(reply)
    share = None
    if alone is not None:
        share = Choice("", "", "source", _itself(alone))
    elif reply.asked is not None and not reply.private:
        share = Choice("", "", reply.asked.command, reply.asked.values)
    return Gestures(share, alone.id if alone and alone.kind else None, dismiss=True)


def _alone(reply: Reply) -> Excerpt | None:
    """The one excerpt that the message is about, if it is."""
    if reply.context:
        return reply.context.excerpt
    return reply.matches[0].excerpt if len(reply.matches) == 1 else None
