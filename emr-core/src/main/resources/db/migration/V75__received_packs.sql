-- ZIPs of records of another hospital that a person brought in: what is in them, and what became of each record (ADR 59).
create table received_pack (
  id         uuid primary key,
  tenant_id  uuid not null references tenant,
  account_id uuid not null references account,
  source_id  uuid not null references source,                  -- the hospital that gave it
  brought_at timestamptz not null,
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes      bigint not null,
  part       integer check (part > 0),                          -- of so many parts, as its manifest says
  parts      integer check (parts > 0),
  withheld   integer not null check (withheld >= 0),            -- records its sender did not give, as its manifest says
  prints     integer not null check (prints >= 0),              -- PDFs beside records: not taken in
  others     integer not null check (others >= 0),              -- files that are no records
  asked_at   timestamptz,                                       -- what can be taken in is taken in since
  ended_at   timestamptz,
  ended      text check (ended in ('DONE', 'CANCELLED', 'NOT_ALLOWED', 'GONE')),
  removed_at timestamptz,                                       -- of the file and of what is told of people here
  check ((ended_at is null) = (ended is null)),
  check (removed_at is null or ended_at is not null)
);
-- The same ZIP is there once.
create unique index received_pack_there on received_pack (account_id, source_id, sha256) where removed_at is null;
create index received_pack_of_account on received_pack (account_id, brought_at desc);

create table received_pack_record (
  pack_id    uuid not null references received_pack,
  place      integer not null check (place > 0),
  name       text check (length(name) between 1 and 500),        -- in the ZIP, without its ending; gone with the file, as all it says
  xml_file   text check (length(xml_file) between 1 and 500),
  json_file  text check (length(json_file) between 1 and 500),
  xml_sha256  text check (xml_sha256 ~ '^[0-9a-f]{64}$'),        -- as the manifest says
  json_sha256 text check (json_sha256 ~ '^[0-9a-f]{64}$'),
  finding    text check (finding in ('GOOD', 'COMPARE', 'EDITION', 'KNOWN', 'OWN', 'FAULTY', 'REFUSED', 'TAKEN')),  -- null: not looked at yet
  reason     text check (reason ~ '^[A-Z][A-Z_]{1,39}$'),        -- of a refusal
  person     text,                                               -- as the file says
  birth      text,
  visit      text,
  left_at    text,
  content    text check (content ~ '^[0-9a-f]{64}$'),            -- digest of what it says
  patient_id uuid,                                               -- who and which folder that is here
  folder_id  uuid,
  primary key (pack_id, place),
  check ((finding is not distinct from 'REFUSED') = (reason is not null)),
  check (finding is distinct from 'TAKEN' or folder_id is not null)
);
create index received_pack_record_visit on received_pack_record (pack_id, visit);

grant select, insert, update on received_pack, received_pack_record to ${applicationRole};
