-- Where in a parked message the fault is, in the words of its format (PID-3, /patient/identifiers, XML1/MA_BN); never a value.
alter table parked add column fields jsonb not null default '[]' check (jsonb_typeof(fields) = 'array');
