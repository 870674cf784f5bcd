"""Sentences as a reader of attributions sees them: what stands in quotation marks is one word of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extract.asides import without_asides
from knowledge.extract.cues import verbs
from knowledge.extract.mending import TITLES_WITH_STOP, mend
from knowledge.extract.tagger import tag
from knowledge.extract.tokens import QUOTED, Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.extract.marks import Region
    from knowledge.model import Span

_TERMINAL = frozenset(".?!…")
_CLOSING = frozenset("”’»」』)]\"'")
_INNER_MARKS = "”’\"'» "  # that close a quotation within: “He told me, ‘Go,’”
_LONGEST = 400  # tokens; a longer "sentence" is a table or noise, and is cut so that the work stays linear
_ATTRIBUTION_WINDOW = 9
_FULL_SENTENCE = 30  # characters in marks after an abbreviation that are a sentence of their own


@dataclass(slots=True)
class Sentence:
    """One sentence of a passage: `tokens` as the attributions see it, `words` as they stand in the text."""

    passage: int
    tokens: list[Token]
    words: list[Token]

    @property
    def start(self) -> int:
        """Where it begins in the body."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the body."""
        return self.tokens[-1].end


def sentences(body: str, passage: int, span: Span, regions: Sequence[Region]) -> list[Sentence]:
    """The tagged sentences of one passage; `regions` are its outermost quotation marks, in order."""
    words = tokenize(body, span.start, span.end)
    for part in _plain_sentences(words):
        tag(part)
        mend(part)
    folded = _fold(body, words, regions)
    return [Sentence(passage, without_asides(part), _between(words, part)) for part in _split(folded, body)]


def _between(words: list[Token], part: list[Token]) -> list[Token]:
    first = bisect_right(words, part[0].start - 1, key=lambda t: t.start)
    last = bisect_right(words, part[-1].end - 1, key=lambda t: t.start)
    return words[first:last]


def _plain_sentences(words: list[Token]) -> Iterator[list[Token]]:
    """Stretches for the tagger: cut after any full stop, whether in quotation marks or not."""
    start = 0
    for i, token in enumerate(words):
        if (token.text[-1] in "?!" or token.text == ".") or i - start >= _LONGEST:
            yield words[start : i + 1]
            start = i + 1
    if start < len(words):
        yield words[start:]


def _fold(body: str, words: list[Token], regions: Sequence[Region]) -> list[Token]:
    """Replace the words of each region by one token."""
    folded: list[Token] = []
    at = 0
    for region in regions:
        while at < len(words) and words[at].start < region.outer.start:
            folded.append(words[at])
            at += 1
        while at < len(words) and words[at].start < region.outer.end:
            at += 1
        last = region.inner.of(body).rstrip().rstrip(_INNER_MARKS)[-1:]
        folded.append(Token(region.outer.start, region.outer.end, "", last, QUOTED, region=region))
    folded.extend(words[at:])
    return folded


def _split(tokens: list[Token], body: str) -> Iterator[list[Token]]:
    start = 0
    for i in range(len(tokens) - 1):
        if i + 1 - start >= _LONGEST or _ends(tokens, i, body):
            yield tokens[start : i + 1]
            start = i + 1
    if start < len(tokens):
        yield tokens[start:]


def _ends(tokens: list[Token], i: int, body: str) -> bool:
    """Whether a sentence ends after token `i`."""
    token, after = tokens[i], tokens[i + 1]
    if after.text in _CLOSING or after.text in {".", "?", "!", ",", ";"}:
        return False
    if token.region is not None:
        return _quote_ends(tokens, i, body)
    if token.text in {"?", "!"} or token.text == ".":
        return after.tag == QUOTED or not after.text[:1].islower()
    if token.text in _CLOSING and i and tokens[i - 1].text in _TERMINAL:
        return not after.text[:1].islower()
    if token.text[-1] == "." and len(token.text) > 1 and token.is_word:
        return _abbreviation_ends(token, after)
    return token.text in {"...", "…"} and after.text[:1].isupper() and after.tag != QUOTED and not token.region


def _abbreviation_ends(token: Token, after: Token) -> bool:
    """ "...in the U.S. The plan..." ends a sentence; "U.S. President", "Mr. Trump" and "J. Smith" do not."""
    if after.region is not None:
        return (
            len(after.region.inner) > _FULL_SENTENCE
            and token.text[0].isupper()
            and len(token.text) > 2
            and token.lower not in TITLES_WITH_STOP
        )
    if not after.text[:1].isupper() or token.text[0].islower():
        return False
    return (
        token.lower not in TITLES_WITH_STOP
        and len(token.text) > 2
        and after.tag in {"DT", "PRP", "CC", "RB", "EX", "WP", "WRB", "PRP$"}
    )


def _quote_ends(tokens: list[Token], i: int, body: str) -> bool:
    """Whether marked words end their sentence: “Why?” he asked goes on, “Why.” He left does not."""
    region, after = tokens[i].region, tokens[i + 1]
    if region is None:
        return False
    inner = region.inner.of(body).rstrip().rstrip("”’\"'»")
    if not inner or inner[-1] not in _TERMINAL:
        return False
    if after.tag == QUOTED:
        return True
    if not after.text[:1].isupper():
        return not after.is_word and after.text not in {",", ";", ":", ")", "–", "—", "--"}
    return not _attribution_follows(tokens, i + 1, inner[-1])


def _attribution_follows(tokens: list[Token], i: int, last: str) -> bool:
    """After “Why?” comes "Kim asked." or "Kim, the minister, asked.": the verb ends the clause or meets a comma."""
    if last == ".":
        return False
    table = verbs()
    for j in range(i, min(i + _ATTRIBUTION_WINDOW, len(tokens))):
        word = tokens[j]
        verb = table.get(word.lower)
        if verb is not None and verb.form in {"past", "s", "base"} and word.tag.startswith("VB"):
            after = tokens[j + 1] if j + 1 < len(tokens) else None
            return after is None or after.text in {".", ","} or after.tag in {"IN", "NNP", "RB", "TO", "PRP"}
        if word.tag == QUOTED or word.text in {".", "?", "!"} or word.tag in {"VBD", "VBZ", "MD", "VBP"}:
            return False
    return False
