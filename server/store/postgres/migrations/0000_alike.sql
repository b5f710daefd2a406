-- What lets the shared statements and migrations say the same on PostgreSQL as on SQLite. PostgreSQL's alone.

CREATE DOMAIN blob AS BYTEA;

-- A list of texts as rows, for `IN (SELECT value FROM json_each(CAST($1 AS TEXT)))`.
CREATE FUNCTION json_each(list TEXT, OUT value TEXT) RETURNS SETOF TEXT
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT jsonb_array_elements_text(list::jsonb) $$;
