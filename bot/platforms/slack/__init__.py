"""Dragoman on Slack: a Bolt app, and its replies as Block Kit."""
