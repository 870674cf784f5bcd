"""Who said it: the speaker of every draft, in reading order, with how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extract.circumstances import hearer, occasion
from knowledge.extract.confidence import stated
from knowledge.extract.documents import issued
from knowledge.extract.phrases import FINITE, Phrase, group_start, subject_before
from knowledge.extract.quotations import Draft, PassageDrafts, words
from knowledge.extract.refusals import NEGATIONS
from knowledge.extract.report import DASHES, Report, leads_up, report_at
from knowledge.extract.subjects import main_subject
from knowledge.model import Attribution, Kind, Quotation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.extract.coreference import Resolver
    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

THRESHOLD = 0.3  # confidence below which nobody is named
_PHRASE = 3  # words; a shorter fragment in the writer's sentence says too little of whose it is
# What is left of an attribution's confidence when words without a cue of their own take it over.
_GOES_ON, _NEXT_PARAGRAPH, _BESIDE = 0.95, 0.7, 0.5
_SURE = 0.8  # confidence that the words before must have for a fragment to go on with them
_DENYING = NEGATIONS | {"without", "short", "no", "nothing"}
_PRONOUNS = frozenset({"he", "she", "they", "we", "i"})


@dataclass(frozen=True, slots=True)
class _Said:
    """The last thing said, for what follows it without a cue of its own."""

    attribution: Attribution
    passage: int
    direct: bool = True
    open_end: bool = False


def attribute(body: str, passages: Sequence[PassageDrafts], resolver: Resolver) -> list[Quotation]:
    """The quotations of an article with their speakers."""
    attributor = _Attributor(body, resolver)
    found: list[Quotation] = []
    for before, passage in zip([None, *passages], passages, strict=False):
        found.extend(attributor.read(passage, before))
    return found


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


class _Attributor:
    """Attributes passage by passage, and remembers who spoke last."""

    def __init__(self, body: str, resolver: Resolver) -> None:
        self._body = body
        self._resolver = resolver
        self._said: _Said | None = None

    def read(self, passage: PassageDrafts, before: PassageDrafts | None) -> Iterable[Quotation]:
        """The quotations of one passage; `before` is the passage above it."""
        self._note_subjects(passage)
        opened = _introduction(before) if before is not None else None
        if opened is not None and passage.drafts and passage.drafts[0].follows:
            self._said = _Said(self._by_report(opened), passage.passage)
        for n, draft in enumerate(passage.drafts):
            attribution = self._attribute(passage, n, draft)
            if attribution.speaker is not None:
                self._resolver.spoke(attribution.speaker, draft.spans[-1].end, passage.passage)
            self._said = _Said(attribution, passage.passage, draft.kind is not Kind.INDIRECT, draft.open_end)
            yield Quotation(draft.kind, tuple(draft.spans), passage.passage, stated(attribution))

    def _note_subjects(self, passage: PassageDrafts) -> None:
        """Sentences without a report still tell who is being spoken of."""
        for sentence in passage.sentences:
            subject = main_subject(sentence.tokens)
            if subject is not None:
                self._resolver.note_subject(sentence, subject)
                if (paper := issued(sentence.tokens)) is not None:
                    self._resolver.note_paper(sentence, subject, paper)
            self._resolver.note_groups(sentence)

    def _attribute(self, passage: PassageDrafts, n: int, draft: Draft) -> Attribution:
        if draft.report is not None:
            return self._by_report(draft.report, passage, draft.spans)
        if draft.follows:
            return self._following(passage, n)
        return self._beside(draft)

    def _by_report(
        self, report: Report, passage: PassageDrafts | None = None, said: Sequence[Span] = ()
    ) -> Attribution:
        subject, source = report.subject, report
        if subject is None and report.inherits and passage is not None:
            subject, source = _inherited(passage, report)
        if subject is None:
            return Attribution(cue=report.cue, rule=report.frame)
        resolved = self._resolver.resolve(source.sentence, subject, said)
        known = resolved.figure is not None and resolved.confidence >= THRESHOLD
        return Attribution(
            speaker=resolved.figure if known else None,
            mention=subject.span(source.sentence.tokens),
            cue=report.cue,
            via=self._resolver.name_of(source.sentence, report.via) if report.via is not None else None,
            hearer=hearer(self._body, report),
            occasion=occasion(self._body, report),
            confidence=resolved.confidence if known else 0.0,
            rule=f"{report.frame}, {resolved.rule}",
            candidates=self._resolver.explained(resolved),
        )

    def _following(self, passage: PassageDrafts, n: int) -> Attribution:
        """Sentences in marks that stand alone go on with the words before them, else belong to the cue after them."""
        said = self._said
        if said is not None and said.passage == passage.passage:
            turned = self._sentence_before(passage, passage.drafts[n])
            named = turned is not None and turned.rule == "sentence before, named"
            return turned if turned is not None and named else _carried(said, _GOES_ON, "goes on")
        above = said if said is not None and said.passage == passage.passage - 1 else None
        if above is not None and above.open_end:
            return _carried(above, _GOES_ON, "paragraph goes on")
        return self._by_neighbours(passage, n) or _next_paragraph(above)

    def _by_neighbours(self, passage: PassageDrafts, n: int) -> Attribution | None:
        """By the cue after the words, a cue that reports nothing else, or whom the sentence before speaks of."""
        ahead = next((d for d in passage.drafts[n + 1 :] if d.report is not None), None)
        if ahead is not None and ahead.report is not None and ahead.kind is not Kind.INDIRECT:
            return self._by_report(ahead.report, passage, ahead.spans)
        bare = next((r for r in passage.reports if r.frame == "bare"), None)
        if bare is not None:  # '“I won.” Kim laughed.'
            return self._by_report(bare, passage)
        return self._sentence_before(passage, passage.drafts[n])

    def _sentence_before(self, passage: PassageDrafts, draft: Draft) -> Attribution | None:
        """ "Kim shrugged. “It was late.”": whom the sentence before speaks of, if it reports nothing of its own."""
        before = [s for s in passage.sentences if s.end <= draft.sentence.start]
        if not before or any(d.sentence is before[-1] for d in passage.drafts):
            return None
        subject = main_subject(before[-1].tokens)
        if subject is None:
            return None
        resolved = self._resolver.resolve(before[-1], subject)
        if resolved.figure is None or resolved.rule not in {"named", "pronoun", "role"}:
            return Attribution(rule="no cue")
        confidence = resolved.confidence * _NEXT_PARAGRAPH
        mention = subject.span(before[-1].tokens)
        rule = f"sentence before, {resolved.rule}"
        return Attribution(speaker=resolved.figure, mention=mention, confidence=confidence, rule=rule)

    def _beside(self, draft: Draft) -> Attribution:
        """A marked fragment in a sentence of the writer's: its subject, if that is a person, is the likely source.

        Where the sentence has no person for a subject, a longer fragment goes on with who was quoted just before it:
        'Conversely, ... would be “highly detrimental to security”'.
        """
        sentence, said = draft.sentence, self._said
        if words(draft.spans[0].of(self._body)) <= _PHRASE:
            return Attribution(rule="fragment, short")
        subject = main_subject(sentence.tokens)
        figure = self._resolver.named(sentence, subject) if subject is not None else None
        if subject is not None and figure is not None:
            if leads_up(sentence.tokens, subject) or _withheld(
                sentence, subject, draft.spans[0]
            ):  # "When Hale became “the first among equals”, ..."
                return Attribution(rule="fragment, subordinate")
            mention = subject.span(sentence.tokens)
            return Attribution(speaker=figure, mention=mention, confidence=_BESIDE, rule="fragment, named")
        pronoun = subject is not None and sentence.tokens[subject.first].lower in _PRONOUNS
        if said is None or said.passage != sentence.passage or not said.direct or pronoun:
            return Attribution(rule="fragment")
        if said.attribution.confidence < _SURE:
            return Attribution(rule="fragment")
        return _carried(said, _BESIDE, "fragment goes on")


def _carried(said: _Said, factor: float, rule: str) -> Attribution:
    last = said.attribution
    return Attribution(
        speaker=last.speaker, mention=last.mention, cue=last.cue, confidence=last.confidence * factor, rule=rule
    )


def _next_paragraph(above: _Said | None) -> Attribution:
    """Marked sentences that fill a paragraph go on with who was quoted in the one above."""
    if above is None or not above.direct:
        return Attribution(rule="no cue")
    return _carried(above, _NEXT_PARAGRAPH, "next paragraph")


def _introduction(passage: PassageDrafts) -> Report | None:
    """The report that a passage ends on with a colon: "Kim echoed:" and then the words in a paragraph of their own."""
    last = passage.sentences[-1] if passage.sentences else None
    if last is None or last.tokens[-1].text != ":":
        return None
    spoken = [r for r in passage.reports if r.sentence is last and r.subject is not None and not r.attitude]
    if spoken:
        return spoken[-1]
    for i in range(len(last.tokens) - 1, -1, -1):
        subject = subject_before(last.tokens, group_start(last.tokens, i)) if last.tokens[i].tag in FINITE else None
        if subject is not None:
            report = report_at(last, i, last.tokens[i].lower, "introduced")
            report.subject = subject
            return report
    return None


def _withheld(sentence: Sentence, subject: Phrase, words_: Span) -> bool:
    """Whether something between subject and words denies that they were said: "left |without| a word of “thanks”"."""
    between = (t for t in sentence.tokens[subject.last :] if t.end <= words_.start)
    return any(t.lower in _DENYING for t in between)


def _inherited(passage: PassageDrafts, report: Report) -> tuple[Phrase | None, Report]:
    """The subject of a participle or joined verb: that of the report before it, else of the nearest finite verb."""
    tokens = report.sentence.tokens
    earlier = [r for r in passage.reports if r.sentence is report.sentence and r.at < report.at]
    # Whose remark it is, "treating |Lee|'s remark as praise, saying", is no clause's subject.
    source = next((r for r in reversed(earlier) if r.subject is not None and r.frame != "noun"), None)
    if source is not None:
        return source.subject, source
    finite = [i for i, t in enumerate(tokens) if t.tag in FINITE and i != report.at and not report.holds(t)]
    # "Ana Lee left her plan – one that was Orde's – |saying|": what stands between dashes is over.
    past_aside = report.at > 0 and tokens[report.at - 1].text in DASHES
    for i in sorted(finite, key=lambda f: (f > report.at, abs(f - report.at))):
        subject = subject_before(tokens, group_start(tokens, i))
        if subject is not None and not (past_aside and _relative(tokens, subject)):
            return subject, report
    return None, report


def _relative(tokens: Sequence[Token], subject: Phrase) -> bool:
    return subject.antecedent is not None or any(
        t.lower in {"that", "which", "who"} for t in tokens[max(0, subject.first - 1) : subject.last]
    )
