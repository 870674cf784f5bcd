"""Hundreds ask while articles come, change and go, and reloads run, wait and are given up: nobody notices."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from knowledge import BuildError, BuildReport, KnowledgeBase, Unavailable
from knowledge.build import apart
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from pathlib import Path

ASKERS = 200
ROUNDS = 4
SPEAKERS = ("Ann Lee", "Bo Chen", "Cy Ode")
WORDS = ("lamp", "stair", "door")


def write_round(folder: Path, number: int) -> None:
    """Every article says which round it is of; each round has one more article, and the one of the last has gone."""
    for speaker in SPEAKERS:
        name = speaker.replace(" ", "-").lower()
        said = "\n\n".join(
            f"{speaker} said: “lighthouse {word} of round{number}”." for word in ("lamp", "stair", "door")
        )
        write(folder, f"{name}.txt", said, headline=f"Round{number} by {speaker}")
    write(folder, f"only-{number}.txt", f"Di Fox said: “only in round{number}”.")
    (folder / f"only-{number - 1}.txt").unlink(missing_ok=True)


async def ask(base: KnowledgeBase, chance: random.Random) -> set[str]:
    """One question of some kind; the rounds that its answer speaks of."""
    kind = chance.randrange(4)
    if kind == 0:
        total, matches = await base.quotations(f"lighthouse {chance.choice(WORDS)}", limit=50)
        assert total == len(matches) > 0
        told = [match.excerpt.text for match in matches]
    elif kind == 1:
        (profile,) = (await base.people(chance.choice(SPEAKERS))).profiles
        assert profile.counts.total == 3
        told = [citation.headline for citation, _ in profile.per_article]
    elif kind == 2:
        found = [each for each in (await base.articles("by")).articles if each.citation.headline.startswith("Round")]
        assert len(found) == len(SPEAKERS)
        told = [each.citation.headline for each in found]
    else:
        (profile,) = (await base.people("Di Fox")).profiles
        _, matches = await base.said_by(profile.person.id)
        told = [match.excerpt.text for match in matches]
    return {word.lower() for text in told for word in text.split() if word.lower().startswith("round")}


@pytest.mark.parametrize("small_bytes", [apart.SMALL_BYTES, 0])
async def test_no_question_fails_or_is_torn_while_articles_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_bytes: int
) -> None:
    """Each answer is of one round, and never of one before its asker's last; built here and in another process."""
    monkeypatch.setattr(apart, "SMALL_BYTES", small_bytes)
    folder = tmp_path / "articles"
    write_round(folder, 0)
    async with await KnowledgeBase.open([folder], tmp_path / "data", pipeline=FAKE) as base:
        over = asyncio.Event()
        askers = [asyncio.create_task(_asked_until(over, base, seed)) for seed in range(ASKERS)]
        for number in range(1, ROUNDS):
            await asyncio.to_thread(write_round, folder, number)
            given_up = asyncio.create_task(base.reload())
            await asyncio.sleep(0)
            given_up.cancel()
            reports = await asyncio.gather(base.reload(), base.reload(), given_up, return_exceptions=True)
            assert sum(f"only-{number}.txt" in getattr(report, "added", ()) for report in reports) == 1
        over.set()
        answers = sum(await asyncio.gather(*askers))
        assert answers >= ASKERS * 2
        assert (await base.people("Di Fox")).profiles[0].counts.total == 1


async def _asked_until(over: asyncio.Event, base: KnowledgeBase, seed: int) -> int:
    chance = random.Random(seed)  # noqa: S311 - the same questions in every run
    answers, latest = 0, 0
    while not over.is_set() or answers < 2:
        rounds = await ask(base, chance)
        assert len(rounds) == 1, f"an answer from several bases: {rounds}"
        this = int(rounds.pop().removeprefix("round"))
        assert this >= latest
        answers, latest = answers + 1, this
        await asyncio.sleep(chance.random() / 10)
    return answers


async def test_closing_amid_reloads_and_questions_ends_all_of_them(tmp_path: Path) -> None:
    """With an answer or with the one error that says so."""
    folder = tmp_path / "articles"
    write_round(folder, 0)
    base = await KnowledgeBase.open([folder], tmp_path / "data", pipeline=FAKE)
    write_round(folder, 1)
    askers = [asyncio.create_task(ask(base, random.Random(seed))) for seed in range(ASKERS)]  # noqa: S311 - as above
    reloads = [asyncio.create_task(base.reload()) for _ in range(5)]
    await asyncio.sleep(0)
    await base.close()
    for outcome in await asyncio.gather(*askers, return_exceptions=True):
        assert isinstance(outcome, (set, Unavailable))
    for ended in await asyncio.gather(*reloads, return_exceptions=True):
        assert isinstance(ended, (BuildReport, BuildError, Unavailable))
