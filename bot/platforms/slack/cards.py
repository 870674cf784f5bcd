"""The fixed parts of a message, as rich text: notes, cards of people and articles, and who said what where.

Each part has its own bound, and the bounds together leave room for the words of an excerpt.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from bot.cleaning import clean
from bot.platforms.slack.limits import HEADER
from bot.platforms.slack.rich import filled, fitted, header, item, line, linked, moment, rich, row, said, verbatim
from bot.wording import (
    affiliation,
    also_line,
    citation_link,
    citation_parts,
    counts_line,
    digest_line,
    kind_label,
    local,
    not_quoted,
    passages,
    person_name,
    reading_link,
    speaker_parts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.language import Language
    from bot.platforms.slack.rich import Block, Element, Part
    from bot.reply import Choice, Group, Section, Spot
    from knowledge import ArticleSummary, Citation, Counts, Excerpt, Person, Profile

# Bounds in UTF-16 units of text; as JSON it takes up to twice as much.
_NOTE = 600
_LINE = 200
_SAID = 400  # a speaker with affiliation, hearer and occasion
_BYLINE = 150
_HEADLINE = 250
_IMPRINT = 100
_LINK = 800
_SHORT_LINK = 300
_ID = re.compile(r"([CDEGSTUW][A-Z0-9]{1,23})$")  # of a channel, a user or a group, in whatever stands before it
_STAMP = re.compile(r"[0-9]{1,12}\.[0-9]{1,8}")


def note(text: str | None, until: datetime | None, say: Language) -> list[Part]:
    """The sentence for the asker; the moment it speaks of is told by the reader's own clock."""
    clock = moment(ceil(until.timestamp()), "{time_secs}", local(until, say)) if until else []
    between = said(" ") if text and clock else []
    return row(said(line(text or "", _NOTE)), between, clock)


def sharer(user: str, say: Language) -> list[Block]:
    """Who shows this to everybody: a user's id."""
    named: list[Element] = [{"type": "user", "user_id": number}] if (number := known(user)) else []
    return rich(row(filled(say("Shared by {name}", name="{name}"), "name", named))) if named else []


def coming(at: datetime, say: Language) -> list[Block]:
    """When the next one comes, by the reader's clock."""
    clock = moment(ceil(at.timestamp()), "{date_long}, {time}", local(at, say))
    return rich(row(filled(say("Next briefing: {moment}", moment="{moment}"), "moment", clock)))


def heading(title: str, below: str | None = None) -> list[Part]:
    """What opens a part of the message."""
    return [*row(said(line(title, _LINE), "bold")), *row(said(line(below or "", _LINE), "italic"))]


def reported(excerpt: Excerpt, say: Language, *facts: str) -> str:
    """How the words are reported, and what else is to be said of them: which of how many they are, and their id."""
    label = kind_label(excerpt, say)
    told = (label[:1].upper() + label[1:], *facts, f"id {excerpt.id}")
    return " · ".join(line(each, _LINE) for each in told if each)


def speaker(excerpt: Excerpt, say: Language, known_as: str = "", dash: str = "— ") -> list[Part]:
    """Who said it, as what, to whom and when; less the name where that is known from what stands above."""
    name, rest = speaker_parts(excerpt, say)
    if name == known_as:
        return row(said(line(rest.lstrip(" ,，"), _SAID // 2)))
    shown = _apart(name, rest)
    return row(said(dash), said(shown[0], "bold"), said(shown[1]))


def source(excerpt: Excerpt, say: Language, site: str | None = None) -> list[Part]:
    """Enough to find the words again, links included, where else they stand, and the digest that stands between."""
    digest = digest_line(excerpt.citation, say)
    return [
        *cited(excerpt.citation, say),
        *row(said(line(also_line(excerpt, say), _LINE))),
        *row(said(line(digest or "", _HEADLINE), "italic")),
        *reading(excerpt, say, site),
    ]


def reading(excerpt: Excerpt, say: Language, site: str | None) -> list[Part]:
    """The way to the page on which the excerpt stands in its context; nothing where there is none."""
    link = reading_link(excerpt, site)
    return row(linked(say("read in context"), link, longest=_LINK)) if link else []


def cited(citation: Citation, say: Language) -> list[Part]:
    """The citation on one line, its headline linked to the publication."""
    before, mark, headline, after = citation_parts(citation, say)
    url, byline = citation_link(citation), line(before, _BYLINE)
    shown = linked(line(headline, _HEADLINE), url, longest=_LINK)
    far = say("its link is too long to be shown") if url and not _leads(shown) else ""
    return row(
        said(f"{byline} {mark}" if byline else mark),
        shown,
        said(_behind(line(after, _IMPRINT), after)),
        said(f" ({far})" if far else ""),
    )


def profile_card(profile: Profile, room: int, say: Language) -> list[Block]:
    """One person: names, affiliations with where they are stated, and how often they are quoted in which article."""
    person = profile.person
    also = say("also {names}", names=say.listed(person.aliases)) if person.aliases else ""
    parts = [
        *row(said(line(also, _LINE), "italic")),
        *(
            part
            for each in profile.affiliations
            for part in row(
                said(line(affiliation(each, say), _LINE)),
                said(f" · {say('stated in')} "),
                _headline(each.citation, _SHORT_LINK),
            )
        ),
        *row(said(counts_line(profile.counts, say), "bold")),
        *(
            part
            for where, counts in profile.per_article
            for part in item(
                said(_times(profile.person, where, counts, say), "bold"), said(" · "), _headline(where, _SHORT_LINK)
            )
        ),
    ]
    return [*header(person_name(person)), *rich(fitted(parts, room, say))]


def article_card(summary: ArticleSummary, room: int, say: Language) -> list[Block]:
    """One article: its citation, its size, and who speaks in it."""
    citation = summary.citation
    imprint = (say.listed(citation.authors), citation.outlet, say.day(citation.published))
    about = line(" · ".join(part for part in imprint if part), _LINE)
    speakers = say.listed(f"{person_name(person)} ({say.number(many)})" for person, many in summary.speakers)
    parts = [
        *(cited(citation, say) if citation.original else [*row(_headline(citation, _LINK)), *row(said(about))]),
        *row(said(say.listed((passages(summary.passages, say), counts_line(summary.counts, say))))),
        *(row(said(line(say("Quoted: {names}", names=speakers), _SAID))) if speakers else []),
        *(part for each in summary.warnings for part in item(said(line(each, _LINE)))),
    ]
    return [*header(citation.headline), *rich(fitted(parts, room, say))]


def listed(choices: Iterable[Choice], room: int, say: Language) -> list[Part]:
    """One line for each choice, as many as there is room for."""
    return fitted([part for each in choices for part in _choice(each)], room, say)


def sectioned(sections: Iterable[Section], room: int, say: Language) -> list[Part]:
    """Titled lists of lines, as many lines as there is room for; verbatim ones whole, or not at all."""
    parts = [
        part for each in sections for part in (*_titled(each), *(_copied(each) if each.verbatim else _items(each)))
    ]
    return fitted(parts, room, say)


def titled(group: Group) -> list[Part]:
    """What opens a group of excerpts."""
    return heading(group.title, group.note)


def known(told: str) -> str:
    """The id at the end of what a place, a channel, a group or a user is called; empty where there is none."""
    found = _ID.search(told)
    return found[1] if found else ""


def _choice(choice: Choice) -> list[Part]:
    context = line(choice.description, _LINE)
    return item(said(line(choice.label, _LINE), "bold"), said(f" · {context}" if context else ""))


def _titled(section: Section) -> list[Part]:
    """The title, with the channel that it is about; a group that is told of it is named, and not called."""
    spot = section.spot
    channel = known(spot.channel) if spot else ""
    where: list[Element] = [{"type": "channel", "channel_id": channel}] if channel else []
    group = f" · {line(spot.role, _LINE)}" if spot and spot.role else ""
    return row(said(line(section.title, HEADER), "bold"), said(" · ") if where else [], where, said(group))


def _items(section: Section) -> list[Part]:
    spots = [*section.spots, *[None] * len(section.lines)]
    return [
        part
        for each, spot in zip(section.lines, spots, strict=False)
        for part in item(said(line(each, _NOTE)), _jump(spot))
    ]


def _jump(spot: Spot | None) -> list[Element]:
    """The way to a message; nothing where there is none."""
    if spot is None or not _STAMP.fullmatch(spot.message):
        return []
    team, channel = known(spot.place), known(spot.channel)
    way = f"https://slack.com/app_redirect?team={team}&channel={channel}&message_ts={spot.message}"
    return [*said(" "), *linked("↗", way)]


def _copied(section: Section) -> list[Part]:
    return verbatim("\n".join(clean(each) for each in section.lines))


def _times(person: Person, where: Citation, counts: Counts, say: Language) -> str:
    return say.number(counts.total) if counts.total else not_quoted(person, where, say)


def _headline(citation: Citation, longest: int) -> list[Element]:
    return linked(line(citation.headline, _HEADLINE), citation_link(citation), longest=longest)


def _leads(elements: Iterable[Element]) -> bool:
    return any(each["type"] == "link" for each in elements)


def _apart(name: str, rest: str) -> tuple[str, str]:
    """Both on one line; the blank between them stays."""
    return line(name, _SAID // 2), _behind(line(rest, _SAID // 2), rest)


def _behind(shown: str, text: str) -> str:
    """What follows on the same line, with the blank that opens it."""
    return f" {shown}" if shown and text[:1].isspace() else shown
