"""Slack's limits."""

from __future__ import annotations

ROOM = 12_000  # of one message, its blocks written as JSON; Slack refuses some 13,200 (msg_blocks_too_long)
BLOCKS = 50  # of one message
VIEW_BLOCKS = 100  # of a modal, and of the Home
TEXT = 3000  # of a section, or of any other text object
HEADER = 150
ELEMENTS = 10  # of a context
BUTTONS = 5  # in one row: Slack takes 25, which nobody can tell apart
BUTTON_LABEL = 75
BUTTON_VALUE = 2000
OPTIONS = 100  # of one select
OPTION_LABEL = 75
OPTION_DESCRIPTION = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
ID = 255  # of an action, a block or a form
FORM_TITLE = 24  # and the labels of its buttons
FIELD_LABEL = 2000
METADATA = 3000  # that a form carries
TYPED = 3000  # into a field
LINK = 3000
FALLBACK = 3000  # of the text beside the blocks: Slack recommends less than 4,000
