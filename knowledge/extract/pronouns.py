"""Whom a pronoun means: who was named, spoken of and quoted before it, weighed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from knowledge.model import Gender, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.extract.names import Name
    from knowledge.extract.people import Cast
    from knowledge.extract.tokens import Token

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
EITHER = frozenset({"he/she", "s/he", "she/he"})
PLURAL = frozenset({"they", "them", "their", "themselves", "us", "our"})
NEUTER = frozenset({"it", "its"})
SPEECH_ACT = frozenset({"i", "me", "my", "we", "you"})  # whoever writes or is written to
PRONOUNS = MALE | FEMALE | EITHER | PLURAL | NEUTER | SPEECH_ACT | {"who"}

Features = dict[str, float]
# Set by hand on our own labelled articles; a maximum-likelihood fit on GUM's pronouns did no better there.
WEIGHTS: Features = {
    "same sentence": 2.0,
    "subject of sentence": 1.0,
    "recent": 1.0,
    "here": 1.0,
    "distance": -0.5,
    "in full": 0.3,
    "mentions": 0.5,
    "last speaker here": 2.0,
    "last speaker before": 0.7,
    "last subject here": 1.5,
    "last subject before": 0.5,
    "gender": 0.5,
    "spoken of": -3.0,
    "owner": -0.6,
    "topic": 4.0,
}
_ANNOUNCING = (("as", "for"), ("as", "to"), ("when", "it", "comes", "to"), ("turning", "to"), ("regarding",))
_LONGEST_TOPIC = 12  # tokens
_REACH = 4  # passages back that a pronoun may reach
_NAMES_BACK, _TURNS_BACK = 12, 8
_EACH_MENTION = 0.25


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody was the speaker (`spoke`) or the subject of a sentence, at a place in the text."""

    figure: int
    place: int
    passage: int
    spoke: bool


class Memory:
    """Who was named, spoken of and quoted so far, for the pronouns that follow."""

    def __init__(self, cast: Cast, names: Sequence[Name]) -> None:
        self._cast = cast
        self._names = names
        self._starts = [n.span.start for n in names]
        self._turns: list[Turn] = []

    def note(self, turn: Turn) -> None:
        """Remember a turn; turns come in reading order, passage by passage."""
        self._turns.append(turn)

    def candidates(self, passage: int, sentence: int, token: Token) -> dict[int, Features]:
        """Whom a pronoun may mean, each with what speaks for it; `sentence` is where the pronoun's sentence begins."""
        gender = gender_of(token)
        seen = self._named_before(passage, sentence, token.start) if token.lower not in PLURAL | NEUTER else {}
        self._turns_before(seen, passage, sentence, token.start)
        fitting = {figure: features for figure, features in seen.items() if self._fits(figure, token)}
        for figure, features in fitting.items():
            known = self._cast.figures[figure].gender is not Gender.UNKNOWN and gender is not Gender.UNKNOWN
            features["gender"] = float(known)
        return fitting

    def _named_before(self, passage: int, sentence: int, place: int) -> dict[int, Features]:
        """Recency and number of the names before a place."""
        seen: dict[int, Features] = {}
        end = bisect_left(self._starts, place)
        for name in reversed(self._names[max(0, end - _NAMES_BACK) : end]):
            distance = passage - name.passage
            if distance > _REACH:
                break
            if name.quoted:
                continue
            figure = self._cast.of[name.span]
            if figure not in seen:
                seen[figure] = _blank(distance) | {"recent": 1.0 / (len(seen) + 1), "here": float(distance == 0)}
                seen[figure]["owner"] = float(name.owner)
            features = seen[figure]
            features["same sentence"] = max(features["same sentence"], float(name.span.start >= sentence))
            features["in full"] = max(features["in full"], float(distance == 0 and len(name.parts) > 1))
            features["mentions"] += _EACH_MENTION
        return seen

    def _turns_before(self, seen: dict[int, Features], passage: int, sentence: int, place: int) -> None:
        """Who spoke and who was spoken of before a place."""
        counts = {True: 0, False: 0}
        for turn in reversed(self._turns):
            if turn.place >= place:
                continue
            distance = passage - turn.passage
            if distance > _REACH or sum(counts.values()) > _TURNS_BACK:
                break
            counts[turn.spoke] += 1
            features = seen.setdefault(turn.figure, _blank(distance))
            features["distance"] = min(features["distance"], float(distance))
            kind = _kind(turn, distance, sentence)
            features[kind] = max(features[kind], 1.0 / counts[turn.spoke])

    def _fits(self, index: int, token: Token) -> bool:
        """Whether number and gender allow it."""
        figure = self._cast.figures[index]
        if token.lower in PLURAL:
            return figure.group
        if token.lower in NEUTER:
            return figure.kind in {"ORG", "THING"}
        if token.lower in EITHER and figure.gender is not Gender.UNKNOWN:
            return False  # "he/she" is somebody of whom the writer does not tell
        gender = gender_of(token)
        agrees = gender is Gender.UNKNOWN or figure.gender in {gender, Gender.UNKNOWN}
        return not figure.group and figure.kind != "THING" and agrees


def rank(candidates: Mapping[int, Features]) -> list[tuple[int, float]]:
    """Candidates with their shares of belief, highest first; shares sum to one (a softmax over weighted features)."""
    scores = {i: sum(WEIGHTS[k] * v for k, v in features.items()) for i, features in candidates.items()}
    top = max(scores.values())
    odds = {i: exp(s - top) for i, s in scores.items()}
    total = sum(odds.values())
    return sorted(((i, o / total) for i, o in odds.items()), key=lambda item: (-item[1], item[0]))


def topic(sentence: Sequence[Token]) -> Span | None:
    """ "|As for Yan|, most readers know that he ...": whom the sentence announces, before it says anything of them."""
    words = tuple(token.lower for token in sentence[:_LONGEST_TOPIC])
    if not any(words[: len(opening)] == opening for opening in _ANNOUNCING) or "," not in words:
        return None
    return Span(sentence[0].start, sentence[words.index(",")].start)


def gender_of(token: Token) -> Gender:
    """What a pronoun says of whom it means."""
    return Gender.MALE if token.lower in MALE else Gender.FEMALE if token.lower in FEMALE else Gender.UNKNOWN


def _blank(distance: int) -> Features:
    return dict.fromkeys(WEIGHTS, 0.0) | {"distance": float(distance)}


def _kind(turn: Turn, distance: int, sentence: int) -> str:
    if turn.spoke:
        return "last speaker here" if distance == 0 else "last speaker before"
    if turn.place >= sentence:
        return "subject of sentence"
    return "last subject here" if distance == 0 else "last subject before"
