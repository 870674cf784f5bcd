"""Files that people hand over with a command, and files that they are handed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.errors import UserError
from bot.request import Upload

if TYPE_CHECKING:
    from bot.language import Language
    from bot.reply import Attachment


def uploaded(attachment: discord.Attachment, say: Language) -> Upload:
    """A file that Discord keeps for the asker; it is read once somebody wants what is in it."""

    async def read() -> bytes:
        try:
            content = await attachment.read()
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise UserError(say("The file could not be fetched from Discord. Please try again.")) from error
        if len(content) != attachment.size:
            raise UserError(say("The file came from Discord in part only. Please try again."))
        return content

    return Upload(attachment.filename, attachment.size, read)


def handed(attached: Attachment | None) -> list[discord.File]:
    """The file of an answer, ready to be sent, if it has one."""
    return [discord.File(BytesIO(attached.text.encode()), attached.name)] if attached else []
