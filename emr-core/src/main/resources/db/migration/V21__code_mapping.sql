-- Codes as the hospital's systems send them, and what they mean in a catalogue. What was sent stays as it was sent; the
-- mapping is applied when reading, by the date of the event.

create extension if not exists btree_gist;

-- A code of a catalogue, loaded by the hospital from its official list.
create table catalogue_code (
  tenant_id  uuid not null,
  catalogue  text not null check (length(catalogue) between 1 and 30),
  code       text not null check (length(code) between 1 and 60),
  name       text not null check (length(name) between 1 and 300),
  loinc      text,
  valid_from date not null,
  valid_to   date,                               -- the first day it no longer holds
  primary key (tenant_id, catalogue, code, valid_from),
  check (valid_to > valid_from)
);

create table code_mapping (
  id           uuid primary key,
  tenant_id    uuid not null,
  kind         text not null check (kind in ('LAB', 'SERVICE', 'DEPARTMENT')),
  source_id    uuid references source,           -- null: whichever system sends it
  local_system text not null check (length(local_system) <= 60),
  local_code   text not null check (length(local_code) between 1 and 200),
  system       text not null check (length(system) between 1 and 30),
  code         text not null check (length(code) between 1 and 60),
  name         text not null check (length(name) between 1 and 300),
  loinc        text check (loinc ~ '^[0-9]{1,8}-[0-9]$'),
  valid_from   date not null,
  valid_to     date,                             -- the first day it no longer holds
  version      integer not null check (version > 0),
  changed_at   timestamptz not null,
  changed_by   text not null,
  check (valid_to > valid_from),
  -- On any day a code of a sender means one thing.
  constraint code_mapping_one exclude using gist (
    tenant_id with =, kind with =, (coalesce(source_id, '00000000-0000-0000-0000-000000000000'::uuid)) with =,
    local_system with =, local_code with =, daterange(valid_from, valid_to) with &&)
);
create index code_mapping_code on code_mapping (tenant_id, kind, local_code);

-- Which codes were sent and how often, counted behind the intake from what changed.
create table local_code (
  tenant_id    uuid not null,
  kind         text not null,
  source_id    uuid not null,
  local_system text not null,
  local_code   text not null,
  name         text,
  uses         bigint not null,
  last_at      timestamptz not null,
  primary key (tenant_id, kind, source_id, local_system, local_code)
);
create index local_code_often on local_code (tenant_id, kind, uses desc);

grant select, insert, update, delete on catalogue_code, code_mapping, local_code to ${applicationRole};
