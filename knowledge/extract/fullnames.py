"""Full names of one article, found again without comparing each with each."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Parts = tuple[str, ...]
_ANY, _NONE = "*", "-"  # whatever middle names there are; no middle name


class FullNames:
    """Numbers by full name: `find` gives the smallest one whose name is of the same person."""

    def __init__(self) -> None:
        self._parts: dict[int, Parts] = {}
        self._numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def put(self, number: int, parts: Parts) -> None:
        """Keep a number under its name; a fuller name later takes the place of the first."""
        self._parts[number] = parts
        for key in set(_kept_under(parts)):
            if number not in self._numbers[key][-1:]:
                insort(self._numbers[key], number)

    def find(self, parts: Parts) -> int | None:
        """The smallest number whose name is of the same person, if there is one."""
        found = (self._first(key, parts) for key in set(_asked_under(parts)))
        return min((number for number in found if number is not None), default=None)

    def _first(self, key: tuple[str, ...], parts: Parts) -> int | None:
        return next((n for n in self._numbers.get(key, ()) if same_person(self._parts[n], parts)), None)


def same_person(a: Parts, b: Parts) -> bool:
    """Whether two full names name one person: "Donald J. Trump" and "Donald Trump", "J. Smith" and "John Smith"."""
    if a == b:
        return True
    if min(len(a), len(b)) > 1 and (a[-len(b) :] == b or b[-len(a) :] == a):
        return True  # "Arho Havren" is Sari Arho Havren
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < 2 or short[-1] != long[-1]:
        return len(short) > 1 and long[: len(short)] == short and len(long) - len(short) == 1
    first, other = short[0].strip("."), long[0].strip(".")
    if (
        first != other
        and not (min(len(first), len(other)) == 1 and first[0] == other[0])
        and _plain(first) != _plain(other)
    ):
        return False
    rest = iter(long[1:])
    return all(any(w == part for w in rest) for part in short[1:])


def _plain(first: str) -> str:
    return _NICKNAMES.get(first, first)


def _kept_under(parts: Parts) -> Iterator[tuple[str, ...]]:
    """Keys of a name, so that any other name of the same person asks for one of them."""
    yield ("whole", *parts)
    if len(parts) < 2:
        return
    yield ("all but last", *parts[:-1])
    for at in range(1, len(parts) - 1):
        yield ("end", *parts[at:])
    first = parts[0].strip(".")
    starts = [("first", _plain(first)), ("initial", first[:1])]
    if len(first) == 1:
        starts.append(("only initial", first))
    for start in starts:
        for middle in (_ANY, *(parts[1:-1] or (_NONE,))):
            yield (*start, parts[-1], middle)


def _asked_under(parts: Parts) -> Iterator[tuple[str, ...]]:
    """The keys under which names of the same person may be kept."""
    yield ("whole", *parts)
    if len(parts) < 2:
        return
    yield from (("all but last", *parts), ("end", *parts), ("whole", *parts[:-1]))
    for at in range(1, len(parts) - 1):
        yield ("whole", *parts[at:])
    first = parts[0].strip(".")
    starts = [("first", _plain(first)), ("initial", first) if len(first) == 1 else ("only initial", first[:1])]
    for start in starts:
        for middle in (*parts[1:-1], _NONE) if len(parts) > 2 else (_ANY,):
            yield (*start, parts[-1], middle)


_NICKNAMES = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "jim": "james", "jimmy": "james",
    "joe": "joseph", "mike": "michael", "tom": "thomas", "ted": "edward", "ed": "edward", "tony": "anthony",
    "dick": "richard", "rick": "richard", "rich": "richard", "dan": "daniel", "dave": "david", "steve": "steven",
    "stephen": "steven", "chris": "christopher", "matt": "matthew", "greg": "gregory", "jeff": "jeffrey",
    "ben": "benjamin", "sam": "samuel", "alex": "alexander", "nick": "nicholas", "bernie": "bernard", "ken": "kenneth",
    "liz": "elizabeth", "beth": "elizabeth", "betsy": "elizabeth", "kate": "katherine", "kathy": "katherine",
    "sue": "susan", "debbie": "deborah", "jen": "jennifer", "jenny": "jennifer", "patty": "patricia", "pat": "patricia",
    "peggy": "margaret", "maggie": "margaret", "andy": "andrew", "tim": "timothy", "ron": "ronald", "don": "donald",
    "larry": "lawrence", "jerry": "gerald", "chuck": "charles", "charlie": "charles", "jack": "john",
}  # fmt: skip
