"""The fixed parts of a message, as markdown: titles, cards of people and articles, and who said what where.

Each part has its own bound, and the bounds together leave room for the words of an excerpt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.platforms.discord.escape import address, bracketless
from bot.platforms.discord.fit import units
from bot.platforms.discord.words import line
from bot.wording import (
    citation_line,
    citation_link,
    counts_line,
    day,
    digest_line,
    person_name,
    plural,
    speaker_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reply import Choice, Section
    from knowledge import ArticleSummary, Citation, Excerpt, Profile

# Bounds in units of markdown. A title and a note, a card and one attribution leave some 400 of 4,000 for words.
_TITLE = 150
_NOTE = 400
_CARD = 1100
_LINE = 160
_SAID = 400  # a speaker with affiliation, hearer and occasion
_BYLINE = 100
_HEADLINE = 200
_IMPRINT = 80
_LINK = 800
_SHORT_LINK = 200
_ID = 40


def opening(title: str | None, note: str | None) -> str:
    """The title and the sentence for the asker."""
    return "\n".join([*([f"## {line(title, _TITLE)}"] if title else []), *([line(note, _NOTE)] if note else [])])


def attribution(excerpt: Excerpt) -> str:
    """Who said it, and enough to find it again, link included."""
    said, digest = speaker_line(excerpt), digest_line(excerpt.citation)
    name = person_name(excerpt.speaker) if excerpt.speaker and excerpt.kind else said
    rest = said.removeprefix(name)
    return "\n".join(
        [
            f"— **{line(name, _SAID // 2)}**{line(rest, _SAID // 2)}",
            f"-# {cited(excerpt.citation)}",
            *([f"-# {line(digest, _HEADLINE)}"] if digest else []),
            f"-# id {line(excerpt.id, _ID)}",
        ]
    )


def cited(citation: Citation) -> str:
    """The citation on one line, its headline linked to the publication."""
    text, url = citation_line(citation), citation_link(citation)
    before, headline, after = text.partition((citation.original or citation).headline or text)
    byline = line(before.removesuffix("“"), _BYLINE)
    return "".join(
        [
            f"{byline} " if byline else "",
            "“" if before.endswith("“") else "",
            _linked(headline, url, _LINK),
            line(after, _IMPRINT),
            " (its link is too long to be shown)" if url and units(address(url)) > _LINK else "",
        ]
    )


def profile_card(profile: Profile) -> str:
    """One person: names, affiliations with where they are stated, and how often they are quoted in which article."""
    person = profile.person
    return fitted(
        [
            f"## {line(person_name(person), _TITLE)}",
            *([f"-# also {line(', '.join(person.aliases), _LINE)}"] if person.aliases else []),
            *(f"{line(each.text, _LINE)} (in {_headline(each.citation)})" for each in profile.affiliations),
            f"**{counts_line(profile.counts)}**",
            *(f"- {_headline(where)}: {counts_line(counts)}" for where, counts in profile.per_article),
        ],
        _CARD,
    )


def article_card(summary: ArticleSummary) -> str:
    """One article: its citation, its size, and who speaks in it."""
    citation = summary.citation
    if citation.original:
        head = [f"## {line(citation.headline, _TITLE)}", f"-# {cited(citation)}"]
    else:
        imprint = (", ".join(citation.authors), citation.outlet, day(citation.published))
        about = line(" · ".join(part for part in imprint if part), _LINE)
        head = [f"## {_linked(citation.headline, citation_link(citation), _LINK)}", *([f"-# {about}"] if about else [])]
    speakers = ", ".join(f"{person_name(person)} ({many:,})" for person, many in summary.speakers)
    return fitted(
        [
            *head,
            f"{plural(summary.passages, 'passage')}, {counts_line(summary.counts)}",
            *([f"Quoted: {line(speakers, _SAID)}"] if speakers else []),
            *(f"- {line(each, _LINE)}" for each in summary.warnings),
        ],
        _CARD + _LINK,
    )


def listed(choices: Iterable[Choice], room: int) -> str:
    """One line for each choice, as many as there is room for."""
    return fitted([f"- **{line(each.label, _LINE)}** · {line(each.description, _LINE)}" for each in choices], room)


def sectioned(sections: Iterable[Section], room: int) -> str:
    """Titled lists of lines, as many lines as there is room for."""
    texts = [(f"### {line(each.title, _TITLE)}", *(f"- {line(x, _NOTE)}" for x in each.lines)) for each in sections]
    return fitted([text for lines in texts for text in lines], room)


def fitted(lines: Sequence[str], room: int) -> str:
    """The first of `lines` that fit into `room` together, and behind them how many are left out."""
    for count in range(len(lines), 0, -1):
        left = len(lines) - count
        shown = "\n".join([*lines[:count], *([f"-# … and {left:,} more"] if left else [])])
        if units(shown) <= room:
            return shown
    return ""


def _headline(citation: Citation) -> str:
    return _linked(citation.headline, citation_link(citation), _SHORT_LINK)


def _linked(text: str, url: str | None, longest: int) -> str:
    """`text`, linked where there is an address that is not too long."""
    target = address(url) if url else ""
    if not target or units(target) > longest or not text.strip():
        return line(text, _HEADLINE)
    return f"[{line(bracketless(text), _HEADLINE)}]({target})"
