"""What one source of a page claims about its article, and what of it can be taken: where it says one thing only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.formats import bylines
from knowledge.formats.draft import Fields
from knowledge.formats.web.days import stated_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_LONGEST = 500
_LONGEST_NAME = 80
_AND = re.compile(r"\s+(?:and|&)\s+|\s*;\s*")
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_NOBODY = frozenset("admin administrator author editor editors editorial guest root staff user webmaster".split())


@dataclass(frozen=True, slots=True)
class Claims:
    """Every value that a source claims of each field, in its own words."""

    headlines: list[str] = field(default_factory=list)
    subtitles: list[str] = field(default_factory=list)
    authors: list[tuple[str, ...]] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)


def settled(claims: Claims, source: str) -> tuple[Fields, tuple[str, ...]]:
    """The fields on which a source agrees with itself, and a warning for each on which it does not.

    A date, outlet or author that is claimed two ways is none, whatever weaker sources say; a headline that is claimed
    two ways is left to them.
    """
    fields, warnings = Fields(), list[str]()
    headlines, subtitles = _different(claims.headlines), _different(claims.subtitles)
    if len(headlines) == 1:
        fields["headline"] = headlines[0]
    if len(subtitles) == 1:
        fields["subtitle"] = subtitles[0]
    outlets = _different(claims.outlets, is_outlet)
    if outlets:
        fields["outlet"] = outlets[0] if len(outlets) == 1 else None
        warnings += _if_torn(source, "outlets", outlets)
    people = list(dict.fromkeys(named for each in claims.authors if (named := _people(each))))
    if people:
        fields["authors"] = people[0] if len(people) == 1 else ()
        warnings += _if_torn(source, "authors", [", ".join(each) for each in people])
    days = _days(claims.days)
    if days:
        fields["published"] = days[0] if len(days) == 1 else None
        warnings += _if_torn(source, "dates", days)
    elif claims.days:
        warnings.append(f"{source} of the page state a date that is not taken: {claims.days[0][:40]!r}")
    return fields, tuple(warnings)


def is_outlet(text: str) -> bool:
    """Whether a text may be the name of an outlet, and is no address of one."""
    return len(text) <= _LONGEST_NAME and not text.startswith(("http://", "https://", "@", "//"))


def people_in(text: str) -> tuple[str, ...]:
    """The people named in one value; "By Ann Lee and Bo Lee" are two, an address or an account's name is nobody."""
    value = " ".join(text.split())
    value = _BY.sub("", value, count=1) if _BY.match(value) else value
    if "://" in value or "@" in value or value.casefold() in _NOBODY or value.isdigit():
        return ()
    if names := bylines.byline_of(f"By {value}"):
        return names
    parts = (part.strip(" ,") for part in _AND.split(value))
    return tuple(part for part in parts if part and len(part) <= _LONGEST_NAME)


def _people(stated: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in stated for name in people_in(text)))


def _days(stated: Iterable[str]) -> list[str]:
    """The days, where "2024-05" and "2024-05-17" are one."""
    days = {day for each in stated if (day := stated_day(each))}
    return sorted(day for day in days if not any(other != day and other.startswith(day) for other in days))


def _different(values: Iterable[str], fits: Callable[[str], bool] = bool) -> list[str]:
    """The different ones, compared without case, quotation marks and punctuation."""
    found: dict[str, str] = {}
    for value in values:
        text = " ".join(value.split())
        if text and len(text) <= _LONGEST and fits(text):
            found.setdefault(re.sub(r"\W+", "", text.casefold()), text)
    return list(found.values())


def _if_torn(source: str, what: str, values: Sequence[str]) -> list[str]:
    if len(values) == 1:
        return []
    return [f"{source} of the page state several {what} ({'; '.join(values)[:200]}): none is taken"]
