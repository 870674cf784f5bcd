"""Which cues of an attribution corpus report speech, and which only a belief, a plan or an attitude."""

from __future__ import annotations

import re

SAYING = (
    "say tell speak talk state remark comment observe note mention add continue recount recall report announce declare "
    "proclaim profess express voice address lecture discuss describe characterize characterise detail outline specify "
    "elaborate clarify explain summarize summarise conclude emphasize emphasise stress reiterate repeat quote cite "
    "signal indicate imply hint reveal disclose divulge inform notify predict quip joke marvel muse opine preach thank "
    "congratulate greet"
)
ANSWERING = (
    "answer reply respond counter retort rebut refute reject dispute deny dismiss interject acknowledge admit concede "
    "confess apologize apologise confirm"
)
ASKING = "ask question wonder demand urge order command request propose recommend suggest advise invite challenge call"
CLAIMING = (
    "argue assert claim insist contend maintain allege charge accuse affirm reaffirm testify swear promise pledge vow "
    "assure reassure warn caution remind endorse praise boast brag compare liken label term dub brand"
)
ATTACKING = (
    "attack blast slam blame chide fault scold condemn criticize criticise decry denounce deride ridicule mock "
    "complain lament"
)
SOUNDING = "shout yell cry mutter whisper exclaim chant sing"
WRITING = (
    "write read sign post blog tweet tweets email text message telegraph publish broadcast air headline book article "
    "essay memo letter editorial op-ed"
)
NOUNS = (
    "according statement interview remarks speech comments words testimony press conference news release assertion "
    "claims argument allegation allegations warning announcement declaration response accusation criticism"
)
IRREGULAR = "said told wrote written spoke spoken swore sworn sang"


def reports_speech(cue: str) -> bool:
    """Whether the cue has a verb or noun of communication in any of its forms."""
    return any(word.lower() in FORMS for word in re.findall(r"[A-Za-z'-]+", cue))


def _forms(word: str) -> set[str]:
    forms = {word + ending for ending in ("", "s", "es", "ed", "ing")}
    forms |= {word + word[-1] + ending for ending in ("ed", "ing")}
    if word.endswith("e"):
        forms |= {word[:-1] + ending for ending in ("ed", "es", "ing")}
    if word.endswith("y"):
        forms |= {word[:-1] + ending for ending in ("ies", "ied")}
    return forms


BASES = f"{SAYING} {ANSWERING} {ASKING} {CLAIMING} {ATTACKING} {SOUNDING} {WRITING} {NOUNS}".split()
FORMS = frozenset(form for base in BASES for form in _forms(base)) | frozenset(IRREGULAR.split())
