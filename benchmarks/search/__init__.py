"""How well and how fast search finds what is meant: `python -m benchmarks.search`."""
