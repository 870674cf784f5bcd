-- What editors say against the extractor, and who changed what and when.

CREATE TABLE correction (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice; the later one of two holds
    what TEXT NOT NULL,                        -- JSON, as `bot.state.corrections.written` writes it
    made_by TEXT NOT NULL,                     -- platform and id, such as "discord:81384788765712384", or "console"
    made_at TEXT NOT NULL,                     -- ISO 8601 in UTC
    reason TEXT NOT NULL DEFAULT '',
    report INTEGER REFERENCES report (number), -- the doubt that it settled
    undone_by TEXT,
    undone_at TEXT,
    CHECK ((undone_by IS NULL) = (undone_at IS NULL))
) STRICT;

CREATE INDEX correction_in_force ON correction (number) WHERE undone_at IS NULL;

CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,                          -- ISO 8601 in UTC
    by TEXT NOT NULL,
    place TEXT NOT NULL,                       -- where it was asked for; empty outside of any server
    deed TEXT NOT NULL,
    about TEXT NOT NULL                        -- a file, a number or a count: whatever tells what it was done to
) STRICT;

CREATE INDEX audit_deed ON audit (deed, number);
