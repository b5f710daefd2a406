-- What the limit on wrong join codes counts: who typed them, as hashes that only the limit can read, and when. This
-- file is byte for byte the same for SQLite and PostgreSQL.

CREATE TABLE join_misses (
    browser TEXT   NOT NULL,
    network TEXT   NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX join_misses_browser ON join_misses (browser, at);
CREATE INDEX join_misses_network ON join_misses (network, at);
CREATE INDEX join_misses_at      ON join_misses (at);
