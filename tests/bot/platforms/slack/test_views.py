"""Forms on Slack fit, in every language, and give back what was filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from bot import commands
from bot.command import Completion
from bot.dispatch import Suggestion
from bot.language import language_of
from bot.orders import Orders
from bot.platforms.slack.forms import ask_form, filled, mistake, offered, report_form, told_form, typing
from bot.reply import Outcome, Reply
from tests.bot.platforms.slack.blockkit import option_complaints, view_complaints
from tests.bot.replies import REPLIES

if TYPE_CHECKING:
    from tests.bot.platforms.slack.drawn import Part

COMMANDS = commands.load()
ENGLISH = language_of("en")
LONG = "words that somebody said " * 12


def chosen(value: str) -> Part:
    """A select of which an option was taken."""
    return {"type": "external_select", "selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": value}}


def submitted(view: Part, values: dict[str, Part]) -> Part:
    """The view as Slack sends it once it was filled in."""
    state = {"values": {f"option:{name}": {"value": each} for name, each in values.items()}}
    return {**view, "id": "V1", "state": state}


@pytest.mark.parametrize("locale", ["en", "zh-CN", "ru"])
@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_can_be_asked_with_a_form(name: str, locale: str) -> None:
    """With nothing in it, and with everything that could have been typed."""
    for values in ({}, {option.name: LONG for option in COMMANDS[name].options}):
        view = ask_form(COMMANDS[name], language_of(locale), values, "k" * 3000)
        assert view_complaints(view) == []


@pytest.mark.parametrize("locale", ["en", "zh-CN", "ru"])
def test_an_attribution_is_doubted_with_a_form(locale: str) -> None:
    """It fits, its title is whole, and what comes back is what `/report` needs."""
    view = report_form("qabcdefghij", language_of(locale), "kept")
    assert view_complaints(view) == []
    assert "…" not in view["title"]["text"]
    found = filled(submitted(view, {"note": {"type": "plain_text_input", "value": " Bruno said it "}}), Orders())
    assert found
    assert (found.command, found.values, found.kept) == (
        "report",
        {"id": "qabcdefghij", "note": "Bruno said it"},
        "kept",
    )


@hypothesis_settings(max_examples=15)
@given(REPLIES)
def test_any_reply_can_be_told_in_a_form(reply: Reply) -> None:
    """Where it can be said nowhere else."""
    assert view_complaints(told_form(reply)) == []


def test_what_was_typed_or_completed_comes_back() -> None:
    """Blank fields are left out."""
    view = ask_form(COMMANDS["quote"], ENGLISH, {"speaker": "pabcdefghij"}, "kept")
    found = filled(
        submitted(
            view,
            {
                "phrase": chosen("ice"),
                "speaker": chosen("pabcdefghij"),
                "page": {"type": "plain_text_input", "value": None},
            },
        ),
        Orders(),
    )
    assert found
    assert (found.command, found.values, found.kept) == ("quote", {"phrase": "ice", "speaker": "pabcdefghij"}, "kept")


def test_a_channel_is_chosen_from_slacks_own_list() -> None:
    """What comes back is its id."""
    view = ask_form(COMMANDS["briefing"], ENGLISH, {"channel": "C0001"})
    (channel,) = [block["element"] for block in view["blocks"] if block["element"]["type"] == "conversations_select"]
    found = filled(
        submitted(view, {"channel": {"type": "conversations_select", "selected_conversation": "C0001"}}), Orders()
    )
    assert channel["initial_conversation"] == "C0001"
    assert found
    assert found.values == {"channel": "C0001"}


def test_another_view_is_no_form() -> None:
    """Whatever it is."""
    for view in ({}, {"callback_id": None}, {"callback_id": "told"}, {"callback_id": "asking"}):
        assert filled(view, Orders()) is None
        assert typing({"view": view, "block_id": "option:name"}) is None


def test_typing_says_what_is_to_be_completed() -> None:
    """Which option of which command, and what there is of it."""
    view = ask_form(COMMANDS["expert"], ENGLISH, {})
    found = typing({"type": "block_suggestion", "view": view, "block_id": "option:name", "value": "Zha"})
    assert found
    assert (found.command, found.option, found.typed) == ("expert", "name", "Zha")
    completed = {block["block_id"] for block in view["blocks"] if block["element"]["type"] == "external_select"}
    assert "option:page" not in {block["block_id"] for block in view["blocks"]}
    wanted = {f"option:{each.name}" for each in COMMANDS["expert"].options if each.completion is not Completion.NOTHING}
    assert completed == wanted


def test_what_was_typed_can_be_taken_as_it_is() -> None:
    """Below what it may mean, unless that says the same; with nothing typed there is nothing to take."""
    found = [Suggestion("Ana Reis · harbour master", "pana", "Ana Reis"), Suggestion("ice", "ice", "ice")]
    assert [each["value"] for each in offered(found, "an", Orders())] == ["pana", "ice", "an"]
    assert [each["value"] for each in offered(found, "Ice", Orders())] == ["pana", "ice"]
    assert [each["value"] for each in offered(found, "", Orders())] == ["pana", "ice"]


def test_options_fit_and_long_ones_are_given_back_whole() -> None:
    """Slack takes 150 units of a value, and a hundred options."""
    orders = Orders()
    found = [Suggestion(f"{n} {LONG}", f"{n} {LONG}", "") for n in range(120)]
    options = offered(found, f"{LONG}?", orders)
    assert [complaint for option in options for complaint in option_complaints(option)] == []
    assert len(options) == 100
    view = submitted(ask_form(COMMANDS["quote"], ENGLISH, {}), {"phrase": chosen(options[-1]["value"])})
    back = filled(view, orders)
    assert back
    assert back.values == {"phrase": f"{LONG}?".strip()[:300]}


def test_a_mistake_is_shown_beside_its_field() -> None:
    """As Slack wants it told."""
    assert mistake("name", "Nobody of that\nname.") == {
        "response_action": "errors",
        "errors": {"option:name": "Nobody of that name."},
    }


def test_an_error_is_told_in_a_form() -> None:
    """Its sentence is there."""
    view = told_form(Reply(Outcome.ERROR, note="Not now."))
    assert "Not now." in str(view["blocks"])
