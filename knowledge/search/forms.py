"""Words that no stemming rule brings together: irregular forms of English, and spellings of one word."""

from __future__ import annotations

# One line per word: the form that stands for it, then the forms that are read as it. A form with more than one
# reading stands where it is used most ("found" with "find", "left" with "leave").
_FORMS = """
arise arose arisen | awake awoke awoken | be is are was were been am being | bear bore borne | beat beaten
become became | begin began begun | bend bent | bid bade bidden | bind bound | bite bit bitten | bleed bled
blow blew blown | break broke broken | breed bred | bring brought | build built | burn burnt | buy bought
catch caught | choose chose chosen | cling clung | come came | creep crept | deal dealt | dig dug | do did done does
draw drew drawn | dream dreamt | drink drank drunk | drive drove driven | dwell dwelt | eat ate eaten
fall fell fallen | feed fed | feel felt | fight fought | find found | flee fled | fling flung | fly flew flown flies
forbid forbade forbidden | forecast forecasted | foresee foresaw foreseen | forget forgot forgotten
forgive forgave forgiven | forsake forsook forsaken | freeze froze frozen | get got gotten | give gave given
go went gone goes | grind ground | grow grew grown | hang hung | have had has | hear heard
hide hid hidden | hold held
keep kept | kneel knelt | know knew known | lay laid | lead led | lean leant | leap leapt | learn learnt | leave left
lend lent | lie lain lies lying | light lit | lose lost | make made | mean meant | meet met | mistake mistook mistaken
overcome overcame | overtake overtook overtaken | pay paid | prove proven | ride rode ridden | ring rang rung
rise rose risen | run ran | say said | see saw seen | seek sought | sell sold | send sent | sew sewn
shake shook shaken | shine shone | shoot shot | show shown | shrink shrank shrunk | sing sang sung | sink sank sunk
sit sat | slay slew slain | sleep slept | slide slid | smell smelt | sow sown | speak spoke spoken | speed sped
spell spelt | spend spent | spill spilt | spin spun | spoil spoilt | spring sprang sprung | stand stood
steal stole stolen | stick stuck | sting stung | stride strode | strike struck stricken | strive strove striven
swear swore sworn | sweep swept | swell swollen | swim swam swum | swing swung | take took taken | teach taught
tear tore torn | tell told | think thought | throw threw thrown | tread trod trodden | understand understood
undergo underwent undergone | undertake undertook undertaken | undo undid undone | uphold upheld | wake woke woken
wear wore worn | weave wove woven | weep wept | win won | wind wound | withdraw withdrew withdrawn
withhold withheld | withstand withstood | wring wrung | write wrote written
man men | woman women | child children | foot feet | tooth teeth | goose geese | mouse mice | person people persons
life lives | wife wives | knife knives | leaf leaves | half halves | shelf shelves | thief thieves | wolf wolves
self selves | loaf loaves | calf calves | crisis crises | analysis analyses | axis axes | basis bases | thesis theses
hypothesis hypotheses | oasis oases | phenomenon phenomena | criterion criteria | medium media | datum data
index indices | appendix appendices | further farther | furthest farthest
aging ageing | airplane aeroplane | aluminum aluminium | artifact artefact | check cheque cheques | draft draught
fulfil fulfill | gray grey | jail gaol | jewelry jewellery | judgment judgement | maneuver manoeuvre
mold mould moulds | pajamas pyjamas | plow plough ploughs | program programme programmes
skeptic sceptic sceptics | skeptical sceptical
skepticism scepticism | tire tyre tyres | whisky whiskey
zero 0 | one 1 | two 2 | three 3 | four 4 | five 5 | six 6 | seven 7 | eight 8 | nine 9 | ten 10
"""


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _FORMS.strip().replace("\n", "|").split("|"):
        first, *others = line.split()
        table |= dict.fromkeys(others, first)
    return table


STANDS_FOR = _table()
