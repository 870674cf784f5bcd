"""Where what is reported begins and ends: the clause after a cue, and the marked words beside one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.extract.cues import Verb, verbs
from knowledge.extract.phrases import FINITE, NOUNS, noun_phrase_after
from knowledge.extract.report import DASHES, ENDS, LEADING, token_at
from knowledge.extract.tokens import QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.report import Report
    from knowledge.extract.tokens import Token

_SUBJECT_REACH = 8  # words that a new subject may take up before its verb
_PHRASE_LENGTH = 30  # characters in marks that are likelier a phrase of the clause than the whole of it
_FRAGMENT_REACH = 25  # words between "called" and the marked words said of its object
_NAMING_VERBS = frozenset("call term dub label brand".split())
_TURNS = frozenset("while whereas though although compared which".split())
_GLOSSES = frozenset("a an the which who".split())
_ASIDES = frozenset("a an the but something".split())


def add_clause(report: Report, start: int, frame: str) -> bool:
    """Add the clause that begins at token `start`; False where there is none."""
    tokens = report.sentence.tokens
    while start < len(tokens) and (tokens[start].text in {",", ":"} or tokens[start].text in DASHES):
        start += 1
    end = _clause_end(tokens, start)
    if not report.before and _subordinate(tokens, report.at):
        end = next((k for k in range(start + 1, end) if tokens[k].text == ","), end)
    elif _opens_sentence(tokens, report):  # "Declining to say whether he would go, |Kim left|"
        end = next((k for k in range(start + 1, end) if tokens[k].text == "," and _main_clause(tokens, k + 1)), end)
    elif tokens[report.at].tag == "VBG" and not any(t.tag in FINITE for t in tokens[: report.at]):
        end = next((k for k in range(start + 1, end) if _verb_resumes(tokens, k)), end)
    report.frame = frame
    if end > start:
        report.add(start, end)
    return bool(report.contents)


def add_marked(report: Report, start: int, frame: str) -> bool:
    """Add content that begins with marked words at token `start` (or after a comma there)."""
    tokens = report.sentence.tokens
    while start < len(tokens) and tokens[start].text == ",":
        start += 1
    if start >= len(tokens) or tokens[start].tag != QUOTED:
        return False
    last = _last_adjoining(tokens, start)
    if _modifies(tokens, last):
        return False
    if report.lemma not in _NAMING_VERBS and _needs_the_rest(tokens, start, last):
        return add_clause(report, start, frame)
    report.frame = frame
    report.add(start, last + 1)
    return True


def add_fragment(report: Report, start: int) -> bool:
    """Add "the plan “a disaster”" after "called": the object together with the marked words that are said of it."""
    tokens = report.sentence.tokens
    marked = start
    while marked < min(len(tokens), start + _FRAGMENT_REACH) and tokens[marked].tag != QUOTED:
        if tokens[marked].text in ENDS or tokens[marked].tag in FINITE:
            return False
        marked += 1
    if (token := token_at(tokens, marked)) is None or token.tag != QUOTED:
        return False
    if (
        tokens[marked - 1].text == "," and marked > start + 2
    ):  # "opens the dam, “and the valley floods”"; "put it, “...”"
        return False
    while (joined := _joined_marks(tokens, marked)) is not None:
        marked = joined
    report.frame = "fragment"
    report.add(start, marked + 1)
    return True


def content_start(tokens: Sequence[Token], left: int) -> int:
    """Where content before the cue begins: with the sentence, or at marked words after a colon or dash."""
    last_word = max((i for i in range(left) if tokens[i].is_word), default=-1)
    for i in range(max(1, last_word), left):
        if tokens[i].tag == QUOTED and (tokens[i - 1].text in {":", ";", "-"} or tokens[i - 1].text in DASHES):
            return i
    start = 0
    while start + 1 < left and tokens[start].tag == "CC" and tokens[start + 1].tag != QUOTED:
        start += 1
    return start


# ------------------------------------------------------------------------------------------------ marked words


def _last_adjoining(tokens: Sequence[Token], i: int) -> int:
    """The last of marked words that stand side by side: “A,” “B”."""
    while True:
        after, second = token_at(tokens, i + 1), token_at(tokens, i + 2)
        if after is not None and after.tag == QUOTED:
            i += 1
        elif after is not None and after.text in {",", "…"} and second is not None and second.tag == QUOTED:
            i += 2
        else:
            return i


def _modifies(tokens: Sequence[Token], i: int) -> bool:
    """Whether marked words only describe the noun after them: the “no limits” partnership."""
    after, region = token_at(tokens, i + 1), tokens[i].region
    if after is None or region is None or tokens[i].closes_clause:
        return False
    return after.tag in NOUNS and len(region.inner) < _PHRASE_LENGTH


def _needs_the_rest(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether marked words are but the beginning of the clause: said “X” is “Y”; said “reforms” would help."""
    after = token_at(tokens, last + 1)
    if after is None or tokens[last].closes_clause or after.tag not in FINITE | {"IN", "VBN", "TO", "CC"}:
        return False
    rest = tokens[last + 1 :]
    short = tokens[first].end - tokens[first].start < _PHRASE_LENGTH
    return any(t.tag == QUOTED for t in rest) or (short and any(t.tag in FINITE for t in rest))


def _joined_marks(tokens: Sequence[Token], i: int) -> int | None:
    """The next marked words of a list: a “fascist” and a “bully”."""
    after = token_at(tokens, i + 1)
    if after is None or after.lower not in {"and", "or", ","}:
        return None
    return next((k for k in (i + 2, i + 3) if k < len(tokens) and tokens[k].tag == QUOTED), None)


# ------------------------------------------------------------------------------------------------- clause ends


def _subordinate(tokens: Sequence[Token], at: int) -> bool:
    """Whether the cue's clause only leads up to the main one: "When Kim said that, ...", "If he says"."""
    first = 1 if tokens[0].tag == "CC" and len(tokens) > 1 else 0
    return tokens[first].lower in LEADING and not any(t.text == "," for t in tokens[:at])


def _opens_sentence(tokens: Sequence[Token], report: Report) -> bool:
    """Whether the cue is, or hangs on, the participle that opens the sentence: "Noting that ..., Kim said"."""
    lead = tokens[: report.at]
    return tokens[0].tag == "VBG" and tokens[0].lower != "according" and all(t.text != "," for t in lead)


def _verb_resumes(tokens: Sequence[Token], i: int) -> bool:
    """ "Kim, recalling the dinner|, described|": the verb whose subject stood before the participle."""
    after = token_at(tokens, i + 1)
    return tokens[i].text == "," and after is not None and after.tag in FINITE


def _main_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a subject and its verb begin at `i`."""
    subject = noun_phrase_after(tokens, i)
    verb = token_at(tokens, subject.last) if subject is not None else None
    return verb is not None and verb.tag in FINITE


def _clause_end(tokens: Sequence[Token], start: int) -> int:
    """Where what is reported ends: with the sentence, or where the writer takes the floor again."""
    table = verbs()
    i = start
    depth = 0
    while i < len(tokens):
        depth += (tokens[i].text == "(") - (tokens[i].text == ")")
        if depth < 0 or _sentence_ends(tokens, i):
            break
        if i > start and _glossed(tokens, i):
            i += 1
            break
        if i > start and _writer_cuts_in(tokens, i, table):
            break
        i += 1
    while i > start and (tokens[i - 1].text in DASHES | ENDS or tokens[i - 1].text in {",", ":", "(", "-"}):
        i -= 1
    return i


def _sentence_ends(tokens: Sequence[Token], i: int) -> bool:
    token, after = tokens[i], token_at(tokens, i + 1)
    if token.text in ENDS:
        return after is None or token.text in {";", "."}
    return token.lower == "according" and after is not None and after.lower == "to"


def _glossed(tokens: Sequence[Token], i: int) -> bool:
    """“Only X goes there,” |a play on ...|: after a comma within the marks, the gloss is the writer's."""
    after = token_at(tokens, i + 1)
    return tokens[i].closes_clause and tokens[i].lower == "," and after is not None and after.lower in _GLOSSES


def _writer_cuts_in(tokens: Sequence[Token], i: int, table: dict[str, Verb]) -> bool:
    text = tokens[i].text
    if (text == "," or text in DASHES) and _writer_returns(tokens, i + 1, table):
        return True
    if (text == "-" or text in DASHES) and _aside_to_end(tokens, i + 1):
        return True
    return tokens[i].tag == "CC" and (_verb_joined(tokens, i + 1, table) or _another_speaks(tokens, i + 1, table))


def _writer_returns(tokens: Sequence[Token], i: int, table: dict[str, Verb]) -> bool:
    """After a comma or dash: a participle that reports ("adding that"), a second report, a relative or comparison."""
    token, after = token_at(tokens, i), token_at(tokens, i + 1)
    if token is None or token.lower in _TURNS:
        return True
    verb = table.get(token.lower)
    if token.tag == "VBG" and verb is not None and not verb.weak:
        return True
    if after is not None and token.lower == "but" and after.tag in {"WRB", "WP"}:
        return True  # "..., but |how far it could go is rarely addressed|"
    if after is not None and token.lower == "even" and after.lower in {"as", "though", "if"}:
        return True
    return token.tag == "CC" and (_verb_joined(tokens, i + 1, table) or _reports_next(tokens, i + 1, table))


def _another_speaks(tokens: Sequence[Token], i: int, table: dict[str, Verb]) -> bool:
    """ "... and |Kim agreed that| ...": somebody else with a name, and a report of theirs."""
    subject = noun_phrase_after(tokens, i)
    if subject is None or tokens[subject.head - 1].tag != "NNP" or tokens[subject.head - 1].entity == "LOC":
        return False
    said, after = token_at(tokens, subject.last), token_at(tokens, subject.last + 1)
    verb = table.get(said.lower) if said is not None else None
    if said is None or after is None or verb is None or verb.weak or verb.attitude or said.tag not in {"VBD", "VBZ"}:
        return False
    return after.lower == "that" or after.tag in {QUOTED, "PRP"} or after.text in {":", ","}


def _aside_to_end(tokens: Sequence[Token], i: int) -> bool:
    """ "... in the past — |an issue Democrats have struggled with|." is the writer's."""
    token = token_at(tokens, i)
    if token is None or token.lower not in _ASIDES:
        return False
    return not any(t.text == "-" or t.text in DASHES for t in tokens[i:])


def _reports_next(tokens: Sequence[Token], i: int, table: dict[str, Verb]) -> bool:
    """ "..., and |he urged| ...": a new subject with a reporting verb of its own."""
    for token in tokens[i : i + _SUBJECT_REACH]:
        verb = table.get(token.lower)
        if verb is not None and token.tag in {"VBD", "VBZ", "VBP"}:
            return not (verb.weak or verb.attitude)
        if token.tag in FINITE and token.lower not in {"has", "have", "had"}:
            return False
    return False


def _verb_joined(tokens: Sequence[Token], i: int, table: dict[str, Verb]) -> bool:
    """ "and |added that|", "but |also said|": a second report with the same subject."""
    while i < len(tokens) and tokens[i].tag in {"RB", "MD"}:
        i += 1
    token, after = token_at(tokens, i), token_at(tokens, i + 1)
    verb = table.get(token.lower) if token is not None else None
    if token is None or after is None or verb is None or verb.weak or verb.attitude:
        return False
    if token.tag not in {"VBD", "VBZ", "VBP", "VBN"}:
        return False
    opens = after.lower in {"that", "to", "whether"} or after.text in {":", ","}
    return opens or after.tag in {QUOTED, "PRP", "IN", "DT", "NNP"}
