"""From the words that stand for a speaker to the person meant: names, pronouns, roles and groups."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from math import exp
from typing import TYPE_CHECKING

from knowledge.extract.lexicon import MEASURES, PERSON_NOUNS, TITLES
from knowledge.extract.names import name_parts
from knowledge.extract.people import Cast, Figure
from knowledge.extract.roles import places, same_office
from knowledge.model import Candidate, Gender, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.extract.names import Name
    from knowledge.extract.phrases import Phrase
    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
EITHER = frozenset({"he/she", "s/he", "she/he"})
PLURAL = frozenset({"they", "them", "their", "themselves", "we", "us", "our"})
FIRST = frozenset({"i", "me", "my", "we"})
_RELATIVES = frozenset({"who", "which", "that", "whose"})
_REACH = 4  # passages back that a pronoun may reach
_ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "another",
        "one",
        "some",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
    }
)


Features = dict[str, float]
# Set by hand on our own labelled articles; a maximum-likelihood fit on GUM's pronouns did no better there.
WEIGHTS: Features = {
    "same sentence": 1.0,
    "subject of sentence": 1.0,
    "recent": 1.0,
    "here": 0.5,
    "distance": -0.5,
    "in full": 0.3,
    "mentions": 0.3,
    "last speaker here": 2.0,
    "last speaker before": 0.7,
    "last subject here": 1.5,
    "last subject before": 0.5,
    "gender": 0.5,
    "spoken of": -3.0,
}
FEATURES = tuple(WEIGHTS)
_AHEAD = 3  # passages on that somebody may be named after they were described
_SHORT_DESCRIPTION = 4  # words of "the former coach"; a longer one describes somebody afresh
_NAMES_BACK, _TURNS_BACK = 12, 8
_LEARN_GENDER = 0.75


@dataclass(frozen=True, slots=True)
class Resolved:
    """A figure of the cast (None: nobody can be told), how sure that is (0..1), and by what rule.

    `ranked` are all the candidates of a pronoun with their shares of belief, and what spoke for each.
    """

    figure: int | None
    confidence: float
    rule: str
    ranked: tuple[tuple[int, float, tuple[str, ...]], ...] = ()


@dataclass(slots=True)
class Turn:
    """Somebody was the speaker (`spoke`) or the subject of a sentence, at a place in the text."""

    figure: int
    place: int
    passage: int
    spoke: bool


class Resolver:
    """Resolves the speakers of one article in reading order, remembering who spoke and who was spoken of."""

    def __init__(self, body: str, cast: Cast, names: Sequence[Name]) -> None:
        self._body = body
        self._cast = cast
        self._people = [n for n in names if n.span in cast.of]
        self._starts = [n.span.start for n in self._people]
        self._others = {n.span: n for n in names if n.span not in cast.of}
        self._turns: list[Turn] = []
        self._subjects: dict[int, int] = {}

    def subject(self, sentence: Sentence, figure: int, place: int) -> None:
        """Note that a figure is the subject of a sentence."""
        self._turns.append(Turn(figure, place, sentence.passage, spoke=False))

    def spoke(self, figure: int, place: int, passage: int) -> None:
        """Note who spoke, for the pronouns that follow."""
        self._turns.append(Turn(figure, place, passage, spoke=True))

    def resolve(self, sentence: Sentence, phrase: Phrase, said: Sequence[Span] = ()) -> Resolved:
        """Who the phrase means. `said` are the words they are quoted with: nobody speaks of themselves by name."""
        tokens = sentence.tokens
        if phrase.antecedent is not None:
            first, last = phrase.antecedent
            return self._noun_phrase(sentence, tokens[first:last])
        inside = tokens[phrase.first : phrase.last]
        if len(inside) == 1 and inside[0].lower in MALE | FEMALE | EITHER | PLURAL | FIRST | {
            "it",
            "its",
            "you",
            "who",
        }:
            return self._pronoun(sentence, inside[0], said)
        return self._noun_phrase(sentence, tokens[phrase.first : phrase.head], tokens[phrase.first : phrase.last])

    def name_of(self, sentence: Sentence, phrase: Phrase) -> str:
        """The name of whom a phrase means, else its own words."""
        figure = self.named(sentence, phrase)
        if figure is not None:
            return self._cast.figures[figure].name
        return " ".join(phrase.span(sentence.tokens).of(self._body).split())

    def explained(self, resolved: Resolved) -> tuple[Candidate, ...]:
        """The candidates that were weighed, best first, each with the last place that names them."""
        found = []
        for figure, share, reasons in resolved.ranked:
            mentions = self._cast.figures[figure].mentions
            found.append(Candidate(figure, mentions[-1].span if mentions else Span(0, 0), round(share, 3), reasons))
        return tuple(found)

    def named(self, sentence: Sentence, phrase: Phrase) -> int | None:
        """The person whose name the phrase is; None for anything else."""
        head = sentence.tokens[phrase.first : phrase.head]
        if phrase.antecedent is not None or not head:
            return None
        name = self._head_name(Span(head[0].start, head[-1].end), head)
        return self._cast.of.get(name.span) if name is not None else None

    # ------------------------------------------------------------------------------------------ noun phrases

    def _noun_phrase(self, sentence: Sentence, head: Sequence[Token], whole: Sequence[Token] = ()) -> Resolved:
        if not head:
            return Resolved(None, 0.0, "nothing")
        span = Span(head[0].start, head[-1].end)
        whole_span = Span(head[0].start, whole[-1].end) if whole else span
        listed = self._named(whole_span)
        if len(listed) > 1 and any(t.lower in {"and", "or"} for t in whole or head) and self._is_list(whole or head):
            return self._group(whole_span, "list")
        name = self._head_name(span, head)
        if head[-1].lower in TITLES and listed and listed[-1].span.end == whole_span.end and listed[-1].titled:
            name = listed[-1]  # "Secretary |of State Marco Rubio|"
        if name is not None and name.span in self._cast.of:
            return Resolved(self._cast.of[name.span], 0.95, "named")
        if name is not None:
            return self._organisation(name)
        return self._description(sentence, span, head, whole_span)

    def _named(self, span: Span) -> list[Name]:
        first = bisect_left(self._starts, span.start)
        found = []
        for name in self._people[first:]:
            if name.span.end > span.end:
                break
            found.append(name)
        return found

    @staticmethod
    def _is_list(tokens: Sequence[Token]) -> bool:
        return not any(t.tag == "IN" for t in tokens)

    def _head_name(self, span: Span, head: Sequence[Token]) -> Name | None:
        """The name in the head position: the last word of the phrase is the last of a name."""
        last = len(head)
        while last > 1 and (head[last - 1].tag in {"POS", "-RRB-"} or head[last - 1].text in {")", "]"}):
            last -= 1
        end = head[last - 1].end
        for name in reversed(self._named(span)):
            if name.span.end == end or (name.native and end - name.span.end < len(name.native) + 8):
                return name
        for name in self._others.values():
            if name.span.end == end and name.span.start >= span.start:
                return name
        inside = self._named(span)  # "Mary Ellen Smith, 43" and other tails
        if inside and inside[-1].span.end > head[last - 1].start - 12 and head[last - 1].tag in {"CD", "-LRB-"}:
            return inside[-1]
        return None

    def _organisation(self, name: Name) -> Resolved:
        text = name.span.of(self._body)
        figure = Figure(text, name.parts, group=True, kind="ORG")
        figure.forms[text] += 1
        return Resolved(self._cast.add(figure), 0.85, "organisation")

    def _description(self, sentence: Sentence, span: Span, head: Sequence[Token], whole: Span) -> Resolved:
        """ "the spokesman": who bears that role; else a speaker without a name, kept as worded."""
        noun = next((t for t in reversed(head) if t.tag.startswith("NN")), head[-1])
        definite = head[0].lower == "the" or any(t.tag == "POS" for t in head)
        if definite and noun.tag != "NNS" and len(head) <= _SHORT_DESCRIPTION:
            known = self._bearer(noun.lower, span) if head[0].lower == "the" else None
            if known is None:
                known = self._holder(span, sentence.passage)
            if known is not None:
                return Resolved(known, 0.7, "role")
        people = noun.lower.endswith(("ese", "ans", "ish")) and head[0].lower == "the"  # "the Chinese"
        return self._group(whole, "unnamed", singular=noun.tag == "NN" and not people)

    def _bearer(self, noun: str, span: Span) -> int | None:
        """The last person named before whose stated role has that noun."""
        for name in reversed(self._people[: bisect_left(self._starts, span.start)]):
            figure = self._cast.figures[self._cast.of[name.span]]
            if any(noun in a.text.lower().split() and a.span.start < span.start for a in figure.affiliations):
                return self._cast.of[name.span]
        return None

    def _holder(self, span: Span, passage: int) -> int | None:
        """Who holds an office of that kind: the last one named before, else the only one named soon after.

        News may describe a speaker before naming them: "China's top diplomat says ..." and, a paragraph later,
        "Chinese Foreign Minister Wang Yi".
        """
        words = span.of(self._body)
        here = bisect_left(self._starts, span.start)
        for name in reversed(self._people[:here]):
            if passage - name.passage <= _REACH and self._holds(self._cast.of[name.span], words):
                return self._cast.of[name.span]
        soon = [n for n in self._people[here:] if n.passage - passage <= _AHEAD]
        able = {self._cast.of[n.span] for n in soon if places(words) and self._holds(self._cast.of[n.span], words)}
        return able.pop() if len(able) == 1 else None

    def _holds(self, figure: int, description: str) -> bool:
        return any(same_office(description, a.text) for a in self._cast.figures[figure].affiliations)

    def _group(self, span: Span, rule: str, *, singular: bool = False) -> Resolved:
        text = " ".join(span.of(self._body).split())
        words = text.split(" ")
        while len(words) > 1 and words[0].lower() in {"the", "a", "an"}:
            words = words[1:]
        lower = [w.lower() for w in words]
        if "of" in lower[:4] and lower[lower.index("of") - 1] in MEASURES:
            words = words[lower.index("of") + 1 :]  # "its fair share of |apologists|"
        kind = "THING" if singular and not self._animate(words) else "GROUP"
        figure = Figure(" ".join(words), name_parts(" ".join(words)), group=not singular, kind=kind)
        figure.forms[text] += 1
        return Resolved(self._cast.add(figure), 0.75, rule)

    @staticmethod
    def _animate(words: Sequence[str]) -> bool:
        """Whether a description is of somebody: it has a noun for one who can speak before any preposition."""
        head = list(takewhile(lambda w: w.lower() not in {"of", "for", "in", "at", "from", "who", "with"}, words))
        return any(w.lower().strip(",.") in PERSON_NOUNS for w in head[-2:])

    # ---------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, sentence: Sentence, token: Token, said: Sequence[Span]) -> Resolved:
        if token.lower in FIRST or token.lower == "you":
            return Resolved(None, 0.0, "first person")
        able = self.candidates(sentence.passage, sentence.start, token)
        for spoken_of in {self._cast.of[n.span] for span in said for n in self._named(span)} & able.keys():
            able[spoken_of]["spoken of"] = 1.0
        if not able:
            return Resolved(None, 0.0, "pronoun without antecedent")
        ranked = rank(able)
        best, share = ranked[0]
        figure = self._cast.figures[best]
        gender = _gender(token)
        if figure.gender is Gender.UNKNOWN and gender is not Gender.UNKNOWN and share > _LEARN_GENDER:
            figure.gender = gender
        reasons = tuple((i, s, tuple(k for k, v in able[i].items() if v)) for i, s in ranked)
        return Resolved(best, share, "pronoun", reasons)

    def candidates(self, passage: int, sentence: int, token: Token) -> dict[int, Features]:
        """Whom a pronoun may mean, each with what speaks for it; `sentence` is where the pronoun's sentence begins."""
        word = token.lower
        plural, neuter, gender = word in PLURAL, word in {"it", "its"}, _gender(token)
        seen = self._named_before(passage, sentence, token.start)
        if plural or neuter:
            seen = {}
        self._turns_before(seen, passage, sentence, token.start)
        fitting = {}
        for figure, features in seen.items():
            if self._fits(figure, gender, plural=plural, neuter=neuter):
                known = self._cast.figures[figure].gender is not Gender.UNKNOWN and gender is not Gender.UNKNOWN
                features["gender"] = float(known)
                fitting[figure] = features
        return fitting

    def _named_before(self, passage: int, sentence: int, place: int) -> dict[int, Features]:
        """Recency and number of the names before a place."""
        seen: dict[int, Features] = {}
        end = bisect_left(self._starts, place)
        for name in reversed(self._people[max(0, end - _NAMES_BACK) : end]):
            distance = passage - name.passage
            if distance > _REACH:
                break
            if name.quoted:
                continue
            figure = self._cast.of[name.span]
            features = seen.get(figure)
            if features is None:
                features = seen[figure] = dict.fromkeys(FEATURES, 0.0)
                features["recent"] = 1.0 / len(seen)
                features["distance"] = float(distance)
                features["here"] = float(distance == 0)
            features["same sentence"] = max(features["same sentence"], float(name.span.start >= sentence))
            features["in full"] = max(features["in full"], float(distance == 0 and len(name.parts) > 1))
            features["mentions"] += 0.25
        return seen

    def _turns_before(self, seen: dict[int, Features], passage: int, sentence: int, place: int) -> None:
        """Who spoke and who was spoken of before a place."""
        spoken = subjects = 0
        for turn in reversed(self._turns):
            if turn.place >= place:
                continue
            distance = passage - turn.passage
            if distance > _REACH or spoken + subjects > _TURNS_BACK:
                break
            features = seen.setdefault(turn.figure, dict.fromkeys(FEATURES, 0.0) | {"distance": float(distance)})
            features["distance"] = min(features["distance"], float(distance))
            if turn.spoke:
                spoken += 1
                kind = "last speaker here" if distance == 0 else "last speaker before"
            else:
                subjects += 1
                kind = (
                    "subject of sentence"
                    if turn.place >= sentence
                    else "last subject here"
                    if distance == 0
                    else "last subject before"
                )
            features[kind] = max(features[kind], 1.0 / (spoken if turn.spoke else subjects))

    def _fits(self, index: int, gender: Gender, *, plural: bool, neuter: bool) -> bool:
        figure = self._cast.figures[index]
        if plural:
            return figure.group
        if neuter:
            return figure.kind in {"ORG", "THING"}
        agrees = gender is Gender.UNKNOWN or figure.gender in {gender, Gender.UNKNOWN}
        return not figure.group and figure.kind != "THING" and agrees


def rank(candidates: Mapping[int, Features], weights: Features | None = None) -> list[tuple[int, float]]:
    """Candidates with their shares of belief, highest first; shares sum to one (a softmax over weighted features)."""
    used = WEIGHTS if weights is None else weights
    scores = {i: sum(used[k] * v for k, v in features.items()) for i, features in candidates.items()}
    top = max(scores.values())
    odds = {i: exp(s - top) for i, s in scores.items()}
    total = sum(odds.values())
    return sorted(((i, o / total) for i, o in odds.items()), key=lambda item: (-item[1], item[0]))


def _gender(token: Token) -> Gender:
    return Gender.MALE if token.lower in MALE else Gender.FEMALE if token.lower in FEMALE else Gender.UNKNOWN
