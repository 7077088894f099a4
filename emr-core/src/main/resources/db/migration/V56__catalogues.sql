-- Catalogues as data: every edition that was taken, with who, when and of which file, and what it changed. catalogue_code is put
-- together from them: on which days a code holds.
create table catalogue_edition (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  catalogue   text not null check (length(catalogue) between 1 and 30),
  number      integer not null check (number > 0),
  valid_from  date not null,
  taken_at    timestamptz not null,
  taken_by    text not null,
  account_id  uuid,                              -- null: came with the server
  file_digest text not null check (file_digest ~ '^[0-9a-f]{64}$'),
  file_bytes  bigint not null check (file_bytes >= 0),
  origin      text check (length(origin) between 1 and 500),
  lines       integer not null,
  made        integer not null,
  changed     integer not null,
  ended       integer not null,
  unique (tenant_id, catalogue, number)
);

-- What an edition says otherwise than what stood before its day.
create table catalogue_change (
  edition_id uuid not null references catalogue_edition,
  code       text not null check (length(code) between 1 and 60),
  ended      boolean not null,                   -- the edition names it no more; else what it says from its day on
  name       text,
  name_en    text,
  unit       text,
  loinc      text,
  parent     text,
  properties jsonb,
  primary key (edition_id, code),
  check (ended = (name is null) and ended = (properties is null))
);

alter table catalogue_code
  drop constraint catalogue_code_name_check,
  add constraint catalogue_code_name_check check (length(name) between 1 and 1000),
  add column name_en    text check (length(name_en) between 1 and 1000),
  add column parent     text check (length(parent) between 1 and 60),
  add column properties jsonb not null default '{}' check (jsonb_typeof(properties) = 'object'),
  -- As people type codes: without dots, in capitals.
  add column code_key   text collate "C" not null generated always as (upper(replace(code, '.', ''))) stored,
  -- Words of the names without accents, each found by its beginning, in any order.
  add column words      tsvector not null generated always as
    (array_to_tsvector(array_remove(regexp_split_to_array(search_key, '[^a-z0-9]+'), ''))) stored;
create index catalogue_code_words on catalogue_code using gin (words) with (fastupdate = off);
create index catalogue_code_key on catalogue_code (tenant_id, catalogue, code_key);

grant select, insert on catalogue_edition, catalogue_change to ${applicationRole};
