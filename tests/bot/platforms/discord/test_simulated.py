"""The whole bot in a simulated Discord: its members, roles and rules, and what they see of the answers.

The local server beside this keeps the shapes of gateway and REST; the simulator, which others wrote, keeps Discord's
rules as they read them: what is synced, who may what, one answer for each interaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.config import Settings
from bot.platforms.discord.app import Client

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import simcord

    from bot.dispatch import Dispatcher

_TEXT, _SELECT, _TEXT_FIELD = 10, 3, 4
pytestmark = pytest.mark.simcord(shard_count=1)


@pytest.fixture
def simcord_bot(dispatcher: Dispatcher, tmp_path: Path) -> Client:
    """Our bot, which the simulator starts."""
    return Client(Settings(data=tmp_path, discord_token="a.b.c"), dispatcher)


@pytest.fixture
def guild(simcord_env: simcord.Env) -> simcord.GuildHandle:
    """The only server."""
    return simcord_env.create_guild()


@pytest.fixture
def channel(guild: simcord.GuildHandle) -> simcord.ChannelHandle:
    """A channel in it."""
    return guild.create_text_channel("harbour")


@pytest.fixture
def ann(simcord_env: simcord.Env, guild: simcord.GuildHandle) -> simcord.MemberActor:
    """Somebody like everybody there."""
    return guild.add_member(simcord_env.create_user("ann"))


def shown(asked: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The message that answers."""
    assert asked.response is not None
    return asked.response


def words(asked: simcord.InteractionResult) -> str:
    """All the words on it, as markdown."""
    return "\n".join(part["content"] for part in _parts(shown(asked).components) if part["type"] == _TEXT)


def options(asked: simcord.InteractionResult) -> dict[str, str]:
    """What may be chosen on it: the values by their labels."""
    lists = (part["options"] for part in _parts(shown(asked).components) if part["type"] == _SELECT)
    return {option["label"]: option["value"] for some in lists for option in some}


def _parts(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for part in components:
        yield part
        yield from _parts(
            [*part.get("components", ()), *(part[key] for key in ("accessory", "component") if key in part)]
        )


async def test_an_answer_says_who_and_where_to_the_asker_alone(
    channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    """A phrase with a typo gives the words, their speaker with native name and role, and where they stand."""
    asked = await ann.slash(channel, "quote", phrase="harbor will stay opne")
    assert asked.ephemeral
    wanted = ("all winter", "Ana Reis", "罗安娜", "harbour master", "The Harbour Stays Open")
    assert [part for part in wanted if part not in words(asked)] == []


async def test_names_are_completed_while_they_are_typed(
    channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    """The value of a choice is an id, and it leads to the person."""
    choices = await ann.autocomplete(channel, "expert", "name", "stne")
    assert choices[0]["name"].startswith("Emil Stone")
    assert "retired pilot" in words(await ann.slash(channel, "expert", name=choices[0]["value"]))


async def test_two_namesakes_are_a_choice_and_the_one_chosen_is_shown(
    channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    """Nobody is taken for the other."""
    asked = await ann.slash(channel, "expert", name="Reis")
    offered = options(asked)
    chosen = next(value for label, value in offered.items() if label.startswith("Carla Reis"))
    assert len(offered) == 2
    assert "broker" in words(await ann.select(shown(asked), [chosen]))


async def test_an_answer_is_turned_in_its_place_and_shared_by_name(
    channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    """Sharing shows it to the channel, with whose doing that is."""
    asked = await ann.slash(channel, "expert", name="Emil Stone", private=True)
    before = words(asked)
    await ann.click(shown(asked), label="Next ▶")
    assert words(asked) != before
    shared = await ann.click(shown(asked), label="Share")
    assert not shared.ephemeral
    assert f"<@{ann.id}>" in words(shared)
    assert channel.last_message is not None
    assert channel.last_message.id == shown(shared).id


async def test_a_doubt_reaches_those_who_manage_the_server_and_no_one_else(
    simcord_env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    """A form takes it; the list of doubts is not even offered to other members."""
    keepers = guild.create_role("keepers", permissions=discord.Permissions(manage_guild=True))
    kim = guild.add_member(simcord_env.create_user("kim"), roles=[keepers])
    asked = await ann.slash(channel, "quote", phrase="The ice decides")
    form = await ann.click(shown(asked), label="Wrong attribution?")
    assert form.modal is not None
    (field,) = [part["custom_id"] for part in _parts(form.modal["components"]) if part["type"] == _TEXT_FIELD]
    thanks = await ann.submit_modal(form, {field: "I heard the mayor say it"})
    assert thanks.ephemeral
    assert "I heard the mayor say it" in words(await kim.slash(channel, "reports"))
    assert "reports" not in ann.available_commands(channel)


async def test_a_message_is_looked_up_by_its_words(channel: simcord.ChannelHandle, ann: simcord.MemberActor) -> None:
    """“Who said this?” reads the message it is asked about, and no other."""
    message = await ann.send(channel, "nobody counts the herring any more")
    asked = await ann.context_menu(channel, "Who said this?", message)
    assert asked.ephemeral
    assert "Bruno Baker" in words(asked)


async def test_a_miss_is_private_and_offers_what_is_near(
    channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    """Even where the asker wanted to be answered for all."""
    asked = await ann.slash(channel, "expert", name="Emile Stoner", private=False)
    assert asked.ephemeral
    assert "Emil Stone" in str(shown(asked).components)
