"""The words that report: verbs, their forms and the shapes of sentence they report in. Data, with one look-up.

A line of the table is a verb and its frames:

    c  a clause follows, with or without "that" ("said that", "said he")      q  a question follows ("asked whether")
    h  a hearer may stand before the content ("told reporters that")          t  "to" and a verb follow ("vowed to go")
    o  a noun phrase is the content ("announced a plan")                      p  a preposition opens it ("warned of")
    m  reports only marked words, beside them ("smiled")                      a  an attitude rather than speech
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

_TABLE = """
say:cqo tell:cqht add:c note:co argue:c claim:ct insist:cp declare:co announce:co state:c write:c tweet:co
warn:chptm suggest:co acknowledge:co admit:cop concede:co confirm:co deny:co assert:co contend:c maintain:c allege:c
charge:c promise:chto pledge:cto vow:ct predict:co joke:c quip:c testify:cp report:co recall:cqo remark:cp
comment:p observe:c explain:cqo reply:c respond:cp answer:c ask:qhtp inquire:q enquire:q wonder:q question:qo
call:pm describe:m denounce:o criticize:o criticise:o slam:o blast:o condemn:o praise:o urge:hcto demand:cto
complain:cp lament:co boast:cp brag:cp shout:c yell:c cry:m mutter:c whisper:c exclaim:c interject:c counter:c
retort:c rebut:o dispute:cqo conclude:co emphasize:cqo emphasise:cqo stress:cqo reiterate:co repeat:c continue:m
quote:m propose:cto recommend:co advise:hct caution:chp remind:hc inform:hc notify:hc assure:hc reassure:hc
swear:ct affirm:co reaffirm:co proclaim:co reveal:cqo disclose:cqo confess:cp apologize:p apologise:p
post:c blog:c email:c message:c text:c accuse:h blame:o fault:o chide:o decry:o deride:o mock:o ridicule:o
dismiss:o reject:o refute:o summarize:co summarise:co liken:o term:m label:m dub:m brand:m characterize:m
characterise:m opine:c muse:c marvel:c gripe:c grumble:c fume:m snap:m bark:m deadpan:m crack:m offer:m laugh:m
smile:m sigh:m nod:m shrug:m grin:m begin:m open:m close:m chime:m echo:m recount:cqo relate:c signal:co indicate:cqo
imply:c hint:cp elaborate:p detail:qo outline:qo clarify:cqo specify:cqo speculate:cp theorize:c theorise:c
hypothesize:c postulate:c reason:c concur:c agree:ct disagree:c object:c protest:c advocate:o endorse:o plead:ct
beg:ht implore:ht order:ht command:ht instruct:ht request:cto invite:ht appeal:p vouch:p attest:cp bemoan:o
cite:o mention:co telegraph:c relay:c convey:c point:p go:m put:m sum:m contradict:o attribute:o credit:o
ventured:c venture:c volunteer:c interrupt:m counsel:ht pronounce:c decree:c rule:c find:c hold:c estimate:co
project:c forecast:co calculate:c read:m tout:o hail:o salute:o challenge:o rebuke:o scold:o compare:o discuss:qo
quiz:m press:m underline:cqo underscore:cqo highlight:co foresee:o express:o voice:o shoot:m fire:m hit:m
believe:ca think:ca feel:ca fear:cao worry:cap hope:cat expect:cato regret:coa doubt:cqa suspect:ca consider:ca
know:cqa see:a understand:cqa realize:cqa realise:cqa assume:ca guess:ca anticipate:coa envisage:oa view:oa
fret:cap fancy:ca want:at wish:cta prefer:at intend:at
"""

# Nouns that report: "his claim that ...", "a statement that ...", "in his words: ...".
NOUNS = frozenset(
    """
    claim statement assertion argument warning suggestion allegation announcement declaration admission
    acknowledgment acknowledgement complaint comment remark contention prediction promise pledge vow insistence
    accusation observation assurance reminder assessment conclusion revelation belief view opinion fear hope
    concern testimony report explanation words phrase dictum verdict
    """.split()
)

IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "swore": "swear", "sworn": "swear",
    "read": "read", "began": "begin", "begun": "begin", "went": "go", "gone": "go", "put": "put", "thought": "think",
    "felt": "feel", "knew": "know", "known": "know", "saw": "see", "seen": "see", "understood": "understand",
    "found": "find", "held": "hold", "foresaw": "foresee", "foreseen": "foresee", "pled": "plead",
    "forecast": "forecast", "shot": "shoot", "hit": "hit", "saith": "say",
}  # fmt: skip

# Verbs whose marked or clausal complement is as often narration as speech ("found that", "rule", "see").
WEAK = frozenset(
    """
    find hold rule see know consider view project read open close go put press crack begin offer find feel
    understand realize realise want wish prefer intend see go estimate calculate hold open compare express shoot
    fire hit
    """.split()
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb. `form` is base, s, past or ing; `frames` as in the table above."""

    lemma: str
    form: str
    frames: str

    @property
    def attitude(self) -> bool:
        """Whether it tells what somebody thinks rather than what they said."""
        return "a" in self.frames

    @property
    def weak(self) -> bool:
        """Whether it needs more than its presence to report."""
        return self.lemma in WEAK


@cache
def verbs() -> dict[str, Verb]:
    """Every form of every reporting verb, in lower case."""
    frames = dict(entry.split(":") for entry in _TABLE.split())
    forms: dict[str, Verb] = {}
    for lemma, flags in frames.items():
        for form, kind in _inflect(lemma):
            forms.setdefault(form, Verb(lemma, kind, flags))
    for form, lemma in IRREGULAR.items():
        if lemma in frames:
            forms[form] = Verb(lemma, "past", frames[lemma])
    return forms


def _inflect(lemma: str) -> list[tuple[str, str]]:
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    doubled = lemma + lemma[-1] if lemma in _DOUBLING else stem
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [(lemma, "base"), (lemma[:-1] + "ies", "s"), (lemma[:-1] + "ied", "past"), (lemma + "ing", "ing")]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return [(lemma, "base"), (third, "s"), (doubled + "ed", "past"), (doubled + "ing", "ing")]


_DOUBLING = frozenset("admit quip brag blog beg dub snap slam nod grin text plan signal quiz swear".split()) - {
    "text",
    "signal",
    "swear",
}
