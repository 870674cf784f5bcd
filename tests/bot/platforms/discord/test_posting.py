"""Briefings on Discord: a real discord.py client posts them to the local server, over a real state."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot import commands
from bot.command import Services
from bot.delivering import ABSENT, UNKNOWN, Deliverer, Refused, Unreachable
from bot.dispatch import Dispatcher
from bot.platforms.discord.draw import Edges
from bot.platforms.discord.posting import PLATFORM, Poster, _messages
from bot.reply import Group, Reply, Section
from bot.state import Delivery, DeliveryState, Schedule, State
from bot.state.deliveries import nonce
from knowledge import Citation, Excerpt, Kind, KnowledgeBase, Match, Person
from tests.bot.platforms.discord.payloads import BRIEFINGS, GUILD, LOCKED, READERS, STAFF, SYSTEM, USER
from tests.bot.platforms.discord.running import on_discord
from tests.bot.platforms.discord.server import Fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.delivering import Poster as AnyPoster
    from tests.bot.platforms.discord.server import Server

PLACE = f"discord:{GUILD}"
NONCE = "0123456789abcdef01234567"
DUE = datetime(2026, 7, 1, 7, tzinfo=UTC)
MANAGE_GUILD = 1 << 5
SENDING = rf"/channels/{BRIEFINGS}/messages"
DAILY = Schedule(PLACE, PLATFORM, str(BRIEFINGS), "Europe/Berlin", ("09:00",), tuple(range(7)))
HOSTILE = """---
title: "@everyone [free](https://evil.example) **bold** <@&6002>"
date: 2024-08-01
language: en
---

"""


@pytest.fixture
def dispatcher(knowledge: KnowledgeBase, state: State) -> Dispatcher:
    """The dispatcher with every command."""
    return Dispatcher(Services(knowledge, commands.load(), state))


@asynccontextmanager
async def posting(server: Server, dispatcher: Dispatcher, data: Path) -> AsyncIterator[Poster]:
    """The poster that a running client gives; it is taken back at the end."""
    poster = Poster(dispatcher.services)
    dispatcher.services.posters[PLATFORM] = poster
    async with on_discord(server, dispatcher, data):
        yield poster
    with pytest.raises(Unreachable, match="not connected"):
        await poster.find(DAILY, NONCE)


async def kept(dispatcher: Dispatcher, schedule: Schedule = DAILY) -> Schedule:
    """The schedule as the state has it."""
    number = await dispatcher.services.state.add_schedule(schedule)
    return replace(schedule, number=number)


async def test_a_briefing_is_posted_in_its_channel(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """With its nonce enforced, no previews, nobody called, when the next one comes, and the mark to find it by."""
    schedule = await kept(dispatcher)
    async with posting(server, dispatcher, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
    (sent,) = server.sent("POST", SENDING)
    assert (sent.body["nonce"], sent.body["enforce_nonce"]) == (NONCE, True)
    assert sent.body["allowed_mentions"]["parse"] == []
    assert not sent.body["allowed_mentions"].get("roles")
    assert sent.body["flags"] & 4
    (shown,) = server.posted(BRIEFINGS)
    assert posted.message == shown.payload["id"]
    assert shown.text.startswith("## Briefing\n")
    assert "Next briefing: <t:" in shown.text
    assert shown.text.endswith(f"-# Briefing {schedule.number} · {NONCE}")
    assert shown.text.count(" · id ") == len([each for each in posted.shown if each.startswith("q")])
    assert "Dismiss" not in shown.buttons
    assert posted.skipped is None


async def test_a_post_leads_to_the_site(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Every excerpt of it, where the site has an address; and is still found by its ids."""
    leading = Dispatcher(replace(dispatcher.services, site="https://quotes.example.org"))
    schedule = await kept(leading)
    async with posting(server, leading, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
        found = await poster.find(schedule, NONCE)
    (shown,) = server.posted(BRIEFINGS)
    assert shown.text.count("[read in context](https://quotes.example.org/quotations/q") == shown.text.count(" · id q")
    assert set(found.shown) == {each for each in posted.shown if each.startswith("q")} - {""}


async def test_the_buttons_of_a_post_lead_on(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Whoever presses one gets the excerpt to themselves, whichever run of the bot posted it."""
    schedule = await kept(dispatcher)
    async with posting(server, dispatcher, tmp_path) as poster:
        await poster.post(schedule, DUE, NONCE, late=False)
        (shown,) = server.posted(BRIEFINGS)
        answer = await server.answer(await server.press(shown, "Open"))
    assert answer.private
    assert "Read on" not in answer.buttons


async def test_only_the_role_that_was_chosen_is_called(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """It stands above the briefing, and nobody else can be called by it."""
    schedule = await kept(dispatcher, replace(DAILY, role=str(READERS)))
    async with posting(server, dispatcher, tmp_path) as poster:
        await poster.post(schedule, DUE, NONCE, late=False)
    (sent,) = server.sent("POST", SENDING)
    assert sent.body["allowed_mentions"] == {"parse": [], "roles": [str(READERS)]}
    assert server.posted(BRIEFINGS)[0].text.startswith(f"<@&{READERS}>\n")


async def test_a_long_one_goes_on_in_a_thread(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Each part with a nonce of its own; posted again with the same nonce, nothing is doubled anywhere."""
    schedule = await kept(dispatcher, replace(DAILY, size=10))
    async with posting(server, dispatcher, tmp_path) as poster:
        first = await poster.post(schedule, DUE, NONCE, late=True)
        again = await poster.post(schedule, DUE, NONCE, late=True)
    (shown,) = server.posted(BRIEFINGS)
    rest = server.posted(int(shown.payload["id"]))
    assert rest
    assert len(rest) == len({message.payload["nonce"] for message in rest})
    assert first == again
    text = "\n".join(message.text for message in (shown, *rest))
    assert text.count(" · id ") == len([each for each in first.shown if each.startswith("q")])
    assert shown.text.startswith("## Briefing (late)\n")
    assert server.channels.threads[shown.payload["id"]]["name"] == "Briefing"


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (400, 50024)])
async def test_without_threads_the_rest_follows_in_the_channel(
    server: Server, dispatcher: Dispatcher, tmp_path: Path, status: int, code: int
) -> None:
    """Where the bot may not make any, or where there can be none, as in a thread."""
    server.faults.append(Fault("POST", rf"{SENDING}/\d+/threads", status, {"code": code, "message": "No"}))
    schedule = await kept(dispatcher, replace(DAILY, size=10))
    async with posting(server, dispatcher, tmp_path) as poster:
        await poster.post(schedule, DUE, NONCE, late=False)
    assert len(server.posted(BRIEFINGS)) > 1


async def test_a_thread_that_fails_takes_nothing_back(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """The briefing stands, and what was not shown does not count as shown."""
    server.faults.append(Fault("POST", r"/channels/9\d+/messages", 403, {"code": 50013, "message": "No"}))
    schedule = await kept(dispatcher, replace(DAILY, size=10))
    async with posting(server, dispatcher, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
    (shown,) = server.posted(BRIEFINGS)
    assert shown.text.count(" · id ") == len([each for each in posted.shown if each.startswith("q")])


async def test_an_answer_that_is_lost_is_not_doubled(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Discord gives the message back that stands already."""
    server.faults.append(Fault("POST", SENDING, 502, after_serving=True))
    schedule = await kept(dispatcher)
    async with posting(server, dispatcher, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
    assert [message.payload["id"] for message in server.posted(BRIEFINGS)] == [posted.message]
    assert len(server.sent("POST", SENDING)) == 2


async def test_nothing_new_is_not_posted(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """And the reason says so."""
    schedule = await kept(dispatcher, replace(DAILY, topic="zeppelins"))
    async with posting(server, dispatcher, tmp_path) as poster:
        posted = await poster.post(schedule, DUE, NONCE, late=False)
    assert (posted.message, posted.shown, posted.skipped) == (None, (), "nothing is new")
    assert server.sent("POST", SENDING) == []


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        ((404, 10003), "The channel is gone."),
        ((403, 50001), "may not see the channel"),
        ((403, 50013), "may not write in the channel"),
        ((403, 20022), "Discord refuses the channel (20022)"),
        ((400, 50035), "does not take the message (50035)"),
    ],
)
async def test_a_refusal_says_what_an_admin_can_do(
    server: Server, dispatcher: Dispatcher, tmp_path: Path, refusal: tuple[int, int], reason: str
) -> None:
    """However often it were tried, it would be refused again."""
    status, code = refusal
    server.faults.append(Fault("POST", SENDING, status, {"code": code, "message": "No"}))
    schedule = await kept(dispatcher)
    async with posting(server, dispatcher, tmp_path) as poster:
        with pytest.raises(Refused, match=reason.replace("(", r"\(").replace(")", r"\)")):
            await poster.post(schedule, DUE, NONCE, late=False)
    assert server.posted(BRIEFINGS) == []


async def test_a_channel_of_another_server_is_refused(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Whatever the state says."""
    schedule = await kept(dispatcher, replace(DAILY, place="discord:9999"))
    async with posting(server, dispatcher, tmp_path) as poster:
        with pytest.raises(Refused, match="not in this server"):
            await poster.post(schedule, DUE, NONCE, late=False)


async def test_a_limit_is_no_refusal(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """It says how long to wait, where Discord does."""
    limit = {"message": "slow", "retry_after": 600.0, "global": False}
    headers = {"Retry-After": "600", "X-RateLimit-Reset-After": "600", "Via": "1.1 test"}
    server.faults.append(Fault("POST", SENDING, 429, limit, headers, times=5))
    schedule = await kept(dispatcher)
    async with posting(server, dispatcher, tmp_path) as poster:
        with pytest.raises(Unreachable) as failed:
            await poster.post(schedule, DUE, NONCE, late=False)
    assert failed.value.retry_after == 600


async def test_a_knowledge_base_that_is_closed_is_no_refusal(
    server: Server, dispatcher: Dispatcher, tmp_path: Path, knowledge: KnowledgeBase
) -> None:
    """It may open again."""
    schedule = await kept(dispatcher)
    async with posting(server, dispatcher, tmp_path) as poster:
        await knowledge.close()
        with pytest.raises(Unreachable):
            await poster.post(schedule, DUE, NONCE, late=False)


async def test_a_post_is_found_by_its_mark(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Among the last messages; what somebody else wrote is no post of ours."""
    schedule = await kept(dispatcher)
    async with posting(server, dispatcher, tmp_path) as poster:
        empty = await poster.find(schedule, NONCE)
        posted = await poster.post(schedule, DUE, NONCE, late=False)
        found = await poster.find(schedule, NONCE)
        other = await poster.find(schedule, NONCE[::-1])
        refusal = {"code": 50013, "message": "Missing Permissions"}
        server.faults.append(Fault("GET", SENDING, 403, refusal))
        unreadable = await poster.find(schedule, NONCE)
        locked = await poster.find(replace(schedule, channel=str(LOCKED)), NONCE)
        with pytest.raises(Refused, match="is gone"):
            await poster.find(replace(schedule, channel="424242"), NONCE)
    assert found.message == posted.message
    assert set(found.shown) == {each for each in posted.shown if each.startswith("q")}
    assert (empty, other, unreadable, locked) == (ABSENT, ABSENT, UNKNOWN, UNKNOWN)


async def test_an_admin_is_told_where_it_is_possible(
    server: Server, dispatcher: Dispatcher, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """In the channel, else where the server has its own messages, else in the log alone."""
    schedule = await kept(dispatcher)
    gone = await kept(dispatcher, replace(DAILY, channel="424242"))
    async with posting(server, dispatcher, tmp_path) as poster:
        await poster.tell(schedule, "Briefing *1* @everyone is paused.")
        await poster.tell(gone, "Its channel is gone.")
        server.faults.append(Fault("POST", rf"/channels/{SYSTEM}/messages", 403, {"code": 50013, "message": "No"}))
        await poster.tell(gone, "Nobody hears this.")
    (told,) = server.posted(BRIEFINGS)
    assert told.payload["content"] == r"Briefing \*1\* \@everyone is paused."
    assert [message.payload["content"] for message in server.posted(SYSTEM)] == ["Its channel is gone."]
    assert "Nobody hears this." in caplog.text


async def test_hostile_text_stays_text(server: Server, tmp_path: Path) -> None:
    """It calls nobody, links nowhere, and every attribution is whole."""
    articles = tmp_path / "articles"
    articles.mkdir()
    words = "@everyone **[x](https://evil.example)** <@&6002> `code` ||spoiler|| " * 18
    said = "\n\n".join(f"“Number {n} {words}end of {n},” said {name}." for n, name in enumerate(("Ana Reis", "Bo Lee")))
    (articles / "hostile.md").write_text(HOSTILE + said + "\n", encoding="utf-8")
    async with await KnowledgeBase.open([articles], tmp_path / "data") as knowledge, State() as state:
        dispatcher = Dispatcher(Services(knowledge, commands.load(), state))
        schedule = await kept(dispatcher)
        async with posting(server, dispatcher, tmp_path) as poster:
            posted = await poster.post(schedule, DUE, NONCE, late=False)
    (shown,) = server.posted(BRIEFINGS)
    text = "\n".join(each.text for each in (shown, *server.posted(int(shown.payload["id"]))))
    names = [each for each in posted.shown if each.startswith("q")]
    assert names
    assert all(f" · id {name}\n" in f"{text}\n" for name in names)
    for sign in ("@everyone", "<@&6002>", "https://evil.example)", "||spoiler||"):
        assert sign not in text.replace(f"\\{sign}", "")


@pytest.mark.parametrize("length", [10, 500, 20_000])
def test_every_excerpt_is_shown_with_its_whole_attribution(length: int) -> None:
    """However long everything is: where they do not fit one message, each has its own."""
    long = "*word* " * length
    cited = Citation("a1", "a.md", long, (long,), long, "2026", "https://example.org/" + "x" * length)
    matches = tuple(
        Match(Excerpt(f"q{letter * 10}", long, cited, Kind.DIRECT, Person("p1", long), long), 100.0)
        for letter in "abcde"
    )
    opening = Reply(title=long, note=long, matches=matches[:3], total=3, sections=(Section(long, (long,) * 9),))
    edges = Edges((f"<@&{READERS}>",), ("-# mark",))
    found = _messages((opening, Reply(groups=(Group(long, matches[3:]),))), edges)
    texts = ["\n".join(block.text for group in drawn.groups for block in group) for _, drawn in found]
    assert texts[0].startswith(edges.above[0])
    assert texts[0].endswith("-# mark")
    assert [text.count("-# mark") for text in texts[1:]] == [0] * (len(texts) - 1)
    for match in matches:
        assert sum(f" · id {match.excerpt.id}" in text for text in texts) == 1
    assert [match.excerpt for reply, _ in found for match in (*reply.matches, *_grouped(reply))] == [
        match.excerpt for match in matches
    ]


def _grouped(reply: Reply) -> list[Match]:
    return [match for group in reply.groups for match in group.matches]


# --------------------------------------------------------------------------------------------------- on schedule


@asynccontextmanager
async def delivering(server: Server, dispatcher: Dispatcher, data: Path) -> AsyncIterator[Deliverer]:
    """A client and a deliverer for whom it is ten seconds past the due moment."""
    services = dispatcher.services

    def now() -> datetime:
        return DUE + timedelta(seconds=10)

    async with posting(server, dispatcher, data):
        deliverer = Deliverer(services.state, services.posters, now=now)
        task = asyncio.create_task(deliverer.run())
        try:
            yield deliverer
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def ended(state: State, number: int) -> Delivery:
    """The delivery of a schedule, once it has come to an end."""
    while True:
        for delivery in await state.deliveries(number, 1):
            if delivery.finished_at:
                return delivery
        await asyncio.sleep(0.01)


async def test_a_briefing_comes_on_schedule(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Once; the state knows the message and what it showed, and another start posts nothing more."""
    state = dispatcher.services.state
    schedule = await kept(dispatcher, replace(DAILY, since="2026-07-01T06:59:00+00:00"))
    async with delivering(server, dispatcher, tmp_path):
        delivery = await ended(state, schedule.number)
        shown = await state.shown(schedule.channel)
    (message,) = server.posted(BRIEFINGS)
    assert (delivery.state, delivery.message) == (DeliveryState.POSTED, message.payload["id"])
    assert message.payload["nonce"] == nonce(schedule, delivery)
    assert all(f" · id {name}" in message.text for name in shown if name.startswith("q"))


async def test_a_permission_that_is_lost_pauses_the_schedule(
    server: Server, dispatcher: Dispatcher, tmp_path: Path
) -> None:
    """An admin is told, once; the list says why; resumed it goes on."""
    state = dispatcher.services.state
    refusal = {"code": 50013, "message": "Missing Permissions"}
    server.faults.append(Fault("POST", SENDING, 403, refusal, times=9))
    schedule = await kept(dispatcher, replace(DAILY, since="2026-07-01T06:59:00+00:00"))
    async with delivering(server, dispatcher, tmp_path):
        await server.until(lambda: server.posted(SYSTEM))
        delivery = await ended(state, schedule.number)
        listed = await server.answer(await server.ask("briefing", may=MANAGE_GUILD, action="list"))
    (told,) = server.posted(SYSTEM)
    assert "Briefing 1 is paused: The bot may not write in the channel." in told.payload["content"]
    assert delivery.state is DeliveryState.FAILED
    assert "paused: The bot may not write" in listed.text


async def test_a_briefing_is_posted_at_once(
    server: Server, knowledge: KnowledgeBase, state: State, tmp_path: Path
) -> None:
    """When an admin asks for it; the answer links it."""
    posters: dict[str, AnyPoster] = {}
    services = Services(knowledge, commands.load(), state, Deliverer(state, posters), posters)
    dispatcher = Dispatcher(services)
    await kept(dispatcher, replace(DAILY, since="2026-07-01T06:59:00+00:00"))
    async with posting(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask("briefing", may=MANAGE_GUILD, action="run-now"))
    (message,) = server.posted(BRIEFINGS)
    assert f"posted https://discord.com/channels/{GUILD}/{BRIEFINGS}/{message.payload['id']}" in shown.text


# ----------------------------------------------------------------------------------------------- the chat command


async def test_a_briefing_is_set_up_in_the_channel_it_is_asked_in(
    server: Server, dispatcher: Dispatcher, tmp_path: Path
) -> None:
    """Or in the one that is named, however it is written; the answer links it."""
    async with posting(server, dispatcher, tmp_path):
        here = await server.answer(
            await server.ask("briefing", may=MANAGE_GUILD, action="add", times="9", zone="Berlin")
        )
        for told in (f"<#{BRIEFINGS}>", "#Briefings", str(BRIEFINGS)):
            await server.answer(
                await server.ask("briefing", may=MANAGE_GUILD, action="add", times="9", channel=told, role="readers")
            )
        made = await dispatcher.services.state.schedules(PLACE)
    assert [each.channel for each in made] == ["3333", *[str(BRIEFINGS)] * 3]
    assert [each.role for each in made] == [None, *[str(READERS)] * 3]
    assert here.private
    assert "### Briefing 1 · <#3333>" in here.text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"channel": "nowhere"}, "no text channel"),
        ({"channel": str(LOCKED)}, "I may not write in \\#locked"),
        ({"role": "everyone"}, "no role of this server"),
        ({"role": f"<@&{STAFF}>"}, "may not be mentioned"),
    ],
)
async def test_a_channel_or_role_that_cannot_be_is_refused(
    server: Server, dispatcher: Dispatcher, tmp_path: Path, values: dict[str, str], sentence: str
) -> None:
    """With what to do about it, and nothing is set up."""
    async with posting(server, dispatcher, tmp_path):
        line: dict[str, str | bool] = {"action": "add", "times": "9", "zone": "UTC", **values}
        asked = await server.ask("briefing", by=USER, may=MANAGE_GUILD, **line)
        shown = await server.answer(asked)
        assert await dispatcher.services.state.schedules(None) == ()
    assert sentence.replace("\\", "") in shown.text.replace("\\", "")
    assert shown.private


async def test_channels_roles_and_zones_are_completed(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """From the server's own."""
    async with posting(server, dispatcher, tmp_path):
        channels = await server.suggestions(await server.type("briefing", "channel", "#brief"))
        roles = await server.suggestions(await server.type("briefing", "role", ""))
        zones = await server.suggestions(await server.type("briefing", "zone", "berl"))
    assert channels == [{"name": "#briefings", "value": str(BRIEFINGS)}]
    assert roles == [{"name": "@readers", "value": str(READERS)}]
    assert zones[0]["value"] == "Europe/Berlin"


async def test_the_log_links_what_was_posted(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """So that an admin can look at it."""
    schedule, state = await kept(dispatcher), dispatcher.services.state
    due = "2026-07-01T07:00:00+00:00"
    claimed = await state.claim(Delivery(schedule.number, due, schedule.channel, DeliveryState.CLAIMED, due))
    assert claimed is not None
    await state.finish(replace(claimed, state=DeliveryState.POSTED, finished_at=due, message="77"))
    async with posting(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask("briefing", may=MANAGE_GUILD, action="log"))
    assert f"posted https://discord.com/channels/{GUILD}/{BRIEFINGS}/77" in shown.text
