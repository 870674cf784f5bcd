"""What can be done with an answer: share it, turn in it, doubt it, put it away; and who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Command, Option, Request, Services
from bot.dispatch import Dispatcher
from bot.reply import Choice, Outcome, Reply, Way
from bot.state import State
from tests.bot.platforms.discord.payloads import GUILD
from tests.bot.platforms.discord.running import REPEAT, command, on_discord, repeat, table
from tests.bot.unopened import unopened
from tests.bot.values import MATCH

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.bot.platforms.discord.server import Server

STRANGER = 7777
MANAGE_MESSAGES, MANAGE_GUILD = 1 << 13, 1 << 5


async def _page(request: Request) -> Reply:
    page = int(request.values.get("page", "1"))
    if page > 3:
        return Reply(Outcome.NOT_FOUND, note="No such page.", private=True)
    turns = (
        Choice("Next", "", "pages", {"page": str(page + 1)}, Way.NEXT),
        Choice("Previous", "", "pages", {"page": str(page - 1)}, Way.PREVIOUS),
        Choice("Far on", "", "pages", {"page": "3"}, Way.JUMP),
    )
    return Reply(note=f"page {page}", choices=turns)


async def _one(_: Request) -> Reply:
    return Reply(matches=(MATCH,), total=1)


PAGES = command("pages", _page, Option("page", "Which"))
ONE = command("one", _one)
SOURCE = command("source", repeat, Option("id", "Which"), Option("around", "How many"))
REPORT = Command(
    "report", "Doubt", lambda request, _: repeat(request), (Option("id", "Which"), Option("note", "What")), aside=True
)


# -------------------------------------------------------------------------------------------------------- in place


@pytest.mark.parametrize("private", [True, False])
async def test_a_turn_takes_the_place_of_the_answer(server: Server, tmp_path: Path, *, private: bool) -> None:
    """The one who asked turns pages in their message, back and forth, and it stays as private as it was."""
    async with on_discord(server, table(PAGES), tmp_path):
        shown = await server.answer(await server.ask("pages", private=private))
        for label, text in (("Next ▶", "page 2"), ("Next ▶", "page 3"), ("◀ Previous", "page 2")):
            turned = await server.press(shown, label)
            assert (await server.answer(turned)) is shown
            assert (shown.text, shown.private, turned.follow_ups) == (text, private, [])
        jumped = await server.choose(shown, "Far on")
        assert (await server.answer(jumped)).text == "page 3"


async def test_a_turn_by_somebody_else_is_shown_to_them_alone(server: Server, tmp_path: Path) -> None:
    """Nobody turns the page under another's eyes."""
    async with on_discord(server, table(PAGES), tmp_path):
        shown = await server.answer(await server.ask("pages", private=False))
        theirs = await server.answer(await server.press(shown, "Next ▶", by=STRANGER))
    assert (shown.text, theirs.text, theirs.private) == ("page 1", "page 2", True)


async def test_a_turn_that_leads_nowhere_leaves_the_answer_standing(server: Server, tmp_path: Path) -> None:
    """The miss is told beside it, to the asker alone."""
    async with on_discord(server, table(PAGES), tmp_path):
        shown = await server.answer(await server.ask("pages", page="3", private=False))
        asked = await server.press(shown, "Next ▶")
        await server.until(lambda: asked.shown)
    assert (shown.text, asked.shown[-1].text, asked.shown[-1].private) == ("page 3", "No such page.", True)


@pytest.mark.usefixtures("hasty")
async def test_a_slow_turn_keeps_the_answer_until_it_comes(server: Server, tmp_path: Path) -> None:
    """The button is acknowledged in time, and the message changes when the page is there."""
    import asyncio  # noqa: PLC0415 - only here

    go = asyncio.Event()

    async def slowly(request: Request) -> Reply:
        if "page" in request.values:
            await go.wait()
        return await _page(request)

    async with on_discord(server, table(command("pages", slowly, Option("page", "Which"))), tmp_path):
        shown = await server.answer(await server.ask("pages"))
        turned = await server.press(shown, "Next ▶")
        await server.until(lambda: turned.waiting)
        assert shown.text == "page 1"
        go.set()
        assert (await server.answer(turned)).text == "page 2"


# ------------------------------------------------------------------------------------------------- private or shared


async def test_a_private_answer_can_be_shared(server: Server, tmp_path: Path) -> None:
    """Everybody sees it then, and who showed it; the private one stays."""
    async with on_discord(server, table(ONE, SOURCE), tmp_path):
        shown = await server.answer(await server.ask("one"))
        public = await server.answer(await server.press(shown, "Share"))
    assert (shown.private, shown.gone, public.private) == (True, False, False)
    assert public.text == "-# Shared by <@4444>\n## /source\nasked: id=qdirect, around=0"
    assert "Share" not in public.buttons


async def test_what_is_public_already_has_no_share_button(server: Server, tmp_path: Path) -> None:
    """There is nobody left to share it with."""
    async with on_discord(server, table(ONE), tmp_path):
        shown = await server.answer(await server.ask("one", private=False))
    assert "Share" not in shown.buttons


async def test_a_server_decides_what_is_usual(server: Server, tmp_path: Path) -> None:
    """What the asker says outranks it, and a direct message has nobody to hide from."""
    state = State()
    await state.set_public(f"discord:{GUILD}", public=True)
    dispatcher = Dispatcher(Services(unopened(), {"repeat": REPEAT}, state))
    async with on_discord(server, dispatcher, tmp_path):
        usual = await server.answer(await server.ask("repeat", text="x"))
        wished = await server.answer(await server.ask("repeat", text="x", private=True))
        alone = await server.answer(await server.ask_directly("repeat", text="x"))
    assert (usual.private, wished.private, alone.private) == (False, True, False)


async def test_answers_to_buttons_bother_nobody_else(server: Server, tmp_path: Path) -> None:
    """A way on from a public answer is shown to whoever pressed it alone."""

    async def ways(_: Request) -> Reply:
        return Reply(note="x", choices=(Choice("Onward", "", "repeat", {"text": "on"}),))

    async with on_discord(server, table(command("ways", ways), REPEAT), tmp_path):
        shown = await server.answer(await server.ask("ways", private=False))
        after = await server.answer(await server.press(shown, "Onward", by=STRANGER))
    assert (after.private, after.text) == (True, "## /repeat\nasked: text=on")


# ------------------------------------------------------------------------------------------------------ put away


@pytest.mark.parametrize(("by", "may"), [(4444, 0), (STRANGER, MANAGE_MESSAGES)])
async def test_an_answer_is_put_away_by_who_may(server: Server, tmp_path: Path, by: int, may: int) -> None:
    """By the one who asked, or by who keeps order."""
    async with on_discord(server, table(ONE), tmp_path):
        shown = await server.answer(await server.ask("one", private=False))
        await server.press(shown, "Dismiss", by=by, may=may)
        await server.until(lambda: shown.gone)


async def test_an_answer_is_not_put_away_by_others(server: Server, tmp_path: Path) -> None:
    """They are told why."""
    async with on_discord(server, table(ONE), tmp_path):
        shown = await server.answer(await server.ask("one", private=False))
        told = await server.answer(await server.press(shown, "Dismiss", by=STRANGER))
    assert (shown.gone, told.private, "can put it away" in told.text) == (False, True, True)


async def test_what_only_the_asker_sees_is_left_to_discord_to_dismiss(server: Server, tmp_path: Path) -> None:
    """It offers that itself."""
    async with on_discord(server, table(ONE), tmp_path):
        shown = await server.answer(await server.ask("one"))
    assert "Dismiss" not in shown.buttons


async def test_an_answer_put_away_twice_harms_nobody(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The second press finds nothing, and leaves no trace."""
    async with on_discord(server, table(ONE, REPEAT), tmp_path):
        shown = await server.answer(await server.ask("one", private=False))
        await server.press(shown, "Dismiss")
        await server.until(lambda: shown.gone)
        again = await server.press(shown, "Dismiss")
        await server.until(lambda: again.acknowledged)
        assert "text=next" in (await server.answer(await server.ask("repeat", text="next"))).text
    assert "Traceback" not in caplog.text


# --------------------------------------------------------------------------------------------------------- doubts


async def test_a_doubt_is_asked_for_in_a_form_and_reported(server: Server, tmp_path: Path) -> None:
    """What is filled in goes to /report with the excerpt's id; the form outlives a restart."""
    async with on_discord(server, table(ONE, REPORT), tmp_path):
        shown = await server.answer(await server.ask("one", private=False))
        doubted = await server.press(shown, "Wrong attribution?")
        await server.until(lambda: doubted.form)
    async with on_discord(server, table(ONE, REPORT), tmp_path):
        told = await server.answer(await server.fill_in(doubted, note="It was Bruno."))
    assert (told.private, told.text) == (True, "## /report\nasked: id=qdirect, note=It was Bruno.")


async def test_a_passage_has_no_attribution_to_doubt(server: Server, tmp_path: Path) -> None:
    """Nobody is said to have said it."""

    async def passage(_: Request) -> Reply:
        from tests.bot.values import PASSAGE  # noqa: PLC0415 - only here

        return Reply(matches=(type(MATCH)(PASSAGE, 90),), total=1)

    async with on_discord(server, table(command("passage", passage)), tmp_path):
        shown = await server.answer(await server.ask("passage"))
    assert "Wrong attribution?" not in shown.buttons


# ------------------------------------------------------------------------------------------- looked up from a message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("> never **closed** <@4444> https://x.example", "never closed"),
        ("I read “we have never closed it” somewhere", "we have never closed it"),
        ("word " * 200, "word word"),
    ],
)
async def test_who_said_this_looks_up_a_message(server: Server, tmp_path: Path, content: str, words: str) -> None:
    """Its quotation, or all of it, without Discord's markup; the answer is for the asker alone."""
    who = command("who-said", repeat, Option("phrase", "What"))
    async with on_discord(server, table(who), tmp_path):
        shown = await server.answer(await server.look_up("Who said this?", content))
    assert shown.private
    assert shown.text.startswith(f"## /who-said\nasked: phrase={words}")


async def test_a_message_without_words_is_told_so(server: Server, tmp_path: Path) -> None:
    """A picture says nothing that could be looked up."""
    who = command("who-said", repeat, Option("phrase", "What"))
    async with on_discord(server, table(who), tmp_path):
        shown = await server.answer(await server.look_up("Who said this?", "  <@4444> "))
    assert (shown.private, "no words" in shown.text) == (True, True)


# ---------------------------------------------------------------------------------------------------------- admins


async def test_a_command_for_admins_is_checked_when_it_runs(server: Server, tmp_path: Path) -> None:
    """Hiding it is Discord's, and can be undone by a server; refusing is ours."""
    run: Callable[[Request, Services], Awaitable[Reply]] = REPEAT.run
    admins = Command("manage", "For admins", run, (Option("text", "What"),), admin=True, aside=True)
    async with on_discord(server, table(admins), tmp_path):
        refused = await server.answer(await server.ask("manage", text="x"))
        done = await server.answer(await server.ask("manage", text="x", may=MANAGE_GUILD))
        await server.until(lambda: server.commands)
    assert (refused.private, "who manage this server" in refused.text) == (True, True)
    assert done.text == "## /manage\nasked: text=x"
    ((registered,),) = (server.sent("PUT", ".*")[0].body,)
    assert (registered["default_member_permissions"], registered["contexts"]) == (MANAGE_GUILD, [0])


# -------------------------------------------------------------------------------------------------------- languages


async def test_an_answer_speaks_the_askers_language(server: Server, tmp_path: Path) -> None:
    """Labels and sentences follow the asker's Discord."""
    async with on_discord(server, table(ONE), tmp_path):
        english = await server.answer(await server.ask_in("en-GB", "one"))
        other = await server.answer(await server.ask_in("fr", "one"))
    assert english.buttons == other.buttons == ["Share", "Wrong attribution?"]
