-- Who leads a session on the day, and who does what: JSON.
ALTER TABLE sessions ADD COLUMN helm TEXT NOT NULL DEFAULT '{"handed":null,"claim":null,"duties":[]}';
