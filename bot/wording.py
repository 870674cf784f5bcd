"""How a citation, a speaker, a kind and a count are put into words: one wording for every platform.

Plain text without markup; a platform escapes and decorates it in its own idiom.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from knowledge import Kind

if TYPE_CHECKING:
    from knowledge import ArticleSummary, Citation, Counts, Excerpt, Person, Profile, SetAside

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_KINDS = {Kind.DIRECT: "direct quotation", Kind.MIXED: "partly quoted", Kind.INDIRECT: "paraphrased"}
_OPENING = '“"«„「'
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


def kind_label(excerpt: Excerpt) -> str:
    """How the words are reported: "direct quotation", "partly quoted", "paraphrased" or "the author’s words".

    Where the speaker denies or withholds the words, it says so: "paraphrased after “denied”", "... “refused to say”".
    """
    if excerpt.kind is None:
        return "the digest’s own words" if excerpt.citation.original else "the author’s words"
    against = _AGAINST.search(excerpt.cue or "")
    return _KINDS[excerpt.kind] + (f" after “{' '.join(against[0].split())}”" if against else "")


def speaker_line(excerpt: Excerpt) -> str:
    """Who said it, as what, to whom, when and through whom; an unattributed quotation says that it is."""
    if excerpt.kind is None:
        return _writers(excerpt.citation)
    if excerpt.speaker is None:
        return "Speaker not named"
    parts = (
        person_name(excerpt.speaker),
        excerpt.affiliation,
        excerpt.hearer and f"to {excerpt.hearer}",
        excerpt.occasion,
        excerpt.via and f"as passed on by {excerpt.via}",
    )
    return ", ".join(part for part in parts if part)


def marks(excerpt: Excerpt) -> tuple[str, str]:
    """The quotation marks to draw around the text: only where all of it is the speaker's own words.

    Where a text brings marks of its own, they already say which words those are.
    """
    own = excerpt.kind is Kind.DIRECT and not set(_OPENING) & set(excerpt.text)
    return ("“", "”") if own else ("", "")


# ------------------------------------------------------------------------------------------------- citations


def citation_line(citation: Citation) -> str:
    """Author, headline, outlet and date; a digest says which publication the words are reported in."""
    if citation.original is None:
        return _published(citation.authors, citation.headline, citation.outlet, citation.published)
    told = citation.original
    return "reported in " + _published(told.authors, told.headline, told.outlet, told.published)


def digest_line(citation: Citation) -> str | None:
    """Which digest stands between the reader and the publication, or None where none does."""
    if citation.original is None:
        return None
    return "digest: " + _published(citation.authors, citation.headline, citation.outlet, citation.published)


def citation_link(citation: Citation) -> str | None:
    """Where to read the publication on the web: an http(s) address, or None where none is known."""
    told = citation.original.url if citation.original else None
    return next((url for url in (told, citation.url) if url and url.startswith(("https://", "http://"))), None)


def day(published: str | None) -> str | None:
    """A date as people write it: "30 May 2023", "May 2023" or "2023"; other text stays as it is."""
    found = _DAY.fullmatch(published or "")
    if found is None:
        return published
    year, month, date = found.groups()
    if month is None or not 1 <= int(month) <= len(calendar.month_name) - 1:
        return published
    return " ".join(part for part in (date and str(int(date)), calendar.month_name[int(month)], year) if part)


def moment(iso: str) -> str:
    """A moment in UTC as people write it, to the minute: "30 May 2023, 14:05 UTC"; other text stays as it is."""
    found = re.match(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})", iso)
    return f"{day(found[1])}, {found[2]} UTC" if found else iso


# ---------------------------------------------------------------------------------------- people, articles, counts


def person_name(person: Person) -> str:
    """The name, with the native form in brackets where there is one."""
    return f"{person.name} ({person.native_name})" if person.native_name else person.name


def person_context(profile: Profile) -> str:
    """One line that tells two namesakes apart: affiliation and number of quotations."""
    stated = profile.affiliations[0].text if profile.affiliations else None
    quoted = plural(profile.counts.total, "quotation") if profile.counts.total else "only mentioned"
    return " · ".join(part for part in (stated, quoted) if part)


def article_context(summary: ArticleSummary) -> str:
    """One line that tells two articles apart: where it stands in print, and what was found in it."""
    found = plural(summary.counts.total, "quotation")
    return (
        f"{citation_line(summary.citation)} · {found}"
        if summary.citation.original
        else " · ".join(
            part
            for part in (
                ", ".join(summary.citation.authors),
                summary.citation.outlet,
                day(summary.citation.published),
                found,
            )
            if part
        )
    )


def counts_line(counts: Counts) -> str:
    """How many quotations there are, and of which kinds."""
    if not counts.total:
        return "no quotations"
    kinds = ((counts.direct, "direct"), (counts.mixed, "partly quoted"), (counts.indirect, "paraphrased"))
    return f"{plural(counts.total, 'quotation')}: " + ", ".join(f"{many:,} {kind}" for many, kind in kinds if many)


def plural(many: int, noun: str) -> str:
    """The number and its noun: "1 quotation", "2 quotations"."""
    return f"{many:,} {noun}" if many == 1 else f"{many:,} {noun}s"


def set_aside_line(item: SetAside) -> str:
    """A file that could not be used, and why."""
    return f"{item.file}{f':{item.line}' if item.line else ''}: {item.reason}"


def clipped(text: str, length: int) -> str:
    """`text` in at most `length` characters, cut between words with a visible ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return (head.rsplit(maxsplit=1)[0] if " " in head[length // 2 :] else head).rstrip(" ,;:·") + "…"


def _writers(citation: Citation) -> str:
    return ", ".join(citation.authors) or (citation.outlet or "The author")


def _published(authors: tuple[str, ...], headline: str, outlet: str | None, published: str | None) -> str:
    parts = (", ".join(authors), f"“{headline}”", outlet, day(published))
    return ", ".join(part for part in parts if part)
