"""How much of an article is found in a saved page, and how fast."""
