-- What is left when a session is over. As the first schema, byte for byte the same for both databases.

-- One who was away and has caught up is in the session afterwards: so their views are answers as any others.
ALTER TABLE participants ADD COLUMN late BOOLEAN NOT NULL DEFAULT FALSE;
-- That somebody has said whether it was worth the time. What they said is only counted, below.
ALTER TABLE participants ADD COLUMN rated BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE worth (
    session TEXT   NOT NULL PRIMARY KEY REFERENCES sessions (id),
    yes     BIGINT NOT NULL,
    partly  BIGINT NOT NULL,
    no      BIGINT NOT NULL
);
