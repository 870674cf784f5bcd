"""Reports without a reporting verb: "according to", "his claim that", a name and a colon, any clause before marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.clauses import add_clause, add_marked, content_start
from knowledge.extract.cues import verbs
from knowledge.extract.phrases import FINITE, Phrase, group_start, noun_phrase_after, speaker_after, subject_before
from knowledge.extract.report import DASHES, Report, leads_up, report_at, token_at
from knowledge.extract.tokens import QUOTED
from knowledge.extract.trailing import past_apposition, resume
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

_NO_SPEAKERS = frozenset({"it", "there", "this", "that"})
_SENTENCE_LENGTH = 12  # characters of marked words that a colon or comma may introduce as speech
_NEAR = 8  # words before a participle in which a verb would show that it is one
_LABEL = 8  # words before the colon of a label
_WORDINGS = frozenset("phrase term expression slogan words line".split())


def according(sentence: Sentence, i: int) -> Report | None:
    """ "According to S, CLAUSE"; "CLAUSE, according to S"; "The island, according to S, is"."""
    tokens = sentence.tokens
    phrase = speaker_after(tokens, i + 2)
    if phrase is None:
        return None
    report = report_at(sentence, i, "according to", "according")
    report.cue, report.subject = Span(tokens[i].start, tokens[i + 1].end), phrase
    if i == 0:
        return _ahead(report, phrase.last)
    start = content_start(tokens, i)
    end = i
    while end > start and (tokens[end - 1].text in {",", "("} or tokens[end - 1].text in DASHES):
        end -= 1
    if start < end:
        report.add(start, end)
        report.before = True
    if tokens[i - 1].text == ",":
        resume(report, phrase.last)
    return report


def nominal(sentence: Sentence, i: int) -> Report | None:
    """ "his claim that ...", "In his words: “...”", "they have used the phrase “...”"."""
    tokens = sentence.tokens
    after, second = token_at(tokens, i + 1), token_at(tokens, i + 2)
    if after is None:
        return None
    report = report_at(sentence, i, tokens[i].lower, "noun")
    report.subject = _owner(tokens, i)
    that = _past_hearer(tokens, i + 1)
    if that is not None and report.subject is not None:
        add_clause(report, that + 1, "noun")
        finite = [t for t in tokens if t.tag in FINITE and report.holds(t)]
        return report if len(finite) == 1 else None  # "his claim that X |is| Y": where X ends cannot be told
    marked = after.tag == QUOTED or (after.text in {":", ","} and second is not None and second.tag == QUOTED)
    if report.subject is not None and marked and add_marked(report, i + (1 if after.tag == QUOTED else 2), "noun"):
        return report
    return _used(report, i) if tokens[i].lower in _WORDINGS and after.tag == QUOTED else None


def introduced(sentence: Sentence) -> Iterator[Report]:
    """Marked words after a colon or comma speak for the clause before them, whatever its verb: "Kim shot back"."""
    tokens = sentence.tokens
    for i in range(2, len(tokens)):
        region = tokens[i].region
        if region is None or tokens[i - 1].text not in {":", ","} or len(region.inner) < _SENTENCE_LENGTH:
            continue
        report = _label(sentence, i) if tokens[i - 1].text == ":" else None
        report = report or _any_verb(sentence, i)
        if report is not None and add_marked(report, i, report.frame):
            yield report


def _ahead(report: Report, end: int) -> Report:
    """The clause after "According to S,"."""
    tokens = report.sentence.tokens
    i = end
    while i < len(tokens) and tokens[i].text != "," and tokens[i].tag != QUOTED:
        i += 1
    if i < len(tokens) and tokens[i].text == ",":
        i = past_apposition(tokens, i, end)
    if i < len(tokens):
        add_clause(report, i, "according")
    return report


def _any_verb(sentence: Sentence, i: int) -> Report | None:
    """The nearest verb before the marks that has a subject, or is a participle of one."""
    tokens = sentence.tokens
    start = next((j + 1 for j in range(i - 2, -1, -1) if tokens[j].text in {";", ":"} or tokens[j].tag == QUOTED), 0)
    for j in range(i - 2, start - 1, -1):
        participle = tokens[j].tag == "VBG" and tokens[j - 1].tag not in {"DT", "PRP$", "JJ"}
        if not participle and tokens[j].tag not in {"VBD", "VBZ", "VBP"} and not _taken_for_participle(tokens, j):
            continue
        subject = None if participle else subject_before(tokens, group_start(tokens, j), start)
        if (
            subject is not None
            and tokens[subject.first].lower in _NO_SPEAKERS
            and any(t.tag in FINITE for t in tokens[start:j])
        ):
            continue  # "Kim said |it was| too early: “...”"
        if subject is not None and tokens[i - 1].text == "," and _only_leads_up(tokens, subject, j):
            return None
        if participle or subject is not None:
            report = report_at(sentence, j, tokens[j].lower, "introduced")
            report.subject, report.inherits = subject, participle
            return report
    return None


def _taken_for_participle(tokens: Sequence[Token], j: int) -> bool:
    """ "But Lee quickly |deflected| with a joke: “...”": after a name and without a helper it is the verb."""
    near = tokens[max(0, j - _NEAR) : j]
    if tokens[j].tag != "VBN" or any(t.tag in FINITE for t in near):
        return False
    before = next((t for t in reversed(near) if t.tag != "RB"), None)
    return before is not None and (before.tag == "PRP" or (before.tag == "NNP" and before.entity == "PER"))


def _only_leads_up(tokens: Sequence[Token], subject: Phrase, v: int) -> bool:
    """ "If Kim lifts the ban, “the war ends”": such a clause does not speak, but "As Kim put it, “...”" does."""
    return leads_up(tokens, subject) and tokens[v].lower not in verbs()


def _label(sentence: Sentence, i: int) -> Report | None:
    """ "Clinton: “...”", "More from Jones: “...”": a name and a colon, without a verb."""
    tokens = sentence.tokens
    if i - 1 > _LABEL or any(t.tag in FINITE for t in tokens[: i - 1]):
        return None
    start = next((j + 1 for j in range(i - 2, -1, -1) if tokens[j].lower in {"from", "by"}), 0)
    phrase = noun_phrase_after(tokens, start)
    if phrase is None or phrase.last != i - 1:
        return None
    report = report_at(sentence, i - 1, ":", "label")
    report.subject = phrase
    return report


def _past_hearer(tokens: Sequence[Token], i: int) -> int | None:
    """The "that" after a noun of speech and whom it was said to: "his words |to his friends| that"."""
    if tokens[i].lower in {"to", "with"}:
        phrase = noun_phrase_after(tokens, i + 1)
        i = phrase.last if phrase is not None else i
    token = token_at(tokens, i)
    return i if token is not None and token.lower == "that" and token.tag in {"IN", "WDT", "DT"} else None


def _used(report: Report, i: int) -> Report | None:
    """ "they |have used the phrase| “X”": whoever uses the phrase says it."""
    tokens = report.sentence.tokens
    verb = next((j for j in range(i - 1, max(i - 4, 0), -1) if tokens[j].tag.startswith("VB")), None)
    if verb is None:
        return None
    report.subject = subject_before(tokens, group_start(tokens, verb))
    report.add(i + 1, i + 2)
    return report if report.subject is not None else None


def _owner(tokens: Sequence[Token], i: int) -> Phrase | None:
    """Whose claim it is: a possessive pronoun or a name with 's before the noun."""
    j = i - 1
    while j >= 0 and tokens[j].tag in {"JJ", "CD", "JJS", "NN", "RB", "VBN", "VBG"}:
        j -= 1
    if j >= 0 and tokens[j].tag == "PRP$":
        return Phrase(j, j + 1, j + 1)
    if j <= 0 or tokens[j].tag != "POS":
        return None
    first = j
    while first > 0 and tokens[first - 1].tag in {"NNP", "NN", "NNS", "NNPS", "JJ", "DT", "CD"}:
        first -= 1
    return Phrase(first, j, j) if first < j else None
