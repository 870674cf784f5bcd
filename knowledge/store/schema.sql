-- The knowledge base: derived from the articles, disposable, and read only once it is in service.
-- Lists that no query looks into are JSON. Large columns stand last, so that citations are read without them.

CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    pipeline TEXT NOT NULL,              -- what made it: another pipeline builds it anew
    extractor TEXT NOT NULL,
    built_at TEXT NOT NULL,              -- ISO 8601, UTC
    corrections TEXT NOT NULL,           -- a digest of those in force
    people TEXT NOT NULL,                -- a digest of what people.toml states
    unapplied TEXT NOT NULL              -- of these, in order: the place of each that finds nothing, and why
);

-- Every file that was looked at, so that the next build knows what changed.
CREATE TABLE files (
    folder TEXT NOT NULL,
    file TEXT NOT NULL,                  -- relative to its folder
    stamp TEXT NOT NULL,                 -- sizes and times of file and sidecar; empty: look at the content again
    hash TEXT NOT NULL,                  -- of file and sidecar; empty: read it again
    article TEXT,                        -- the id it asks for, where it could be read
    body_hash TEXT,                      -- equal for articles with the same body
    kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
    twin TEXT,                           -- the file that is kept in its place
    code TEXT, reason TEXT, line INTEGER,
    PRIMARY KEY (folder, file)
) WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    headline TEXT NOT NULL,
    authors TEXT NOT NULL,
    outlet TEXT,
    published TEXT,
    url TEXT,
    original TEXT,
    subtitle TEXT,
    language TEXT,
    warnings TEXT NOT NULL,
    origins TEXT NOT NULL,
    terms TEXT NOT NULL,
    segments TEXT NOT NULL,
    pages TEXT NOT NULL,                 -- offsets in the source at which its printed pages begin
    body TEXT NOT NULL
);

CREATE TABLE persons (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    native_name TEXT,
    aliases TEXT NOT NULL,
    is_group INTEGER NOT NULL,
    author INTEGER NOT NULL,
    wikidata TEXT,
    stated TEXT NOT NULL                 -- affiliations by people.toml: [[text, since, until]]
) WITHOUT ROWID;

-- People as one article knows them: who they are is decided anew whenever the corpus changes, from these rows.
CREATE TABLE local_people (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    person TEXT REFERENCES persons (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    native_name TEXT,
    aliases TEXT NOT NULL,
    is_group INTEGER NOT NULL,
    gender TEXT NOT NULL,
    author INTEGER NOT NULL,
    affiliations TEXT NOT NULL,
    mentions TEXT NOT NULL,
    PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE INDEX local_people_person ON local_people (person);

-- Quotations (with a kind) and passages (without): everything that can be shown, under one key for the text index.
CREATE TABLE excerpts (
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: what is withheld comes back under its own
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT CHECK (kind IN ('direct', 'mixed', 'indirect')),
    n INTEGER NOT NULL,                  -- place among the article's quotations, or among its passages
    passage INTEGER NOT NULL,            -- the passage it begins in
    start INTEGER NOT NULL,              -- of the first span, in the body
    stop INTEGER NOT NULL,               -- end of the last span
    section TEXT,
    page INTEGER,                        -- the printed page it begins on
    text TEXT NOT NULL,
    spans TEXT NOT NULL,                 -- as extracted
    pieces TEXT NOT NULL,                -- the same, cut where the source file interrupts them
    source_spans TEXT NOT NULL           -- parallel to pieces
);

CREATE INDEX excerpts_article ON excerpts (article, kind, n);

CREATE TABLE attributions (
    key INTEGER PRIMARY KEY REFERENCES excerpts (key) ON DELETE CASCADE,
    speaker TEXT REFERENCES persons (id) DEFERRABLE INITIALLY DEFERRED,
    local INTEGER,                       -- the speaker among the article's local people
    cue TEXT,
    via TEXT,
    hearer TEXT,
    occasion TEXT,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    mention_span TEXT,
    cue_span TEXT,
    candidates TEXT NOT NULL
);

CREATE INDEX attributions_speaker ON attributions (speaker);
CREATE INDEX attributions_confidence ON attributions (confidence);

-- What was extracted of quotations whose attribution above is an editor's: put back before every build.
CREATE TABLE corrected (
    key INTEGER PRIMARY KEY REFERENCES excerpts (key) ON DELETE CASCADE,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),  -- the editor says what was extracted
    attribution TEXT NOT NULL            -- the columns from "local" on
);

-- Quotations that an editor does not want shown, as they stood above: in no list, no count, no index.
CREATE TABLE withheld (
    key INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    fix TEXT NOT NULL CHECK (fix IN ('hide', 'term')),
    spans TEXT NOT NULL,                 -- as extracted; those of a term count among the article's
    excerpt TEXT NOT NULL,               -- the columns from "id" on
    attribution TEXT NOT NULL            -- the columns from "local" on
);

CREATE INDEX withheld_article ON withheld (article);

-- How often each person is quoted: asked for at every letter of a name that is typed.
CREATE TABLE quoted (
    person TEXT PRIMARY KEY REFERENCES persons (id) ON DELETE CASCADE,
    total INTEGER NOT NULL,
    direct INTEGER NOT NULL,
    mixed INTEGER NOT NULL,
    indirect INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX quoted_total ON quoted (total);

-- The same in each article, where copies count as well: who is quoted in hundreds is asked for most.
CREATE TABLE quoted_in (
    person TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    direct INTEGER NOT NULL,
    mixed INTEGER NOT NULL,
    indirect INTEGER NOT NULL,
    PRIMARY KEY (person, article)
) WITHOUT ROWID;

-- What articles are known by again in copies of them (build/traces.py, families.py).
CREATE TABLE sketches (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    shingles INTEGER NOT NULL,
    hashes BLOB NOT NULL                 -- four bytes each, ascending
);

-- Articles that have copies. No reference: the next build learns from it whose copies have gone.
CREATE TABLE families (
    article TEXT PRIMARY KEY,
    family TEXT NOT NULL
) WITHOUT ROWID;

-- Every quotation, and the passages of articles that have copies, by its words.
CREATE TABLE wordings (
    key INTEGER PRIMARY KEY,             -- also of what an editor withholds
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    own INTEGER NOT NULL,
    shared INTEGER NOT NULL,             -- the same for what is nearly the same in copies of the article
    words INTEGER NOT NULL
);

CREATE INDEX wordings_article ON wordings (article);
CREATE INDEX wordings_shared ON wordings (shared);

-- Quotations and passages that another article's is shown for.
CREATE TABLE repeats (
    key INTEGER PRIMARY KEY,
    shown INTEGER NOT NULL
);

CREATE INDEX repeats_shown ON repeats (shown);

-- Where copies disagree: what their articles are warned of.
CREATE TABLE disagreements (
    file TEXT NOT NULL,
    warning TEXT NOT NULL
);
