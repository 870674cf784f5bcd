"""The fixed parts of a message, as markdown: titles, cards of people and articles, and who said what where.

Each part has its own bound, and the bounds together leave room for the words of an excerpt.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from bot.cleaning import address, clean
from bot.cutting import units
from bot.platforms.discord.escape import bracketless
from bot.platforms.discord.words import line
from bot.wording import (
    affiliation,
    also_line,
    citation_link,
    citation_parts,
    counts_line,
    digest_line,
    kind_label,
    not_quoted,
    passages,
    person_name,
    reading_link,
    speaker_parts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.language import Language
    from bot.reply import Choice, Section, Spot
    from knowledge import ArticleSummary, Citation, Counts, Excerpt, Person, Profile

# Bounds in units of markdown. A title and a note, a card and one attribution leave some 400 of 4,000 for words.
_TITLE = 150
_NOTE = 400
_CARD = 1100
_LINE = 160
_SAID = 400  # a speaker with affiliation, hearer and occasion
_BYLINE = 100
_HEADLINE = 200
_IMPRINT = 80
_ALSO = 120
_LINK = 800
_SHORT_LINK = 200
_READING = 240  # of a link to the site
_ID = 40
_DIGITS = re.compile(r"\d*$")


def opening(title: str | None, note: str | None, until: datetime | None) -> str:
    """The title and the sentence for the asker; the moment it speaks of is told in the reader's own time."""
    moment = f" <t:{ceil(until.timestamp())}:R> (<t:{ceil(until.timestamp())}:T>)" if until else ""
    said = [f"{line(note or '', _NOTE)}{moment}"] if note or moment else []
    return "\n".join([*([f"## {line(title, _TITLE)}"] if title else []), *said])


def heading(title: str, note: str | None) -> str:
    """What opens a group of excerpts."""
    return "\n".join([f"### {line(title, _TITLE)}", *([f"-# {line(note, _LINE)}"] if note else [])])


def sharer(user: str, say: Language) -> str:
    """Who shows this to everybody: a user's id."""
    return f"-# {say('Shared by {name}', name=f'<@{user}>')}"


def coming(at: datetime, say: Language) -> str:
    """When the next one comes: by the reader's clock, and how long that is."""
    moment = ceil(at.timestamp())
    return f"-# {say('Next briefing: {moment}', moment=f'<t:{moment}:F> (<t:{moment}:R>)')}"


def mark(number: int, nonce: str, say: Language) -> str:
    """The small print by which a post is found again."""
    return f"-# {say('Briefing {number}', number=number)} · {nonce}"


def reported(excerpt: Excerpt, say: Language, *facts: str) -> str:
    """How the words are reported, and what else is to be said of them, such as which of how many they are."""
    label = kind_label(excerpt, say)
    return " · ".join([f"-# {line(label[:1].upper() + label[1:], _LINE)}", *filter(None, facts)])


def speaker(excerpt: Excerpt, say: Language, known: str = "") -> str:
    """Who said it, as what, to whom and when; less the name where that is `known` from what stands above."""
    name, rest = speaker_parts(excerpt, say)
    if name == known:
        return f"-# {line(rest.lstrip(' ,，'), _SAID // 2)}" if rest else ""
    return f"— **{line(name, _SAID // 2)}**{line(rest, _SAID // 2)}"


def source(excerpt: Excerpt, say: Language, site: str | None = None) -> str:
    """Enough to find the words again, links and id included, where else they stand, and the digest between."""
    digest, also = digest_line(excerpt.citation, say), also_line(excerpt, say)
    lines = [
        cited(excerpt.citation, say),
        *([line(also, _ALSO)] if also else []),
        *([line(digest, _HEADLINE)] if digest else []),
    ]
    return "\n".join(f"-# {each}" for each in (*lines[:-1], f"{lines[-1]} · {_known(excerpt, say, site)}"))


def short_source(excerpt: Excerpt, say: Language, site: str | None = None) -> str:
    """The same for one of several, on one line, without a digest: opened alone, it names that too."""
    return f"-# {cited(excerpt.citation, say)} · {_known(excerpt, say, site)}"


def cited(citation: Citation, say: Language) -> str:
    """The citation on one line, its headline linked to the publication."""
    before, mark, headline, after = citation_parts(citation, say)
    url, byline = citation_link(citation), line(before, _BYLINE)
    return "".join(
        [
            f"{byline} " if byline else "",
            mark,
            _linked(headline, url, _LINK),
            line(after, _IMPRINT),
            f" ({say('its link is too long to be shown')})" if url and units(address(url)) > _LINK else "",
        ]
    )


def profile_card(profile: Profile, say: Language) -> str:
    """One person: names, affiliations with where they are stated, and how often they are quoted in which article."""
    person = profile.person
    also = say("also {names}", names=say.listed(person.aliases))
    return fitted(
        [
            f"## {line(person_name(person), _TITLE)}",
            *([f"-# {line(also, _LINE)}"] if person.aliases else []),
            *(
                f"{line(affiliation(each, say), _LINE)}\n-# {say('stated in')} {_headline(each.citation)}"
                for each in profile.affiliations
            ),
            f"**{counts_line(profile.counts, say)}**",
            *(
                f"- **{_times(profile.person, where, counts, say)}** · {_headline(where)}"
                for where, counts in profile.per_article
            ),
        ],
        _CARD,
        say,
    )


def article_card(summary: ArticleSummary, say: Language) -> str:
    """One article: its citation, its size, and who speaks in it."""
    citation = summary.citation
    if citation.original:
        head = [f"## {line(citation.headline, _TITLE)}", f"-# {cited(citation, say)}"]
    else:
        imprint = (say.listed(citation.authors), citation.outlet, say.day(citation.published))
        about = line(" · ".join(part for part in imprint if part), _LINE)
        head = [f"## {_linked(citation.headline, citation_link(citation), _LINK)}", *([f"-# {about}"] if about else [])]
    speakers = say.listed(f"{person_name(person)} ({say.number(many)})" for person, many in summary.speakers)
    return fitted(
        [
            *head,
            say.listed((passages(summary.passages, say), counts_line(summary.counts, say))),
            *([line(say("Quoted: {names}", names=speakers), _SAID)] if speakers else []),
            *(f"- {line(each, _LINE)}" for each in summary.warnings),
        ],
        _CARD + _LINK,
        say,
    )


def listed(choices: Iterable[Choice], room: int, say: Language) -> str:
    """One line for each choice, as many as there is room for."""
    return fitted([f"- **{line(each.label, _LINE)}** · {line(each.description, _LINE)}" for each in choices], room, say)


def sectioned(sections: Iterable[Section], room: int, say: Language) -> str:
    """Titled lists of lines, as many lines as there is room for; verbatim ones whole, or not at all."""
    texts = [
        text
        for each in sections
        for text in (f"### {_titled(each)}", *([_verbatim(each)] if each.verbatim else _bullets(each)))
    ]
    return fitted(texts, room, say)


def fitted(lines: Sequence[str], room: int, say: Language) -> str:
    """The first of `lines` that fit into `room` together, and behind them how many are left out."""
    for count in range(len(lines), 0, -1):
        left = say.many("… and {count} more", "… and {count} more", len(lines) - count)
        shown = "\n".join([*lines[:count], *([f"-# {left}"] if count < len(lines) else [])])
        if units(shown) <= room:
            return shown
    return ""


def _known(excerpt: Excerpt, say: Language, site: str | None) -> str:
    """The excerpt's id, and the way to the page on which it stands in its context."""
    link = address(reading_link(excerpt, site) or "")
    read = f"[{say('read in context')}]({link})" if link and units(link) <= _READING else ""
    return " · ".join(filter(None, (f"id {line(excerpt.id, _ID)}", read)))


def _titled(section: Section) -> str:
    """The title, with the channel and the role that it is about; naming a role here calls nobody."""
    spot = section.spot
    told = (f"<#{_number(spot.channel)}>", f"<@&{_number(spot.role)}>" if spot.role else "") if spot else ()
    return " · ".join((line(section.title, _TITLE), *filter(None, told)))


def _bullets(section: Section) -> list[str]:
    spots = [*section.spots, *[None] * len(section.lines)]
    return [f"- {line(each, _NOTE)}{_jump(spot)}" for each, spot in zip(section.lines, spots, strict=False)]


def _jump(spot: Spot | None) -> str:
    """The way to a message; nothing where there is none."""
    if spot is None or not spot.message:
        return ""
    return f" https://discord.com/channels/{_number(spot.place)}/{_number(spot.channel)}/{_number(spot.message)}"


def _number(told: str) -> str:
    """The digits at the end of an id."""
    return _DIGITS.search(told)[0]  # type: ignore[index] # it matches anywhere, perhaps nothing


def _verbatim(section: Section) -> str:
    """Lines in a block that nothing in them can end."""
    return "\n".join(("```", *(clean(each).replace("```", "ʼʼʼ") for each in section.lines), "```"))


def _times(person: Person, where: Citation, counts: Counts, say: Language) -> str:
    return say.number(counts.total) if counts.total else not_quoted(person, where, say)


def _headline(citation: Citation) -> str:
    return _linked(citation.headline, citation_link(citation), _SHORT_LINK)


def _linked(text: str, url: str | None, longest: int) -> str:
    """`text`, linked where there is an address that is not too long."""
    target = address(url) if url else ""
    if not target or units(target) > longest or not text.strip():
        return line(text, _HEADLINE)
    return f"[{line(bracketless(text), _HEADLINE)}]({target})"
