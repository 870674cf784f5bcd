"""Commands, one per file: each ends in `COMMAND = Command(...)`, and is found by walking this folder."""

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
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    commands: list[Command] = [module.COMMAND for module in modules]
    return MappingProxyType({command.name: command for command in sorted(commands, key=lambda c: c.name)})
