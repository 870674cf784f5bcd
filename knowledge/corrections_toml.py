"""A set of corrections as a TOML file that people can read, edit and keep under version control."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.corrections import Correction, Fix, Name, Words, in_order
from knowledge.errors import CorrectionsError
from knowledge.toml_tables import Table, TablesError, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LIMIT_BYTES = 8 * 1024 * 1024
_LARGEST = 2**53 - 1
_TABLE = "correction"
_UNSEEN = "\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_ODD = re.compile(rf'[{_UNSEEN}"\\]')  # what a string must not hold as it is
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_NEEDED = {  # what a correction of each kind must have, and what it may have
    Fix.SPEAKER: (("words",), ("person",)),
    Fix.HIDE: (("words",), ()),
    Fix.TERM: (("words",), ()),
    Fix.MERGE: (("person", "other"), ()),
    Fix.SPLIT: (("article", "person", "other"), ()),
    Fix.ALIAS: (("person", "alias"), ()),
}


def dumps(corrections: Iterable[Correction], comments: Mapping[int, str] | None = None) -> str:
    """The set as text: by number, always the same for the same set; `comments` are put above those of their number."""
    tables = (_table(each, (comments or {}).get(each.number, "")) for each in in_order(corrections))
    return "\n".join(("# Corrections: see docs/correcting.md.\n", *tables))


def loads(text: str) -> tuple[Correction, ...]:
    """The set that a text states; CorrectionsError tells what is wrong, in which entry and line."""
    if text != text.encode("utf-8", "replace").decode():
        raise CorrectionsError("The file is not UTF-8.")
    if len(text.encode()) > LIMIT_BYTES:
        raise CorrectionsError(f"The file is larger than {LIMIT_BYTES // 1024 // 1024} MB.")
    try:
        tables, others = read_tables(text, _TABLE)
        corrections = tuple(_Entry(each).correction() for each in tables)
        _refuse_twice(tables, corrections)
    except TablesError as error:
        raise CorrectionsError(error.reason, error.line) from error
    if others:
        raise CorrectionsError(f"The file may hold [[{_TABLE}]] tables and nothing else.")
    return in_order(corrections)


def _refuse_twice(tables: Sequence[Table], corrections: tuple[Correction, ...]) -> None:
    seen: dict[int, int] = {}
    for entry, correction in zip(tables, corrections, strict=True):
        if correction.number in seen:
            raise entry.error(f"the number {correction.number} is that of entry {seen[correction.number]}")
        seen[correction.number] = entry.place


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of a file."""

    table: Table

    def correction(self) -> Correction:
        number, fix = self.table.values.get("number"), self._fix()
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= _LARGEST:
            raise self.table.error("'number' must be a whole number above 0")
        needed, allowed = _NEEDED[fix]
        for field in self.table.values.keys() - {"number", "fix", *needed, *allowed}:
            raise self.table.error(f"'{field}' does not belong to the fix '{fix}'")
        for field in needed:
            if field not in self.table.values:
                raise self.table.error(f"'{field}' is missing, which the fix '{fix}' needs")
        return Correction(
            number,
            fix,
            words=self._words(),
            person=self._name("person"),
            other=self._name("other"),
            article=self._text(self.table.values, "article"),
            alias=self._text(self.table.values, "alias"),
        )

    def _fix(self) -> Fix:
        fix = self.table.values.get("fix")
        if fix not in tuple(Fix):
            raise self.table.error(f"'fix' must be one of {', '.join(Fix)}")
        return Fix(str(fix))

    def _words(self) -> Words | None:
        if "words" not in self.table.values:
            return None
        table = self._inner("words", ("id", "text", "article", "file"))
        id_, text, article, file = (self._text(table, key) or "" for key in ("id", "text", "article", "file"))
        if not id_ and not text.strip():
            raise self.table.error("'words' needs an 'id' or a 'text'")
        return Words(id_, text, article, file)

    def _name(self, field: str) -> Name | None:
        if field not in self.table.values:
            return None
        table = self._inner(field, ("name", "native_name", "id"))
        name = self._text(table, "name") or ""
        if not name.strip():
            raise self.table.error(f"'{field}' needs a 'name'")
        return Name(name, self._text(table, "native_name"), self._text(table, "id") or "")

    def _inner(self, field: str, known: tuple[str, ...]) -> dict[str, object]:
        table = self.table.values[field]
        if not isinstance(table, dict):
            raise self.table.error(f"'{field}' must be a table")
        for key in table.keys() - set(known):
            raise self.table.error(f"'{field}.{key}' is not known; it may hold {', '.join(known)}")
        return table

    def _text(self, table: Mapping[str, object], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            raise self.table.error(f"'{key}' must be a text in quotation marks")
        return value


def _table(correction: Correction, comment: str) -> str:
    return "".join(f"{line}\n" for line in (*_remark(comment), *_lines(correction)))


def _remark(comment: str) -> Iterator[str]:
    for line in comment.encode("utf-8", "replace").decode().splitlines():
        yield f"# {_HIDDEN.sub(' ', line)}".rstrip()


def _lines(correction: Correction) -> Iterator[str]:
    yield f"[[{_TABLE}]]"
    yield f"number = {correction.number}"
    yield f"fix = {_quoted(correction.fix.value)}"
    for key in ("article", "alias"):
        if (value := getattr(correction, key)) is not None:
            yield f"{key} = {_quoted(value)}"
    for key in ("words", "person", "other"):
        if (inner := getattr(correction, key)) is not None:
            yield f"[{_TABLE}.{key}]"
            stated = ((name, getattr(inner, name)) for name in inner.__dataclass_fields__)
            yield from (f"{name} = {_quoted(value)}" for name, value in stated if value not in {None, ""})


def _quoted(text: str) -> str:
    """A TOML string on one line, in which nothing hides."""
    shown = text.encode("utf-8", "replace").decode()
    return '"' + _ODD.sub(lambda odd: _ESCAPES.get(odd[0], f"\\u{ord(odd[0]):04X}"), shown) + '"'
