-- The first schema, the same for SQLite and PostgreSQL. Migrations are numbered, go forward only, and only add.
-- Columns are BIGINT, TEXT, BOOLEAN or DOUBLE PRECISION and never NULL: what is absent is '' or 0.
-- Moments are milliseconds since 1970-01-01 UTC.

-- What belongs to the whole: the bot's id, what pack.toml says, the owner's settings.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Numbers that only grow: ids, and the generation of the knowledge.
CREATE TABLE counter (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Where a fact is written.
CREATE TABLE source (
    id        TEXT   NOT NULL PRIMARY KEY,
    position  BIGINT NOT NULL,
    language  TEXT   NOT NULL,
    title     TEXT   NOT NULL,
    outlet    TEXT   NOT NULL,
    url       TEXT   NOT NULL,
    published TEXT   NOT NULL,
    announced TEXT   NOT NULL,
    since     TEXT   NOT NULL,
    review_by TEXT   NOT NULL
);

CREATE TABLE source_text (
    source_id       TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    lang            TEXT NOT NULL,
    announced_words TEXT NOT NULL,
    in_words        TEXT NOT NULL,
    PRIMARY KEY (source_id, lang)
);

-- What an answer can be. pack_hash is of what the pack shipped; edited says that staff changed it since.
CREATE TABLE entry (
    id         TEXT    NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    department TEXT    NOT NULL,
    reading    TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    announced  TEXT    NOT NULL,
    since      TEXT    NOT NULL,
    until      TEXT    NOT NULL,
    review_by  TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    emergency  BOOLEAN NOT NULL,
    show_name  BOOLEAN NOT NULL,
    pack_hash  TEXT    NOT NULL,
    edited     BOOLEAN NOT NULL
);

-- keywords holds one a line.
CREATE TABLE entry_text (
    entry_id     TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    lang         TEXT NOT NULL,
    name         TEXT NOT NULL,
    body         TEXT NOT NULL,
    reading_note TEXT NOT NULL,
    elsewhere    TEXT NOT NULL,
    keywords     TEXT NOT NULL,
    PRIMARY KEY (entry_id, lang)
);

-- The former departments whose matter a topic was.
CREATE TABLE entry_former (
    entry_id  TEXT   NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position  BIGINT NOT NULL,
    former_id TEXT   NOT NULL,
    PRIMARY KEY (entry_id, position)
);

CREATE TABLE contact (
    entry_id TEXT   NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    value    TEXT   NOT NULL,
    source   TEXT   NOT NULL,
    PRIMARY KEY (entry_id, position)
);

-- The ledger: who took a department over, reform after reform.
CREATE TABLE succession (
    entry_id     TEXT   NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position     BIGINT NOT NULL,
    successor_id TEXT   NOT NULL,
    announced    TEXT   NOT NULL,
    since        TEXT   NOT NULL,
    source       TEXT   NOT NULL,
    PRIMARY KEY (entry_id, position)
);

-- Questions the search learns from. folded is the text as crates/search folds it.
CREATE TABLE example (
    entry_id TEXT   NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    lang     TEXT   NOT NULL,
    position BIGINT NOT NULL,
    text     TEXT   NOT NULL,
    folded   TEXT   NOT NULL,
    PRIMARY KEY (entry_id, lang, position)
);

-- Saved versions of an entry. They outlive the entry.
CREATE TABLE revision (
    id       BIGINT NOT NULL PRIMARY KEY,
    entry_id TEXT   NOT NULL,
    saved_at BIGINT NOT NULL,
    author   TEXT   NOT NULL,
    reason   TEXT   NOT NULL,
    body     TEXT   NOT NULL
);

CREATE INDEX revision_entry ON revision (entry_id, id);

-- Who wrote to the bot. after_entry is what was talked about last.
CREATE TABLE resident (
    chat_id     BIGINT  NOT NULL PRIMARY KEY,
    lang        TEXT    NOT NULL,
    first_seen  BIGINT  NOT NULL,
    last_seen   BIGINT  NOT NULL,
    blocked     BOOLEAN NOT NULL,
    after_entry TEXT    NOT NULL,
    after_at    BIGINT  NOT NULL
);

-- The text is kept a limited time, then emptied.
CREATE TABLE question (
    id         BIGINT           NOT NULL PRIMARY KEY,
    update_id  BIGINT           NOT NULL,
    chat_id    BIGINT           NOT NULL,
    asked_at   BIGINT           NOT NULL,
    lang       TEXT             NOT NULL,
    text       TEXT             NOT NULL,
    outcome    TEXT             NOT NULL,
    entry_id   TEXT             NOT NULL,
    confidence DOUBLE PRECISION NOT NULL
);

-- One update makes one question. The chat belongs to the key because Telegram may number anew after a quiet week.
CREATE UNIQUE INDEX question_update ON question (update_id, chat_id);
CREATE INDEX question_asked ON question (asked_at);

CREATE TABLE feedback (
    question_id BIGINT  NOT NULL PRIMARY KEY REFERENCES question (id) ON DELETE CASCADE,
    useful      BOOLEAN NOT NULL,
    given_at    BIGINT  NOT NULL
);

-- What came in, as it came. When done (done_at > 0) raw is empty and only the id stays for a few days.
CREATE TABLE inbox (
    update_id   BIGINT  NOT NULL PRIMARY KEY,
    chat_id     BIGINT  NOT NULL,
    raw         TEXT    NOT NULL,
    received_at BIGINT  NOT NULL,
    attempts    BIGINT  NOT NULL,
    done_at     BIGINT  NOT NULL,
    given_up    BOOLEAN NOT NULL
);

CREATE INDEX inbox_pending ON inbox (chat_id, update_id) WHERE done_at = 0;
CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at > 0;

-- One row a chat with updates waiting. Who holds its lease handles them, so that one chat goes in order.
CREATE TABLE lane (
    chat_id     BIGINT NOT NULL PRIMARY KEY,
    waiting     BIGINT NOT NULL,
    lease_by    TEXT   NOT NULL,
    lease_until BIGINT NOT NULL
);

CREATE INDEX lane_waiting ON lane (lease_until, chat_id) WHERE waiting > 0;
