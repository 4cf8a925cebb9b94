-- Staff change the knowledge: drafts, answers that are being checked, ready answers.

-- A change that is being written. message_id is the answer of staff it was made from, or 0; card_id is the message that
-- shows it, in topic_id of chat_id. body is what was given so far, in a form the desk knows; base is the entry's hash as
-- the change was begun. approved_by is who published it first where a second person is needed.
CREATE TABLE draft (
    id          BIGINT NOT NULL PRIMARY KEY,
    chat_id     BIGINT NOT NULL,
    topic_id    BIGINT NOT NULL,
    card_id     BIGINT NOT NULL,
    ticket_id   BIGINT NOT NULL,
    message_id  BIGINT NOT NULL,
    by_user     BIGINT NOT NULL,
    by_name     TEXT   NOT NULL,
    made_at     BIGINT NOT NULL,
    body        TEXT   NOT NULL,
    approved_by BIGINT NOT NULL,
    state       TEXT   NOT NULL
);

CREATE INDEX draft_card ON draft (chat_id, card_id);
CREATE INDEX draft_ticket ON draft (ticket_id, message_id) WHERE state = 'open';

-- Entries that are not answered with for now.
CREATE TABLE on_hold (
    entry_id TEXT   NOT NULL PRIMARY KEY,
    by_user  BIGINT NOT NULL,
    by_name  TEXT   NOT NULL,
    since    BIGINT NOT NULL
);

-- Answers that staff send again and again. They are written as drafts.
CREATE TABLE canned (
    id BIGINT NOT NULL PRIMARY KEY,
    kk TEXT   NOT NULL,
    ru TEXT   NOT NULL,
    en TEXT   NOT NULL
);

-- What is looked for by the clock: words whose time is over.
CREATE INDEX ticket_message_words ON ticket_message (at) WHERE text <> '';
CREATE INDEX ticket_words ON ticket (closed_at) WHERE text <> '';
