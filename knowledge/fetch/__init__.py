"""Articles and feeds from the web, fetched so that nobody can make this program reach what is not public.

fetcher = Fetcher(version)                               # one for the program: it knows whom it asked when
found = await fetcher.fetch(url)                         # a Material to be previewed, or a Feed
material = await fetcher.entry(feed.entries[0])
feed = await fetcher.listed(Material(name, content))     # from a shortcut, a list of addresses or a saved feed

Each raises FetchError, and nothing else.
"""

from knowledge.fetch.fetcher import Fetcher
from knowledge.fetch.values import Entry, Feed, Limits, Network

__all__ = ["Entry", "Feed", "Fetcher", "Limits", "Network"]
