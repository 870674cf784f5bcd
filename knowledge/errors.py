"""What can go wrong with knowledge, as one small tree.

KnowledgeError
├── ArticleError     one article cannot be read; it is set aside and reported
├── FetchError       an address cannot be fetched, or may not be
├── IntakeError      an article cannot be kept, removed or put back; everything is as it was
├── CorrectionsError a file of corrections cannot be read; nothing of it is taken
├── BuildError       no knowledge base can be made; the old one stays in service
│   └── Vanished     most articles are gone at once: to be allowed, or a folder to be mounted
└── Unavailable      asked before a knowledge base was opened, or after it was closed
"""


class KnowledgeError(Exception):
    """Anything that knowledge reports; its text is fit to be shown."""


class ArticleError(KnowledgeError):
    """One article cannot be used: `code` is stable for scripts, `reason` is a sentence for a person."""

    def __init__(self, code: str, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.line = line


class FetchError(KnowledgeError):
    """An address was not fetched: `code` is stable for scripts, the text is a sentence for a person."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class IntakeError(KnowledgeError):
    """An article cannot be kept, removed or put back: `code` is stable for scripts, the text is for a person."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class CorrectionsError(KnowledgeError):
    """A file of corrections cannot be used; `line` is where, if that is known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"Line {line}: {reason}" if line else reason)
        self.line = line


class BuildError(KnowledgeError):
    """The build as a whole failed; nothing in service was touched."""


class Vanished(BuildError):
    """More than half of the articles are gone at once; a build with removals allowed takes them out."""


class Unavailable(KnowledgeError):
    """There is no snapshot to ask."""
