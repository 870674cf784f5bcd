"""The commands that look after the knowledge base."""
