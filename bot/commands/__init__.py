"""Commands, one per file: each ends in `COMMAND = Command(...)`, and is found by walking this folder.

A folder in it is a group, with one file for each of its commands, and its own in `__init__.py`.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command


def load() -> Mapping[str, Command]:
    """Every command by its name, in the order of the names."""
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    modules = (importlib.import_module(each.name) for each in found)
    commands: list[Command] = [module.COMMAND for module in modules]
    return MappingProxyType({command.name: command for command in sorted(commands, key=lambda c: c.name)})
