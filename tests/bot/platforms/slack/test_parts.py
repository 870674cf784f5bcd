"""Buttons and lists on Slack: what each says, what each asks for, and whose answer it stands in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.command import Request
from bot.orders import ASKED as LACKING
from bot.orders import Orders, Verb
from bot.platforms.slack.draw import draw
from bot.platforms.slack.orders import DISMISSED, DOUBTED, TAKEN, Taken, owner, taken, value
from bot.reply import Choice, Group, Outcome, Reply, Way
from tests.bot.platforms.slack.drawn import buttons, message, options, parts
from tests.bot.values import DIRECT, MATCH

if TYPE_CHECKING:
    from tests.bot.platforms.slack.drawn import Part

ASKED = Request("quote", {"phrase": "closed"}, asker="U0001")
FOUND = Reply(matches=(MATCH,), total=1, asked=ASKED)


def blocks(reply: Reply, orders: Orders) -> dict[str, Part]:
    """What Slack sends back of each part, by its label: the part, and the block it stands in."""
    drawn = draw(reply, orders, private=True)
    found = {}
    for block in drawn.blocks:
        for part in (*block.get("elements", ()), block.get("accessory")):
            if part and part["type"] == "button":
                found[part["text"]["text"]] = {**part, "block_id": block["block_id"]}
            elif part and part["type"] == "static_select":
                found[part["placeholder"]["text"]] = {**part, "block_id": block["block_id"]}
    return found


def test_few_ways_on_are_buttons_and_turns_stand_below_them() -> None:
    """The label has the second line beside it where both fit; back stands left of on."""
    choices = (
        Choice("Nearest", "a professor", "expert", {"name": "p1"}),
        Choice("Far", "x" * 80, "expert", {"name": "p2"}),
        Choice("Next", "3 of 3", "quote", {"phrase": "x", "page": "3"}, Way.NEXT),
        Choice("Previous", "1 of 3", "quote", {"phrase": "x", "page": "1"}, Way.PREVIOUS),
    )
    drawn = message(Reply(Outcome.NOT_FOUND, note="Nothing.", choices=choices))
    assert buttons(drawn) == ["Nearest · a professor", "Far", "◀ Previous", "Next ▶"]
    assert [block["type"] for block in drawn.blocks] == ["rich_text", "actions", "actions"]


def test_many_ways_on_are_a_list() -> None:
    """More than a row of buttons, of which Slack takes a hundred; each option has its second line."""
    choices = tuple(Choice(f"Person {n}", "somebody", "expert", {"name": f"p{n}"}) for n in range(30))
    drawn = message(Reply(note="Many.", choices=choices))
    assert [option["text"]["text"] for option in options(drawn)] == [f"Person {n}" for n in range(30)]
    assert {option["description"]["text"] for option in options(drawn)} == {"somebody"}


def test_two_buttons_that_do_the_same_are_one() -> None:
    """And an excerpt that is shown twice is opened once."""
    choice = Choice("Again", "", "expert", {"name": "p1"})
    assert buttons(message(Reply(Outcome.NOT_FOUND, note="x", choices=(choice, choice)))) == ["Again"]
    assert buttons(message(Reply(Outcome.NOT_FOUND, groups=(Group("Ana", (MATCH, MATCH)),)))) == ["Open"]


def test_one_excerpt_can_be_shared_doubted_and_put_away() -> None:
    """What everybody sees already is not shared again; a miss needs none of it; a post is nobody's to put away."""
    assert buttons(message(FOUND)) == ["Share", "Wrong attribution?", "Dismiss"]
    assert buttons(message(FOUND, private=False)) == ["Wrong attribution?", "Dismiss"]
    assert buttons(message(Reply(Outcome.NOT_FOUND, note="Nothing."))) == []
    assert buttons(draw(FOUND, Orders(), private=False, unasked=True)) == []


def test_several_excerpts_have_the_way_to_each_beside_it() -> None:
    """In the line above its words."""
    other = replace(MATCH, excerpt=replace(DIRECT, id="qother"))
    drawn = message(Reply(matches=(MATCH, other), total=2))
    beside = [block["accessory"] for block in drawn.blocks if "accessory" in block]
    assert [value(each) for each in beside] == [
        'go:["source","id","qdirect","around","0"]',
        'go:["source","id","qother","around","0"]',
    ]


def test_a_button_says_what_it_asks_for_and_whose_answer_it_stands_in() -> None:
    """To whichever process it comes back: nothing is remembered."""
    choices = (
        Choice("Context", "", "source", {"id": "qdirect"}),
        Choice("Next", "", "quote", {"phrase": "closed", "page": "2"}, Way.NEXT),
    )
    found = blocks(replace(FOUND, choices=choices), Orders())
    another = Orders()
    assert taken(found["Context"], another) == Taken(Verb.GO, Request("source", {"id": "qdirect"}), "U0001")
    assert taken(found["Next ▶"], another) == Taken(
        Verb.TURN, Request("quote", {"phrase": "closed", "page": "2"}), "U0001"
    )
    share = taken(found["Share"], another)
    assert share
    assert (share.verb, share.request.values) == (Verb.SHARE, {"id": "qdirect", "around": "0"})
    assert all(TAKEN.fullmatch(found[name]["action_id"]) for name in ("Context", "Next ▶", "Share"))


def test_a_doubt_and_a_dismissal_are_known_by_their_names() -> None:
    """The doubt names the excerpt; a dismissal, whose answer it is."""
    found = blocks(FOUND, Orders())
    assert (value(found["Wrong attribution?"]), owner(found["Dismiss"])) == ("qdirect", "U0001")
    assert DOUBTED.fullmatch(found["Wrong attribution?"]["action_id"])
    assert DISMISSED.fullmatch(found["Dismiss"]["action_id"])


def test_an_option_says_what_it_asks_for() -> None:
    """Chosen, it comes back as a button does."""
    choices = tuple(Choice(f"{n}", "", "quote", {"phrase": "x", "page": str(n)}, Way.JUMP) for n in range(1, 4))
    jump = blocks(replace(FOUND, choices=choices), Orders())["Go to another result …"]
    chosen = {**jump, "selected_option": jump["options"][1]}
    assert taken(chosen, Orders()) == Taken(Verb.TURN, Request("quote", {"phrase": "x", "page": "2"}), "U0001")
    assert TAKEN.fullmatch(jump["action_id"])


def test_a_choice_that_lacks_a_value_asks_for_it() -> None:
    """Which one stands among its values."""
    somebody = Choice("Somebody else …", "", "kb fix", {"id": "qdirect"}, Way.MEANT, asks="person")
    asked = taken(blocks(replace(FOUND, choices=(somebody,)), Orders())["Somebody else …"], Orders())
    assert asked
    assert (asked.verb, asked.request.values) == (Verb.ASK, {"id": "qdirect", LACKING: "person"})


def test_an_order_that_is_too_long_is_kept_by_this_process_alone() -> None:
    """An option holds 150 units."""
    orders = Orders()
    choices = (Choice("1", "", "quote", {"phrase": "字" * 200, "page": "1"}, Way.JUMP),)
    jump = blocks(replace(FOUND, choices=choices), orders)["Go to another result …"]
    chosen = {**jump, "selected_option": jump["options"][0]}
    again = taken(chosen, orders)
    assert again
    assert again.request.values["phrase"] == "字" * 200
    assert taken(chosen, Orders()) is None


def test_what_takes_the_place_of_a_message_has_other_names() -> None:
    """Slack would keep an option chosen in a list of the same name."""
    first = {block.get("block_id") for block in message(FOUND).blocks}
    second = {block.get("block_id") for block in message(replace(FOUND, before=1)).blocks}
    assert first & second == {None}


def test_a_message_that_nobody_asked_for_is_nobodys() -> None:
    """Its parts say so."""
    choices = (Choice("Context", "", "source", {"id": "qdirect"}),)
    drawn = draw(replace(FOUND, asked=None, choices=choices), Orders(), private=False, unasked=True)
    (row,) = [block for block in drawn.blocks if block["type"] == "actions"]
    assert (owner(row), len(parts(drawn))) == ("", 1)


def test_what_somebody_made_up_is_at_worst_no_order() -> None:
    """Nothing in it is trusted."""
    for made_up in ({}, {"value": "go:["}, {"value": "x"}, {"selected_option": None}, {"block_id": None}):
        assert taken(made_up, Orders()) is None
        assert owner(made_up) == ""
