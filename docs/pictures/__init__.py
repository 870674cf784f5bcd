"""Pictures of what people see on Discord: `python -m docs.pictures`."""
