"""The answers that were given last."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

T = TypeVar("T")

_MOST = 200


class Recent(Generic[T]):
    """Remembers answers by their questions, the 200 that were asked for last."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, question: Hashable) -> T | None:
        """The answer, if it is remembered."""
        if question not in self._known:
            return None
        self._known.move_to_end(question)
        return self._known[question]

    def put(self, question: Hashable, answer: T) -> None:
        """Remember an answer, and forget the one that was not asked for the longest time."""
        self._known[question] = answer
        self._known.move_to_end(question)
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
