-- What is sent to people: reminders by mail, and a calendar that a program of theirs reads. This file is byte for byte
-- the same for SQLite and PostgreSQL.

-- What a person wants sent. Who has no row gets reminders in bokmål, and has no calendar.
CREATE TABLE correspondence (
    person   TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    lang     TEXT NOT NULL,
    off      BIGINT,                 -- when reminders were turned off; empty while they come
    calendar TEXT UNIQUE             -- the hash of the calendar's token; empty where there is none
);

-- The queue of digests, one a person and week. Nothing of what they say is kept: they are written as they are sent.
CREATE TABLE digests (
    person TEXT   NOT NULL REFERENCES people (id),
    week   TEXT   NOT NULL,          -- ISO 8601: 2026-W48
    state  TEXT   NOT NULL,          -- 'waiting', 'claimed', 'handed' (it may have been sent), 'sent', 'given_up'
    at     BIGINT NOT NULL,          -- when it came to be so
    due    BIGINT NOT NULL,          -- when it may be claimed: the next try, or the end of a lease
    tries  BIGINT NOT NULL,
    holder TEXT,                     -- the worker's mark on it
    PRIMARY KEY (person, week)
);
CREATE INDEX digests_due ON digests (week, due);
