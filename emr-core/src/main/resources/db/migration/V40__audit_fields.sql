-- What the law asks of a line of the trace and was not a column of its own: the device, the visit, what was and what is, and
-- why (canonical form 2 of the digest; rows of before keep form 1).
alter table audit_event
  add column device       text check (length(device) <= 200),
  add column encounter_id uuid,
  add column changes      text,
  add column reason       text;
