"""Whole made-up stories, as newspapers write them: who says what in each, and what nobody says."""

from __future__ import annotations

from functools import cache

import pytest

from tests.knowledge.extract.reading import Reading, read

STORIES = {
    "talks": """
OLDPORT (Wire) - The prime minister said on Tuesday that Norland “will not blink” in talks with the League.

“We are where we are,” Sean Daly, who leads the other side, told reporters in Eastmouth. “Nobody wants a wall.”

Prime Minister Tom Hale's office declined to comment. But two officials familiar with the talks, who spoke on
condition of anonymity, said the offer was “dead on arrival.”

“It's theatre,” one of them said. “Pure theatre.”

Jane Frost, a trade lawyer who has advised both sides, was more hopeful. “They always find a fudge,” she said. Her
colleague Peter Lund disagreed: “Not this time.”

In Eastmouth, the League's chief spokeswoman, Ines Carvalho, repeated that the bloc's position was “well known.”
“It means what it means,” she said with a smile.

The opposition leader, Mark Dunne, said Hale was
“running down the clock.” His finance spokeswoman, Ruth Kemp, called the plan “a cheque written on an empty account.”

Hale, 56, has long argued that delay costs less than defeat. “I would rather be late than wrong,” he wrote in his
memoir.

“That line has aged badly,” Frost said with a laugh.
""",
    "ferry": """
When the ferry sank, Omar Haddad was asleep. “I heard a bang,” he recalled. “Then water.”

His wife, Leila, woke the children. “I told them, ‘Hold my hand and don't let go,’” she said.

Haddad's brother Karim, who owns the company, has denied that the boat was overloaded. “We followed every rule,” he
told a court in Eastmouth last month.

Prosecutors called the voyage “an accident in search of a date,” and said Karim
Haddad had been warned three times.

His lawyer, Salma Trabelsi, dismissed the filing as “bad literature.”

Omar Haddad no longer speaks to his brother. “What would I say?” he asked. “What would he?”
""",
    "maps": """
‘The trouble with the far north’, says Professor Ingrid Solberg of Nordhavn University, ‘is that everyone thinks it
is empty.’ She has spent three decades proving otherwise.

Not all agree. Lars Nilsen, her former student, now at the Polar Institute, argues that Solberg’s maps ‘overstate’
the case. ‘Ingrid sees villages where I see tents’, he says.

Their quarrel matters. As the Norland government put it in a white paper last year, ‘the north is our most
important strategic area’.

For Solberg, the danger is forgetting. ‘Maps are promises,’ she wrote in 2019, ‘and we have broken most of ours.’
""",
}

SPEAKERS = {
    "talks": {
        "will not blink": "prime minister|Tom Hale",
        "We are where we are": "Sean Daly",
        "Nobody wants a wall": "Sean Daly",
        "dead on arrival": "two officials familiar with the talks|two officials",
        "It's theatre": "one of them",
        "Pure theatre": "one of them",
        "They always find a fudge": "Jane Frost",
        "Not this time": "Peter Lund",
        "well known": "Ines Carvalho",
        "It means what it means": "Ines Carvalho",
        "running down the clock": "Mark Dunne",
        "a cheque written on an empty": "Ruth Kemp",
        "delay costs less than defeat": "Tom Hale",
        "rather be late than wrong": "Tom Hale",
        "That line has aged badly": "Jane Frost",
    },
    "ferry": {
        "I heard a bang": "Omar Haddad",
        "Then water": "Omar Haddad",
        "Hold my hand": "Leila|Leila Haddad",
        "the boat was overloaded": "Karim Haddad|Karim",
        "We followed every rule": "Karim Haddad|Karim",
        "an accident in search": "Prosecutors",
        "warned three times": "Prosecutors",
        "bad literature": "Salma Trabelsi",
        "What would I say": "Omar Haddad",
        "What would he": "Omar Haddad",
    },
    "maps": {
        "The trouble with the far north": "Ingrid Solberg",
        "is that everyone thinks": "Ingrid Solberg",
        "overstate": "Lars Nilsen",
        "Ingrid sees villages": "Lars Nilsen",
        "the north is our most important": "Norland government",
        "Maps are promises": "Ingrid Solberg",
        "we have broken most of ours": "Ingrid Solberg",
    },
}


@cache
def story(title: str) -> Reading:
    """One story, read; extraction is deterministic, so once is enough."""
    paragraphs = STORIES[title].strip().split("\n\n")
    return read(*(text.replace("\n", " ") for text in paragraphs))


@pytest.mark.parametrize(
    ("title", "words", "names"), [(title, *row) for title, rows in SPEAKERS.items() for row in rows.items()]
)
def test_who_says_what(title: str, words: str, names: str) -> None:
    """Each of these words has its speaker."""
    assert (story(title).speaker(words) or "").lower() in names.lower().split("|")


@pytest.mark.parametrize("title", STORIES)
def test_nothing_else_is_said(title: str) -> None:
    """What is quoted beside that has no speaker, and no quotation holds the words of two people."""
    for one in story(title).said:
        held = [names for words, names in SPEAKERS[title].items() if words in one.text]
        assert held or one.speaker is None, one
        assert len(set(held)) <= 1, one
