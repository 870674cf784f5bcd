"""Look things up: people by name, quotations and passages by their words."""
