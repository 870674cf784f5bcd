"""What follows a reporting verb: a clause, a question, an infinitive, an object, or marked words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.clauses import add_clause, add_fragment, add_marked
from knowledge.extract.phrases import FINITE, noun_phrase_after
from knowledge.extract.report import ENDS, PARTICLES, QUESTIONS, is_day, leads_up, note_hearer, token_at
from knowledge.extract.tokens import QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.cues import Verb
    from knowledge.extract.report import Report
    from knowledge.extract.tokens import Token

_CIRCUMSTANCE_REACH = 16  # words between a verb and the "that" or marks that it introduces
_CLAUSE_REACH = 40  # words in which a clause shows its verb
_PREPOSITIONS = frozenset("of about for against on over at to".split())
_OF = frozenset({"of", "about", "against"})
_NAMED = frozenset({"named", "identified", "quoted"})
_VOICED = frozenset({"regret", "fear"})  # attitudes whose object is what somebody has said they feel
_CLAUSE_STARTS = frozenset("PRP DT NN NNS NNP NNPS JJ PRP$ CD EX VBG IN PDT JJR JJS RBR RBS $ WP RB".split()) | {QUOTED}


def complement(report: Report, group: int, verb: Verb) -> bool:
    """Fill the report with the content after its cue; False where there is none."""
    tokens = report.sentence.tokens
    i = _past_hearer(report, verb) if "h" in verb.frames else report.at + 1
    if verb.lemma == "accuse" and report.hearer is not None and i < len(tokens) and tokens[i].lower == "of":
        return add_clause(report, report.at + 1, "preposition")
    if i < len(tokens) and not ("p" in verb.frames and tokens[i].lower in _OF):  # "worries |about a rift that grows|"
        i = _past_circumstance(tokens, i)
    if i >= len(tokens):
        return False
    return _introduced(report, i, verb) or _clausal(report, i, verb) or _nominal(report, i, group, verb)


def _introduced(report: Report, i: int, verb: Verb) -> bool:
    """Content that a sign opens: "that", a colon, or the marks themselves."""
    tokens = report.sentence.tokens
    token, after = tokens[i], token_at(tokens, i + 1)
    opens = "c" in verb.frames or any(t.tag == QUOTED for t in tokens[i + 1 : i + 4])
    if _is_that(token) and opens and not _stands_alone(tokens, i):
        return add_clause(report, i + 1, "that")
    if token.text == ":":
        return add_marked(report, i + 1, "colon") or ("c" in verb.frames and add_clause(report, i + 1, "colon"))
    if token.tag == QUOTED or (token.text == "," and after is not None and after.tag == QUOTED):
        if i > report.at + 1 and report.subject is not None and leads_up(tokens, report.subject):
            return False  # "When Kim says so, “nobody objects,” Li wrote"
        return not verb.attitude and add_marked(report, i, "quote")
    return False


def _clausal(report: Report, i: int, verb: Verb) -> bool:
    """Content with a verb in it: a question, an infinitive, a clause without "that"; or what a preposition opens."""
    tokens = report.sentence.tokens
    token, after = tokens[i], token_at(tokens, i + 1)
    if token.tag == QUOTED or token.text == ",":
        return False
    if token.lower in QUESTIONS and "q" in verb.frames:
        return add_clause(report, i, "question")
    if token.lower == "to" and "t" in verb.frames and after is not None and after.tag in {"VB", "RB"}:
        anonymous = any(t.lower in _NAMED for t in tokens[i + 2 : i + 4])  # "asked not to be named"
        return not anonymous and add_clause(report, i, "infinitive")
    if "p" in verb.frames and token.lower in _PREPOSITIONS:
        return add_clause(report, i + 1, "preposition")
    return "c" in verb.frames and not verb.weak and _starts_clause(tokens, i) and add_clause(report, i, "clause")


def _nominal(report: Report, i: int, group: int, verb: Verb) -> bool:
    """Content without a verb: "announced |a plan|", "called |the plan “a disaster”|"."""
    tokens = report.sentence.tokens
    if tokens[i].tag == QUOTED or _is_that(tokens[i]) or tokens[i].text in {":", ","}:
        return False
    infinitive = group > 0 and tokens[group].lower == "to"
    voiced = not verb.attitude or verb.lemma in _VOICED
    if "o" in verb.frames and not verb.weak and not infinitive and voiced and noun_phrase_after(tokens, i) is not None:
        return add_clause(report, i, "object")
    if verb.attitude or not set("moh") & set(verb.frames) or (infinitive and verb.weak):
        return False
    return add_fragment(report, i)


def _past_hearer(report: Report, verb: Verb) -> int:
    """Note whom it was said to and skip them: "told |reporters| that", "asked |the writer (known as “X”)| “why”"."""
    tokens = report.sentence.tokens
    end = note_hearer(report, verb)
    after = token_at(tokens, end)
    if report.hearer is not None and after is not None and after.text == "(":
        end = next((k + 1 for k in range(end, len(tokens)) if tokens[k].text == ")"), end)
    return end


def _past_circumstance(tokens: Sequence[Token], i: int) -> int:
    """Skip when, where and how it was said: "said |in an interview last year| that", "noted |last year|: “...”"."""
    if (that := _past_aside(tokens, i)) is not None:
        return that
    for j in range(i, min(len(tokens), i + _CIRCUMSTANCE_REACH)):
        if _opens(tokens, i, j):
            return j if _is_circumstance(tokens, i, j) else _past_adverbs(tokens, i)
        token = tokens[j]
        if (
            token.tag in FINITE
            or token.text in ENDS
            or (token.text == "," and j > i)
            or token.lower in QUESTIONS
            or token.lower == "to"
        ):
            break
    return _past_adverbs(tokens, i)


def _past_aside(tokens: Sequence[Token], i: int) -> int | None:
    """The "that" after an aside between commas: "conceded on Friday|, after a long pause,| that"."""
    comma = next((j for j in range(i, min(len(tokens), i + _CIRCUMSTANCE_REACH)) if tokens[j].text == ","), None)
    if comma is None or not _is_circumstance(tokens, i, comma):
        return None
    for j in range(comma + 1, min(len(tokens), comma + _CIRCUMSTANCE_REACH)):
        if tokens[j].tag == QUOTED or tokens[j].text in ENDS or tokens[j].text == ":":
            return None
        if tokens[j].text == ",":
            after = token_at(tokens, j + 1)
            return j + 1 if after is not None and _is_that(after) and after.tag != "DT" else None
    return None


def _opens(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether the content is introduced at `j`, for a verb that ends before `i`."""
    token, after = tokens[j], token_at(tokens, j + 1)
    if (token.lower == "that" and token.tag in {"IN", "WDT"}) or token.text == ":":
        return True
    if token.text == "," and after is not None and after.tag == QUOTED:
        return True
    return token.tag == QUOTED and j > i and tokens[j - 1].text != ","


def _is_circumstance(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Only adverbs and prepositional phrases stand between: "on Tuesday", "in English", never an object of its own."""
    first = tokens[i]
    if i == j or first.tag in PARTICLES or first.text in {"(", ","}:
        return True
    return first.tag in {"IN", "TO"} or first.lower in {"last", "this", "earlier"} or is_day(first)


def _past_adverbs(tokens: Sequence[Token], i: int) -> int:
    while i < len(tokens) and (tokens[i].tag in PARTICLES or is_day(tokens[i])):
        i += 1
    return i


def _is_that(token: Token) -> bool:
    return token.lower == "that" and token.tag in {"IN", "WDT", "DT", "RB"}


def _stands_alone(tokens: Sequence[Token], that: int) -> bool:
    """ "If Kim says |that|, ...": the word means something said before, and opens nothing."""
    after, second = token_at(tokens, that + 1), token_at(tokens, that + 2)
    if after is None or after.text in ENDS:
        return True
    return after.text == "," and (second is None or second.tag != QUOTED)


def _starts_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a subject and a finite verb follow: "said |he was tired|", not "said |a prayer|"."""
    if tokens[i].tag not in _CLAUSE_STARTS:
        return False
    for token in tokens[i : i + _CLAUSE_REACH]:
        if token.tag in FINITE:
            return True
        if token.text in ENDS or token.text == ":":
            return False
    return False
