"""people.toml: what an operator knows of people, read and checked. The file is taken whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats.assembly import LIMIT_BYTES, too_large
from knowledge.formats.fields import published
from knowledge.model import Gender
from knowledge.toml_tables import TablesError, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.toml_tables import Table

FILE = "people.toml"
KNOWN = ("name", "native_name", "aliases", "transliterations", "affiliations", "gender", "group", "wikidata")
_TABLE = "person"
_KNOWN_OF_AFFILIATION = ("text", "from", "until")
_LONGEST = 200
_MOST = 40
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, slots=True)
class KnownAffiliation:
    """A role with the dates it was held, each as exactly as it is known: "2013", "2013-03" or "2013-03-16"."""

    text: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person or a group as an operator knows them; the fields are those of docs/people.md."""

    name: str
    native_name: str | None = None
    aliases: tuple[str, ...] = ()
    transliterations: tuple[str, ...] = ()
    affiliations: tuple[KnownAffiliation, ...] = ()
    gender: Gender = Gender.UNKNOWN
    group: bool = False
    wikidata: str | None = None


def people_in(raw: bytes) -> tuple[tuple[KnownPerson, ...], tuple[str, ...]]:
    """The people that a people.toml states, and warnings. Raises ArticleError: bad_people or too_large."""
    if len(raw) > LIMIT_BYTES:
        raise too_large(len(raw), LIMIT_BYTES)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("The file is not UTF-8.", raw.count(b"\n", 0, error.start) + 1) from error
    try:
        tables, others = read_tables(text, _TABLE)
        people = tuple(map(_person, tables))
        _refuse_twice(tables, people)
    except TablesError as error:
        raise _refused(error.reason, error.line) from error
    unknown = (f"unknown field {key[:60]!r} is not used; people are written as [[{_TABLE}]]" for key in others)
    return people, (*unknown, *(warning for table in tables for warning in _unknown(table)))


def _refused(reason: str, line: int | None = None) -> ArticleError:
    return ArticleError("bad_people", reason, line)


def _person(table: Table) -> KnownPerson:
    return KnownPerson(
        name=_needed(table, table.values, "name"),
        native_name=_text(table, table.values, "native_name") or None,
        aliases=_texts(table, "aliases"),
        transliterations=_texts(table, "transliterations"),
        affiliations=tuple(_affiliation(table, each) for each in _tables(table)),
        gender=_gender(table),
        group=_group(table),
        wikidata=_wikidata(table),
    )


def _refuse_twice(tables: Sequence[Table], people: Sequence[KnownPerson]) -> None:
    """Two entries must differ in what tells people apart, or neither would ever be found."""
    seen: dict[object, int] = {}
    for table, person in zip(tables, people, strict=True):
        signs: list[object] = [(person.name.casefold(), person.native_name, person.wikidata)]
        signs += [person.wikidata] if person.wikidata else []
        for sign in signs:
            if sign in seen:
                raise table.error(
                    f"this is entry {seen[sign]} again; tell two people of one name apart by 'native_name'"
                    " or 'wikidata', or make one entry of them"
                )
            seen[sign] = table.place


def _unknown(table: Table) -> Iterator[str]:
    where = f"entry {table.place}" + (f" on line {table.line}" if table.line else "")
    for key in table.values:
        if key not in KNOWN:
            yield f"{where}: unknown field {key[:60]!r} is not used; known are {', '.join(KNOWN)}"
    for inner in _tables(table):
        for key in inner:
            if key not in _KNOWN_OF_AFFILIATION:
                yield f"{where}: unknown field {f'affiliations.{key}'[:60]!r} is not used"


def _text(table: Table, values: Mapping[str, object], key: str) -> str | None:
    value = values.get(key)
    return None if value is None else _checked(table, key, value)


def _needed(table: Table, values: Mapping[str, object], key: str) -> str:
    text = _text(table, values, key)
    if not text:
        raise table.error(f"{key!r} is missing or empty")
    return text


def _checked(table: Table, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise table.error(f"{key!r} must be text in quotation marks")
    text = " ".join(value.split())
    if len(text) > _LONGEST:
        raise table.error(f"{key!r} is longer than {_LONGEST} characters")
    if _CONTROL.search(text):
        raise table.error(f"{key!r} contains characters that cannot be seen")
    if text and not re.search(r"\w", text):
        raise table.error(f"{key!r} has neither a letter nor a digit")
    return text


def _texts(table: Table, key: str) -> tuple[str, ...]:
    values = table.values.get(key, [])
    if not isinstance(values, list):
        raise table.error(f"{key!r} must be a list of texts in square brackets")
    if len(values) > _MOST:
        raise table.error(f"{key!r} has more than {_MOST} texts")
    return tuple(dict.fromkeys(text for value in values if (text := _checked(table, key, value))))


def _tables(table: Table) -> list[dict[str, object]]:
    values = table.values.get("affiliations", [])
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise table.error(f"'affiliations' must be written as [[{_TABLE}.affiliations]], once for each")
    if len(values) > _MOST:
        raise table.error(f"there are more than {_MOST} 'affiliations'")
    return values


def _affiliation(table: Table, values: Mapping[str, object]) -> KnownAffiliation:
    text = _text(table, values, "text")
    if not text:
        raise table.error("an affiliation has no 'text'")
    since, until = (_date(table, key, values.get(key)) for key in ("from", "until"))
    if since and until and since[: len(until)] > until[: len(since)]:
        raise table.error(f"the affiliation {text[:40]!r} ends before it begins")
    return KnownAffiliation(text, since, until)


def _date(table: Table, key: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not published(text):
        raise table.error(f"{key!r} must be a date such as 2023, 2023-05 or 2023-05-30, not {str(value)[:40]!r}")
    return text


def _gender(table: Table) -> Gender:
    value = table.values.get("gender", Gender.UNKNOWN.value)
    if value not in tuple(Gender):
        raise table.error(f"'gender' must be one of {', '.join(Gender)}")
    return Gender(str(value))


def _group(table: Table) -> bool:
    value = table.values.get("group", False)
    if not isinstance(value, bool):
        raise table.error("'group' must be true or false")
    return value


def _wikidata(table: Table) -> str | None:
    value = _text(table, table.values, "wikidata")
    if value and not _WIKIDATA.fullmatch(value):
        raise table.error(f"'wikidata' must be an id such as Q42, not {value[:40]!r}")
    return value or None
