"""Who wrote a page and when, where a line of it says so: bylines, datelines, author biographies.

Limits are in characters, because every block of every page is asked.
"""

from __future__ import annotations

import re
from datetime import date

from knowledge.formats.shape import ends_sentence

_BYLINE, _DATELINE, _BIOGRAPHY, _CREDITS_LINE = 220, 110, 1000, 400
_LONGEST_NAME = 80
_MOST_NAME_WORDS = 6
_LABEL_BEFORE_DATE = 40
_DATELINE_OTHER_WORDS = 3

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<y1>{_YEAR})(?P<sep>[-./])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d{{1,2}})(?=\D|$)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})\.?,? (?P<y2>{_YEAR})(?!\d)"
    rf"|(?P<m3>{_MONTH})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>{_YEAR})(?!\d)"
    rf"|(?P<a>\d{{1,2}})(?P<sep4>[./])(?P<b>\d{{1,2}})(?P=sep4)(?P<y4>{_YEAR})(?!\d))",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b\d{{1,2}}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\b\d{{1,2}} ?[ap]\.?m\.?(?!\w)"
    rf"|\b\d+ (?:second|minute|min|hour|hr|day|week|month|year)s? ago\b"
    rf"|\b(?:{_MONTH})\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTH})\b",
    re.IGNORECASE,
)
_AROUND_DATE = re.compile(
    r"\b(?:first|last|originally|published|posted|updated|modified|created|issued|dated?|on|at|am|pm|[a-z]{2,4}t|utc|gmt|"
    r"mon|tues?|wed|wednes|thu|thurs|fri|satu?r?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|local time|"
    r"ago|read|live)\b",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(r"(?:updated|modified|corrected|accessed|retrieved|last)\W*(?:\w+\W+){0,3}$", re.IGNORECASE)
_FIRST = re.compile(r"(?:published|posted|issued|created|date)\W*(?:\w+\W+){0,3}$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")

_PARTICLES = frozenset(
    "de des du da di del della dos van von der den ter la le el al bin bint ibn y e zu zur af av ten".split()
)
# Words of bylines, sections and organisations that no person's name has.
_NO_NAME = frozenset(
    "the a an and our staff reporter reporters editor editors editorial correspondent correspondents writer writers "
    "news press agency agencies network desk team board bureau times today magazine journal media group contributor "
    "columnist associated reuters afp bbc cnn in on at of for from to with by this that it is was monday tuesday "
    "wednesday thursday friday saturday sunday about more read university institute ministry international national "
    "world business politics opinion analysis breaking middle east".split()
)
_TOKEN = re.compile(r"(?:[^\W\d_]\.?)+(?:[’'\-.][^\W\d_]+\.?)*")
_BY = re.compile(
    r"(?:(?:written|words|story|text|reported|report|analysis|opinion|posted|article) )?by:? |authors?: ",
    re.IGNORECASE,
)
_BARE_BY = frozenset({"by", "written by", "words by", "author", "authors"})
_SEPARATOR = re.compile(r"\s*[|•·‧/]\s*|\s+[-–—]\s+|\s{2,}|\s*\t\s*")
_AND = re.compile(r"\s*,?\s+(?:and|&|und|et|y)\s+|\s*&\s*")
_LONE_COMMA = re.compile(r",(?=[^,]*$)")
_AFTER_NAMES = re.compile(
    r"\s+(?:in|for|at|from|on|of)\s+(?=[A-Z])|\s*\b(?:[Ll]ast )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Mm]odified)\b"
    r"|\s*[(\[@]"
)
_BIOGRAPHY_START = re.compile(
    r"(?P<name>(?:\S{1,30} ){1,6}?\S{1,30}?),? (?:is|was|are|has|have|covers|writes|reports|joined|works|teaches|leads|"
    r"heads|studies|edits|hosts|serves|researches|lives|contributes)\b"
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|journalist|fellow|professor|lecturer|director|analyst|columnist|writer|author|"
    r"founder|contributor|researcher|scholar|producer|critic|historian|economist|novelist|student|chair|photographer|host|"
    r"teacher)s?\b"
)
_CREDITS = re.compile(
    r"[(\[ ]*(?:[Aa]dditional |[Ww]ith )?"
    r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated|[Ee]dited|[Pp]roduced)"
    r"(?:,? (?:and|additional) \w+)* by [A-Z]"
)


def byline_of(text: str) -> tuple[str, ...] | None:
    """The authors that a byline names, as written: "By Jane Doe and John Roe", "Jane Doe | 30 May 2023".

    Empty where it is a byline whose names cannot be told ("By Agency Staff"); None where it is no byline.
    """
    if len(text) > _BYLINE or (ends_sentence(text) and not _DATE.search(text)):
        return None
    if by := _BY.match(text):
        names = _names_before_rest(text[by.end() :])
        return names if names or text[by.end() : by.end() + 1].isupper() else None
    parts = _SEPARATOR.split(text)
    if len(parts) > 1 and _DATE.match(parts[-1].strip()):
        return _names(_LONE_COMMA.sub(" and ", parts[0])) or _names(parts[0]) or None
    return None


def credits_to(name: str, text: str) -> bool:
    """Whether a line outside the text credits somebody: "More about Jane Roe", "© 2028 Jane Roe", "Jane Roe is …"."""
    if len(text) > _CREDITS_LINE or name not in text:
        return False
    return bool(re.search(rf"(?:©[^|]*|\b(?:by|from|about|follow) ){re.escape(name)}", text, re.IGNORECASE)) or (
        biography_of(text) == name
    )


def is_bare_by(text: str) -> bool:
    """Whether a line is only the "By" of a byline whose names stand on the next."""
    return text[:20].rstrip(" :").casefold() in _BARE_BY


def is_credits(text: str) -> bool:
    """Whether a block names who reported, wrote or edited: "Reporting by Jane Doe; Editing by John Roe"."""
    return len(text) <= _CREDITS_LINE and bool(_CREDITS.match(text))


def is_dateline(text: str) -> bool:
    """Whether a block says little more than a date or a time: "Updated 3 March 2024, 10:15 GMT", "2 hours ago"."""
    if len(text) > _DATELINE or not any(map(str.isdigit, text)):
        return False
    rest, dates = _DATE.subn(" ", text)
    rest, times = _TIME.subn(" ", rest)
    if dates + times == 0:
        return False
    left = [word for word in _LETTERS.findall(_AROUND_DATE.sub(" ", rest)) if word.lower() not in _MONTHS]
    return len(left) <= _DATELINE_OTHER_WORDS and (dates > 0 or len(left) <= 1 or not ends_sentence(text))


def dates_in(text: str) -> tuple[tuple[str, bool], ...]:
    """The days of publication a dateline or byline may state, each with whether it is labelled as such.

    Dates labelled as updates are left out, as are days and months in an order that could be read both ways.
    """
    found = []
    for match in _DATE.finditer(text[:_BYLINE]):
        before = text[max(0, match.start() - _LABEL_BEFORE_DATE) : match.start()]
        day = _day(match)
        if day and not _NOT_FIRST.search(before):
            found.append((day, bool(_FIRST.search(before))))
    return tuple(found)


def biography_of(text: str) -> str | None:
    """The name a biography begins with ("Jane Doe is the …"), None where a block is none."""
    if len(text) > _BIOGRAPHY or not text[:1].isupper():
        return None
    match = _BIOGRAPHY_START.match(text)
    name = match["name"].rstrip(",") if match else ""
    return name if is_name(name) else None


def tells_role(text: str) -> bool:
    """Whether a biography soon says what its subject works as: "… is a reporter for …"."""
    return bool(_ROLE.search(text[:300]))


def is_name(text: str) -> bool:
    """Whether the text has the shape of one person's full name: two to six capitalised words and particles."""
    tokens = text.split()
    if not 1 < len(tokens) <= _MOST_NAME_WORDS or len(text) > _LONGEST_NAME:
        return False
    if any(not _TOKEN.fullmatch(token) or token.lower().strip(".") in _NO_NAME for token in tokens):
        return False
    named = [token for token in tokens if token.lower() not in _PARTICLES]
    return len(named) > 1 and not any(token[0].islower() for token in named)


def _names_before_rest(text: str) -> tuple[str, ...]:
    dated = _DATE.search(text)
    names = _SEPARATOR.split(text[: dated.start()] if dated else text)[0]
    return _names(_AFTER_NAMES.split(names)[0])


def _names(text: str) -> tuple[str, ...]:
    """The people in a list; after a lone comma stands a role or an outlet as often as a second author: left out."""
    *listed, last = _AND.split(text.strip(" ,;:"))
    parts = [part for item in listed for part in item.split(",")] + last.split(",")[:1]
    names = [_cased(part.strip()) for part in parts if part.strip()]
    return tuple(dict.fromkeys(names)) if names and all(map(is_name, names)) else ()


def _cased(name: str) -> str:
    """A name set in capitals, as one writes it; initials stay."""
    if not name.isupper():
        return name
    return " ".join(word if len(word.strip(".")) <= len("JR") else word.capitalize() for word in name.split())


def _day(match: re.Match[str]) -> str | None:
    """The date that was found, or None where it does not exist or could be read two ways (02/03/2024)."""
    part = match.groupdict()
    if part["y1"]:
        return _iso(part["y1"], int(part["m1"]), part["d1"])
    for n in ("2", "3"):
        if part["y" + n]:
            return _iso(part["y" + n], _MONTHS[part["m" + n].lower()], part["d" + n])
    month, day = sorted((int(part["a"]), int(part["b"])))
    return _iso(part["y4"], month, str(day)) if day > len(set(_MONTHS.values())) or day == month else None


def _iso(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
