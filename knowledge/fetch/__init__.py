"""Articles and feeds from the web, fetched so that nobody can make this program reach what is not public."""
