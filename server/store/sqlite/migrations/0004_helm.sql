-- On the day: who leads and who does what, and who sits with whom. Both JSON.
ALTER TABLE sessions ADD COLUMN helm  TEXT NOT NULL DEFAULT '{"handed":null,"claim":null,"duties":[]}';
ALTER TABLE sessions ADD COLUMN seats TEXT NOT NULL DEFAULT '[]';
