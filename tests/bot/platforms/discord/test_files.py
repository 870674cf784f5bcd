"""Files on Discord: handed over with a command, and handed to the asker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.command import Completion, Option
from bot.platforms.discord.manifest import payloads
from bot.reply import Attachment, Reply
from tests.bot.platforms.discord.running import command, on_discord, table

if TYPE_CHECKING:
    from pathlib import Path

    from bot.command import Request
    from tests.bot.platforms.discord.server import Server

FILE = Option("file", "What to read", completion=Completion.FILE)


async def read(request: Request) -> Reply:
    """Say what is in the file, unless it is too large to be looked at."""
    upload = request.uploads["file"]
    if upload.size > 100:
        return Reply(note=f"{upload.name} is too large")
    return Reply(note=f"{request.values['file']}: {(await upload.read()).decode()}")


async def give(_: Request) -> Reply:
    """Hand a file to the asker."""
    return Reply(note="Here it is.", attached=Attachment("list.toml", "a = “1”\n"))


READ, GIVE = command("read", read, FILE), replace(command("give", give), aside=True)


async def test_an_option_for_a_file_takes_an_attachment() -> None:
    """Discord lets the asker choose a file, and completes nothing."""
    (payload,) = await payloads({"read": READ})
    assert (payload["options"][0]["type"], payload["options"][0].get("autocomplete")) == (11, None)


async def test_a_file_is_read_when_it_is_wanted(server: Server, tmp_path: Path) -> None:
    """Its name and size are known before; one that is too large is never fetched."""
    async with on_discord(server, table(READ), tmp_path):
        shown = await server.answer(await server.hand_over("read", "file", "a.txt", b"within"))
        large = await server.answer(await server.hand_over("read", "file", "b.txt", b"x" * 101))
    assert "txt: within" in shown.text
    assert "txt is too large" in large.text
    assert server.files.asked_for == 1


async def test_a_file_that_is_lost_is_told(server: Server, tmp_path: Path) -> None:
    """As a sentence, not as a failure."""
    server.files.lost = True
    async with on_discord(server, table(READ), tmp_path):
        shown = await server.answer(await server.hand_over("read", "file", "a.txt", b"within"))
    assert "could not be fetched" in shown.text


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("slow", [False, True])
async def test_a_file_is_handed_to_the_asker(server: Server, tmp_path: Path, *, slow: bool) -> None:
    """With the answer, at once or after a deferral."""

    async def patient(request: Request) -> Reply:
        await server.until(lambda: server.sent("POST", ".*callback"))
        return await give(request)

    async with on_discord(server, table(replace(command("give", patient), aside=True) if slow else GIVE), tmp_path):
        asked = await server.ask("give")
        await server.until(lambda: asked.shown and "Here it is." in asked.shown[-1].text)
    assert asked.shown[-1].private
    assert server.files.sent == {"list.toml": "a = “1”\n"}
