"""The terminal: a prompt for people, single answers and JSON lines for scripts."""
