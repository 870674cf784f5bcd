"""A world for each test, its state in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.delivering.fakes import World

if TYPE_CHECKING:
    from bot.state import State


@pytest.fixture
def world(state: State) -> World:
    """Half an hour before the usual schedule is due."""
    return World(state)
