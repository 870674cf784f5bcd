"""Why a correction finds no place."""


class UnfitError(Exception):
    """A correction cannot be applied; the text is a sentence fit to be shown."""
