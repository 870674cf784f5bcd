"""Other means to the same end, measured beside what ships: trees of a parser, other tags, parts switched off."""
