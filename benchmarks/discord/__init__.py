"""How much longer the bot keeps people waiting than one that has nothing to look up: `python -m benchmarks.discord`."""
