"""What can be done with an answer on Slack: turn in it, share it, doubt it, put it away; and who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Option, Request, Services
from bot.dispatch import Dispatcher
from bot.language import language_of
from bot.reply import Choice, Outcome, Reply, Way
from bot.state import State
from tests.bot.platforms.slack.payloads import ADMIN, CHANNEL, STRANGER, TEAM, USER
from tests.bot.platforms.slack.running import REFUSE, REPEAT, command, on_slack, repeat, settings, table
from tests.bot.unopened import unopened
from tests.bot.values import MATCH

if TYPE_CHECKING:
    from pathlib import Path

    from bot.command import Command
    from tests.bot.platforms.slack.server import Server


async def _page(request: Request) -> Reply:
    page = int(request.values.get("page", "1"))
    if page > 3:
        return Reply(Outcome.NOT_FOUND, note="No such page.", private=True, asked=request)
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
REPORT = command("report", repeat, Option("id", "Which"), Option("note", "What"), aside=True)


async def public(*commands: Command) -> Dispatcher:
    """A dispatcher in a workspace where answers are public."""
    state = State()
    await state.set_public(f"slack:{TEAM}", public=True)
    known = {each.name: each for each in commands}
    return Dispatcher(Services(unopened(), known, state))


# ----------------------------------------------------------------------------------------------------------- ways on


async def test_a_button_runs_its_command(server: Server, tmp_path: Path) -> None:
    """Pressing a button answers as if the command had been typed; the message it stood in stays."""
    async with on_slack(server, table(REPEAT, REFUSE), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/refuse", "x"))
        pressed = await server.press(shown, "Nearest · did you mean")
        assert await server.acknowledged(pressed) is None
        after = await server.answer(pressed)
    assert (after.text, after.only, after is shown) == ("/repeat\nasked: text=x", USER, False)


async def test_buttons_work_after_a_restart(server: Server, tmp_path: Path) -> None:
    """A message of an earlier run still leads on, however much its button has to say."""
    words = "半边天 " * 60
    async with on_slack(server, table(REPEAT, REFUSE), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/refuse", words))
    async with on_slack(server, table(REPEAT, REFUSE), settings(server, tmp_path)):
        after = await server.answer(await server.press(shown, "Nearest · did you mean"))
    assert after.text.startswith("/repeat\nasked: text=半边天 半边天")


async def test_a_button_pressed_twice_is_answered_twice(server: Server, tmp_path: Path) -> None:
    """Impatience does no harm."""
    async with on_slack(server, table(REPEAT, REFUSE), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/refuse", "x"))
        pressed = [await server.press(shown, "Nearest · did you mean") for _ in range(2)]
        texts = [(await server.answer(each)).text for each in pressed]
    assert texts == ["/repeat\nasked: text=x"] * 2


async def test_answers_to_buttons_bother_nobody_else(server: Server, tmp_path: Path) -> None:
    """A way on from a public answer is shown to whoever pressed it alone."""

    async def ways(_: Request) -> Reply:
        return Reply(note="x", choices=(Choice("Onward", "", "repeat", {"text": "on"}),))

    async with on_slack(server, await public(command("ways", ways), REPEAT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/ways"))
        after = await server.answer(await server.press(shown, "Onward", by=STRANGER))
    assert (shown.private, after.only, after.text) == (False, STRANGER, "/repeat\nasked: text=on")


# -------------------------------------------------------------------------------------------------------- in place


@pytest.mark.parametrize("private", [True, False])
async def test_a_turn_takes_the_place_of_the_answer(server: Server, tmp_path: Path, *, private: bool) -> None:
    """The one who asked turns pages in their message, back and forth, and it stays as private as it was."""
    dispatcher = table(PAGES) if private else await public(PAGES)
    async with on_slack(server, dispatcher, settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/pages"))
        for label, text in (("Next ▶", "page 2"), ("Next ▶", "page 3"), ("◀ Previous", "page 2")):
            turned = await server.press(shown, label)
            assert (await server.answer(turned)) is shown
            assert (shown.text, shown.private) == (text, private)
        jumped = await server.press(shown, "Far on")
        assert (await server.answer(jumped)).text == "page 3"


async def test_a_turn_by_somebody_else_is_shown_to_them_alone(server: Server, tmp_path: Path) -> None:
    """Nobody turns the page under another's eyes."""
    async with on_slack(server, await public(PAGES), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/pages"))
        theirs = await server.answer(await server.press(shown, "Next ▶", by=STRANGER))
    assert (shown.text, theirs.text, theirs.only) == ("page 1", "page 2", STRANGER)


async def test_a_turn_that_leads_nowhere_leaves_the_answer_standing(server: Server, tmp_path: Path) -> None:
    """The miss is told beside it, to the asker alone."""
    async with on_slack(server, await public(PAGES), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/pages", "3"))
        missed = await server.answer(await server.press(shown, "Next ▶"))
    assert (shown.text, missed.text, missed.only) == ("page 3", "No such page.", USER)


async def test_a_turn_in_a_message_that_is_gone_is_given_beside_it(server: Server, tmp_path: Path) -> None:
    """It was deleted between the press and the answer; the answer says why it stands elsewhere."""
    async with on_slack(server, table(PAGES), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/pages"))
        shown.gone = True
        await server.press(shown, "Next ▶")
        (after,) = await server.posted(CHANNEL)
    assert (after.only, "page 2" in after.text, "no more answers" in after.text) == (USER, True, True)


# ------------------------------------------------------------------------------------------------- private or shared


async def test_a_private_answer_can_be_shared(server: Server, tmp_path: Path) -> None:
    """Everybody sees it then, and who showed it; the private one stays."""
    async with on_slack(server, table(ONE, SOURCE), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/one"))
        shared = await server.answer(await server.press(shown, "Share"))
    assert (shown.private, shown.gone, shared.private) == (True, False, False)
    assert f"Shared by <@{USER}>" in shared.text
    assert "asked: id=qdirect, around=0" in shared.text
    assert "Share" not in shared.buttons


async def test_sharing_what_is_gone_is_told_to_the_sharer_alone(server: Server, tmp_path: Path) -> None:
    """The excerpt went with its article; nobody else hears of it."""
    source = command("source", _missing, Option("id", "Which"), Option("around", "How many"))
    async with on_slack(server, table(ONE, source), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/one"))
        told = await server.answer(await server.press(shown, "Share"))
    assert (told.only, told.text) == (USER, "Gone.")


# ------------------------------------------------------------------------------------------------------ put away


@pytest.mark.parametrize("by", [USER, ADMIN])
async def test_an_answer_is_put_away_by_who_may(server: Server, tmp_path: Path, by: str) -> None:
    """By the one who asked, or by who manages the workspace."""
    async with on_slack(server, await public(ONE), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/one"))
        await server.press(shown, "Dismiss", by=by)
        await server.until(lambda: shown.gone)


async def test_an_answer_is_not_put_away_by_others(server: Server, tmp_path: Path) -> None:
    """They are told why."""
    async with on_slack(server, await public(ONE), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/one"))
        told = await server.answer(await server.press(shown, "Dismiss", by=STRANGER))
    assert (shown.gone, told.only) == (False, STRANGER)
    assert told.text == language_of("ru")(
        "Only who asked for this, or who keeps order in this channel, can put it away."
    )


async def test_what_only_the_asker_sees_is_theirs_to_put_away(server: Server, tmp_path: Path) -> None:
    """A second press finds nothing, and harms nobody."""
    async with on_slack(server, table(ONE), settings(server, tmp_path)) as running:
        shown = await server.answer(await server.ask("/one"))
        await server.press(shown, "Dismiss")
        await server.until(lambda: shown.gone)
        await server.press(shown, "Dismiss")
        await server.until(
            lambda: len([each for each in server.called("respond") if "delete_original" in each.body]) == 2
        )
        assert not running.done()


# --------------------------------------------------------------------------------------------------------- doubts


async def test_a_doubt_is_asked_for_in_a_form_and_reported(server: Server, tmp_path: Path) -> None:
    """What is filled in goes to /report with the excerpt's id, and is answered where the button stood."""
    async with on_slack(server, table(ONE, REPORT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/one"))
        doubted = await server.press(shown, "Wrong attribution?")
        await server.until(lambda: doubted.form)
        assert doubted.form is not None
        await server.fill_in(doubted.form, {"note": {"value": {"type": "plain_text_input", "value": "It was Bruno."}}})
        told = await server.answer(doubted)
    assert (told.only, told.text) == (USER, "/report\nasked: id=qdirect, note=It was Bruno.")


async def test_a_value_that_a_choice_lacks_is_asked_for_in_a_form(server: Server, tmp_path: Path) -> None:
    """That one alone; the answer takes the place of the message in which the button stood."""

    async def offer(_: Request) -> Reply:
        asking = Choice("Somebody else …", "", "repeat", {"text": "x"}, Way.MEANT, asks="more")
        picks = Choice("Ana", "she", "repeat", {"text": "Ana"}, Way.PICK)
        return Reply(note="Who?", choices=(asking, picks), question="It was …")

    async with on_slack(server, table(command("offer", offer), REPEAT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/offer"))
        asked = await server.press(shown, "Somebody else …")
        await server.until(lambda: asked.form)
        assert asked.form is not None
        fields = [block["block_id"] for block in asked.form["blocks"]]
        typed = {name: {"value": {"type": "plain_text_input", "value": "y"}} for name in fields}
        await server.fill_in(asked.form, typed)
        told = await server.answer(asked)
    assert (fields, told.text, told is shown) == (["option:more"], "/repeat\nasked: text=x, more=y", True)


async def test_a_form_that_comes_too_late_is_told(server: Server, tmp_path: Path) -> None:
    """Slack takes it within three seconds of the press only."""
    async with on_slack(server, table(ONE, REPORT), settings(server, tmp_path)):
        shown = await server.answer(await server.ask("/one"))
        server.hurried = True
        doubted = await server.press(shown, "Wrong attribution?")
        told = await server.answer(doubted)
    assert (told.only, doubted.form, "press the button again" in told.text) == (USER, None, True)


async def _missing(request: Request) -> Reply:
    return Reply(Outcome.NOT_FOUND, note="Gone.", private=True, asked=request)
