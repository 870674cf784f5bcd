"""Sentences as a reader of attributions sees them: what stands in quotation marks is one word of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.extract.cues import verbs
from knowledge.extract.lexicon import PERSON_NOUNS, PLACES
from knowledge.extract.scripts import is_native_name
from knowledge.extract.tagger import tag
from knowledge.extract.tokens import QUOTED, Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.extract.marks import Region
    from knowledge.model import Span

_NAMES = frozenset({"NNP", "NNPS"})
_TERMINAL = frozenset(".?!…")
_CLOSING = frozenset("”’»」』)]\"'")
_LONGEST = 400  # tokens the tagger sees at once; a "sentence" longer than that is a table or noise
_ATTRIBUTION_WINDOW = 9
_LONGEST_NAME = 4
_LONGEST_ASIDE = 16  # tokens
_CONNECTIVES = frozenset(
    {
        "for example", "for instance", "however", "meanwhile", "too", "though", "of course", "in turn", "therefore",
        "indeed", "moreover", "nevertheless", "by contrast", "in contrast", "on the other hand", "in fact", "for one",
        "for his part", "for her part", "for their part", "in particular", "then", "among others", "as well", "also",
    }
)  # fmt: skip
_FULL_SENTENCE = 30  # characters in marks after an abbreviation that are a sentence of their own
_BEFORE_NAMES = frozenset("mr. mrs. ms. dr. sen. rep. gov. gen. st. prof. vs. lt. col. sgt. rev. hon.".split())


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
        _mend(part)
    folded = _fold(body, words, regions)
    return [Sentence(passage, _without_asides(part), _between(words, part)) for part in _split(folded, body)]


def agree_on_names(parts: Iterable[Sentence]) -> None:
    """Read a word as a name everywhere in the article where it is capitalised, if some place leaves no doubt.

    "Ding" looks like a verb to the tagger; "Ding Xiaoxing (丁晓星)" settles it for the whole article.
    """
    everything = list(parts)
    certain: set[str] = set()
    for sentence in everything:
        for i, token in enumerate(sentence.words[:-1]):
            after = sentence.words[min(i + 2, len(sentence.words) - 1)].text
            if token.tag == "NNP" and sentence.words[i + 1].text in {"(", "["} and is_native_name(after):
                certain |= {t.text for t in sentence.words[max(0, i - 1) : i + 1] if t.tag == "NNP"}
    for sentence in everything:
        for token in (*sentence.words, *sentence.tokens):
            if token.text in certain:
                token.tag, token.entity = "NNP", "PER"


def _mend(words: list[Token]) -> None:
    """A capitalised word after a title or beside part of a name is part of the name, however the tagger took it."""
    for token in words:
        if token.lower in PLACES and token.text[0].isupper() and not token.tag.startswith(("NN", "PRP")):
            token.tag, token.entity = "NNP", "LOC"  # "Beijing says" looks like a participle
    for before, token in pairwise(words):
        if (
            token.lower in PERSON_NOUNS
            and token.tag in {"VB", "VBP", "IN", "RB"}
            and before.tag in {"DT", "JJ", "NNP", "PRP$", "CD"}
        ):
            token.tag, token.entity = "NN", "PER"
    for (before, token), after in zip(pairwise(words), [*words[2:], None], strict=False):
        if (
            token.tag.startswith("VB")
            and token.text[0].isupper()
            and after is not None
            and after.tag == "NNP"
            and not before.text[0].isupper()
        ):
            token.tag, token.entity = "NNP", "ORG"  # “...,” |Fed| Chair Janet Yellen said
        if not token.text[0].isupper() or token.tag in _NAMES or not token.is_word or len(token.text) < 2:
            continue
        if before.lower in _BEFORE_NAMES or (
            before.tag == "NNP"
            and before.entity == "PER"
            and token.tag in {"NN", "JJ", "IN", "VB", "RB", "UH", "FW", "NNS"}
        ):
            token.tag, token.entity = "NNP", "PER"
    for i, token in enumerate(words):
        if token.text in {"(", "["} and i + 1 < len(words) and is_native_name(words[i + 1].text):
            _name_before(words, i)


def _name_before(words: list[Token], bracket: int) -> None:
    """ "Ding Xiaoxing (丁晓星)": the capitalised words before a name in another script are that name."""
    i = bracket - 1
    if i >= 0 and words[i].tag == "POS":
        i -= 1
    first = i
    while first > 0 and first > i - _LONGEST_NAME and words[first - 1].text[0].isupper() and words[first - 1].is_word:
        first -= 1
    if i > first and words[i].text[0].isupper():
        for token in words[i - 1 : i + 1]:
            token.tag, token.entity = "NNP", "PER"


def _between(words: list[Token], part: list[Token]) -> list[Token]:
    first = bisect_right(words, part[0].start - 1, key=lambda t: t.start)
    last = bisect_right(words, part[-1].end - 1, key=lambda t: t.start)
    return words[first:last]


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Drop what stands between a speaker and their verb without telling anything of either.

    Short brackets after a name ("Kim (D-Ohio) said", "Zhao Huasheng (赵华胜), ..."), ages ("Kim, 69, said") and
    connecting phrases between commas ("Kim, for example, said").
    """
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        past = _aside_end(tokens, i) if kept else i
        if past == i:
            kept.append(tokens[i])
            i += 1
        else:
            i = past
    return kept


def _aside_end(tokens: list[Token], i: int) -> int:
    """Where the aside that begins at `i` ends; `i` itself where none does."""
    if tokens[i].text in {"(", "["} and tokens[i - 1].tag in {"NNP", "NNPS", "POS", "NN", "NNS"}:
        for j in range(i + 1, min(i + _LONGEST_ASIDE, len(tokens))):
            if tokens[j].tag == QUOTED or tokens[j].tag in {"VBD", "VBZ", "VBP", "MD"}:
                return i
            if tokens[j].text in {")", "]"}:
                return j + 1
    if tokens[i].text == ",":
        if i + 2 < len(tokens) and tokens[i + 1].text.isdigit() and tokens[i + 2].text in {",", "."}:
            return i + 2 if tokens[i + 2].text == "." else i + 3
        for length in (1, 2, 3):
            end = i + 1 + length
            if (
                end < len(tokens)
                and tokens[end].text == ","
                and " ".join(t.lower for t in tokens[i + 1 : end]) in _CONNECTIVES
            ):
                verb = end + 1 < len(tokens) and tokens[end + 1].tag[:2] in {"VB", "MD", "RB"}
                return end + 1 if verb else end
    return i


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
        last = region.inner.of(body).rstrip()[-1:]
        folded.append(Token(region.outer.start, region.outer.end, "", last, QUOTED, region=region))
    folded.extend(words[at:])
    return folded


def _split(tokens: list[Token], body: str) -> Iterator[list[Token]]:
    start = 0
    for i, token in enumerate(tokens):
        if i + 1 < len(tokens) and _ends(tokens, i, body):
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
            and token.lower not in _BEFORE_NAMES
        )
    if not after.text[:1].isupper() or token.text[0].islower():
        return False
    return (
        token.lower not in _BEFORE_NAMES
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
