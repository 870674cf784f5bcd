"""Whose name a speaker's mention carries, as far as a human's span and an automatic parse can honestly say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.extraction.names import name_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.extraction.corenlp import Parse
    from knowledge.model import Span

PERSONAL = "i me my mine myself we us our ours ourselves you your yourself he him his himself she her hers herself"
NEUTRAL = "it its itself they them their theirs themselves one who whom whoever which that what this these those"
INDEFINITE = "someone somebody anyone anybody everyone everybody nobody some many others both all few most"
PRONOUNS = frozenset(f"{PERSONAL} {NEUTRAL} {INDEFINITE}".split())


class Speaker(NamedTuple):
    """What a mention says: its sort, the name, and where the name comes from (see `Label`)."""

    sort: str
    name: str | None
    origin: str | None


NOBODY = Speaker("none", None, None)


def speaker_by_capitals(raw: str) -> Speaker:
    """Tell whom a mention names where there is no parse: its last run of capitalised words."""
    words = [word.lower().strip(".") for word in re.findall(r"[\w'’.-]+", raw)]
    if not words:
        return NOBODY
    if all(word in PRONOUNS for word in words):
        return Speaker("pronoun", None, None)
    runs = re.findall(r"(?:[A-Z][\w'’.-]+(?:\s+|$)){1,4}", raw)
    return Speaker("named", runs[-1].strip(), "mention") if runs else Speaker("nominal", raw, "mention")


@dataclass(frozen=True, slots=True)
class Speakers:
    """Tells speakers in one parsed text: a name by its longest form there, a pronoun by the parse's coreference."""

    text: str
    parse: Parse
    first_form: dict[str, str]
    by_surname: dict[str, list[str]]

    @classmethod
    def of(cls, text: str, parse: Parse) -> Speakers:
        """Collect the full names; under one surname the most frequent goes first."""
        count: Counter[str] = Counter()
        first_form: dict[str, str] = {}
        for entity in parse.entities:
            raw = parse.span_of(entity).of(text)
            words = name_words(raw)
            if entity.sort == "PERSON" and len(words) > 1:
                count[" ".join(words)] += 1
                first_form.setdefault(" ".join(words), _squeezed(raw))
        by_surname = defaultdict(list)
        for key in sorted(count, key=lambda key: (-count[key], key)):
            by_surname[key.split()[-1]].append(key)
        return cls(text, parse, first_form, dict(by_surname))

    def speaker(self, mention: Sequence[Span]) -> Speaker:
        """Tell whom a mention, in one or more pieces, names."""
        raw = " ".join(span.of(self.text) for span in mention).strip()
        words = [word.lower().strip(".") for word in re.findall(r"[\w'’.-]+", raw)]
        if not words:
            return NOBODY
        tokens = self.parse.within(mention)
        if not tokens:
            return Speaker("pronoun" if words[0] in PRONOUNS else "nominal", None, None)
        head = self._head(tokens)
        return self._by_name(tokens, head) or self._by_coreference(head, raw, words)

    def _head(self, tokens: list[int]) -> int:
        outside = (i for i in tokens if self.parse.tokens[i].head not in tokens)
        return next((i for i in outside if re.search(r"\w", self._word(i))), tokens[0])

    def _by_name(self, tokens: list[int], head: int) -> Speaker | None:
        entity = self.parse.entity_at.get(head) or next(
            (self.parse.entity_at[i] for i in tokens if self._is_person_beside(i, head)), None
        )
        if entity:
            raw = self.parse.span_of(entity).of(self.text)
            if entity.sort == "PERSON":
                return Speaker("named", self._longest(raw), "mention")
            return Speaker("other-name", _squeezed(raw), "mention")
        if not self._is_proper(head):
            return None
        raw = self._proper_name_around(tokens, head)
        surname = name_words(raw)[-1:]
        if surname and surname[0] in self.by_surname:
            return Speaker("named", self._longest(raw), "mention")
        return Speaker("other-name", _squeezed(raw), "mention")

    def _is_person_beside(self, token: int, head: int) -> bool:
        entity = self.parse.entity_at.get(token)
        beside = self.parse.tokens[token].head == head and self.parse.tokens[token].relation == "appos"
        return beside and entity is not None and entity.sort == "PERSON"

    def _proper_name_around(self, tokens: list[int], head: int) -> str:
        first = last = head
        while first - 1 in tokens and self._is_proper(first - 1):
            first -= 1
        while last + 1 in tokens and self._is_proper(last + 1):
            last += 1
        return self.text[self.parse.tokens[first].span.start : self.parse.tokens[last].span.end]

    def _by_coreference(self, head: int, raw: str, words: list[str]) -> Speaker:
        is_pronoun = len(words) <= 2 and all(word in PRONOUNS for word in words)
        sort = "pronoun" if is_pronoun else "nominal"
        votes: Counter[str] = Counter()
        for token in self.parse.chain_with_head(head):
            entity = self.parse.entity_at.get(token)
            if entity and entity.sort in ("PERSON", "ORGANIZATION"):
                name = self.parse.span_of(entity).of(self.text)
                votes[self._longest(name) if entity.sort == "PERSON" else name] += 1
        if votes:
            return Speaker(sort, votes.most_common(1)[0][0], "coref")
        return Speaker(sort, None, None) if is_pronoun else Speaker(sort, _squeezed(raw), "mention")

    def _longest(self, raw: str) -> str:
        words = name_words(raw)
        if not words:
            return _squeezed(raw)
        whole = self.first_form.get(" ".join(words))
        if whole:
            return whole
        likely = self.by_surname.get(words[-1], [])
        if len(words) > 1:
            likely = [key for key in likely if set(words) & set(key.split()[:-1])]
        return self.first_form[likely[0]] if likely else re.sub(r"['’]s$", "", _squeezed(raw))

    def _is_proper(self, token: int) -> bool:
        return self.parse.tokens[token].tag.startswith("NNP")

    def _word(self, token: int) -> str:
        return self.parse.tokens[token].span.of(self.text)


def _squeezed(raw: str) -> str:
    return " ".join(raw.split())
