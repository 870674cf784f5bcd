"""Briefings on Slack: a real client of Slack's library posts them to the local server, over a real state."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot import commands
from bot.command import Services
from bot.delivering import ABSENT, UNKNOWN, Refused, Unreachable
from bot.orders import Orders
from bot.platforms.slack.clients import clients
from bot.platforms.slack.posting import PLATFORM, Poster, _arranged
from bot.posts import quoted
from bot.reply import Group, Reply, Section
from bot.state import Schedule
from knowledge import Match
from tests.bot.delivering.fakes import World
from tests.bot.platforms.slack.drawn import lines
from tests.bot.platforms.slack.payloads import CHANNEL, CLOSED, TEAM, USER
from tests.bot.platforms.slack.running import settings
from tests.bot.platforms.slack.server import Fault
from tests.bot.values import ARTICLE, DIRECT, KEEPER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.state import State
    from knowledge import KnowledgeBase
    from tests.bot.platforms.slack.server import Server
    from tests.bot.platforms.slack.shown import Shown

NONCE = "0123456789abcdef01234567"
DUE = datetime(2026, 7, 1, 7, tzinfo=UTC)
POSTING = "chat.postMessage"
DAILY = Schedule(
    f"slack:{TEAM}", PLATFORM, CHANNEL, "Europe/Berlin", ("09:00",), tuple(range(7)), created_by=f"slack:{USER}"
)


@asynccontextmanager
async def posting(server: Server, services: Services, data: Path) -> AsyncIterator[Poster]:
    """The poster with a client as the app gives it; it is taken back at the end."""
    poster = Poster(services, pace=0.0)
    services.posters[PLATFORM] = poster
    slack = settings(server, data).slack
    assert slack is not None
    async with clients(slack) as ways:
        poster.attach(ways.briefings, Orders())
        yield poster
        poster.detach(ways.briefings)
    with pytest.raises(Unreachable, match="not connected"):
        await poster.find(DAILY, NONCE)


@pytest.fixture
def services(knowledge: KnowledgeBase, state: State) -> Services:
    """What the poster may use."""
    return Services(knowledge, commands.load(), state)


async def kept(services: Services, schedule: Schedule = DAILY) -> Schedule:
    """The schedule as the state has it."""
    return replace(schedule, number=await services.state.add_schedule(schedule))


def standing(server: Server, channel: str = CHANNEL) -> list[Shown]:
    """What stands in a channel."""
    return [each for each in server.api.shown if each.channel == channel]


# ------------------------------------------------------------------------------------------------------ what is posted


async def test_a_briefing_is_a_headline_with_its_excerpts_in_the_thread(
    server: Server, services: Services, tmp_path: Path
) -> None:
    """The headline says what is new, who speaks and when the next one comes; the thread has every word and source."""
    schedule = await kept(services)
    async with posting(server, services, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
    headline, *thread = standing(server)
    assert (posted.message, posted.skipped) == (headline.ts, None)
    assert headline.text.startswith("Briefing\n")
    assert "In the thread" in headline.text
    assert "Next briefing: " in headline.text
    assert " id q" not in headline.text
    assert {each.thread for each in thread} == {headline.ts}
    named = [each for each in posted.shown if each.startswith("q")]
    assert named
    assert all(f"id {name}" in "\n".join(each.text for each in thread) for name in named)
    assert [button for each in (headline, *thread) for button in each.buttons if button != "Open"] == []


async def test_only_the_group_that_was_chosen_is_called(server: Server, services: Services, tmp_path: Path) -> None:
    """It stands above the headline, and what is no group's id calls nobody."""
    async with posting(server, services, tmp_path) as poster:
        await poster.post(await kept(services, replace(DAILY, role="S0001")), DUE, NONCE, late=False)
        await poster.post(await kept(services, replace(DAILY, role="channel")), DUE, NONCE, late=False)
    called = [part["text"] for each in standing(server) for part in each.parts if part.get("type") == "mrkdwn"]
    assert called == ["<!subteam^S0001>"]


async def test_nothing_new_is_not_posted(server: Server, services: Services, tmp_path: Path) -> None:
    """And the reason says so."""
    schedule = await kept(services, replace(DAILY, topic="zeppelins"))
    async with posting(server, services, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
    assert (posted.message, posted.shown, posted.skipped) == (None, (), "nothing is new")
    assert server.called(POSTING) == []


async def test_a_thread_that_fails_takes_nothing_back(server: Server, services: Services, tmp_path: Path) -> None:
    """The headline stands, and what was not shown does not count as shown."""
    schedule = await kept(services)
    server.faults.append(Fault(POSTING, after_serving=True, body={"ok": True, "ts": "1.1"}))
    server.faults.append(Fault(POSTING, body={"ok": False, "error": "restricted_action_thread_locked"}, times=9))
    async with posting(server, services, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
    assert posted.message == "1.1"
    assert [each for each in posted.shown if each.startswith("q")] == []


async def test_a_message_that_slack_finds_too_long_is_posted_smaller(
    server: Server, services: Services, tmp_path: Path
) -> None:
    """However it counts."""
    server.faults.append(Fault(POSTING, body={"ok": False, "error": "msg_blocks_too_long"}))
    schedule = await kept(services)
    async with posting(server, services, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
    assert posted.message == standing(server)[0].ts


def test_every_excerpt_of_a_briefing_has_a_place_in_the_thread() -> None:
    """However long everything is: where they do not fit one message, each has its own."""
    for length in (1, 300, 6000):
        long = "a word. " * length
        cited = replace(ARTICLE, headline=long, outlet=long, url="https://gazette.example/" + "x" * min(length, 700))
        said = replace(DIRECT, text=long, citation=cited, affiliation=long)
        matches = tuple(Match(replace(said, id=f"q{letter * 10}"), 100.0) for letter in "abcdefghijkl")
        first = Reply(title="Briefing", matches=matches[:10], total=10, sections=(Section("New", (long,)),))
        last = Reply(groups=(Group("Others", matches[10:]),), sections=(Section("Sources", (long,)),))
        headline, details = _arranged([first, last], first.say)
        assert [quoted(headline), headline.sections[-1].lines] == [(), (f"{KEEPER.name} (安娜)",)]
        assert [each.id for reply in details for each in quoted(reply)] == [each.excerpt.id for each in matches]
        assert (len(details) > 2) == (length > 1)
        shown = ["\n".join(lines(reply)) for reply in details]
        assert [sum(f"id {each.excerpt.id}" in text for text in shown) for each in matches] == [1] * len(matches)


# -------------------------------------------------------------------------------------------------------- what fails


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("channel_not_found", "sees no such channel"),
        ("not_in_channel", "Invite it there"),
        ("is_archived", "is archived"),
        ("restricted_action", "settings forbid it"),
        ("invalid_blocks", "does not take the message .invalid_blocks."),
    ],
)
async def test_a_refusal_says_what_an_admin_can_do(
    server: Server, services: Services, tmp_path: Path, word: str, reason: str
) -> None:
    """However often it were tried, it would be refused again."""
    server.faults.append(Fault(POSTING, body={"ok": False, "error": word}))
    schedule = await kept(services)
    async with posting(server, services, tmp_path) as poster:
        with pytest.raises(Refused, match=reason):
            await poster.post(schedule, DUE, NONCE, late=False)
    assert len(server.called(POSTING)) == 1


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (Fault(POSTING, 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "600"}, times=5), 600.0),
        (Fault(POSTING, body={"ok": False, "error": "token_revoked"}), 30.0),
        (Fault(POSTING, body={"ok": False, "error": "request_timeout"}), 30.0),
        (Fault(POSTING, body={"ok": False, "error": "internal_error"}), None),
        (Fault(POSTING, 503, {"ok": False, "error": "service_unavailable"}), None),
        (Fault(POSTING, 502, "<html>Bad Gateway</html>"), None),
        (Fault(POSTING, None), None),
        (Fault(POSTING, None, after_serving=True), None),
    ],
)
async def test_what_slack_cannot_take_now_is_no_refusal(
    server: Server, services: Services, tmp_path: Path, fault: Fault, wait: float | None
) -> None:
    """It is sent once, and a time to come back is told only where it cannot have been posted."""
    server.faults.append(replace(fault))
    schedule = await kept(services)
    async with posting(server, services, tmp_path) as poster:
        with pytest.raises(Unreachable) as failed:
            await poster.post(schedule, DUE, NONCE, late=False)
    assert failed.value.retry_after == wait
    assert len(server.called(POSTING)) == 1


async def test_a_slack_that_cannot_be_reached_has_taken_nothing(
    server: Server, services: Services, tmp_path: Path
) -> None:
    """So it is simply tried again."""
    schedule = await kept(services)
    server.api_url = "http://127.0.0.1:1/api/"
    async with posting(server, services, tmp_path) as poster:
        with pytest.raises(Unreachable, match="cannot be reached") as failed:
            await poster.post(schedule, DUE, NONCE, late=False)
    assert failed.value.retry_after == 30.0


async def test_a_knowledge_base_that_is_closed_is_no_refusal(
    server: Server, services: Services, tmp_path: Path, knowledge: KnowledgeBase
) -> None:
    """It may open again."""
    schedule = await kept(services)
    async with posting(server, services, tmp_path) as poster:
        await knowledge.close()
        with pytest.raises(Unreachable):
            await poster.post(schedule, DUE, NONCE, late=False)


# ------------------------------------------------------------------------------------------------------ once


async def test_without_the_permission_to_read_nothing_is_known(
    server: Server, services: Services, tmp_path: Path
) -> None:
    """Nor where the bot is not, or no longer."""
    schedule = await kept(services)
    async with posting(server, services, tmp_path) as poster:
        await poster.post(schedule, DUE, NONCE, late=False)
        unread = await poster.find(schedule, NONCE)
        server.api.readable = True
        closed = await poster.find(replace(schedule, channel=CLOSED), NONCE)
    assert (unread, closed) == (UNKNOWN, UNKNOWN)


async def test_where_it_may_read_a_post_is_found_or_known_to_be_absent(
    server: Server, services: Services, tmp_path: Path
) -> None:
    """With the excerpts in its thread; and nothing of it can be seen in the channel."""
    schedule = await kept(services)
    server.api.readable = True
    async with posting(server, services, tmp_path) as poster:
        empty = await poster.find(schedule, NONCE)
        posted = await poster.post(schedule, DUE, NONCE, late=False)
        found = await poster.find(schedule, NONCE)
        other = await poster.find(schedule, NONCE[::-1])
        server.faults.append(Fault("conversations.history", body={"ok": True, "messages": [], "has_more": True}))
        cut = await poster.find(schedule, NONCE)
    assert found.message == posted.message
    assert set(found.shown) == {each for each in posted.shown if each.startswith("q")}
    assert (empty, other, cut) == (ABSENT, ABSENT, UNKNOWN)
    assert not [each for each in standing(server) if NONCE in each.text]


@pytest.mark.parametrize(("readable", "ended"), [(False, "unsure"), (True, "posted")])
async def test_an_answer_that_is_lost_is_not_doubled(
    server: Server, services: Services, tmp_path: Path, *, readable: bool, ended: str
) -> None:
    """Not by Slack's library, which repeats what broke off, nor by the deliverer: it looks, or leaves it."""
    server.api.readable = readable
    server.faults.append(Fault(POSTING, None, after_serving=True))
    world = World(services.state)
    schedule = await world.add(channel=CHANNEL, created_by=f"slack:{USER}")
    async with posting(server, services, tmp_path) as poster:
        world.poster = poster  # type: ignore[assignment] # a real one
        await world.runs_until("2026-01-05T12:00")
    assert await world.states(schedule) == [f"05T09:00 {ended}"]
    assert len([each for each in standing(server) if not each.thread]) == 1


async def test_a_channel_that_is_closed_pauses_the_schedule(server: Server, services: Services, tmp_path: Path) -> None:
    """Whoever made it is told, once."""
    world = World(services.state)
    schedule = await world.add(channel=CLOSED, created_by=f"slack:{USER}")
    async with posting(server, services, tmp_path) as poster:
        world.poster = poster  # type: ignore[assignment] # a real one
        await world.runs_until("2026-01-07T12:00")
    (told,) = standing(server, f"D{USER[1:]}")
    assert "is paused: The bot is not in the channel." in told.body["text"]
    assert await world.states(schedule) == ["05T09:00 failed"]


async def test_an_admin_is_told_where_it_is_possible(
    server: Server, services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever made the schedule, in a direct message, else in the channel, else in the log alone; calling nobody."""
    schedule = await kept(services)
    async with posting(server, services, tmp_path) as poster:
        await poster.tell(schedule, "Briefing 1 <!channel> is paused.")
        await poster.tell(replace(schedule, created_by="discord:4444"), "Nobody made it here.")
        await poster.tell(replace(schedule, created_by="", channel=CLOSED), "Nobody hears this.")
    (told,) = standing(server, f"D{USER[1:]}")
    assert told.body["text"] == "Briefing 1 &lt;!channel&gt; is paused."
    assert [each.body["text"] for each in standing(server)] == ["Nobody made it here."]
    assert "Nobody hears this." in caplog.text
