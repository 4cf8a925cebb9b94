-- The desk: questions handed to staff. A ticket is one topic of the staff group.

-- text is the resident's question, masked; outcome, entry_id and confidence are what the bot made of it. group_id,
-- topic_id and card_id say where in the staff group it stands; topic_id is 0 until the topic was made.
CREATE TABLE ticket (
    id           BIGINT           NOT NULL PRIMARY KEY,
    update_id    BIGINT           NOT NULL,
    chat_id      BIGINT           NOT NULL,
    lang         TEXT             NOT NULL,
    text         TEXT             NOT NULL,
    outcome      TEXT             NOT NULL,
    entry_id     TEXT             NOT NULL,
    confidence   DOUBLE PRECISION NOT NULL,
    state        TEXT             NOT NULL,
    group_id     BIGINT           NOT NULL,
    topic_id     BIGINT           NOT NULL,
    card_id      BIGINT           NOT NULL,
    claimed_by   BIGINT           NOT NULL,
    claimed_name TEXT             NOT NULL,
    opened_at    BIGINT           NOT NULL,
    answered_at  BIGINT           NOT NULL,
    closed_at    BIGINT           NOT NULL,
    reminded_at  BIGINT           NOT NULL
);

-- One update opens one ticket, and a resident has one open ticket at a time.
CREATE UNIQUE INDEX ticket_update ON ticket (update_id, chat_id);
CREATE UNIQUE INDEX ticket_open ON ticket (chat_id) WHERE state = 'open';
CREATE INDEX ticket_topic ON ticket (group_id, topic_id);

-- What was passed on: where it was written, and its copy on the other side; copy_id is 0 while it is on its way.
CREATE TABLE ticket_message (
    ticket_id  BIGINT  NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    from_staff BOOLEAN NOT NULL,
    message_id BIGINT  NOT NULL,
    copy_id    BIGINT  NOT NULL,
    by_user    BIGINT  NOT NULL,
    at         BIGINT  NOT NULL,
    text       TEXT    NOT NULL,
    withdrawn  BOOLEAN NOT NULL,
    PRIMARY KEY (ticket_id, from_staff, message_id)
);

-- Residents who may not write to staff for a while.
CREATE TABLE mute (
    chat_id BIGINT NOT NULL PRIMARY KEY,
    until   BIGINT NOT NULL,
    by_user BIGINT NOT NULL,
    at      BIGINT NOT NULL
);

-- The ticket that a resident's messages go to; 0: to the bot.
ALTER TABLE resident ADD COLUMN ticket_id BIGINT NOT NULL DEFAULT 0;
