"""Reports: a cue with its subject and the stretch of text it reports, in every frame that English news uses."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.extract.cues import NOUNS as CUE_NOUNS
from knowledge.extract.cues import Verb, verbs
from knowledge.extract.lexicon import NOBODY, SPEAKERS
from knowledge.extract.phrases import FINITE, Phrase, group_start, noun_phrase_after, speaker_after, subject_before
from knowledge.extract.tokens import QUOTED
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

_END = frozenset({".", "?", "!", ";", "…", "..."})
_WH = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when", "which"})
_PARTS = frozenset({"RB", "RP", "RBR"})
_SUBJECT_REACH = 8  # words that a new subject may take up before its verb
_CIRCUMSTANCE = 16  # words between a verb and the "that" or marks that it introduces
_PHRASE_LENGTH = 30  # characters in marks that are likelier a phrase of the clause than the whole of it
_LEADING = frozenset("when if after while as before because although though since once whenever unless until".split())
_NAMING_VERBS = frozenset("call term dub label brand".split())
_PASSIVE_HELPERS = frozenset("was were is are been being be also first".split())
_SURE_FRAMES = frozenset({"according", "trailing", "that", "clause"})
_LABEL = 8  # words before the colon of a label
_ALWAYS = frozenset({"said", "says", "told"})  # never anything but verbs
_VOICED = frozenset({"regret", "fear"})  # attitudes whose object is what somebody has said they feel
_PARENTHETICAL = frozenset("believe think feel hope fear guess suspect know understand".split())
_TURNS = frozenset({"while", "whereas", "though", "although"})
_SENTENCE_LENGTH = 12  # characters of marked words that a colon or comma may introduce as speech
_BY_PREPOSITION = frozenset({"of", "about", "for", "against", "on", "over", "at", "to"})


@dataclass(slots=True)
class Report:
    """A cue in its sentence. `contents` are ranges of the body; `inherits` says that the subject stands further back.

    `frame` names the shape of sentence it was found by; `before` says that the content stands before the cue.
    """

    sentence: Sentence
    cue: Span
    lemma: str
    frame: str
    subject: Phrase | None = None
    contents: list[Span] = field(default_factory=list)
    hearer: Span | None = None
    inherits: bool = False
    before: bool = False
    attitude: bool = False
    at: int = 0
    via: Phrase | None = None


def find_reports(sentence: Sentence) -> list[Report]:
    """The reports of one sentence, in order of their cues."""
    found: list[Report] = []
    tokens = sentence.tokens
    table = verbs()
    for i, token in enumerate(tokens):
        report = None
        if token.lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
            report = _according(sentence, i)
        elif token.lower in table and token.tag != QUOTED:
            report = _verbal(sentence, i, table[token.lower], found)
        if report is None and token.lower in CUE_NOUNS and token.tag in {"NN", "NNS"}:
            report = _nominal(sentence, i)
        if report is not None and (report.contents or report.frame == "bare") and _somebody(tokens, report):
            found.append(report)
    taken = {c.start for r in found for c in r.contents}
    found.extend(r for r in _introduced(sentence) if r.contents[0].start not in taken)
    return found


# ---------------------------------------------------------------------------------------------------- verbs


def _verbal(sentence: Sentence, v: int, verb: Verb, earlier: list[Report]) -> Report | None:
    tokens = sentence.tokens
    if not _is_verb(tokens, v, verb):
        return None
    group = group_start(tokens, v)
    if _is_passive(tokens, group, v, verb):
        return _passive(sentence, group, v, verb)
    report = Report(sentence, Span(tokens[v].start, tokens[v].end), verb.lemma, "", attitude=verb.attitude, at=v)
    participle = verb.form == "ing" and all(t.tag in {"RB", "RBR"} for t in tokens[group:v])
    subject = None if participle else subject_before(tokens, group)
    if participle:
        report.inherits = True
    elif subject is None:
        report.inherits = group > 0 and (tokens[group - 1].tag == "CC" or tokens[group].lower == "to")
    trailing = _trailing(sentence, group, v, verb, subject, report)
    if trailing:
        return report
    if subject is None and not report.inherits:
        if not (verb.form == "past" and group == 0 and _complement(sentence, group, v, verb, report)):
            return None
        report.inherits = True
        return report
    report.subject = subject
    return report if _complement(sentence, group, v, verb, report) else _bare(tokens, v, verb, report)


def _bare(tokens: Sequence[Token], v: int, verb: Verb, report: Report) -> Report | None:
    """A clause that reports nothing within its sentence but may speak for the marks beside it: 'Vance smiled. “...”'."""
    if verb.weak or verb.attitude or report.subject is None or report.inherits:
        return None
    report.frame = "bare"
    return report


def _somebody(tokens: Sequence[Token], report: Report) -> bool:
    """Whether the subject can have said anything: "distrust points to" and "few predict" report nobody's words."""
    subject = report.subject
    if subject is None or subject.antecedent is not None:
        return True
    head = tokens[subject.first : subject.head]
    noun = next((t for t in reversed(head) if t.tag.startswith("NN") or t.tag in {"PRP", "CD", "JJ", "DT", QUOTED}), head[-1])
    if head[0].lower in NOBODY or (len(head) == 1 and head[0].lower == "one" and tokens[report.at].tag == "VB") or (len(head) == 1 and head[0].lower in {"there", "this", "that", "what", "which"}):
        return False
    if any(t.tag == QUOTED and any(c.start <= t.start < c.end for c in report.contents) for t in tokens):
        return True
    if noun.tag in {"NNP", "NNPS", "PRP", QUOTED, "WP", "CD"} or noun.entity in {"PER", "ORG"}:
        return report.frame in _SURE_FRAMES or noun.start > 0 and not (len(head) == 1 and noun is tokens[0] and noun.entity == "OTH")
    return noun.lower in SPEAKERS or noun.tag in {"JJ", "DT"} or report.frame in _SURE_FRAMES


def _introduced(sentence: Sentence) -> Iterator[Report]:
    """Marked words after a colon or comma speak for the clause before them, whatever its verb: "Kim shot back: “...”"."""
    tokens = sentence.tokens
    for i in range(2, len(tokens)):
        region = tokens[i].region
        if region is None or tokens[i - 1].text not in {":", ","} or len(region.inner) < _SENTENCE_LENGTH:
            continue
        if tokens[i - 1].text == ":" and (report := _label(sentence, i)) is not None:
            yield report
            continue
        start = next((j + 1 for j in range(i - 2, -1, -1) if tokens[j].text in {";", ":"} or tokens[j].tag == QUOTED), 0)
        verbs_before = [j for j in range(start, i - 1) if tokens[j].tag in {"VBD", "VBZ", "VBP"} or tokens[j].tag == "VBG"]
        for j in reversed(verbs_before):
            subject = subject_before(tokens, group_start(tokens, j), start) if tokens[j].tag != "VBG" else None
            if subject is not None or tokens[j].tag == "VBG":
                report = Report(sentence, Span(tokens[j].start, tokens[j].end), tokens[j].lower, "introduced", subject, at=j)
                report.inherits = subject is None
                if _marked(sentence, i, report, "introduced"):
                    yield report
                break


def _label(sentence: Sentence, i: int) -> Report | None:
    """ "Clinton: “...”", "More from Jones: “...”": a name and a colon, without a verb."""
    tokens = sentence.tokens
    if any(t.tag in FINITE for t in tokens[: i - 1]) or i - 1 > _LABEL:
        return None
    start = next((j + 1 for j in range(i - 2, -1, -1) if tokens[j].tag == "IN"), 0)
    phrase = noun_phrase_after(tokens, start)
    if phrase is None or phrase.last != i - 1:
        return None
    report = Report(sentence, Span(tokens[i - 1].start, tokens[i - 1].end), ":", "label", phrase, at=i - 1)
    return report if _marked(sentence, i, report, "label") else None


def _is_verb(tokens: Sequence[Token], v: int, verb: Verb) -> bool:
    """Trust the tagger for verbs, and overrule it where the neighbours leave no other reading."""
    tag = tokens[v].tag
    before = tokens[v - 1] if v else None
    if tokens[v].lower in _ALWAYS and (before is None or before.tag not in {"DT", "PRP$"}):
        return True
    if tag.startswith("VB"):
        premodifier = tag == "VBN" and before is not None and before.tag in {"DT", "PRP$", "JJ", "POS"}
        if tag == "VBN" and v + 1 < len(tokens) and tokens[v + 1].lower == "by":
            return before is not None and before.lower in _PASSIVE_HELPERS  # not "a book |written| by"
        return not (premodifier and v + 1 < len(tokens) and tokens[v + 1].tag.startswith("NN"))
    if v + 1 >= len(tokens) or tag not in {"NN", "NNS", "NNP", "JJ", "IN"} or verb.form == "ing":
        return False
    after = tokens[v + 1]
    opens = after.lower == "that" or after.tag in {QUOTED, "PRP"} or after.text == ":"
    return opens and before is not None and before.tag not in {"DT", "PRP$", "JJ", "POS", "IN"} and verb.form != "base"


def _is_passive(tokens: Sequence[Token], group: int, v: int, verb: Verb) -> bool:
    if verb.form != "past":
        return False
    helpers = {t.lower for t in tokens[group:v]}
    return bool(helpers & {"was", "were", "is", "are", "been", "being", "be", "'re"}) or (
        tokens[v].tag == "VBN" and "'s" in helpers
    )


def _passive(sentence: Sentence, group: int, v: int, verb: Verb) -> Report | None:
    """ "It was announced by the ministry that ..."; "asked by reporters whether": the agent speaks, else nobody does."""
    tokens = sentence.tokens
    report = Report(sentence, Span(tokens[v].start, tokens[v].end), verb.lemma, "passive", at=v)
    after = v + 1
    if after < len(tokens) and tokens[after].lower == "by":
        report.subject = noun_phrase_after(tokens, after + 1)
        after = report.subject.last if report.subject else after + 1
    if after < len(tokens) and (tokens[after].lower in {"that", "as"} or tokens[after].lower in _WH):
        start = after + (tokens[after].lower in {"that", "as"})
        _content(sentence, start, report)
    return report if report.contents and (report.subject or verb.lemma not in {"expect", "believe", "see"}) else None


def _trailing(sentence: Sentence, group: int, v: int, verb: Verb, subject: Phrase | None, report: Report) -> bool:
    """Frames with the content before the cue: “...,” Kim said. / “...,” said Kim. / The plan, he said, is dead."""
    tokens = sentence.tokens
    if subject is not None and subject.antecedent is None:
        left = subject.first
        said = left > 0 and tokens[left - 1].closes_clause and not _more_to_say(tokens, v + 1)
        if left > 0 and _closes_content(tokens, left - 1) and (said or _clause_over(sentence, v, verb)):
            report.subject = subject
            return _before(sentence, left, v + 1, verb, report)
        return False
    if group == v and v > 0 and _closes_content(tokens, v - 1) and verb.form in {"past", "s", "base"}:
        phrase = speaker_after(tokens, v + 1)
        if phrase is not None and _ends_inverted(tokens, phrase.last):
            report.subject = phrase
            report.inherits = False
            return _before(sentence, v, phrase.last, verb, report)
    return False


def _closes_content(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    return token.text in {",", "–", "—", "--", "?", "!"} or token.tag == QUOTED


def _clause_over(sentence: Sentence, v: int, verb: Verb) -> bool:
    """Whether nothing but circumstances follows the verb: the sentence ends, a comma comes, or a phrase of time."""
    tokens = sentence.tokens
    i = v + 1
    if verb.attitude and verb.lemma not in _PARENTHETICAL:
        return False
    while i < len(tokens) and tokens[i].tag in _PARTS:
        i += 1
    if i >= len(tokens) or tokens[i].text in _END or tokens[i].text in {",", ")", "–", "—", "--"}:
        return True
    token = tokens[i]
    if token.lower == "that" or token.text == ":" or token.tag in {QUOTED} or token.lower in _WH:
        return False
    if "h" not in verb.frames and token.tag in {"DT", "PRP", "PRP$", "NNP", "NN", "NNS", "JJ", "CD"} and not _is_day(token) and token.lower not in {"last", "this", "earlier", "late"}:
        return False
    if "h" in verb.frames and verb.lemma != "warn":
        hearer = noun_phrase_after(tokens, i)
        return hearer is not None and (hearer.last >= len(tokens) or _rest_is_circumstance(tokens, hearer.last))
    return _rest_is_circumstance(tokens, i)


def _more_to_say(tokens: Sequence[Token], i: int) -> bool:
    """Whether the verb after “...,” has a content of its own: "that", a colon or further marks before the clause ends."""
    for before, token in pairwise(tokens[max(0, i - 1) : i + 12]):
        if token.text in _END or token.text == ",":
            return False
        if token.lower == "that" or token.text == ":" or (token.tag == QUOTED and before.tag != "POS"):
            return True  # “...,” he told ABC's “Good Morning America” is over
    return False


def _rest_is_circumstance(tokens: Sequence[Token], i: int) -> bool:
    """No finite verb before the next comma or end: "... in an interview on Friday."."""
    if i < len(tokens) and tokens[i].text in {":"}:
        return False
    for token in tokens[i : i + 25]:
        if token.text in _END or token.text in {",", "–", "—", "--", ")"}:
            return True
        if token.tag in FINITE or token.lower in {"that", "whether"} or token.tag == QUOTED:
            return False
        if token.tag == "IN" and token.lower in {"as", "after", "before", "while", "when"}:
            return True
    return True


def _ends_inverted(tokens: Sequence[Token], i: int) -> bool:
    """After "said Kim" comes the end, a comma, a bracket or a circumstance, never a verb."""
    if i >= len(tokens):
        return True
    token = tokens[i]
    return token.tag not in FINITE and (
        token.text in _END or token.text in {",", "(", "–", "—", "--", ")", ":"} or token.tag in {"IN", "RB", QUOTED, "CC", "NN", "NNP", "DT", "TO", "WP", "VBG"}
    )


def _before(sentence: Sentence, left: int, right: int, verb: Verb, report: Report) -> bool:
    """The content ends before token `left`; it may go on after the attribution, from token `right`."""
    tokens = sentence.tokens
    start = _content_start(tokens, left)
    end = left
    while end > start and tokens[end - 1].text in {",", "–", "—", "--"}:
        end -= 1
    if start >= end:
        report.frame = "bare"
        return tokens[0].tag == QUOTED
    words = sum(1 for t in tokens[start:end] if t.is_word or t.tag == QUOTED)
    report.frame = "trailing"
    report.before = True
    marked = any(t.tag == QUOTED for t in tokens[start:end])
    if verb.frames in {"m"} and not marked:
        return False
    if words:
        report.contents.append(Span(tokens[start].start, tokens[end - 1].end))
    _resume(sentence, right, report)
    return True


def _content_start(tokens: Sequence[Token], left: int) -> int:
    """Where content before the cue begins: with the sentence, or at marked words after a colon or dash."""
    start = 0
    for i in range(1, left):
        if tokens[i].tag == QUOTED and tokens[i - 1].text in {":", "--", "–", "—", "-"} and not any(t.is_word for t in tokens[i + 1 : left]):
            return i
    while start < left and tokens[start].tag == "CC" and start + 1 < left and tokens[start + 1].tag != QUOTED:
        start += 1
    return start


def _resume(sentence: Sentence, right: int, report: Report) -> None:
    """ "The plan, he said on Monday, |is dead|": what follows the comma that closes the attribution."""
    tokens = sentence.tokens
    i = right
    depth = 0
    while i < len(tokens) and (tokens[i].text not in {",", "–", "—", "--", ":"} or depth):
        depth += (tokens[i].text == "(") - (tokens[i].text == ")")
        if tokens[i].tag == QUOTED and i > right:
            break
        i += 1
    if i < len(tokens) and tokens[i].text in {",", "–", "—", "--"}:
        i = _past_apposition(tokens, i, right)
    if i >= len(tokens) or tokens[i].text in _END:
        return
    if tokens[i].tag != QUOTED:
        i += 1
    if i >= len(tokens):
        return
    token = tokens[i]
    nominal = report.subject is not None and not any(t.tag == QUOTED for t in tokens[i:])
    opener = token.tag in {"VBG", "CC", "WDT", "WP", "WRB"} or token.lower in {"who", "which", "while", "but", "as", "although", "though", "when", "where", "after", "whose"}
    if opener and not (token.lower in {"but", "and"} and any(t.tag == QUOTED for t in tokens[i + 1 : i + 3])):
        return
    if nominal and not any(t.tag in FINITE for t in tokens[i:]):
        return
    _content(sentence, i, report)


def _past_apposition(tokens: Sequence[Token], comma: int, right: int) -> int:
    """ "said Kim, a lawyer, |is|": skip an apposition that the first comma opened."""
    if comma + 1 >= len(tokens) or comma > right + 2:
        return comma
    lead = tokens[comma + 1]
    name_before = tokens[comma - 1].tag in {"NNP", "NN", "NNS", "-RRB-"} and comma == right
    if not name_before or not (lead.tag in {"DT", "PRP$", "WP", "NN", "JJ", "NNP", "CD"} or lead.lower == "who"):
        return comma
    relative = False
    for i in range(comma + 1, len(tokens)):
        if tokens[i].text == "," or tokens[i].tag == QUOTED:
            return i
        relative = relative or tokens[i].lower in {"who", "whose", "that", "which"}
        if tokens[i].tag in FINITE and not relative:
            return comma
    return len(tokens)


# ---------------------------------------------------------------------------------------- what follows a verb


def _complement(sentence: Sentence, group: int, v: int, verb: Verb, report: Report) -> bool:
    """Frames with the content after the cue; fills `report` and says whether there was one."""
    tokens = sentence.tokens
    i = v + 1
    if "h" in verb.frames:
        i = _hearer(sentence, i, verb, report)
        if verb.lemma == "accuse" and report.hearer is not None and i < len(tokens) and tokens[i].lower == "of":
            return _clausal(sentence, v + 1, report, "preposition")
        if i < len(tokens) and tokens[i].text == "(":  # "asked the writer (who is known as “X”) “why”"
            i = next((k + 1 for k in range(i, len(tokens)) if tokens[k].text == ")"), i)
    i = _circumstance(tokens, i)
    if i >= len(tokens):
        return False
    token = tokens[i]
    frames = verb.frames
    if token.lower == "that" and ("c" in frames or _quoted_soon(tokens, i + 1)) and token.tag in {"IN", "WDT", "DT", "RB"}:
        return _clausal(sentence, i + 1, report, "that")
    if token.text == ":":
        return _marked(sentence, i + 1, report, "colon") or ("c" in frames and _clausal(sentence, i + 1, report, "colon"))
    if token.tag == QUOTED or (token.text == "," and i + 1 < len(tokens) and tokens[i + 1].tag == QUOTED):
        return not verb.attitude and _marked(sentence, i, report, "quote")
    if token.lower in _WH and "q" in frames:
        return _clausal(sentence, i, report, "question")
    if token.lower == "to" and "t" in frames and i + 1 < len(tokens) and tokens[i + 1].tag in {"VB", "RB"}:
        return _clausal(sentence, i, report, "infinitive")
    if "p" in frames and token.lower in _BY_PREPOSITION:
        return _clausal(sentence, i + 1, report, "preposition")
    if "c" in frames and not verb.weak and _starts_clause(tokens, i):
        return _clausal(sentence, i, report, "clause")
    infinitive = group > 0 and tokens[group].lower == "to"
    if "o" in frames and not verb.weak and not infinitive and (not verb.attitude or verb.lemma in _VOICED) and noun_phrase_after(tokens, i) is not None:
        return _clausal(sentence, i, report, "object")
    if "m" in frames or "o" in frames or "h" in frames:
        return not verb.attitude and _marked_later(sentence, i, report)
    return False


def _hearer(sentence: Sentence, i: int, verb: Verb, report: Report) -> int:
    """Skip whom it was said to: "told |reporters on Monday| that"."""
    tokens = sentence.tokens
    if i < len(tokens) and (tokens[i].lower in {"that", "whether", "if", "to", "of", "against"} or tokens[i].tag == QUOTED):
        return i
    phrase = noun_phrase_after(tokens, i)
    if phrase is None or tokens[i].lower == "that":
        return i
    end = phrase.head
    follows = tokens[end] if end < len(tokens) else None
    if follows is not None and follows.tag in FINITE and verb.lemma in {"warn", "promise", "ask"}:
        return i
    report.hearer = Span(tokens[i].start, tokens[end - 1].end)
    return end


def _circumstance(tokens: Sequence[Token], i: int) -> int:
    """Skip when, where and how it was said: "said |in an interview last year| that", "noted |last year|: “...”"."""
    j = i
    while j < len(tokens) and j - i < _CIRCUMSTANCE:
        token = tokens[j]
        opens = token.lower == "that" and token.tag in {"IN", "WDT"}
        quoted = token.text in {",", ":"} and j + 1 < len(tokens) and tokens[j + 1].tag == QUOTED
        if opens or quoted or token.text == ":" or (token.tag == QUOTED and j > i and tokens[j - 1].text != ","):
            return j if _skippable(tokens, i, j) else _past_adverbs(tokens, i)
        if token.tag in FINITE or token.text in _END or token.lower in _WH | {"to"}:
            break
        j += 1
    return _past_adverbs(tokens, i)


def _skippable(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Only adverbs and prepositional phrases stand between: "on Tuesday", "in English", never an object of its own."""
    if i == j:
        return True
    first = tokens[i]
    return first.tag in {"IN", "TO", "-LRB-", ","} | _PARTS or first.text in {"(", ","} or first.lower in {"last", "this", "earlier"} or _is_day(first)


def _past_adverbs(tokens: Sequence[Token], i: int) -> int:
    while i < len(tokens) and (tokens[i].tag in _PARTS or _is_day(tokens[i])):
        i += 1
    return i


def _is_day(token: Token) -> bool:
    return token.lower in {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}


def _quoted_soon(tokens: Sequence[Token], i: int) -> bool:
    return any(t.tag == QUOTED for t in tokens[i : i + 3])


def _starts_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a subject and a finite verb follow: "said |he was tired|", not "said |a prayer|"."""
    if tokens[i].tag not in {"PRP", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "CD", "EX", "VBG", "IN", "PDT", "JJR", "JJS", "$", QUOTED, "WP", "RB"}:
        return False
    for token in tokens[i : i + 40]:
        if token.tag in FINITE:
            return True
        if token.text in _END or token.text == ":":
            return False
    return False


def _clausal(sentence: Sentence, start: int, report: Report, frame: str) -> bool:
    report.frame = frame
    _content(sentence, start, report)
    return bool(report.contents)


def _marked(sentence: Sentence, i: int, report: Report, frame: str) -> bool:
    """Content that begins with marked words."""
    tokens = sentence.tokens
    while i < len(tokens) and tokens[i].text == ",":
        i += 1
    if i >= len(tokens) or tokens[i].tag != QUOTED:
        return False
    report.frame = frame
    last = i
    while last + 1 < len(tokens) and (tokens[last + 1].tag == QUOTED or (tokens[last + 1].text in {",", "…"} and last + 2 < len(tokens) and tokens[last + 2].tag == QUOTED)):
        last += 1
    # “X” alone is said, unless its sentence needs the rest: said “X” is “Y”.
    more = report.lemma not in _NAMING_VERBS and last + 1 < len(tokens) and tokens[last + 1].tag in FINITE | {"IN", "VBN", "TO", "CC"} and not tokens[last].closes_clause
    short = tokens[i].end - tokens[i].start < _PHRASE_LENGTH
    if more and (any(t.tag == QUOTED for t in tokens[last + 1 :]) or (short and any(t.tag in FINITE for t in tokens[last + 1 :]))):
        return _clausal(sentence, i, report, frame)
    report.contents.append(Span(tokens[i].start, tokens[last].end))
    return True


def _marked_later(sentence: Sentence, i: int, report: Report) -> bool:
    """ "called |the plan “a disaster”|": the object with the marked words that are said of it."""
    tokens = sentence.tokens
    marked = None
    for j in range(i, min(len(tokens), i + 25)):
        if tokens[j].tag == QUOTED:
            marked = j
            break
        if tokens[j].text in _END or tokens[j].tag in FINITE:
            return False
    if marked is None:
        return False
    while marked + 2 < len(tokens) and tokens[marked + 1].lower in {"and", "or", ","} and any(t.tag == QUOTED for t in tokens[marked + 2 : marked + 4]):
        marked = next(k for k in range(marked + 2, marked + 4) if tokens[k].tag == QUOTED)
    report.frame = "fragment"
    report.contents.append(Span(tokens[i].start, tokens[marked].end))
    return True


def _subordinate(tokens: Sequence[Token], at: int) -> bool:
    """Whether the cue stands in a clause that only leads up to the main one: "When Kim said that, ...", "If he says"."""
    if tokens[0].lower in _LEADING:
        return not any(t.text == "," for t in tokens[:at])
    return tokens[0].tag == "CC" and len(tokens) > 1 and tokens[1].lower in _LEADING and not any(t.text == "," for t in tokens[:at])


def _content(sentence: Sentence, start: int, report: Report) -> None:
    """Add the clause that begins at token `start`."""
    tokens = sentence.tokens
    while start < len(tokens) and tokens[start].text in {",", ":", "–", "—", "--"}:
        start += 1
    end = _clause_end(tokens, start)
    if not report.before and _subordinate(tokens, report.at):
        comma = next((k for k in range(start + 1, end) if tokens[k].text == ","), end)
        end = comma
    if end > start:
        report.contents.append(Span(tokens[start].start, tokens[end - 1].end))


def _clause_end(tokens: Sequence[Token], start: int) -> int:
    """Where what is reported ends: with the sentence, or where the writer takes the floor again."""
    table = verbs()
    i = start
    depth = 0
    while i < len(tokens):
        token = tokens[i]
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            break
        if token.text in _END and (i + 1 >= len(tokens) or token.text in {";", "."}):
            break
        if token.lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
            break
        if i > start and token.text in {",", "–", "—", "--"} and _writer_returns(tokens, i + 1, table):
            break
        if token.closes_clause and token.lower == "," and i + 1 < len(tokens) and tokens[i + 1].lower in {"a", "an", "the", "which", "who"} and i > start:
            i += 1  # “only X goes there,” |a play on ...|: the gloss is the writer's
            break
        if i > start and token.text in {"–", "—", "--", "-"} and _aside_to_end(tokens, i + 1):
            break
        if i > start and token.tag == "CC" and _verb_joined(tokens, i + 1, table):
            break
        i += 1
    while i > start and (tokens[i - 1].text in {",", "–", "—", "--", ":", "(", "-"} or tokens[i - 1].text in _END):
        i -= 1
    return i


def _writer_returns(tokens: Sequence[Token], i: int, table: dict[str, Verb]) -> bool:
    """After a comma or dash: a participle that reports ("adding that"), a second report, a relative or comparison."""
    if i >= len(tokens):
        return True
    token = tokens[i]
    verb = table.get(token.lower)
    if token.tag == "VBG" and verb is not None and not verb.weak:
        return True
    if token.lower in {"compared", "which"} or token.lower in _TURNS:
        return True
    if token.lower == "even" and i + 1 < len(tokens) and tokens[i + 1].lower in {"as", "though", "if"}:
        return True
    return token.tag == "CC" and (_verb_joined(tokens, i + 1, table) or _reports_next(tokens, i + 1, table))


def _aside_to_end(tokens: Sequence[Token], i: int) -> bool:
    """ "... in the past — |an issue Democrats have struggled with|." is the writer's."""
    return i < len(tokens) and tokens[i].lower in {"a", "an", "the", "but", "something"} and not any(
        t.text in {"–", "—", "--", "-"} for t in tokens[i:]
    )


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
    if i + 1 >= len(tokens):
        return False
    verb = table.get(tokens[i].lower)
    if verb is None or verb.weak or verb.attitude or not tokens[i].tag.startswith("VB") or tokens[i].tag in {"VB", "VBG"}:
        return False
    after = tokens[i + 1]
    return after.lower in {"that", "to", "whether"} or after.tag in {QUOTED, "PRP", "IN", "DT", "NNP"} or after.text in {":", ","}


# ------------------------------------------------------------------------------------- other cues than verbs


def _according(sentence: Sentence, i: int) -> Report | None:
    """ "According to S, CLAUSE"; "CLAUSE, according to S"; "The island, according to S, is"."""
    tokens = sentence.tokens
    phrase = speaker_after(tokens, i + 2)
    if phrase is None:
        return None
    report = Report(sentence, Span(tokens[i].start, tokens[i + 1].end), "according to", "according", phrase, at=i)
    if i > 0:
        start = _content_start(tokens, i)
        end = i
        while end > start and tokens[end - 1].text in {",", "–", "—", "--", "("}:
            end -= 1
        if start < end:
            report.contents.append(Span(tokens[start].start, tokens[end - 1].end))
            report.before = True
        if i and tokens[i - 1].text == ",":
            _resume(sentence, phrase.last, report)
        return report
    j = phrase.last
    while j < len(tokens) and tokens[j].text != "," and tokens[j].tag != QUOTED:
        j += 1
    if j < len(tokens) and tokens[j].text == ",":
        j = _past_apposition(tokens, j, phrase.last)
    if j < len(tokens):
        _content(sentence, j, report)
    return report


def _nominal(sentence: Sentence, i: int) -> Report | None:
    """ "his claim that ...", "In his words: “...”", "Clinton's statement that ..."."""
    tokens = sentence.tokens
    if i + 1 >= len(tokens):
        return None
    owner = _owner(tokens, i)
    report = Report(sentence, Span(tokens[i].start, tokens[i].end), tokens[i].lower, "noun", owner, at=i)
    if tokens[i + 1].lower == "that" and tokens[i + 1].tag in {"IN", "WDT"} and owner is not None:
        _content(sentence, i + 2, report)
        finite = [t for c in report.contents for t in tokens if c.start <= t.start < c.end and t.tag in FINITE]
        return report if len(finite) == 1 else None  # "his claim that X |is| Y": where X ends cannot be told
    marked = i + 2 < len(tokens) and tokens[i + 1].text in {":", ","} and tokens[i + 2].tag == QUOTED
    if owner is not None and (marked or tokens[i + 1].tag == QUOTED):
        _content(sentence, i + 1, report)
        return report
    if tokens[i].lower in {"phrase", "term", "expression", "slogan", "words", "line"} and tokens[i + 1].tag == QUOTED:
        return _used(sentence, i, report)
    return None


def _used(sentence: Sentence, i: int, report: Report) -> Report | None:
    """ "they |have used the phrase| “X”": whoever uses the phrase says it."""
    tokens = sentence.tokens
    verb = next((j for j in range(i - 1, max(i - 4, 0), -1) if tokens[j].tag.startswith("VB")), None)
    if verb is None:
        return None
    report.subject = subject_before(tokens, group_start(tokens, verb))
    report.contents.append(Span(tokens[i + 1].start, tokens[i + 1].end))
    return report if report.subject is not None else None


def _owner(tokens: Sequence[Token], i: int) -> Phrase | None:
    """Whose claim it is: a possessive pronoun or a name with 's before the noun."""
    j = i - 1
    while j >= 0 and tokens[j].tag in {"JJ", "CD", "JJS", "NN", "RB", "VBN"}:
        j -= 1
    if j >= 0 and tokens[j].tag == "PRP$":
        return Phrase(j, j + 1, j + 1)
    if j > 0 and tokens[j].tag == "POS":
        first = j
        while first > 0 and tokens[first - 1].tag in {"NNP", "NN", "NNS", "NNPS", "JJ", "DT", "CD"}:
            first -= 1
        return Phrase(first, j, j) if first < j else None
    return None


def pieces(reports: Sequence[Report]) -> Iterator[tuple[Report, Span]]:
    """Each report with each of its contents."""
    for report in reports:
        for span in report.contents:
            yield report, span
