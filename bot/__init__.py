"""Dragoman speaks: commands, replies and the places they are spoken in."""

__version__ = "0.1.0"
