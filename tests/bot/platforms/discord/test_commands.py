"""The real commands on Discord, over a real knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.platforms.discord.running import on_discord

if TYPE_CHECKING:
    from pathlib import Path

    from bot.dispatch import Dispatcher
    from tests.bot.platforms.discord.server import Server


async def test_quote_answers_with_words_speaker_and_link(
    server: Server, dispatcher: Dispatcher, tmp_path: Path
) -> None:
    """What was said, by whom, as what, and where it stands in print."""
    async with on_discord(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask("quote", phrase="never closed", private=False))
    assert "-# Direct quotation · match: word for word\n>" in shown.text
    assert "**never closed**" in shown.text
    assert "— **Ana Reis" in shown.text
    assert "“[The Harbour Stays Open](https://gazette.example/harbour)”, The Example Gazette, 17 May 2024" in shown.text
    assert not shown.private


async def test_expert_answers_with_a_card_and_excerpts(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """One person: who they are, and what they said."""
    async with on_discord(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask("expert", name="Emil Stone"))
    assert shown.text.startswith("## Emil Stone\n")
    assert "> “The tide keeps its own books,”" in shown.text or "> “The tide keeps its own books”" in shown.text
    assert "reported in Mara Original, “[Voices From the Coast](https://review.example/voices)”" in shown.text


async def test_two_people_of_one_name_are_a_choice(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Neither is preferred; the one chosen is answered about."""
    async with on_discord(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask("expert", name="Reis"))
        labels = [option["label"].partition(" (")[0] for option in shown.options]
        after = await server.answer(await server.choose(shown, "Carla Reis"))
    assert {"Ana Reis", "Carla Reis"} <= set(labels)
    assert after.text.startswith("## Carla Reis\n")


async def test_a_name_that_nobody_has_comes_with_the_nearest(
    server: Server, dispatcher: Dispatcher, tmp_path: Path
) -> None:
    """Privately, and the nearest name is one press away."""
    async with on_discord(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask("expert", name="Emma Stome"))
    assert (shown.private, "Nobody called “Emma Stome”" in shown.text) == (True, True)


async def test_names_are_completed_with_ids_as_values(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """What is typed finds people; what is sent cannot mean anybody else."""
    async with on_discord(server, dispatcher, tmp_path):
        found = await server.suggestions(await server.type("expert", "name", "rei"))
        shown = await server.answer(await server.ask("expert", name=found[0]["value"]))
    assert len(found) > 1
    assert all("Reis" in choice["name"] for choice in found)
    assert shown.text.startswith(f"## {found[0]['name'].partition(' · ')[0]}\n")


async def test_nothing_typed_offers_the_most_quoted(server: Server, dispatcher: Dispatcher, tmp_path: Path) -> None:
    """An empty option is not an empty list."""
    async with on_discord(server, dispatcher, tmp_path):
        assert await server.suggestions(await server.type("expert", "name", "")) != []


async def test_context_shows_the_passages_around_an_excerpt(
    server: Server, dispatcher: Dispatcher, tmp_path: Path
) -> None:
    """The button beside an excerpt leads into its article."""
    async with on_discord(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask("quote", phrase="The ice decides"))
        after = await server.answer(await server.press(shown, "Context"))
    assert "**The ice decides, not the office" in after.text
    assert "Mayor Dora Finch was away" in after.text


@pytest.mark.parametrize("name", ["help", "about", "articles", "experts"])
async def test_every_command_without_options_answers(
    server: Server, dispatcher: Dispatcher, tmp_path: Path, name: str
) -> None:
    """Each is drawn within the limits that the local Discord keeps."""
    async with on_discord(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask(name))
    assert "Something went wrong" not in shown.text


@pytest.mark.parametrize("text", ["'; DROP TABLE people; --", '"*" OR NOT', "\u202eمرحبا", "😀" * 200, "x" * 6000])
async def test_any_question_is_answered(server: Server, dispatcher: Dispatcher, tmp_path: Path, text: str) -> None:
    """Operators, right-to-left text, emoji and the longest that Discord lets anybody type."""
    async with on_discord(server, dispatcher, tmp_path):
        shown = await server.answer(await server.ask("quote", phrase=text))
    assert "Something went wrong" not in shown.text
