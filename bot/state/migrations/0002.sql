-- Briefings: when and where they are due, what became of each, and what a channel has been shown.

CREATE TABLE schedule (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: what was delivered refers to it
    place TEXT NOT NULL,                       -- whose admins manage it
    platform TEXT NOT NULL,
    channel TEXT NOT NULL,                     -- the platform's own id
    zone TEXT NOT NULL,                        -- IANA
    times TEXT NOT NULL,                       -- lists are JSON
    weekdays TEXT NOT NULL,
    topic TEXT,
    people TEXT NOT NULL,
    kinds TEXT NOT NULL,
    size INTEGER NOT NULL,
    always INTEGER NOT NULL CHECK (always IN (0, 1)),
    role TEXT,
    locale TEXT NOT NULL,
    created_by TEXT NOT NULL,
    since TEXT NOT NULL,                       -- ISO 8601 in UTC
    paused TEXT,                               -- why
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))  -- kept, for what was delivered
) STRICT;

CREATE INDEX schedule_place ON schedule (place) WHERE NOT removed;

CREATE TABLE delivery (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule INTEGER NOT NULL REFERENCES schedule (number),
    due TEXT NOT NULL,                         -- ISO 8601 in UTC, to the second: as text it sorts by time
    channel TEXT NOT NULL,                     -- the one it was claimed for
    state TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'skipped', 'failed', 'missed', 'unsure')),
    claimed_at TEXT NOT NULL,
    finished_at TEXT,
    message TEXT,                              -- the platform's own id
    reason TEXT,
    late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
    asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)),  -- by an admin, beside the schedule
    UNIQUE (schedule, asked, due)              -- the claim: whoever writes it first posts
) STRICT;

CREATE INDEX delivery_unfinished ON delivery (number) WHERE state = 'claimed';
CREATE INDEX delivery_missed ON delivery (due) WHERE state = 'missed';

CREATE TABLE shown (
    channel TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    delivery INTEGER NOT NULL REFERENCES delivery (number),
    PRIMARY KEY (channel, excerpt)
) STRICT, WITHOUT ROWID;
