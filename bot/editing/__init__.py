"""Changing what everybody is answered: articles in and out, and an editor's word, each change written down."""
