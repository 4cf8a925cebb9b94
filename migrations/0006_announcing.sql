-- Announcing: who follows what, linked channels, announcements, and one row for each recipient.

-- aim is the id of an entry, or 'city' for every notice of the city.
CREATE TABLE subscription (
    chat_id BIGINT NOT NULL,
    aim     TEXT   NOT NULL,
    since   BIGINT NOT NULL,
    PRIMARY KEY (chat_id, aim)
);

CREATE INDEX subscription_aim ON subscription (aim, chat_id);

-- notices_off: they want no announcements at all. spoken is the language the bot last spoke to them in, for those who
-- chose none. after_notice is the announcement that what was talked about last (after_entry) came from; 0: none.
ALTER TABLE resident ADD COLUMN notices_off BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE resident ADD COLUMN spoken TEXT NOT NULL DEFAULT '';
ALTER TABLE resident ADD COLUMN after_notice BIGINT NOT NULL DEFAULT 0;

-- Channels the bot was made an administrator of. linked_by is 0 until somebody who may post there linked it; gone says
-- that the bot may not post there any more.
CREATE TABLE channel (
    chat_id   BIGINT  NOT NULL PRIMARY KEY,
    title     TEXT    NOT NULL,
    username  TEXT    NOT NULL,
    added_by  BIGINT  NOT NULL,
    linked_by BIGINT  NOT NULL,
    linked_at BIGINT  NOT NULL,
    gone      BOOLEAN NOT NULL
);

-- chat_id and card_id say where its card is, the chat being that of the admin who made it; body is what it says and
-- whom it goes to, in a form that the room announce knows; channel_id is the linked channel it is made in the name of.
-- due_at is 0 when it is to go out as soon as it is confirmed. approved_by is who confirmed it first where a second
-- admin is needed. The counts are of its deliveries. version counts its corrections; done is how many deliveries the
-- correction or the withdrawal at work has dealt with. shown is the state that its card shows; awaited says that the next
-- message of its admin belongs to it. post_id is the post of the channel that it was made of, or 0.
CREATE TABLE announcement (
    id          BIGINT NOT NULL PRIMARY KEY,
    update_id   BIGINT NOT NULL,
    chat_id     BIGINT NOT NULL,
    card_id     BIGINT NOT NULL,
    by_name     TEXT   NOT NULL,
    channel_id  BIGINT NOT NULL,
    entry_id    TEXT   NOT NULL,
    body        TEXT   NOT NULL,
    state       TEXT   NOT NULL,
    made_at     BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    approved_by BIGINT NOT NULL,
    started_at  BIGINT NOT NULL,
    ended_at    BIGINT NOT NULL,
    total       BIGINT NOT NULL,
    sent        BIGINT NOT NULL,
    blocked     BIGINT NOT NULL,
    refused     BIGINT NOT NULL,
    unknown     BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    done        BIGINT NOT NULL,
    problem     TEXT   NOT NULL,
    shown       TEXT   NOT NULL,
    post_id     BIGINT NOT NULL,
    awaited     BOOLEAN NOT NULL DEFAULT FALSE
);

-- One update makes one announcement.
CREATE UNIQUE INDEX announcement_update ON announcement (update_id, chat_id);
CREATE INDEX announcement_state ON announcement (state, id);
CREATE INDEX announcement_chat ON announcement (chat_id, id);
CREATE INDEX announcement_channel ON announcement (channel_id, id);

-- What was sent, in each language and version, for telling whether a text is one of them.
CREATE TABLE announcement_text (
    announcement_id BIGINT NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
    version         BIGINT NOT NULL,
    lang            TEXT   NOT NULL,
    sent_at         BIGINT NOT NULL,
    text            TEXT   NOT NULL,
    fingerprint     TEXT   NOT NULL,
    sketch          TEXT   NOT NULL,
    PRIMARY KEY (announcement_id, version, lang)
);

-- One row a recipient, a channel being one too. state: 0 to do, 1 being sent, 2 sent, 3 blocked, 4 refused, 5 unknown,
-- 6 withdrawn, 7 too old to be withdrawn. version is that of the text they have. There may be millions of rows: no
-- reference, no text that is not needed.
CREATE TABLE delivery (
    announcement_id BIGINT NOT NULL,
    chat_id         BIGINT NOT NULL,
    lang            TEXT   NOT NULL,
    state           BIGINT NOT NULL,
    message_id      BIGINT NOT NULL,
    version         BIGINT NOT NULL,
    PRIMARY KEY (announcement_id, chat_id)
);

CREATE INDEX delivery_to_do ON delivery (announcement_id, chat_id) WHERE state = 0;
CREATE INDEX delivery_at_work ON delivery (announcement_id, chat_id) WHERE state = 1;
CREATE INDEX delivery_unknown ON delivery (announcement_id, chat_id) WHERE state = 5;

-- The other messages of an album; delivery.message_id is its first.
CREATE TABLE delivery_part (
    announcement_id BIGINT NOT NULL,
    chat_id         BIGINT NOT NULL,
    message_id      BIGINT NOT NULL,
    PRIMARY KEY (announcement_id, chat_id, message_id)
);

-- Who does the work that one process alone may do. until_at is by the database's clock.
CREATE TABLE lease (
    name     TEXT   NOT NULL PRIMARY KEY,
    holder   TEXT   NOT NULL,
    until_at BIGINT NOT NULL
);
