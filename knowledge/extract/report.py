"""A report: one cue in its sentence, with its subject and what it reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.extract.lexicon import DAYS
from knowledge.extract.phrases import FINITE, noun_phrase_after
from knowledge.extract.tokens import QUOTED
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.cues import Verb
    from knowledge.extract.phrases import Phrase
    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

ENDS = frozenset({".", "?", "!", ";", "…", "..."})
DASHES = frozenset({"–", "—", "--"})
QUESTIONS = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when", "which"})
_NO_HEARERS = frozenset("that whether if to of against".split())
_OF_WHAT = frozenset("accuse advise assure convince inform notify remind suspect warn".split())  # "warned them of it"
_INDEFINITE = frozenset("a an members some dozens hundreds thousands".split())
_PROPER = frozenset({"NNP", "NNPS"})
PARTICLES = frozenset({"RB", "RP", "RBR"})
# Words that open a clause which only leads up to the main one: "|When| Kim said that, ...".
LEADING = frozenset(
    "despite amid when if after while as before because although though since once whenever unless until where".split()
)
_ASKING_WHETHER = frozenset({"whether", "why", "how"})


@dataclass(slots=True)
class Report:
    """A cue in its sentence. `contents` are ranges of the body; `inherits` says that the subject stands further back.

    `frame` names the shape of sentence it was found by ("bare" reports nothing itself); `before` says that the content
    stands before the cue; `at` is the cue's token; `via` is who passes on what the subject said; `against` says that
    the subject withholds or denies the words.
    """

    sentence: Sentence
    cue: Span
    lemma: str
    frame: str = ""
    subject: Phrase | None = None
    contents: list[Span] = field(default_factory=list)
    hearer: Span | None = None
    inherits: bool = False
    before: bool = False
    attitude: bool = False
    at: int = 0
    via: Phrase | None = None
    against: bool = False

    def add(self, first: int, last: int) -> None:
        """Take the tokens from `first` to `last` (exclusive) as content."""
        tokens = self.sentence.tokens
        self.contents.append(Span(tokens[first].start, tokens[last - 1].end))

    def holds(self, token: Token) -> bool:
        """Whether a token stands in the content."""
        return any(c.start <= token.start < c.end for c in self.contents)

    @property
    def marked(self) -> bool:
        """Whether there are words in quotation marks among the content."""
        return any(t.tag == QUOTED and self.holds(t) for t in self.sentence.tokens)


def report_at(sentence: Sentence, at: int, lemma: str, frame: str = "") -> Report:
    """A report whose cue is one token."""
    token = sentence.tokens[at]
    return Report(sentence, Span(token.start, token.end), lemma, frame, at=at)


def is_day(token: Token) -> bool:
    """Whether a word names a day: "said |Tuesday| that"."""
    return token.lower in DAYS or token.lower in {"today", "yesterday"}


def leads_up(tokens: Sequence[Token], subject: Phrase) -> bool:
    """Whether a subject's clause depends on another: "|If| Kim goes, ...", "asked |whether| Kim had"."""
    i = subject.first - 1
    while i > 0 and tokens[i].tag in PARTICLES:
        i -= 1
    return i >= 0 and (tokens[i].lower in LEADING | _ASKING_WHETHER) and tokens[i].tag in {"IN", "WRB", "RB"}


def token_at(tokens: Sequence[Token], i: int) -> Token | None:
    """The token at `i`, if there is one."""
    return tokens[i] if 0 <= i < len(tokens) else None


def note_hearer(report: Report, verb: Verb) -> int:
    """Note whom it was said to ("told |reporters| that") and return the token after them."""
    tokens, i = report.sentence.tokens, report.at + 1
    phrase = noun_phrase_after(tokens, i) if "h" in verb.frames else None
    if phrase is None or tokens[i].lower in _NO_HEARERS or tokens[i].tag == QUOTED or is_day(tokens[i]):
        return i
    after = token_at(tokens, phrase.head)
    if after is not None and after.tag in FINITE and verb.lemma in {"warn", "promise", "ask"}:
        return i
    report.hearer = Span(tokens[i].start, tokens[_end_of_hearer(tokens, phrase, verb) - 1].end)
    return phrase.head


def _end_of_hearer(tokens: Sequence[Token], phrase: Phrase, verb: Verb) -> int:
    """Where the words for a hearer end: "told a crowd of fishermen|", "told the board| of the plan"."""
    of, begins = token_at(tokens, phrase.head), token_at(tokens, phrase.head + 1)
    if of is None or begins is None or of.lower != "of" or begins.tag == QUOTED or verb.lemma in _OF_WHAT:
        return phrase.head
    first = tokens[phrase.first].lower
    belongs = first in _INDEFINITE or begins.tag == "CD" or {tokens[phrase.head - 1].tag, begins.tag} <= _PROPER
    further = noun_phrase_after(tokens, phrase.head + 1) if belongs else None
    return further.head if further is not None else phrase.head
