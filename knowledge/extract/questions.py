"""What is put to somebody, and is not theirs: "Asked why Hale had “lied”, Stone laughed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.cues import Verb, verbs
from knowledge.extract.phrases import noun_phrase_after
from knowledge.extract.report import ENDS, QUESTIONS, Report, report_at, token_at
from knowledge.extract.tokens import QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

_PUT = frozenset({"question", "press", "quiz", "challenge", "confront", "grill"})  # beside the verbs with a hearer
_BEFORE = frozenset({"when", "if", "once", "while", "being"})
_TOPICS = frozenset("about of on over with to by".split())
_CONTENTS = QUESTIONS | {"that"}


def put_to(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle at `i` or after "when" opens the sentence: "Asked why ...", "When |told| that ..."."""
    v = i + (tokens[i].lower in _BEFORE | {"and", "but"})
    verb = verbs().get(tokens[v].lower) if v < len(tokens) else None
    return verb is not None and _is_put(tokens, v, verb)


def question_put(sentence: Sentence, v: int, verb: Verb) -> Report | None:
    """The report of what is put to the subject of the main clause, by whoever "by" names, else by nobody named.

    Nobody's words without marks are left out: the report is then empty.
    """
    tokens = sentence.tokens
    opens = v == 0 or tokens[v - 1].lower in _BEFORE or (v == 1 and tokens[0].tag == "CC")
    if not opens or not _is_put(tokens, v, verb):
        return None
    report = report_at(sentence, v, verb.lemma, "put to")
    i = v + 1
    if i < len(tokens) and tokens[i].lower == "by":
        report.subject = noun_phrase_after(tokens, i + 1)
        i = report.subject.last if report.subject is not None else i
    end = next((k for k in range(i, len(tokens)) if tokens[k].text == "," or tokens[k].text in ENDS), len(tokens))
    start = next((k for k in range(i, end) if tokens[k].lower in _CONTENTS or tokens[k].tag == QUOTED), end)
    if i < end and tokens[i].lower in _TOPICS and start < end and tokens[start].tag == QUOTED:
        start = i + 1  # "about |Hale's promise “to keep the port open”|"
    start += start < end and tokens[start].lower == "that"
    if start < end:
        report.add(start, end)
    if report.subject is None and not report.marked:
        report.contents.clear()
    return report


def _is_put(tokens: Sequence[Token], v: int, verb: Verb) -> bool:
    """A past participle of a verb with a hearer, without one after it; never "Asked Kim: “...”"."""
    if verb.form != "past" or not ("h" in verb.frames or verb.lemma in _PUT):
        return False
    after = token_at(tokens, v + 1)
    return after is not None and (after.lower in _TOPICS | _CONTENTS or after.tag == QUOTED)
