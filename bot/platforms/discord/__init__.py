"""Dragoman on Discord: native slash commands, buttons and selects, made from the command table."""
