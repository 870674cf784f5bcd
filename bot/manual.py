"""The page docs/commands.md, made from the command table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.command import Command, Option

_HEAD = """# Commands

Made by `dragoman manifest docs`; the same table makes Discord's slash commands, the console's completion and `/help`.

The first option takes free text; others are written `name:value`, and a value runs to the next option:
`/quote half of the sky speaker:Wang kind:direct`. A name can be a surname, a given name, both in either order, the
native script, or nearly right. Where several fit, you are asked which one you mean.

Each excerpt tells how its words are reported: *direct quotation* (as said), *partly quoted* or *paraphrased*. Where the
speaker denies or withholds the words, the label says that too: *paraphrased after “denied”*, *paraphrased after
“refused to say”*. Such words are not the speaker's claim.
"""


def page(commands: Mapping[str, Command]) -> str:
    """The whole page in Markdown."""
    return "\n".join((_HEAD, *(line for command in commands.values() for line in _chapter(command))))


def _chapter(command: Command) -> Iterable[str]:
    yield f"## /{command.name}"
    yield ""
    yield f"{command.description}."
    yield ""
    yield f"`{command.usage}`"
    yield ""
    if command.offered:
        yield "| Option | Meaning |"
        yield "|---|---|"
        yield from (_row(option) for option in command.offered)
        yield ""
    for example in command.examples:
        yield f"- `{example}`"
    if command.examples:
        yield ""


def _row(option: Option) -> str:
    needed = " (needed)" if option.required else ""
    choices = f": {', '.join(f'`{choice}`' for choice in option.choices)}" if option.choices else ""
    return f"| `{option.name}`{needed} | {option.description}{choices} |"
