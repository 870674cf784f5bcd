"""Quotation marks as a pipeline is taught to read them."""

from __future__ import annotations

STRAIGHT = str.maketrans("“”„‟«»‘’‚‛", '""""""\'\'\'\'')


def straight(text: str) -> str:
    """The text with straight marks for every other style, character for character."""
    return text.translate(STRAIGHT).replace("``", ' "').replace("''", '" ')
