"""Discord's limits."""

from __future__ import annotations

TEXT = 4000  # all text of one message of components
COMPONENTS = 40  # of one message, those inside others included
BUTTONS = 5  # in one row
OPTIONS = 25  # of one select
BUTTON_LABEL = 80
OPTION_LABEL = 100
OPTION_DESCRIPTION = 100
PLACEHOLDER = 150  # on a select of which nothing is taken
CUSTOM_ID = 100  # and the value of an option
CHOICES = 25  # of one autocompletion
CHOICE_NAME = 100
CHOICE_VALUE = 100
TYPED = 6000  # the value of an option of a command
DESCRIPTION = 100  # of a command or its option
MENU_NAME = 32  # of a command in the context menu
FORM_TITLE = 45
FIELD_LABEL = 45
HINT = 100  # shown in a field of a form while it is empty
