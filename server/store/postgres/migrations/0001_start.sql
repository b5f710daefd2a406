-- The whole first schema. This file is byte for byte the same for SQLite and PostgreSQL; the types that both
-- understand are TEXT, BIGINT, BOOLEAN, DOUBLE PRECISION and (a domain over BYTEA on PostgreSQL) BLOB.
-- Ids are UUIDs, moments are milliseconds since 1970 in UTC, dates are yyyy-mm-dd.

-- Who is who, and how they sign in.

CREATE TABLE people (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL               -- empty once the person is forgotten
);

CREATE TABLE credentials (
    person TEXT NOT NULL REFERENCES people (id),
    kind   TEXT NOT NULL,            -- 'email'
    value  TEXT NOT NULL,
    PRIMARY KEY (kind, value)
);
CREATE INDEX credentials_person ON credentials (person);

CREATE TABLE logins (
    id            TEXT    NOT NULL PRIMARY KEY,
    person        TEXT    NOT NULL REFERENCES people (id),
    token         TEXT    NOT NULL UNIQUE,
    shared_device BOOLEAN NOT NULL,
    opened        BIGINT  NOT NULL,
    used          BIGINT  NOT NULL
);
CREATE INDEX logins_person ON logins (person);
CREATE INDEX logins_used   ON logins (used);

-- The one code that is live for an address, if any.
CREATE TABLE sign_in_codes (
    address TEXT   NOT NULL PRIMARY KEY,
    hash    TEXT   NOT NULL,
    sent    BIGINT NOT NULL,
    tries   BIGINT NOT NULL
);

-- What the limits count.
CREATE TABLE code_requests (
    address TEXT   NOT NULL,
    browser TEXT   NOT NULL,
    network TEXT   NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX code_requests_address ON code_requests (address, at);
CREATE INDEX code_requests_browser ON code_requests (browser, at);
CREATE INDEX code_requests_network ON code_requests (network, at);
CREATE INDEX code_requests_at      ON code_requests (at);

-- Who signed in, who was given a role, who was forgotten: when, what and where.
CREATE TABLE log (
    person TEXT   NOT NULL,
    at     BIGINT NOT NULL,
    event  TEXT   NOT NULL           -- JSON
);
CREATE INDEX log_person ON log (person, at);

-- Places.

CREATE TABLE owners (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE units (
    id        TEXT NOT NULL PRIMARY KEY,
    owner     TEXT NOT NULL REFERENCES owners (id),
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    discussed TEXT
);
CREATE INDEX units_owner ON units (owner);

CREATE TABLE teams (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    unit TEXT REFERENCES units (id)
);
CREATE INDEX teams_unit ON teams (unit);

-- A role is held in a team, in a unit, for an owner, or (with all three empty) for the package.
CREATE TABLE memberships (
    id       TEXT NOT NULL PRIMARY KEY,
    person   TEXT NOT NULL REFERENCES people (id),
    role     TEXT NOT NULL,
    team     TEXT REFERENCES teams (id),
    unit     TEXT REFERENCES units (id),
    owner    TEXT REFERENCES owners (id),
    from_day TEXT NOT NULL,
    to_day   TEXT
);
CREATE INDEX memberships_person ON memberships (person);
CREATE INDEX memberships_team   ON memberships (team);
CREATE INDEX memberships_unit   ON memberships (unit);
CREATE INDEX memberships_owner  ON memberships (owner);

CREATE TABLE invitations (
    id         TEXT    NOT NULL PRIMARY KEY,
    token      TEXT    NOT NULL UNIQUE,
    invited_by TEXT    REFERENCES people (id),
    role       TEXT    NOT NULL,
    team       TEXT    REFERENCES teams (id),
    unit       TEXT    REFERENCES units (id),
    owner      TEXT    REFERENCES owners (id),
    many       BOOLEAN NOT NULL,
    expires    BIGINT  NOT NULL,
    taken_by   TEXT    REFERENCES people (id),
    taken_at   BIGINT
);
CREATE INDEX invitations_invited_by ON invitations (invited_by);
CREATE INDEX invitations_taken_by   ON invitations (taken_by);

-- Sessions. The shape that rules need stands apart from the words, so that no save reads a text it does not use.

CREATE TABLE sessions (
    id       TEXT   NOT NULL PRIMARY KEY,
    team     TEXT   NOT NULL REFERENCES teams (id),
    module   TEXT   NOT NULL,
    page     TEXT   NOT NULL,
    day      TEXT   NOT NULL,
    code     TEXT   NOT NULL,
    screen   TEXT,
    progress TEXT   NOT NULL,        -- 'planned', 'running', 'adjourned', 'closed': what state says, for lists
    course   TEXT   NOT NULL,        -- JSON
    planned  TEXT   NOT NULL,        -- JSON
    state    TEXT   NOT NULL,        -- JSON
    revision BIGINT NOT NULL
);
CREATE INDEX        sessions_team   ON sessions (team, day);
CREATE UNIQUE INDEX sessions_code   ON sessions (code)   WHERE progress <> 'closed';
CREATE INDEX        sessions_screen ON sessions (screen) WHERE screen IS NOT NULL;

CREATE TABLE session_words (
    session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id),
    plan    TEXT NOT NULL            -- JSON
);

CREATE TABLE participants (
    id      TEXT    NOT NULL PRIMARY KEY,
    session TEXT    NOT NULL REFERENCES sessions (id),
    place   BIGINT  NOT NULL,        -- in the order of joining; no moment
    name    TEXT    NOT NULL,
    person  TEXT    REFERENCES people (id),
    guest   TEXT,                    -- empty once a person has claimed it
    leader  BOOLEAN NOT NULL,
    ready   TEXT,                    -- JSON
    UNIQUE (session, place),
    UNIQUE (session, guest)
);
CREATE INDEX participants_person ON participants (person, session);
CREATE INDEX participants_guest  ON participants (guest);

CREATE TABLE reflections (
    id       TEXT   NOT NULL PRIMARY KEY,
    session  TEXT   NOT NULL REFERENCES sessions (id),
    author   TEXT   REFERENCES participants (id),
    prompt   TEXT   NOT NULL,
    revision TEXT   NOT NULL,         -- the state of the content it answers: git's commit where there is one
    text     TEXT   NOT NULL,
    version  BIGINT NOT NULL,         -- counts the saves, for the author's next one
    saved    BIGINT NOT NULL,
    sharing  TEXT   NOT NULL,         -- JSON
    turn     BIGINT NOT NULL,         -- counts every change, so that nobody writes over one not seen
    UNIQUE (session, author, prompt)
);
CREATE INDEX reflections_author ON reflections (author);

-- What comes of a session.

CREATE TABLE agreements (
    id       TEXT   NOT NULL PRIMARY KEY,
    team     TEXT   NOT NULL REFERENCES teams (id),
    session  TEXT   NOT NULL REFERENCES sessions (id),
    module   TEXT   NOT NULL,
    terms    TEXT   NOT NULL,        -- JSON
    parent   TEXT   REFERENCES agreements (id),
    at       BIGINT NOT NULL,
    version  BIGINT NOT NULL,
    decision TEXT                    -- JSON
);
CREATE INDEX agreements_team    ON agreements (team, at);
CREATE INDEX agreements_session ON agreements (session, at);

CREATE TABLE reports (
    id          TEXT   NOT NULL PRIMARY KEY,
    agreement   TEXT   NOT NULL REFERENCES agreements (id),
    outcome     TEXT   NOT NULL,
    seen        TEXT   NOT NULL,
    person      TEXT   REFERENCES people (id),
    participant TEXT   REFERENCES participants (id), -- the guest who told; empty once a person has claimed it
    name        TEXT   NOT NULL,
    at          BIGINT NOT NULL
);
CREATE INDEX reports_agreement   ON reports (agreement, at);
CREATE INDEX reports_person      ON reports (person);
CREATE INDEX reports_participant ON reports (participant);

CREATE TABLE obstacles (
    id        TEXT   NOT NULL PRIMARY KEY,
    team      TEXT   NOT NULL REFERENCES teams (id),
    agreement TEXT   REFERENCES agreements (id),
    text      TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    answer    TEXT,                  -- JSON
    answerer  TEXT   REFERENCES people (id)
);
CREATE INDEX obstacles_team      ON obstacles (team, at);
CREATE INDEX obstacles_agreement ON obstacles (agreement, at);
CREATE INDEX obstacles_answerer  ON obstacles (answerer);

-- A person's own.

CREATE TABLE pages_done (
    person TEXT NOT NULL REFERENCES people (id),
    module TEXT NOT NULL,
    page   TEXT NOT NULL,
    PRIMARY KEY (person, module, page)
);

-- What readers say of a page. It belongs to nobody, and holds no time finer than a day.
CREATE TABLE feedback (
    id     TEXT    NOT NULL PRIMARY KEY,
    module TEXT    NOT NULL,
    page   TEXT    NOT NULL,
    found  BOOLEAN NOT NULL,
    words  TEXT    NOT NULL,
    day    TEXT    NOT NULL
);
CREATE INDEX feedback_page ON feedback (module, page, day);

CREATE TABLE notes (
    author  TEXT   NOT NULL,         -- 'p:' and a person's id, or 'g:' and a guest's hashed token
    place   TEXT   NOT NULL,
    id      TEXT   NOT NULL UNIQUE,
    sealed  BLOB   NOT NULL,
    version BIGINT NOT NULL,
    saved   BIGINT NOT NULL,
    PRIMARY KEY (author, place)
);
