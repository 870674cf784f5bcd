"""Pictures of what people see on Discord and on the site: `python -m docs.pictures`."""
