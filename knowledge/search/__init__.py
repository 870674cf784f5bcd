"""Look things up: people by name, quotations and passages by their words."""

LIBRARIES = ("OpenCC", "PyStemmer")  # that decide what an index holds
