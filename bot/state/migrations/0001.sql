-- What a server or workspace has set, and the attributions that readers doubt.

CREATE TABLE place (
    place TEXT PRIMARY KEY,              -- platform and id, such as "discord:81384788765712384"
    public INTEGER NOT NULL CHECK (public IN (0, 1))
) STRICT;

CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    place TEXT NOT NULL,                 -- empty outside of any server
    reporter TEXT NOT NULL,              -- platform and id, or empty
    excerpt TEXT NOT NULL,               -- the quotation's id ...
    words TEXT NOT NULL,                 -- ... and its words and speaker as they were shown: ids may go
    speaker TEXT NOT NULL,
    headline TEXT NOT NULL,
    note TEXT NOT NULL,
    reported_at TEXT NOT NULL,           -- ISO 8601 in UTC
    settled_at TEXT,
    settled_by TEXT
) STRICT;

CREATE UNIQUE INDEX report_once ON report (place, reporter, excerpt) WHERE settled_at IS NULL;
