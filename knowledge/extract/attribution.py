"""Who said it: the speaker of every draft, in reading order, with how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extract.circumstances import hearer, occasion
from knowledge.extract.coreference import Resolver
from knowledge.extract.phrases import FINITE, Phrase, group_start, subject_before
from knowledge.extract.quotations import Draft, PassageDrafts, words
from knowledge.extract.report import Report
from knowledge.model import Attribution, Kind, Quotation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.extract.sentences import Sentence

THRESHOLD = 0.3
_PHRASE = 3  # words; a shorter fragment in the writer's sentence says too little of whose it is
_BESIDE = 0.5


@dataclass(slots=True)
class _Said:
    """The last thing said, for what follows it without a cue of its own."""

    figure: int | None
    mention: Span | None
    cue: Span | None
    passage: int
    open_end: bool
    confidence: float
    direct: bool


def attribute(body: str, passages: Sequence[PassageDrafts], resolver: Resolver) -> list[Quotation]:
    """The quotations of an article with their speakers."""
    said: _Said | None = None
    found: list[Quotation] = []
    for passage in passages:
        _note_subjects(passage, resolver)
        opened = _introduction(passages[passage.passage - 1]) if passage.passage else None
        if opened is not None and passage.drafts and passage.drafts[0].follows:
            resolved = _by_report(body, opened, resolver)
            said = _Said(
                resolved.speaker, resolved.mention, resolved.cue, passage.passage, False, resolved.confidence, True
            )
        for n, draft in enumerate(passage.drafts):
            attribution = _attribute(body, passage, n, draft, said, resolver)
            if attribution.speaker is not None:
                resolver.spoke(attribution.speaker, draft.spans[-1].end, passage.passage)
            found.append(Quotation(draft.kind, tuple(draft.spans), passage.passage, attribution))
            said = _Said(
                attribution.speaker, attribution.mention, attribution.cue, passage.passage, draft.open_end,
                attribution.confidence, draft.kind is not Kind.INDIRECT,
            )  # fmt: skip
    return found


def _introduction(passage: PassageDrafts) -> Report | None:
    """The report that a passage ends on with a colon: "Kim echoed:" and then the words in a paragraph of their own."""
    last = passage.sentences[-1] if passage.sentences else None
    if last is None or last.tokens[-1].text != ":":
        return None
    spoken = [r for r in passage.reports if r.sentence is last and r.subject is not None and not r.attitude]
    if spoken:
        return spoken[-1]
    for i in range(len(last.tokens) - 1, -1, -1):
        if last.tokens[i].tag in FINITE:
            subject = subject_before(last.tokens, group_start(last.tokens, i))
            if subject is not None:
                cue = Span(last.tokens[i].start, last.tokens[i].end)
                return Report(last, cue, last.tokens[i].lower, "introduced", subject, at=i)
    return None


def _note_subjects(passage: PassageDrafts, resolver: Resolver) -> None:
    """Sentences without a report still tell who is being spoken of."""
    for sentence in passage.sentences:
        subject = _main_subject(sentence)
        if subject is not None and sentence.tokens[subject.first].tag != "PRP":
            figure = resolver.named(sentence, subject)
            if figure is not None:
                resolver.subject(sentence, figure, sentence.tokens[subject.first].start)


def _main_subject(sentence: Sentence) -> Phrase | None:
    for i, token in enumerate(sentence.tokens):
        if token.tag in FINITE:
            return subject_before(sentence.tokens, i)
    return None


def _attribute(
    body: str, passage: PassageDrafts, n: int, draft: Draft, said: _Said | None, resolver: Resolver
) -> Attribution:
    if draft.report is not None:
        return _by_report(body, draft.report, resolver, passage, draft.spans)
    if draft.follows:
        return _following(body, passage, n, said, resolver)
    return _beside(body, draft, said, resolver)


def _by_report(
    body: str, report: Report, resolver: Resolver, passage: PassageDrafts | None = None, said: Sequence[Span] = ()
) -> Attribution:
    subject, source = report.subject, report
    if subject is None and report.inherits and passage is not None:
        subject, source = _inherited(passage, report)
    cue = report.cue
    if subject is None:
        return Attribution(cue=cue, rule=report.frame)
    resolved = resolver.resolve(source.sentence, subject, said)
    mention = subject.span(source.sentence.tokens)
    return Attribution(
        speaker=resolved.figure if resolved.confidence >= THRESHOLD else None,
        mention=mention,
        cue=cue,
        via=resolver.name_of(source.sentence, report.via) if report.via is not None else None,
        hearer=hearer(body, report),
        occasion=occasion(body, report),
        confidence=resolved.confidence if resolved.figure is not None else 0.0,
        rule=f"{report.frame}, {resolved.rule}",
        candidates=resolver.explained(resolved),
    )


def _inherited(passage: PassageDrafts, report: Report) -> tuple[Phrase | None, Report]:
    """The subject of a participle or joined verb: that of the report before it, else of the sentence's first verb."""
    tokens = report.sentence.tokens
    before = [
        r for r in passage.reports if r.sentence is report.sentence and r.at < report.at and r.subject is not None
    ]
    if before:
        return before[-1].subject, before[-1]
    finite = [i for i, t in enumerate(tokens) if t.tag in FINITE and i != report.at]
    for i in [*reversed([f for f in finite if f < report.at]), *(f for f in finite if f > report.at)]:
        subject = subject_before(tokens, group_start(tokens, i))
        if subject is not None:
            return subject, report
    return None, report


def _following(body: str, passage: PassageDrafts, n: int, said: _Said | None, resolver: Resolver) -> Attribution:
    """Sentences in marks that stand alone go on with the words before them, else belong to the cue after them."""
    if said is not None and said.passage == passage.passage:
        return _carry(said, 0.95, "goes on")
    ahead = next((d for d in passage.drafts[n + 1 :] if d.report is not None), None)
    if said is not None and said.open_end and said.passage == passage.passage - 1:
        return _carry(said, 0.95, "paragraph goes on")
    if ahead is not None and ahead.report is not None and ahead.kind is not Kind.INDIRECT:
        return _by_report(body, ahead.report, resolver, passage, ahead.spans)
    bare = next((r for r in passage.reports if r.frame == "bare" and r.subject is not None), None)
    if bare is not None and bare.subject is not None:
        return _by_report(body, bare, resolver, passage)
    if said is not None and said.direct and said.passage == passage.passage - 1:
        return _carry(said, 0.7, "next paragraph")
    return Attribution(rule="no cue")


def _carry(said: _Said, factor: float, rule: str) -> Attribution:
    return Attribution(
        speaker=said.figure, mention=said.mention, cue=said.cue, confidence=said.confidence * factor, rule=rule
    )


def _beside(body: str, draft: Draft, said: _Said | None, resolver: Resolver) -> Attribution:
    """A marked fragment in a sentence of the writer's: its subject, if that is a person, is the likely source.

    Where the sentence has no person for a subject, a longer fragment goes on with who was quoted just before it:
    'Conversely, ... would be “highly detrimental to security”'.
    """
    subject = _main_subject(draft.sentence)
    long = words(draft.spans[0].of(body)) > _PHRASE
    figure = resolver.named(draft.sentence, subject) if subject is not None else None
    if subject is not None and figure is not None:
        mention = subject.span(draft.sentence.tokens)
        if not long:
            return Attribution(rule="fragment, short")
        return Attribution(speaker=figure, mention=mention, confidence=_BESIDE, rule="fragment, named")
    same = said is not None and said.passage == draft.sentence.passage and said.direct
    if long and same and said is not None and said.figure is not None and not _pronoun_subject(draft.sentence, subject):
        return _carry(said, _BESIDE, "fragment goes on")
    return Attribution(rule="fragment")


def _pronoun_subject(sentence: Sentence, subject: Phrase | None) -> bool:
    return subject is not None and sentence.tokens[subject.first].lower in {"he", "she", "they", "we", "i"}


def join_paragraphs(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Quotations that run over paragraphs as one: an attribution that carried on belongs to the same words."""
    joined: list[Quotation] = []
    for quotation in quotations:
        last = joined[-1] if joined else None
        if last is not None and quotation.attribution.rule == "paragraph goes on":
            joined[-1] = Quotation(last.kind, last.spans + quotation.spans, last.passage, last.attribution)
        else:
            joined.append(quotation)
    return joined
