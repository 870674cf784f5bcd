"""From the words that stand for a speaker to the person meant: names, pronouns, roles and groups."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from knowledge.extract.documents import PAPERS
from knowledge.extract.lexicon import DOCUMENTS, MEASURES, PERSON_NOUNS, TITLES
from knowledge.extract.names import name_parts
from knowledge.extract.people import Cast, Figure
from knowledge.extract.phrases import is_place, is_year
from knowledge.extract.pronouns import PRONOUNS, SPEECH_ACT, Memory, Turn, gender_of, rank, topic
from knowledge.extract.roles import places, same_office
from knowledge.model import Affiliation, Candidate, Gender, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.names import Name
    from knowledge.extract.phrases import Phrase
    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

_BACK, _AHEAD = 4, 3  # passages: how far a description may stand from the name of whom it describes
_SHORT_DESCRIPTION = 4  # words of "the former coach"; a longer one describes somebody afresh
_SHORT_GROUP = 5  # words in marks that may name a group of people
_GROUPS = frozenset(noun for noun in PERSON_NOUNS if noun.endswith("s"))
_PAIR_BACK = 6  # names back that a pair may stand
_LEARN_GENDER = 0.75  # belief at which a pronoun tells the gender of whom it means
_ARTICLES = frozenset({"the", "a", "an"})
_ONE = _ARTICLES | {"one", "another", "his", "her", "their"}
_ATTACHED = frozenset({"of", "for", "in", "at", "from", "who", "with"})
_PEOPLES = ("ese", "ans", "ish")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A figure of the cast (None: nobody can be told), how sure that is (0..1), and by what rule.

    `ranked` are all the candidates of a pronoun with their shares of belief, and what spoke for each.
    """

    figure: int | None
    confidence: float
    rule: str
    ranked: tuple[tuple[int, float, tuple[str, ...]], ...] = ()


class Resolver:
    """Resolves the speakers of one article in reading order, remembering who spoke and who was spoken of."""

    def __init__(self, body: str, cast: Cast, names: Sequence[Name]) -> None:
        self._body = body
        self._cast = cast
        self._people = [n for n in names if n.span in cast.of]
        self._starts = [n.span.start for n in self._people]
        self._ends = {n.span.end: n for n in self._people}
        self._others = {n.span.end: n for n in names if n.span not in cast.of}
        self._memory = Memory(cast, self._people)
        self._papers: list[tuple[str, int, int, int]] = []  # noun, place, passage, figure

    def spoke(self, figure: int, place: int, passage: int) -> None:
        """Note who spoke, for the pronouns that follow."""
        self._memory.note(Turn(figure, place, passage, spoke=True))

    def note_subject(self, sentence: Sentence, phrase: Phrase) -> None:
        """Note the subject of a sentence, where it is a person: by name ("Kim left"), or described ("A nurse left")."""
        figure = self.named(sentence, phrase)
        if figure is None:
            head = sentence.tokens[phrase.first : phrase.head]
            one = [t for t in head if t.lower in PERSON_NOUNS or (t.tag == "NN" and t.entity == "PER")]
            if phrase.antecedent is not None or not one or one[-1].tag == "NNS" or head[0].lower not in _ONE:
                return
            figure = self._noun_phrase(sentence, head, head).figure
        if figure is not None:
            self._memory.note(Turn(figure, sentence.tokens[phrase.first].start, sentence.passage, spoke=False))

    def note_paper(self, sentence: Sentence, phrase: Phrase, paper: Token) -> None:
        """Note who brought out a statement or letter, for "the statement read"."""
        known = self.resolve(sentence, phrase)
        if known.figure is not None and known.rule in {"named", "organisation"}:
            self._papers.append((paper.lower, paper.start, sentence.passage, known.figure))

    def note_groups(self, sentence: Sentence) -> None:
        """Note people who are mentioned in marks: conversations with “very senior officials”, whom "they" may mean."""
        for token in sentence.tokens:
            words = token.region.inner.of(self._body).split() if token.region is not None else []
            if token.region is not None and 1 < len(words) <= _SHORT_GROUP and words[-1].strip(".,").lower() in _GROUPS:
                figure = self._unnamed(token.region.inner, "unnamed", group=True).figure
                if figure is not None:
                    self._memory.note(Turn(figure, token.start, sentence.passage, spoke=False))

    def resolve(self, sentence: Sentence, phrase: Phrase, said: Sequence[Span] = ()) -> Resolved:
        """Who the phrase means. `said` are the words they are quoted with: nobody speaks of themselves by name."""
        tokens = sentence.tokens
        if phrase.antecedent is not None:
            first, last = phrase.antecedent
            whom = self._noun_phrase(sentence, tokens[first:last])
            place = tokens[last - 1].entity == "LOC" or is_place(tokens[first:last])
            if tokens[phrase.first].lower == "who" and place and whom.rule != "named":
                return Resolved(None, 0.0, "place")  # "a baker from Englewood, |New Jersey|, who said"
            return whom
        inside = tokens[phrase.first : phrase.last]
        if len(inside) == 1 and inside[0].lower in PRONOUNS:
            return self._pronoun(sentence, inside[0], said)
        return self._noun_phrase(sentence, tokens[phrase.first : phrase.head], inside)

    def named(self, sentence: Sentence, phrase: Phrase) -> int | None:
        """The person whose name the phrase is; None for anything else."""
        head = sentence.tokens[phrase.first : phrase.head]
        if phrase.antecedent is not None or not head:
            return None
        before = sentence.tokens[max(0, phrase.first - 2) : phrase.first]
        if len(before) == 2 and before[1].tag == "CC" and before[0].tag == "NNP":
            return None  # "Lee and |Orde| left": one of two
        name = self._head_name(Span(head[0].start, head[-1].end), head)
        return self._cast.of.get(name.span) if name is not None else None

    def name_of(self, sentence: Sentence, phrase: Phrase) -> str:
        """The name of whom a phrase means, else its own words."""
        figure = self.resolve(sentence, phrase).figure
        if figure is not None:
            return self._cast.figures[figure].name
        return " ".join(phrase.span(sentence.tokens).of(self._body).split())

    def explained(self, resolved: Resolved) -> tuple[Candidate, ...]:
        """The candidates that were weighed, best first, each with the last place that names them, if any."""
        found = []
        for figure, share, reasons in resolved.ranked:
            mentions = self._cast.figures[figure].mentions
            found.append(Candidate(figure, mentions[-1].span if mentions else None, round(share, 3), reasons))
        return tuple(found)

    # ------------------------------------------------------------------------------------------ noun phrases

    def _noun_phrase(self, sentence: Sentence, head: Sequence[Token], whole: Sequence[Token] = ()) -> Resolved:
        if not head:
            return Resolved(None, 0.0, "nothing")
        span = Span(head[0].start, head[-1].end)
        whole_span = Span(head[0].start, whole[-1].end) if whole else span
        listed = self._named_in(whole_span)
        if len(listed) > 1 and _is_list(whole or head):
            return self._unnamed(whole_span, "list", group=True)
        closed = bool(listed) and listed[-1].span.end == whole_span.end
        name = self._head_name(span, head)
        if closed and _in_apposition(head, whole):
            name = listed[-1]  # "the mayor of Oldport, |John Hale|"
        if head[-1].lower in TITLES and closed and listed[-1].titled:
            name = listed[-1]  # "Secretary |of State Marco Rubio|"
        if name is None:
            return self._document(sentence, head, whole or head) or self._description(sentence, span, head, whole_span)
        if name.span in self._cast.of:
            return Resolved(self._cast.of[name.span], 0.95, "named")
        return self._organisation(name, head, whole)

    def _document(self, sentence: Sentence, head: Sequence[Token], whole: Sequence[Token]) -> Resolved | None:
        """Whose letter, tweet or statement it is: "|Her| tweet read", "|Kim's| letter says"."""
        if head[0].tag == "PRP$" and head[-1].lower in PAPERS:
            return self._pronoun(sentence, head[0], ())
        author = self._author(head, whole)
        return Resolved(author, 0.8, "document") if author is not None else None

    def _named_in(self, span: Span) -> list[Name]:
        """The people's names within a span."""
        first = bisect_left(self._starts, span.start)
        return list(takewhile(lambda n: n.span.end <= span.end, self._people[first : first + len(span)]))

    def _head_name(self, span: Span, head: Sequence[Token]) -> Name | None:
        """The name in the head position: the last word of the phrase is the last of a name."""
        last = len(head)
        while last > 1 and (head[last - 1].tag in {"POS", "-RRB-"} or head[last - 1].text in {")", "]"}):
            last -= 1
        end = head[last - 1].end
        if end in self._ends:
            return self._ends[end]
        listed = self._named_in(span)
        for name in reversed(listed):
            if name.native and end - name.span.end < len(name.native) + 8:
                return name
        other = self._others.get(end)
        if other is not None and other.span.start >= span.start:
            return other
        tail = listed and listed[-1].span.end > head[last - 1].start - 12 and head[last - 1].tag in {"CD", "-LRB-"}
        return listed[-1] if tail else None  # "Mary Ellen Smith, 43"

    def _organisation(self, name: Name, head: Sequence[Token], whole: Sequence[Token]) -> Resolved:
        """An organisation, with the rest of its name: "the Ministry |of Fisheries|"."""
        end = name.span.end
        for before, token in pairwise(whole[len(head) - 1 :]):
            if before.lower in {"of", "for", "and"} and not token.tag.startswith("NNP"):
                break
            if token.tag.startswith("NNP"):
                end = token.end
            elif token.lower not in {"of", "for", "and"}:
                break
        text = " ".join(self._body[name.span.start : end].split())
        figure = Figure(text, name_parts(text), group=True, kind="ORG")
        return Resolved(self._cast.add(figure, text), 0.85, "organisation")

    def _description(self, sentence: Sentence, span: Span, head: Sequence[Token], whole: Span) -> Resolved:
        """ "the spokesman": who bears that role; else a speaker without a name, kept as worded."""
        if len(head) == 1 and is_year(head[0].text):
            return Resolved(None, 0.0, "year")
        if len(head) == 2 and head[1].lower in {"former", "latter"}:
            return self._of_two(span, head[1].lower == "latter")
        noun = next((t for t in reversed(head) if t.tag.startswith("NN")), head[-1])
        plural = noun.tag == "NNS" or (head[0].lower == "the" and noun.lower.endswith(_PEOPLES))  # "the Chinese"
        definite = head[0].lower == "the" or any(t.tag == "POS" for t in head)
        if (
            len(head) == 2
            and head[0].lower == "the"
            and (issuer := self._issuer(noun.lower, span.start, sentence.passage)) is not None
        ):
            return Resolved(issuer, 0.7, "document")
        if definite and not plural and len(head) <= _SHORT_DESCRIPTION:
            known = self._bearer(noun.lower, span) if head[0].lower == "the" else None
            if known is None and (known := self._holder(span, sentence.passage)) is not None:
                self._cast.figures[known].states(Affiliation(span.of(self._body), span))
            if known is not None:
                return Resolved(known, 0.7, "role")
        found = self._unnamed(whole, "unnamed", group=plural or noun.tag != "NN")
        if found.figure is not None and not head[0].tag.startswith("NNP") and head[0].start == sentence.start:
            self._cast.lower_first(found.figure)  # "Critics said" at the head of a sentence: they are critics
        return found

    def _issuer(self, noun: str, place: int, passage: int) -> int | None:
        """Who brought out the last paper of that kind, in this passage or the one above."""
        for paper, start, where, figure in reversed(self._papers):
            if paper == noun and start < place:
                return figure if passage - where <= 1 else None
        return None

    def _of_two(self, span: Span, latter: bool) -> Resolved:  # noqa: FBT001 - which of the two is the question
        """ "the former", "the latter": of the last two people named side by side."""
        before = self._people[: bisect_left(self._starts, span.start)]
        for second, first in pairwise(reversed(before[-_PAIR_BACK:])):
            if self._body[first.span.end : second.span.start].strip() in {"and", "or"}:
                return Resolved(self._cast.of[(second if latter else first).span], 0.7, "of two")
        return Resolved(None, 0.0, "of two")

    def _author(self, head: Sequence[Token], whole: Sequence[Token]) -> int | None:
        """Who wrote the document that speaks: "Mary Stone's letter", "a statement by Mary Stone"."""
        if head[-1].lower not in DOCUMENTS:
            return None
        rest = whole[len(head) :]
        by = bool(rest) and rest[0].lower in {"by", "from"}
        owned = [t for t in head if t.tag == "POS"]
        span = Span(rest[0].end, rest[-1].end) if by else Span(head[0].start, owned[-1].start) if owned else None
        named = self._named_in(span) if span is not None else []
        return self._cast.of[named[-1].span] if named else None

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
        for name in takewhile(lambda n: passage - n.passage <= _BACK, reversed(self._people[:here])):
            if self._holds(self._cast.of[name.span], words):
                return self._cast.of[name.span]
        soon = takewhile(lambda n: n.passage - passage <= _AHEAD, self._people[here:])
        able = {self._cast.of[n.span] for n in soon if places(words) and self._holds(self._cast.of[n.span], words)}
        return able.pop() if len(able) == 1 else None

    def _holds(self, figure: int, description: str) -> bool:
        return any(same_office(description, a.text) for a in self._cast.figures[figure].affiliations)

    def _unnamed(self, span: Span, rule: str, *, group: bool) -> Resolved:
        """A speaker kept as the article words them, less the article before."""
        text = " ".join(span.of(self._body).split())
        words = text.split(" ")
        if text.isupper() and len(words) > 2:
            return Resolved(None, 0.0, "capitals")  # where a name ends in a text all in capitals cannot be told
        while (
            len(words) > 1 and words[0].lower() in _ARTICLES and not (len(words) == 2 and words[1].endswith(_PEOPLES))
        ):
            words = words[1:]
        lower = [w.lower() for w in words]
        if "of" in lower[1:4] and lower[lower.index("of") - 1] in MEASURES and lower[-1] != "of":
            words = words[lower.index("of") + 1 :]  # "its fair share of |apologists|"
        kind = "GROUP" if group or _is_animate(words) else "THING"
        figure = Figure(" ".join(words), name_parts(" ".join(words)), group=group, kind=kind)
        return Resolved(self._cast.add(figure, text), 0.75, rule)

    # ---------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, sentence: Sentence, token: Token, said: Sequence[Span]) -> Resolved:
        if token.lower in SPEECH_ACT:
            return Resolved(None, 0.0, "first person")
        able = self._memory.candidates(sentence.passage, sentence.start, token)
        named = [n for span in said for n in self._named_in(span)]
        for spoken_of in {self._cast.of[n.span] for n in named} & able.keys():
            able[spoken_of]["spoken of"] = 1.0
        if (fronted := topic(sentence.tokens)) and fronted.end <= token.start:
            for announced in {self._cast.of[n.span] for n in self._named_in(fronted)} & able.keys():
                able[announced]["topic"] = 1.0
        after = bool(said) and said[0].start > token.end
        if after and named and named[0].whole.start == said[0].start and self._is_subject(named[0]):
            able.pop(self._cast.of[named[0].span], None)  # "He says that |Tang| ...": he is not Tang
        if not able:
            return Resolved(None, 0.0, "pronoun without antecedent")
        ranked = rank(able)
        best, share = ranked[0]
        figure = self._cast.figures[best]
        if figure.gender is Gender.UNKNOWN and share > _LEARN_GENDER:
            figure.gender = gender_of(token)
        reasons = tuple((i, s, tuple(k for k, v in able[i].items() if v)) for i, s in ranked)
        return Resolved(best, share, "pronoun", reasons)

    def _is_subject(self, name: Name) -> bool:
        """Whether no possessive follows the name: not "|Kim's| aides"."""
        return self._body[name.span.end : name.span.end + 1] not in {"’", "'"}


def _in_apposition(head: Sequence[Token], whole: Sequence[Token]) -> bool:
    return len(whole) > len(head) and whole[len(head)].text == ","


def _is_list(tokens: Sequence[Token]) -> bool:
    """ "Ding, Zhao and others", not "Kim of the Bank of Korea and Japan"."""
    return any(t.lower in {"and", "or"} for t in tokens) and not any(t.tag == "IN" for t in tokens)


def _is_animate(words: Sequence[str]) -> bool:
    """Whether a description is of somebody: a noun for one who can speak stands before any preposition."""
    head = list(takewhile(lambda w: w.lower() not in _ATTACHED, words))
    return any(w.lower().strip(",.") in PERSON_NOUNS for w in head[-2:])
