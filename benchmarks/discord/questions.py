"""What people ask, as a deterministic mix: commands, letters typed into an option, buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.discord.bots import BUTTONS
from benchmarks.search.questions import typo

if TYPE_CHECKING:
    import random
    from collections.abc import Coroutine, Sequence

    from benchmarks.discord.library import Saying
    from benchmarks.discord.stage import Stage
    from tests.bot.platforms.discord.server import Asked, Shown

    Asking = Coroutine[None, None, Asked]

PRESSES = dict(zip(("next", "context"), BUTTONS, strict=True))
_MIX = {"/quote": 30, "/expert": 20, "/brief": 15, "/who-said": 15, "next": 10, "context": 10}
_FIRST_ASKER = 10_000
_ASKERS = 5_000  # so many that nobody asks too often
_TELLING = 6  # letters of a word that tells something


@dataclass
class Questioner:
    """Draws questions about `said`, and asks them of any stage; `pressed` are messages whose buttons it presses."""

    said: Sequence[Saying]
    rng: random.Random
    pressed: dict[str, list[Shown]] = field(default_factory=dict)
    _asked: int = 0

    def command(self) -> tuple[str, dict[str, str]]:
        """A kind of question, and its options."""
        (kind,) = self.rng.choices(list(_MIX), list(_MIX.values()))
        saying = self.rng.choice(self.said)
        match kind:
            case "/quote":
                phrase = self._words(saying, self.rng.randint(3, 6))
                return kind, {"phrase": typo(phrase, self.rng) if self.rng.random() < 0.25 else phrase}
            case "/expert":
                return kind, {"name": saying.name if self.rng.random() < 0.5 else saying.name.split()[-1]}
            case "/brief":
                return kind, {"topic": self.topic()}
            case "/who-said":
                return kind, {"phrase": self._words(saying, self.rng.randint(8, 12))}
        return kind, {}

    def typing(self) -> tuple[str, dict[str, str]]:
        """A command with one option, as far as it has been typed."""
        saying = self.rng.choice(self.said)
        if self.rng.random() < 0.5:
            return "/expert", {"name": saying.name[: self.rng.randint(0, 6)]}
        return "/quote", {"phrase": self._words(saying, 4)[: self.rng.randint(2, 16)]}

    def topic(self) -> str:
        """A telling word or two."""
        words = [word.strip(".,;!?“”—") for word in self.rng.choice(self.said).words.split()]
        telling = [word for word in words if len(word) >= _TELLING] or words
        return " ".join(telling[: self.rng.randint(1, 2)])

    def ask(self, stage: Stage, bot: str, kind: str, options: dict[str, str]) -> Asking:
        """Put a question."""
        self._asked += 1
        asker = _FIRST_ASKER + self._asked % _ASKERS
        if kind in PRESSES:
            return stage.press_again(self.rng.choice(self.pressed[bot]), PRESSES[kind], by=asker)
        return stage.ask_as(asker, kind.removeprefix("/"), options)

    def type(self, stage: Stage, kind: str, options: dict[str, str]) -> Asking:
        """Type a letter."""
        ((option, typed),) = options.items()
        return stage.type(kind.removeprefix("/"), option, typed)

    def _words(self, saying: Saying, number: int) -> str:
        words = saying.words.split()
        start = self.rng.randrange(max(1, len(words) - number))
        return " ".join(words[start : start + number])[:120]
