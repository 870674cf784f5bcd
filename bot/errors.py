"""What the bot itself can fail at.

BotError
├── ConfigError   a setting is missing or wrong; the text names the variable and what to do
├── StateError    state.db cannot be used; the text says what to do, and nothing of it was changed
└── UserError     the asker asked for something that cannot be; the text is shown to them as it is
"""


class BotError(Exception):
    """Anything the bot reports; its text is fit to be shown."""


class ConfigError(BotError):
    """A setting is missing or wrong."""


class StateError(BotError):
    """The state database cannot be used."""


class UserError(BotError):
    """The question cannot be answered as asked."""
