-- Owners by a link that the command line made; those of the settings are not here.

CREATE TABLE owner (
    user_id BIGINT NOT NULL PRIMARY KEY,
    since   BIGINT NOT NULL
);

-- Of a link's code only its hash is kept. user_id is 0 until somebody opened it, update_id is the update that did.
CREATE TABLE owner_link (
    code_hash   TEXT   NOT NULL PRIMARY KEY,
    made_at     BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    user_id     BIGINT NOT NULL,
    update_id   BIGINT NOT NULL
);

-- Who did what, of all that gives or takes rights. by_user is 0 for the command line.
CREATE TABLE audit (
    id      BIGINT NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    by_user BIGINT NOT NULL,
    what    TEXT   NOT NULL
);
