"""Attributions after their words, or amid them: “...,” Kim said. / said Kim. / The plan, he said, is dead."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.extract.clauses import add_clause, content_start
from knowledge.extract.phrases import FINITE, Phrase, noun_phrase_after, speaker_after
from knowledge.extract.questions import put_to
from knowledge.extract.report import DASHES, ENDS, LEADING, PARTICLES, QUESTIONS, is_day, note_hearer, token_at
from knowledge.extract.tokens import QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.cues import Verb
    from knowledge.extract.report import Report
    from knowledge.extract.tokens import Token

PARENTHETICAL = frozenset("believe think feel hope fear guess suspect know understand".split())
_MORE_REACH, _CIRCUMSTANCE_REACH = 12, 25  # words
_CLAUSE_LENGTH = 24  # characters in marks that are a clause rather than its subject: “The plan,” he said, is dead
_AFTER_INVERTED = frozenset({"IN", "RB", "WRB", QUOTED, "CC", "NN", "NNP", "DT", "TO", "WP", "WP$", "VBG"})
_NEVER_INVERTED = frozenset({"tell", "remind", "inform", "assure", "notify"})  # a name after them is the hearer's
_OBJECTS = frozenset({"DT", "PRP", "PRP$", "NNP", "NN", "NNS", "JJ", "CD"})
_RESUMES_NOT = frozenset("before after who which while but as although though when where after whose".split())
_WITHIN = frozenset({"IN", "DT", "POS", "TO"})  # before the title of a programme: "told the hosts |of| “Morning Joe,”"
_RELATIVES = frozenset("who whose that which".split())


def trailing(report: Report, group: int, verb: Verb, subject: Phrase | None) -> bool:
    """Fill the report with the content before its cue; False where the cue does not trail.

    `group` is the token at which the verb's group begins, `subject` the subject before it.
    """
    tokens, v = report.sentence.tokens, report.at
    inverted = _inverted(tokens, group, v, verb)
    if inverted is not None and (subject is None or (_is_named(tokens, inverted) and not _is_named(tokens, subject))):
        report.subject, report.inherits = inverted, False
        return _take(report, v, inverted.last, verb)
    if subject is None or subject.antecedent is not None:
        return False
    left = subject.first
    said = left > 0 and tokens[left - 1].closes_clause and not _more_to_say(tokens, left, v)
    if left > 0 and _closes_content(tokens, left - 1) and (said or _clause_over(tokens, v, verb)):
        report.subject = subject
        note_hearer(report, verb)
        return _take(report, left, v + 1, verb)
    return False


def _inverted(tokens: Sequence[Token], group: int, v: int, verb: Verb) -> Phrase | None:
    """The subject after its verb: “...,” said |Kim|."""
    if group != v or v == 0 or not _closes_content(tokens, v - 1) or verb.form not in {"past", "s", "base"}:
        return None
    if verb.lemma in _NEVER_INVERTED or not set("cmq") & set(verb.frames):
        return None  # "..., accused Kim of" is no "said Kim"
    phrase = speaker_after(tokens, v + 1)
    if phrase is None or not (_ends_inverted(tokens, phrase.last) or _described(tokens, v, phrase.last)):
        return None
    return phrase


def _described(tokens: Sequence[Token], v: int, i: int) -> bool:
    """After marks that close with a stop, a speaker may be described: “...,” says a source |involved in the plan|."""
    return tokens[v - 1].closes_clause and (tokens[i].tag == "VBN" or tokens[i].lower in _RELATIVES)


def _is_named(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """ "The harbour stays open all winter, said |Ana Lopes|": no doubt that the name speaks, and not the winter."""
    return tokens[phrase.head - 1].tag in {"NNP", "NNPS"} and not is_day(tokens[phrase.first])


def resume(report: Report, right: int) -> None:
    """Add what follows the comma that closes the attribution: "The plan, he said on Monday, |is dead|"."""
    tokens = report.sentence.tokens
    i = _past_attribution(tokens, right)
    token = token_at(tokens, i)
    if token is None or token.text in ENDS:
        return
    if token.tag != QUOTED:
        i += 1
    token = token_at(tokens, i)
    if _said_in_full(report) and not any(t.tag == QUOTED for t in tokens[i:]):
        return  # “We are all props,” said Correll, |angered that they left|
    if token is not None and _goes_on(tokens, i):
        add_clause(report, i, report.frame)


def _said_in_full(report: Report) -> bool:
    """Whether the words before the attribution are marked from end to end, and a clause long."""
    marked = [t for t in report.sentence.tokens if report.holds(t)]
    return bool(marked) and all(t.tag == QUOTED for t in marked) and len(report.contents[0]) > _CLAUSE_LENGTH


def past_apposition(tokens: Sequence[Token], comma: int, right: int) -> int:
    """The comma that closes an apposition: "said Kim, a lawyer|,| is"; `comma` itself where it opens none."""
    lead = token_at(tokens, comma + 1)
    if lead is None or comma != right or tokens[comma - 1].tag not in {"NNP", "NN", "NNS", "-RRB-"}:
        return comma
    if lead.tag not in {"DT", "PRP$", "WP", "NN", "JJ", "NNP", "CD"} and lead.lower != "who":
        return comma
    relative = False
    for i in range(comma + 1, len(tokens)):
        if tokens[i].text == "," or tokens[i].tag == QUOTED:
            return i
        relative = relative or tokens[i].lower in _RELATIVES
        if tokens[i].tag in FINITE and not relative:
            return comma
    return len(tokens)


# --------------------------------------------------------------------------------------- is the clause complete?


def _closes_content(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    return token.text in {",", "?", "!"} or token.text in DASHES or token.tag == QUOTED


def _clause_over(tokens: Sequence[Token], v: int, verb: Verb) -> bool:
    """Whether nothing but circumstances follows the verb: the sentence ends, a comma comes, or a phrase of time."""
    if verb.attitude and verb.lemma not in PARENTHETICAL:
        return False
    i = v + 1
    while i < len(tokens) and tokens[i].tag in PARTICLES:
        i += 1
    token = token_at(tokens, i)
    if token is None or token.text in ENDS | DASHES or token.text in {",", ")"}:
        return True
    if token.lower == "that" or token.text == ":" or token.tag == QUOTED or token.lower in QUESTIONS:
        return False
    if "h" in verb.frames and verb.lemma != "warn":
        hearer = noun_phrase_after(tokens, i)
        return hearer is not None and _only_circumstances(tokens, hearer.last)
    timely = is_day(token) or token.lower in {"last", "this", "earlier", "late"}
    return (timely or token.tag not in _OBJECTS) and _only_circumstances(tokens, i)


def _more_to_say(tokens: Sequence[Token], left: int, v: int) -> bool:
    """Whether the verb after “...” has a content of its own: "that", a colon or more marks before the clause ends.

    After nothing but marked words and the comma in them, only a relative clause or a title follows: '“...,” he told a
    crowd that had waited', '“...,” she told “Fox and Friends”'.
    """
    i = v + 1
    alone = tokens[left - 1].lower == "," and not any(t.is_word for t in tokens[:left])
    if alone and not any(t.text == ":" for t in tokens[i : i + _MORE_REACH]):
        return False
    for before, token in pairwise(tokens[max(0, i - 1) : i + _MORE_REACH]):
        if token.text in ENDS or token.text == ",":
            return False
        if token.lower == "that" or token.text == ":" or (token.tag == QUOTED and before.tag != "POS"):
            return True  # “...,” he told ABC's “Good Morning America” is over
    return False


def _only_circumstances(tokens: Sequence[Token], i: int) -> bool:
    """No finite verb before the next comma or end: "... in an interview on Friday."."""
    for n, token in enumerate(tokens[i : i + _CIRCUMSTANCE_REACH]):
        if token.text in ENDS | DASHES or token.text in {",", ")"}:
            return True
        if (
            token.tag in FINITE
            or token.tag == QUOTED
            or token.lower in {"that", "whether"}
            or (not n and token.text == ":")
        ):
            return False
        if token.tag == "IN" and token.lower in {"as", "after", "before", "while", "when"}:
            return True
    return True


def _ends_inverted(tokens: Sequence[Token], i: int) -> bool:
    """After "said Kim" comes the end, a comma, a bracket or a circumstance, never a verb."""
    token = token_at(tokens, i)
    if token is None or token.text in ENDS | DASHES or token.text in {",", "(", ")", ":"}:
        return True
    return token.tag in _AFTER_INVERTED


# ---------------------------------------------------------------------------------------------- taking the content


def _take(report: Report, left: int, right: int, verb: Verb) -> bool:
    """The content ends before token `left`; it may go on after the attribution, from token `right`."""
    tokens = report.sentence.tokens
    start = content_start(tokens, left)
    end = left
    while end > start and (tokens[end - 1].text == "," or tokens[end - 1].text in DASHES):
        end -= 1
    if start >= end:
        report.frame = "bare"
        return tokens[0].tag == QUOTED
    if verb.frames == "m" and (tokens[start].lower in LEADING or not any(t.tag == QUOTED for t in tokens[start:end])):
        return False  # "After Hale called the port “unsafe”, Stone laughed"
    if put_to(tokens, start):
        return False  # "Asked why Hale had “lied”, Stone laughed"
    report.frame, report.before = "trailing", True
    if any(t.is_word or t.tag == QUOTED for t in tokens[start:end]):
        report.add(start, end)
    resume(report, right)
    return True


def _past_attribution(tokens: Sequence[Token], right: int) -> int:
    """The comma, dash, colon or marks that follow the attribution and its circumstances."""
    i = right
    depth = 0
    quoted = any(t.tag == QUOTED for t in tokens[:right])
    while i < len(tokens) and (depth or not (tokens[i].text in {",", ":"} or tokens[i].text in DASHES)):
        depth += (tokens[i].text == "(") - (tokens[i].text == ")")
        if tokens[i].tag == QUOTED and i > right and not (quoted and _of_the_writer(tokens, right, i)):
            return i
        i += 1
    token = token_at(tokens, i)
    return past_apposition(tokens, i, right) if token is not None and token.text != ":" else i


def _of_the_writer(tokens: Sequence[Token], right: int, i: int) -> bool:
    """Marks in the writer's words after “...,”: told the hosts of “Morning Joe”; said when asked if it was “over”."""
    return tokens[i - 1].tag in _WITHIN or any(t.tag in FINITE for t in tokens[right:i])


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether the words after an attribution are still reported, and not a clause of the writer's."""
    token = tokens[i]
    marked = any(t.tag == QUOTED for t in tokens[i:])
    if token.tag in {"VBG", "CC", "WDT", "WP", "WRB"} or token.lower in _RESUMES_NOT:
        return token.lower in {"but", "and"} and any(t.tag == QUOTED for t in tokens[i + 1 : i + 3])
    return marked or any(t.tag in FINITE for t in tokens[i:])
