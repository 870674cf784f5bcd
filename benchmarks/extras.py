"""What the comparison of means takes beyond the project's own dependencies: the extra called `means`."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class ExtraMissingError(Exception):
    """An optional dependency is not installed; the message says how to install it."""


def needed(module: str) -> Any:  # noqa: ANN401 - the modules are optional, so nothing knows their types
    """Import an optional module. Raises ExtraMissingError."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ExtraMissingError(f"{module} is not installed; `pip install dragoman-bot[means]` brings it") from error
