"""How a citation, a speaker, a kind and a count are put into words: one wording for every platform.

Plain text without markup; a platform escapes and decorates it in its own idiom.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language import ENGLISH
from bot.times import short_names
from knowledge import Kind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.language import Language
    from knowledge import (
        ArticleSummary,
        Citation,
        Counts,
        Excerpt,
        Match,
        Original,
        Person,
        Profile,
        SetAside,
        StatedAffiliation,
    )

_WORD_FOR_WORD, _NEARLY, _IN_PART = 99.5, 90.0, 75.0  # of 100; every word, but anywhere, makes 75
_MOST_PLACES = 3
_OPENING = '“"«„「'
_OPENS_HEADLINE = ("“", "«", "《")  # in whichever language
# Words that turn a cue: without them, what was denied or withheld would read as its opposite. Refusals and
# negations take the rest of the cue with them: "refused to say", "has yet to confirm".
_AGAINST = re.compile(
    r"""(?:\b(?:ha[sd]|have|did|do(?:es)?|w(?:ould|ill)|c(?:ould|an)|might|may|should)\s+)?\b(?:not|never|yet\s+to)\b.*
    | \b\w+n['’]t\b.*
    | \b(?:refus|declin|fail|neglect|omit|hesitat|avoid|refrain|resist)\w*\b.*
    | \b(?:forgot|unable|unwilling|reluctant|loath|powerless|short)\b.*
    | \bden(?:y|ie[sd]|ying)\b.*
    | \b(?:doubt|reject|disput|refut|contradict|dismiss|rebutt?)(?:e|s|es|ed|ing)?\b""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


# ------------------------------------------------------------------------------------------------- excerpts


def kind_label(excerpt: Excerpt, say: Language = ENGLISH) -> str:
    """How the words are reported: "direct quotation", "partly quoted", "paraphrased" or "the author’s words".

    Where the speaker denies or withholds the words, it says so: "paraphrased after “denied”", "... “refused to say”".
    Where an editor said who the speaker is, it says that too.
    """
    if excerpt.kind is None:
        return say("the digest’s own words") if excerpt.citation.original else say("the author’s words")
    kind = kind_name(excerpt.kind, say)
    if against := _AGAINST.search(excerpt.cue or ""):
        kind = say("{kind} after “{verb}”", kind=kind, verb=" ".join(against[0].split()))
    return say.listed((kind, say("corrected by an editor") if excerpt.corrected else None))


def kind_name(kind: Kind, say: Language = ENGLISH) -> str:
    """What this way of reporting words is called."""
    match kind:
        case Kind.DIRECT:
            return say("direct quotation")
        case Kind.MIXED:
            return say("partly quoted")
        case Kind.INDIRECT:
            return say("paraphrased")


def speaker_line(excerpt: Excerpt, say: Language = ENGLISH) -> str:
    """Who said it, as what, to whom, when and through whom; an unattributed quotation says that it is."""
    if excerpt.kind is None:
        return _writers(excerpt.citation, say)
    if excerpt.speaker is None:
        return say("Speaker not named")
    parts = (
        person_name(excerpt.speaker),
        excerpt.affiliation,
        excerpt.hearer and say("to {hearer}", hearer=excerpt.hearer),
        excerpt.occasion,
        excerpt.via and say("as passed on by {name}", name=excerpt.via),
    )
    return say.listed(parts)


def speaker_parts(excerpt: Excerpt, say: Language = ENGLISH) -> tuple[str, str]:
    """The same in two: who said it, and all the rest of the line."""
    said = speaker_line(excerpt, say)
    name = person_name(excerpt.speaker) if excerpt.speaker and excerpt.kind else said
    return name, said.removeprefix(name)


def marks(excerpt: Excerpt) -> tuple[str, str]:
    """The quotation marks to draw around the text: only where all of it is the speaker's own words.

    Where a text brings marks of its own, they already say which words those are.
    """
    own = excerpt.kind is Kind.DIRECT and not set(_OPENING) & set(excerpt.text)
    return ("“", "”") if own else ("", "")


def fit(match: Match, say: Language = ENGLISH) -> str:
    """How well an excerpt fits words that were asked for; nothing where none were."""
    return say("match: {likeness}", likeness=likeness(match, say)) if match.marked else ""


def likeness(match: Match, say: Language = ENGLISH) -> str:
    """How well a match fits, in words."""
    if match.score < _IN_PART:
        return say("only part of the words")
    if match.reworded:
        return say("put in other words")
    if match.score >= _WORD_FOR_WORD:
        return say("word for word")
    return say("nearly word for word") if match.score >= _NEARLY else say("the same words, spelt or put differently")


# ------------------------------------------------------------------------------------------------- citations


def citation_line(citation: Citation, say: Language = ENGLISH) -> str:
    """Author, headline, outlet, date and page; a digest says which publication the words are reported in."""
    if citation.original is None:
        return _published(citation, say, citation.page)
    return say("reported in {publication}", publication=_published(citation.original, say))


def citation_parts(citation: Citation, say: Language = ENGLISH) -> tuple[str, str, str, str]:
    """The same in four: what stands before the headline, the mark that opens it, the headline, and what follows."""
    before, headline, after = citation_line(citation, say).partition((citation.original or citation).headline or "\0")
    if not headline:
        return "", "", before, ""
    mark = before[-1:] if before.endswith(_OPENS_HEADLINE) else ""
    return before.removesuffix(mark), mark, headline, after


def digest_line(citation: Citation, say: Language = ENGLISH) -> str | None:
    """Which digest stands between the reader and the publication, or None where none does."""
    if citation.original is None:
        return None
    return say("digest: {publication}", publication=_published(citation, say, citation.page))


def also_line(excerpt: Excerpt, say: Language = ENGLISH) -> str:
    """Where else the same words stand, shortly: "also in The Globe, 3 March 2024"; nothing where nowhere else."""
    works = (citation.original or citation for citation in excerpt.also)
    places = list(dict.fromkeys(_imprint(work, say) for work in works))
    shown, more = "; ".join(places[:_MOST_PLACES]), len(places) - _MOST_PLACES
    if more > 0:
        return say.many("also in {places} and {count} other", "also in {places} and {count} others", more, places=shown)
    return say("also in {places}", places=shown) if shown else ""


def article_line(citation: Citation, say: Language = ENGLISH) -> str:
    """Author, headline, outlet and date of the article itself, be it a digest or not."""
    return _published(citation, say)


def citation_link(citation: Citation) -> str | None:
    """Where to read the publication on the web: an http(s) address, or None where none is known."""
    told = citation.original.url if citation.original else None
    return next((url for url in (told, citation.url) if url and url.startswith(("https://", "http://"))), None)


def reading_link(excerpt: Excerpt, site: str | None) -> str | None:
    """Where to read the excerpt in context on the site at the address `site`, or None where there is none."""
    return f"{site}/quotations/{excerpt.id}" if site else None


def moment(iso: str, say: Language = ENGLISH) -> str:
    """A moment in UTC as people write it, to the minute: "30 May 2023, 14:05 UTC"; other text stays as it is."""
    found = re.match(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})", iso)
    return say("{day}, {time} UTC", day=say.day(found[1]), time=found[2]) if found else iso


def local(at: datetime, say: Language = ENGLISH) -> str:
    """A moment as the clocks of its zone show it, with the zone: "Mon, 30 November 2026, 09:00 (Europe/Berlin)"."""
    day = say.listed((short_names(say)[at.weekday()], say.day(f"{at:%Y-%m-%d}")))
    return say("{day}, {time} ({zone})", day=day, time=f"{at:%H:%M}", zone=str(at.tzinfo))


# ---------------------------------------------------------------------------------------- people, articles, counts


def person_name(person: Person) -> str:
    """The name, with the native form in brackets where there is one."""
    return f"{person.name} ({person.native_name})" if person.native_name else person.name


def affiliation(stated: StatedAffiliation, say: Language = ENGLISH) -> str:
    """A role, with the dates it was held where they are known: "foreign minister (2013 – December 2022)"."""
    since, until = say.day(stated.since), say.day(stated.until)
    if since and until:
        return say("{role} ({since} – {until})", role=stated.text, since=since, until=until)
    if since:
        return say("{role} (since {since})", role=stated.text, since=since)
    return say("{role} (until {until})", role=stated.text, until=until) if until else stated.text


def person_context(profile: Profile, say: Language = ENGLISH) -> str:
    """One line that tells two namesakes apart: affiliation and number of quotations."""
    stated = affiliation(profile.affiliations[0], say) if profile.affiliations else None
    unquoted = say("an author") if profile.person.author else say("only mentioned")
    quoted = quotations(profile.counts.total, say) if profile.counts.total else unquoted
    return " · ".join(part for part in (stated, quoted) if part)


def not_quoted(person: Person, citation: Citation, say: Language = ENGLISH) -> str:
    """What somebody is in an article that does not quote them: its author, or only mentioned."""
    authors = (*citation.authors, *(citation.original.authors if citation.original else ()))
    return say("the author") if person.author and person.name in authors else say("only mentioned")


def article_context(summary: ArticleSummary, say: Language = ENGLISH) -> str:
    """One line that tells two articles apart: where it stands in print, and what was found in it."""
    citation, found = summary.citation, quotations(summary.counts.total, say)
    if citation.original:
        return f"{citation_line(citation, say)} · {found}"
    parts = (say.listed(citation.authors), citation.outlet, say.day(citation.published), found)
    return " · ".join(part for part in parts if part)


def counts_line(counts: Counts, say: Language = ENGLISH) -> str:
    """How many quotations there are, and of which kinds."""
    if not counts.total:
        return say("no quotations")
    kinds = (
        (counts.direct, say("{count} direct", count=say.number(counts.direct))),
        (counts.mixed, say("{count} partly quoted", count=say.number(counts.mixed))),
        (counts.indirect, say("{count} paraphrased", count=say.number(counts.indirect))),
    )
    shown = say.listed(text for many, text in kinds if many)
    return say("{quotations}: {kinds}", quotations=quotations(counts.total, say), kinds=shown)


def quotations(many: int, say: Language = ENGLISH) -> str:
    """How many quotations: "1 quotation", "2 quotations"."""
    return say.many("{count} quotation", "{count} quotations", many)


def excerpts(many: int, say: Language = ENGLISH) -> str:
    """How many excerpts: "1 excerpt", "2 excerpts"."""
    return say.many("{count} excerpt", "{count} excerpts", many)


def articles(many: int, say: Language = ENGLISH) -> str:
    """How many articles: "1 article", "2 articles"."""
    return say.many("{count} article", "{count} articles", many)


def passages(many: int, say: Language = ENGLISH) -> str:
    """How many passages: "1 passage", "2 passages"."""
    return say.many("{count} passage", "{count} passages", many)


def set_aside_line(item: SetAside) -> str:
    """A file that could not be used, and why."""
    return f"{item.file}{f':{item.line}' if item.line else ''}: {item.reason}"


def clipped(text: str, length: int) -> str:
    """`text` in at most `length` characters, cut between words with a visible ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return (head.rsplit(maxsplit=1)[0] if " " in head[length // 2 :] else head).rstrip(" ,;:·") + "…"


def _writers(citation: Citation, say: Language) -> str:
    return say.listed(citation.authors) or (citation.outlet or say("The author"))


def _imprint(work: Citation | Original, say: Language) -> str:
    return say.listed((work.outlet or say("“{headline}”", headline=work.headline), say.day(work.published)))


def _published(work: Citation | Original, say: Language, page: int | None = None) -> str:
    headline = say("“{headline}”", headline=work.headline)
    printed = say("p. {page}", page=page) if page else None
    return say.listed((say.listed(work.authors), headline, work.outlet, say.day(work.published), printed))
