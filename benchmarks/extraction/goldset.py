"""Our own articles, written and labelled for this purpose: one plain file each, text and labels in one.

`gold/README.md` explains the markup. The part follows from the number that a file's name begins with: every third
article is the floor, by which changes are judged and at which nobody looks while writing rules; the others are there
to develop with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.extraction.labels import Label, LabelledText
from benchmarks.extraction.names import name_words
from benchmarks.extraction.readers import labels_of
from benchmarks.extraction.speakers import PRONOUNS
from knowledge.model import Article, Attribution, Findings, Gender, Kind, LocalPerson, Passage, Quotation, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "gold"
DEVELOP, FLOOR = "develop", "floor"
PARTS = (DEVELOP, FLOOR)
FLOOR_EVERY = 3
FEWEST_WORDS_IN_A_PIECE = 3

KINDS = {"d": Kind.DIRECT, "x": Kind.MIXED, "i": Kind.INDIRECT}
# What readers may take for reported speech or leave: scored neither as right nor as wrong unless asked for.
LEFT_OPEN = frozenset(["attitude", "maybe", "negated", "nested", "unmarked"])
FLAGS = LEFT_OPEN | {"question"}
MARKUP = re.compile(r"\{(?P<sort>[dximct])(?P<numbers>\d+(?:,\d+)*)?(?P<words>[^|{}]*)\||(?P<close>\})")


class SheetError(Exception):
    """A file of the set breaks the rules of its markup."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person or group of one article. `names` are the fullest form first, then other forms that would do."""

    key: str
    names: tuple[str, ...]
    native_name: str | None = None
    gender: Gender = Gender.UNKNOWN
    group: bool = False
    author: bool = False


@dataclass(slots=True)
class Reported:
    """One labelled quotation. `speakers` are keys of people, any of whom is right; none where nobody is named."""

    number: int
    kind: Kind
    speakers: tuple[str, ...] = ()
    via: str | None = None
    flags: frozenset[str] = frozenset()
    spans: list[Span] = field(default_factory=list)
    mention: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article of the set with all that is labelled in it."""

    file: Path
    article: Article
    genre: str
    style: str
    people: dict[str, Somebody]
    quotations: tuple[Reported, ...]
    terms: tuple[Span, ...]


def sheets(part: str | None = None) -> list[Sheet]:
    """Read all files of a part, or of both, in the order of their numbers. Raises SheetError."""
    files = sorted((file for one in PARTS for file in (FOLDER / one).glob("*.txt")), key=lambda file: file.name)
    return [sheet_of(file) for file in files if part in (None, part_of(file))]


def part_of(file: Path) -> str:
    """Tell the part that an article's number puts it in. Raises SheetError where the name has no number."""
    number = re.match(r"\d+", file.name)
    if not number:
        raise SheetError(f"{file.name}: a number must come first")
    return DEVELOP if int(number.group()) % FLOOR_EVERY else FLOOR


def sheet_of(file: Path) -> Sheet:
    """Read one file. Raises SheetError where its markup does not hold together."""
    head, _, body = file.read_text(encoding="utf-8").partition("\n---\n")
    fields, people = _head(file, head)
    text, passages, marks = _body(file, body.strip())
    return Sheet(
        file=file,
        article=Article(
            id=file.stem,
            file=file.name,
            headline=fields["headline"],
            body=text,
            passages=passages,
            authors=tuple(one.names[0] for one in people.values() if one.author),
            language="en",
        ),
        genre=fields["genre"],
        style=fields["style"],
        people=people,
        quotations=_quotations(file, marks, people),
        terms=tuple(mark.span for mark in marks if mark.sort == "t"),
    )


def labelled(sheet: Sheet, counted: frozenset[str] = frozenset()) -> LabelledText:
    """Turn a sheet into gold; of the flags that leave a label open, those in `counted` are scored all the same."""
    open_flags = LEFT_OPEN - counted
    labels = [label for reported in sheet.quotations for label in _labels(sheet, reported)]
    flagged = {str(reported.number) for reported in sheet.quotations if reported.flags & open_flags}
    in_pieces = {str(reported.number) for reported in sheet.quotations if len(reported.spans) > 1}
    is_open = [
        label.group in flagged or (label.group in in_pieces and _is_short(label.span.of(sheet.article.body)))
        for label in labels
    ]
    return LabelledText(
        id=sheet.article.id,
        text=sheet.article.body,
        labels=tuple(label for label, left_open in zip(labels, is_open, strict=True) if not left_open),
        ignored=tuple(label.span for label, left_open in zip(labels, is_open, strict=True) if left_open),
    )


# ----------------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class _Mark:
    sort: str
    numbers: tuple[int, ...]
    words: tuple[str, ...]
    span: Span


def _head(file: Path, head: str) -> tuple[dict[str, str], dict[str, Somebody]]:
    fields: dict[str, str] = {}
    people: dict[str, Somebody] = {}
    for line in head.splitlines():
        if line.startswith("@"):
            somebody = _somebody(file, line[1:])
            people[somebody.key] = somebody
        else:
            name, _, value = line.partition(":")
            fields[name] = value.strip()
    if missing := {"headline", "genre", "style"} - fields.keys():
        raise SheetError(f"{file.name}: the head lacks {', '.join(sorted(missing))}")
    return fields, people


def _somebody(file: Path, line: str) -> Somebody:
    key_and_name, *notes = (part.strip() for part in line.split(";"))
    key, _, name = key_and_name.partition(" ")
    somebody = Somebody(key, (name,))
    for note in notes:
        match note.split(" ", 1):
            case ["female" | "male"]:
                somebody = replace(somebody, gender=Gender(note))
            case ["group"]:
                somebody = replace(somebody, group=True)
            case ["author"]:
                somebody = replace(somebody, author=True)
            case ["native", native]:
                somebody = replace(somebody, native_name=native)
            case ["also", other]:
                somebody = replace(somebody, names=(*somebody.names, other))
            case _:
                raise SheetError(f"{file.name}: @{key}: what is {note!r}?")
    return somebody


def _body(file: Path, body: str) -> tuple[str, tuple[Passage, ...], list[_Mark]]:
    section: str | None = None
    texts: list[str] = []
    passages: list[Passage] = []
    marks: list[_Mark] = []
    at = 0
    for block in re.split(r"\n\s*\n", body):
        if block.startswith("## "):
            section = block.removeprefix("## ").strip()
            continue
        plain, found = _plain(file, block)
        texts.append(plain)
        passages.append(Passage(Span(at, at + len(plain)), section))
        marks.extend(replace(mark, span=mark.span.moved(at)) for mark in found)
        at += len(plain) + 2
    return "\n\n".join(texts), tuple(passages), marks


def _plain(file: Path, block: str) -> tuple[str, list[_Mark]]:
    plain, last = "", 0
    opened: list[tuple[re.Match[str], int]] = []
    marks: list[_Mark] = []
    for match in MARKUP.finditer(block):
        plain += block[last : match.start()]
        last = match.end()
        if not match["close"]:
            opened.append((match, len(plain)))
            continue
        if not opened:
            raise SheetError(f"{file.name}: nothing to close at ...{plain[-40:]!r}")
        start, at = opened.pop()
        numbers = tuple(int(number) for number in (start["numbers"] or "").split(",") if number)
        marks.append(_Mark(start["sort"], numbers, tuple(start["words"].split()), Span(at, len(plain))))
    plain += block[last:]
    if opened or "{" in plain:
        raise SheetError(f"{file.name}: left open in {plain[:60]!r}...")
    return plain, marks


def _quotations(file: Path, marks: list[_Mark], people: dict[str, Somebody]) -> tuple[Reported, ...]:
    found: dict[int, Reported] = {}
    for mark in sorted((mark for mark in marks if mark.sort in KINDS), key=lambda mark: mark.span):
        number = mark.numbers[0]
        if number not in found:
            found[number] = _reported(file, mark, people)
        elif mark.words or found[number].kind is not KINDS[mark.sort]:
            raise SheetError(f"{file.name}: {number} goes on with another kind or speaker")
        found[number].spans.append(mark.span)
    for mark in (mark for mark in marks if mark.sort in "mc"):
        for number in mark.numbers:
            if number not in found:
                raise SheetError(f"{file.name}: there is no quotation {number}")
            _tie(file, found[number], mark)
    return tuple(found.values())


def _reported(file: Path, mark: _Mark, people: dict[str, Somebody]) -> Reported:
    reported = Reported(mark.numbers[0], KINDS[mark.sort])
    if not mark.words:
        raise SheetError(f"{file.name}: who says {reported.number}?")
    speaker, *rest = mark.words
    if speaker != "-":
        reported.speakers = tuple(speaker.split("+"))
    reported.via = next((word.removeprefix("via=") for word in rest if word.startswith("via=")), None)
    reported.flags = frozenset(word for word in rest if not word.startswith("via="))
    unknown = ({*reported.speakers, reported.via or speaker} - people.keys() - {"-"}) | (reported.flags - FLAGS)
    if unknown:
        raise SheetError(f"{file.name}: {reported.number}: unknown: {', '.join(sorted(unknown))}")
    return reported


def _tie(file: Path, reported: Reported, mark: _Mark) -> None:
    part = "mention" if mark.sort == "m" else "cue"
    if getattr(reported, part) is not None:
        raise SheetError(f"{file.name}: {reported.number} has two of its {part}")
    setattr(reported, part, mark.span)


# ---------------------------------------------------------------------------------------------------- labelling


def _labels(sheet: Sheet, reported: Reported) -> Iterator[Label]:
    speakers = [sheet.people[key] for key in reported.speakers]
    people = tuple(LocalPerson(speaker.names[0]) for speaker in speakers[:1])
    given = Attribution(0 if people else None, reported.mention, reported.cue)
    quotation = Quotation(reported.kind, tuple(reported.spans), 0, given)
    names = [name for speaker in speakers for name in speaker.names]
    others = [one.names[0] for one in sheet.people.values() if one.key not in reported.speakers]
    for label in labels_of(sheet.article.body, Findings(people, (quotation,))):
        yield replace(
            label,
            group=str(reported.number),
            sort=_sort(sheet, reported),
            aliases=tuple(names[1:]),
            others=tuple(others),
            via=sheet.people[reported.via].names[0] if reported.via else None,
        )


def _is_short(piece: str) -> bool:
    """Whether a piece ("It was", she said, "...") is too short to be looked for by itself."""
    return len(re.findall(r"\w+", piece)) < FEWEST_WORDS_IN_A_PIECE


def _sort(sheet: Sheet, reported: Reported) -> str:
    if not reported.speakers:
        return "none"
    speaker = sheet.people[reported.speakers[0]]
    mention = reported.mention.of(sheet.article.body) if reported.mention else speaker.names[0]
    if mention.lower() in PRONOUNS:
        return "pronoun"
    shared = set(name_words(mention)) & set(name_words(speaker.names[0]))
    capital = any(word[0].isupper() for word in mention.split() if word.lower() in shared)
    if not capital:
        return "nominal"
    return "other-name" if speaker.group else "named"
