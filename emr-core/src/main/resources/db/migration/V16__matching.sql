-- Working with what arrives: who may be the same person, and what people decided about it.

-- Two people of whom a person of the hospital said that they are different. They are not asked about again; a merge by a
-- person is a newer decision and stands beside it.
create table distinct_people (
  id         uuid primary key,
  tenant_id  uuid not null,
  one_id     uuid not null,
  other_id   uuid not null,
  at         timestamptz not null,
  actor_id   uuid not null,
  actor_name text not null,
  reason     text not null check (length(reason) between 3 and 500),
  unique (tenant_id, one_id, other_id),
  check (one_id < other_id)
);

-- Pairs the server found in the current tables, for people to decide. A work table: it can be found again at any time.
create table possible_duplicate (
  tenant_id uuid not null,
  one_id    uuid not null,
  other_id  uuid not null,
  evidence  text not null check (evidence in ('NUMBER', 'NAME')),
  found_at  timestamptz not null,
  primary key (tenant_id, one_id, other_id),
  check (one_id < other_id)
);
create index possible_duplicate_other on possible_duplicate (tenant_id, other_id);
create index possible_duplicate_newest on possible_duplicate (tenant_id, found_at desc, one_id desc, other_id desc);

-- How far the worklists have read what changed.
create table worklist_reader (
  name text primary key,
  txid xid8 not null,
  id   uuid not null
);

-- Few rows: people nobody has named yet.
create index patient_provisional on patient (tenant_id, revised_at desc, patient_id desc) where provisional;
-- Merges, newest first, for those who may take one back.
create index patient_link_newest on patient_link (tenant_id, revised_at desc, link_id desc) where active;

grant select, insert on distinct_people to ${applicationRole};
grant select, insert, update, delete on possible_duplicate, worklist_reader to ${applicationRole};
