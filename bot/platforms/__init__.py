"""Places the bot talks: each draws a Reply in its own idiom, and none knows another."""
