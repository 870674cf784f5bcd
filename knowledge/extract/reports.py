"""All reports of a sentence, in every frame that English news uses."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from knowledge.extract.clauses import add_clause, add_marked
from knowledge.extract.complements import complement
from knowledge.extract.cues import NOUNS as CUE_NOUNS
from knowledge.extract.cues import Verb, verbs
from knowledge.extract.documents import pass_on
from knowledge.extract.lexicon import NAMING, NOBODY, SAYINGS, SPEAKERS
from knowledge.extract.phrases import FINITE, NOUNS, group_start, noun_phrase_after, speaker_after, subject_before
from knowledge.extract.questions import question_put
from knowledge.extract.refusals import AGAINST, NEGATIONS, negated, refusal, withhold
from knowledge.extract.report import QUESTIONS, Report, report_at, token_at
from knowledge.extract.sources import according, introduced, nominal
from knowledge.extract.tokens import QUOTED
from knowledge.extract.trailing import trailing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

_BE = frozenset("was were is are been being be 're".split())
_BEFORE_BY = _BE | {"also", "first"}
_LOOSE_FRAMES = frozenset({"clause", "object", "infinitive", "preposition"})
_OPENED = frozenset({"colon", "quote", "introduced"})  # frames whose words follow a colon, a comma or the verb
_WORDED = frozenset({"that", "question", "quote", "colon", "fragment", "clause"})
_SURE_FRAMES = frozenset({"according", "trailing", "that", "clause"})
_ALWAYS = frozenset("said says told wrote tweeted testified argued insisted explained replied joked".split())
_NOUN_BEFORE = frozenset({"of", "in", "from", "without", "to"})
_POSSIBLY = frozenset({"might", "may", "could", "can", "should"})
_ASKING = frozenset("did does do had has have will would".split())
_NOT_PEOPLE = frozenset("there this that what which".split())


def find_reports(sentence: Sentence) -> list[Report]:
    """The reports of one sentence, in order of their cues; those "introduced" by punctuation alone come last."""
    found = [r for i in range(len(sentence.tokens)) if (r := _report(sentence, i)) is not None and _somebody(r)]
    taken = {c.start for r in found for c in r.contents}
    found.extend(r for r in introduced(sentence) if r.contents[0].start not in taken and _somebody(r))
    for report in found:
        if report.frame in _OPENED and report.contents:
            pass_on(report, bisect_left(sentence.tokens, report.contents[0].start, key=lambda t: t.start))
    return found


def _report(sentence: Sentence, i: int) -> Report | None:
    """The report whose cue is token `i`, if it is one and reports something or could speak for marks beside it."""
    tokens = sentence.tokens
    token, after = tokens[i], token_at(tokens, i + 1)
    report = None
    if token.tag == QUOTED:
        return None
    if token.lower == "according" and after is not None and after.lower == "to":
        report = according(sentence, i)
    elif (verb := verbs().get(token.lower)) is not None and _is_verb(tokens, i, verb) and not _as_saying(tokens, i):
        report = _verbal(sentence, i, verb)
    if report is None and token.lower in CUE_NOUNS and token.tag in {"NN", "NNS"}:
        report = nominal(sentence, i)
    if report is None or _verbless(report):
        return None
    return report if report.contents or report.frame == "bare" else None


def _verbless(report: Report) -> bool:
    """Whether a clause was cut so short that it says nothing: "Kim, writing |under a pseudonym|, warned ..."."""
    if report.frame != "clause" or report.before or report.marked:
        return False
    held = [token for token in report.sentence.tokens if report.holds(token)]
    return bool(held) and held[0].tag == "IN" and not any(token.tag in FINITE for token in held)


def _as_saying(tokens: Sequence[Token], i: int) -> bool:
    """The "saying" of "quoted as saying", which belongs to the verb before it."""
    return tokens[i].lower == "saying" and i > 0 and tokens[i - 1].lower == "as"


def _verbal(sentence: Sentence, v: int, verb: Verb) -> Report | None:
    tokens = sentence.tokens
    group = group_start(tokens, v)
    if verb.lemma == "quote" and (report := _quoted_as_saying(sentence, group, v)) is not None:
        return report
    if _is_passive(tokens, group, v, verb):
        return _passive(sentence, v, verb)
    if _unsaid(tokens, group, v):
        return _nobodys(_active(sentence, group, v, verb), group)
    word = refusal(tokens, group, v)
    return _active(sentence, group, v, verb) if word is None else _refused(sentence, word, v, verb)


def _nobodys(report: Report | None, group: int) -> Report | None:
    """Marked words that were not said are nobody's, and no cue further off may claim them."""
    if report is None or report.attitude or report.frame not in _WORDED or not report.marked:
        return None
    if report.sentence.tokens[report.at].tag == "VBG":
        return None
    report.frame, report.subject, report.inherits = "unsaid", None, False
    withhold(report, group)
    return report


def _refused(sentence: Sentence, word: int, v: int, verb: Verb) -> Report | None:
    """ "Kim |refused to say| that ...": the cue begins with the refusal, whose subject is asked for."""
    tokens = sentence.tokens
    group = group_start(tokens, word)
    if _unsaid(tokens, group, word):  # "did not hesitate to say" is said
        return _active(sentence, group_start(tokens, v), v, verb)
    report = report_at(sentence, v, verb.lemma)
    subject = None if tokens[word].tag == "VBG" and _hangs(tokens, group, word) else subject_before(tokens, group)
    if subject is not None and tokens[group - 1].text == "," and tokens[subject.head - 1].tag != "NNP":
        subject = None  # "invoked stereotypes, |declined| to say": one verb of several
    report.subject, report.inherits = subject, subject is None
    if not complement(report, group, verb):
        return None
    withhold(report, word)
    return report


def _active(sentence: Sentence, group: int, v: int, verb: Verb) -> Report | None:
    tokens = sentence.tokens
    report = report_at(sentence, v, verb.lemma)
    report.attitude, report.against = verb.attitude, verb.lemma in AGAINST
    if (put := question_put(sentence, v, verb)) is not None:
        return put
    if _planned(tokens, group):
        return None
    participle = verb.form == "ing" and _hangs(tokens, group, v)
    subject = None if participle else subject_before(tokens, group)
    joined = group > 0 and (tokens[group - 1].tag == "CC" or tokens[group].lower == "to")
    report.inherits = participle or (subject is None and joined)
    if trailing(report, group, verb, subject) or (v == 0 and _announces(report)):
        return report
    report.subject = subject
    if subject is None and not report.inherits:  # "Asked whether ...": the passage tells who
        report.inherits = verb.form == "past" and group == 0
        return report if report.inherits and complement(report, group, verb) else None
    if not complement(report, group, verb):
        return _bare(report, verb)
    if (first := negated(tokens, group, v)) is not None:
        withhold(report, first)
    on_noun = verb.form == "ing" and group > 0 and tokens[group - 1].tag in NOUNS
    return None if on_noun and report.frame in _LOOSE_FRAMES else report  # "two sources |recommending| a change"


def _planned(tokens: Sequence[Token], group: int) -> bool:
    """ "A plan |to charge| ships", "in an effort |to clarify|": an infinitive on a noun tells nothing that was said."""
    before = token_at(tokens, group - 1)
    return tokens[group].lower == "to" and before is not None and before.tag == "NN" and before.entity != "PER"


def _hangs(tokens: Sequence[Token], group: int, v: int) -> bool:
    """Whether a participle's subject stands further back: ", |adding| that"; not "sources |recommending| this"."""
    if not all(t.tag in {"RB", "RBR"} for t in tokens[group:v]):
        return False
    return group == 0 or tokens[group - 1].tag not in NOUNS


def _unsaid(tokens: Sequence[Token], group: int, v: int) -> bool:
    """Whether no words were said: "did not say that", "might say that", "If Kim says so", "Did Kim say that?"."""
    helpers = {t.lower for t in tokens[group:v]}
    if helpers & NEGATIONS or (helpers & _POSSIBLY and "only" not in helpers):
        return True  # but "could only say" was said
    if _so_called(tokens, v):
        return True
    if tokens[0].lower in _ASKING and (tokens[0].lower == "had" or tokens[-1].text == "?"):
        return True  # "Did Kim say that?", "Had Kim said so, ..."
    return tokens[0].lower == "if" and not any(t.text == "," for t in tokens[:v])


def _so_called(tokens: Sequence[Token], v: int) -> bool:
    """ "The plan |called| “a gift to us all” is dead": the plan says nothing, it is called so."""
    past, after = token_at(tokens, v + 1), token_at(tokens, v + 2)
    if tokens[v].lower not in NAMING or past is None or past.tag != QUOTED or after is None:
        return False
    return after.tag in FINITE and not past.closes_clause and not any(t.tag in FINITE for t in tokens[:v])


def _announces(report: Report) -> bool:
    """ "Said Kim: “...”": the verb, its subject, and the words after a colon."""
    tokens = report.sentence.tokens
    phrase = speaker_after(tokens, 1)
    colon = token_at(tokens, phrase.last) if phrase is not None else None
    if phrase is None or colon is None or colon.text != ":":
        return False
    report.subject, report.inherits = phrase, False
    return add_marked(report, phrase.last + 1, "colon")


def _quoted_as_saying(sentence: Sentence, group: int, v: int) -> Report | None:
    """ "Kim was quoted (by the Post) as saying |that ...|", "The Post quoted Kim as saying: |“...”|"."""
    tokens = sentence.tokens
    saying = next((i for i in range(v + 2, min(v + 9, len(tokens))) if tokens[i].lower == "saying"), None)
    if saying is None or tokens[saying - 1].lower != "as":
        return None
    said = verbs()["said"]
    before = subject_before(tokens, group)
    report = report_at(sentence, saying, said.lemma)
    if _is_passive(tokens, group, v, verbs()["quoted"]):
        by = tokens[v + 1].lower == "by"
        report.subject, report.via = before, noun_phrase_after(tokens, v + 2) if by else None
    else:
        report.subject, report.via = noun_phrase_after(tokens, v + 1), before
    if trailing(report, group, said, report.subject) or complement(report, saying, said):
        return report
    return None


def _bare(report: Report, verb: Verb) -> Report | None:
    """A clause that reports nothing itself but may speak for the marks beside it: 'Vance smiled. “...”'."""
    if verb.weak or verb.attitude or report.subject is None or report.inherits:
        return None
    report.frame = "bare"
    return report


def _is_verb(tokens: Sequence[Token], v: int, verb: Verb) -> bool:
    """Trust the tagger for verbs, and overrule it where the neighbours leave no other reading."""
    tag, before, after = tokens[v].tag, token_at(tokens, v - 1), token_at(tokens, v + 1)
    if tokens[v].lower in _ALWAYS and (before is None or before.tag not in {"DT", "PRP$"}):
        return True
    if tag.startswith("VB"):
        return not _modifying(tag, before, after)
    if after is None or before is None or verb.form in {"ing", "base"} or tag not in {"NN", "NNS", "NNP", "JJ", "IN"}:
        return False
    opens = after.lower == "that" or after.tag in {QUOTED, "PRP"} or after.text == ":"
    if before.text == "," and "p" in verb.frames and after.tag == "IN":
        return True  # "Kim, a lawyer, |worries| about"
    return opens and before.tag not in {"DT", "PRP$", "JJ", "POS", "IN"}


def _modifying(tag: str, before: Token | None, after: Token | None) -> bool:
    """ "a book |written| by", "the |alleged| plan", "of |maintaining| ties" report nothing."""
    if tag == "VBG":  # "the benefits of |maintaining| ties", "a |saying|"
        return before is not None and (before.lower in _NOUN_BEFORE or before.tag in {"DT", "PRP$", "JJ"})
    if tag != "VBN" or after is None:
        return False
    if after.lower == "by":
        return before is None or before.lower not in _BEFORE_BY
    return after.tag.startswith("NN") and before is not None and before.tag in {"DT", "PRP$", "JJ", "POS"}


def _is_passive(tokens: Sequence[Token], group: int, v: int, verb: Verb) -> bool:
    helpers = {t.lower for t in tokens[group:v]}
    return verb.form == "past" and (bool(helpers & _BE) or (tokens[v].tag == "VBN" and "'s" in helpers))


def _passive(sentence: Sentence, v: int, verb: Verb) -> Report | None:
    """ "It was announced by the ministry that ...": the agent speaks, else nobody does."""
    tokens = sentence.tokens
    report = report_at(sentence, v, verb.lemma)
    i = v + 1
    if i < len(tokens) and tokens[i].lower == "by":
        report.subject = noun_phrase_after(tokens, i + 1)
        i = report.subject.last if report.subject else i + 1
    token = token_at(tokens, i)
    if token is not None and (token.lower in {"that", "as"} or token.lower in QUESTIONS):
        add_clause(report, i + (token.lower in {"that", "as"}), "passive")
    return report if report.contents and (report.subject or verb.lemma not in {"expect", "believe", "see"}) else None


def _somebody(report: Report) -> bool:
    """Whether the subject can have said anything: "distrust points to" and "few predict" report nobody's words."""
    tokens, subject = report.sentence.tokens, report.subject
    if subject is None or subject.antecedent is not None:
        return True
    head = tokens[subject.first : subject.head]
    alone = len(head) == 1
    generic = alone and head[0].lower == "one" and tokens[report.at].tag == "VB"  # "one must assume that"
    if (
        head[0].lower in NOBODY
        or any(t.lower == "nor" for t in tokens[subject.first : subject.last])
        or generic
        or (alone and head[0].lower in _NOT_PEOPLE)
    ):
        return False
    noun = next((t for t in reversed(head) if t.tag[:2] in {"NN", "PR", "CD", "JJ", "DT"} or t.tag == QUOTED), head[-1])
    if noun.lower in SAYINGS:
        return False
    if report.marked or report.frame in _SURE_FRAMES or report.cue.start < tokens[report.at].start:
        return True  # whoever refuses to say can speak
    if alone and noun is tokens[0] and noun.tag == "NNP":
        return noun.entity != "OTH"
    named = noun.tag in {"NNP", "NNPS", "PRP", QUOTED, "WP", "CD", "JJ", "DT"} or noun.entity in {"PER", "ORG"}
    return named or noun.lower in SPEAKERS
