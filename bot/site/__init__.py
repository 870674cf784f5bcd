"""A page to read: people, articles and quotations in their context, read-only, drawn without any script."""
