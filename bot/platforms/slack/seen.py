"""What has come in already: Slack sends an event again whenever it is unsure that it arrived."""

from __future__ import annotations

from collections import OrderedDict

_MOST = 10_000


class Seen:
    """Remembers the 10,000 newest names."""

    def __init__(self) -> None:
        self._names: OrderedDict[str, None] = OrderedDict()

    def before(self, name: str) -> bool:
        """Whether this name has come in before; from now on it has. A missing name never has."""
        if not name:
            return False
        known = name in self._names
        self._names[name] = None
        self._names.move_to_end(name)
        if len(self._names) > _MOST:
            self._names.popitem(last=False)
        return known
