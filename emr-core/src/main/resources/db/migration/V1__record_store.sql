-- The record store. Run by the owner role; the application role gets exactly the rights at the end of this file.
-- Clinical keys lead with tenant and patient, so that a distributed PostgreSQL can carry a province without a rewrite.
-- Nothing here is newer than PostgreSQL 15.

create extension if not exists pg_trgm;

-- ---------------------------------------------------------------- organization

create table tenant (
  id   uuid primary key,
  code text not null unique,
  name text not null
);

create table facility (
  id        uuid primary key,
  tenant_id uuid not null references tenant,
  code      text not null,                       -- mã CSKCB, 5 characters
  code13    text,                                -- 13-digit code of the ministry
  name      text not null,
  unique (tenant_id, code)
);

create table department (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  facility_id uuid not null references facility,
  code        text not null,                     -- as the hospital's systems send it
  name        text not null,
  unique (tenant_id, facility_id, code)
);

-- A configured sender (hệ thống gửi).
create table source (
  id                 uuid primary key,
  tenant_id          uuid not null references tenant,
  facility_id        uuid references facility,
  name               text not null,
  kind               text not null check (kind in ('HIS', 'LIS', 'PACS', 'RIS', 'OTHER')),
  door               text not null,              -- which door it speaks through: his, lis, his-rest, pacs …
  sending_application text,                      -- MSH-3 pattern: exact text or *
  sending_facility   text,                       -- MSH-4 pattern: exact text or *
  credential_sha256  bytea unique,               -- of a 256-bit random key
  allowed_types      text not null,              -- comma separated: ORU^R01,ADT^* …
  dialect            text not null default 'standard',
  fallback_charset   text,                       -- when MSH-18 is silent and the bytes are not UTF-8
  zone               text not null default 'Asia/Ho_Chi_Minh',
  patient_domain     text not null,              -- issuer of patient numbers sent without one
  parked_answer      text not null default 'AA' check (parked_answer in ('AA', 'AE')),
  address            text,                       -- base address of an archive that is asked, else null
  settings           jsonb not null default '{}',
  enabled            boolean not null default true,
  unique (tenant_id, name)
);

create table account (
  id              uuid primary key,
  tenant_id       uuid not null references tenant,
  facility_id     uuid references facility,
  username        text not null,
  display_name    text not null,
  role            text not null check (role in ('DOCTOR', 'NURSE', 'RECORDS_CLERK', 'IT_ADMIN')),
  password_hash   text not null,
  must_change     boolean not null default false,
  enabled         boolean not null default true,
  failed_attempts integer not null default 0,
  locked_until    timestamptz,
  created_at      timestamptz not null,
  unique (tenant_id, username)
);

create table account_department (
  account_id    uuid not null references account,
  department_id uuid not null references department,
  primary key (account_id, department_id)
);

create table session (
  id             uuid primary key,
  tenant_id      uuid not null references tenant,
  account_id     uuid not null references account,
  refresh_sha256 bytea not null unique,
  csrf_sha256    bytea not null,
  started_at     timestamptz not null,
  seen_at        timestamptz not null,           -- last act of a person, never a poll
  ends_at        timestamptz not null,
  ended_at       timestamptz,
  address        text
);
create index session_account on session (account_id);

-- Small facts about this installation (first start, demo mark).
create table installation (
  name  text primary key,
  value text not null
);

-- ---------------------------------------------------------------- intake

create table inbound (
  id               uuid not null,
  received_at      timestamptz not null,
  tenant_id        uuid not null,
  source_id        uuid,                         -- null: nobody we know
  door             text not null,
  peer             text,
  format           text not null,
  message_type     text,
  control_id       text,
  content_digest   bytea not null,               -- sha-256 without MSH-7 and MSH-10
  size             integer not null,
  body             bytea,                        -- up to 256 KiB, else
  body_sha256      text,                         -- the blob
  charset_rule     text,
  outcome          text not null check (outcome in ('APPLIED', 'PARKED', 'REFUSED')),
  code             text,
  detail           text,
  observations_in  integer not null default 0,
  observations_out integer not null default 0,
  remarks          jsonb not null default '[]',
  answer           bytea,
  primary key (id, received_at),
  check (body is not null or body_sha256 is not null)
) partition by range (received_at);
create table inbound_default partition of inbound default;
create index inbound_recent on inbound (tenant_id, received_at desc, id desc);

-- One row per message ever judged: the idempotency key. Not partitioned, because it must be unique over all time.
create table inbound_key (
  tenant_id      uuid not null,
  source_id      uuid not null,                  -- nil uuid for an unknown sender
  control_id     text not null,                  -- empty when the sender gave none
  content_digest bytea not null,
  inbound_id     uuid not null,
  received_at    timestamptz not null,
  primary key (tenant_id, source_id, control_id, content_digest)
);
create index inbound_key_digest on inbound_key (tenant_id, source_id, content_digest);
create index inbound_key_id on inbound_key (inbound_id);

create table inbound_event (
  id         uuid primary key,
  inbound_id uuid not null,
  at         timestamptz not null,
  tenant_id  uuid not null,
  kind       text not null check (kind in ('REPLAYED', 'APPLIED', 'PARKED', 'REFUSED', 'DISMISSED')),
  code       text,
  detail     text,
  actor      text not null
);
create index inbound_event_message on inbound_event (inbound_id, at);

-- A work table: what a person (or a late patient) must help with.
create table parked (
  inbound_id   uuid primary key,
  received_at  timestamptz not null,
  tenant_id    uuid not null,
  source_id    uuid not null,
  message_type text not null,
  code         text not null,
  detail       text,
  attempts     integer not null default 1,
  state        text not null default 'WAITING' check (state in ('WAITING', 'APPLIED', 'DISMISSED')),
  changed_at   timestamptz not null
);
create index parked_waiting on parked (tenant_id, received_at desc, inbound_id) where state = 'WAITING';

-- Which identifiers a parked message waits for, so that a late patient wakes it.
create table parked_wait (
  tenant_id  uuid not null,
  system     text not null,
  value      text not null,
  inbound_id uuid not null references parked on delete cascade,
  primary key (tenant_id, system, value, inbound_id)
);

-- ---------------------------------------------------------------- history

create table record_commit (
  id             uuid primary key,
  at             timestamptz not null,
  tenant_id      uuid not null,
  actor_kind     text not null check (actor_kind in ('SOURCE', 'PERSON', 'SYSTEM')),
  actor_id       uuid not null,
  actor_name     text not null,
  why            text not null,
  source_id      uuid,
  inbound_id     uuid,
  digest         bytea not null,
  digest_version smallint not null
);
create index record_commit_inbound on record_commit (inbound_id);

create table revision (
  tenant_id      uuid not null,
  patient_id     uuid not null,
  noun_id        uuid not null,
  version        integer not null check (version > 0),
  committed_at   timestamptz not null,
  kind           text not null,
  commit_id      uuid not null,
  schema_version smallint not null,
  key_id         uuid,                           -- set when the content is encrypted
  content        jsonb not null,
  primary key (tenant_id, patient_id, noun_id, version, committed_at)
) partition by range (committed_at);
create table revision_default partition of revision default;

create table audit_event (
  id             uuid not null,
  at             timestamptz not null,
  tenant_id      uuid not null,
  kind           text not null,
  success        boolean not null,
  actor_kind     text not null,
  actor_id       uuid,
  actor_name     text,
  role           text,
  session_id     uuid,
  source_id      uuid,
  patient_id     uuid,
  object_kind    text,
  object_id      uuid,
  commit_id      uuid,
  purpose        text,
  address        text,
  request_id     text,
  detail         text,
  digest         bytea not null,
  digest_version smallint not null,
  primary key (id, at)
) partition by range (at);
create table audit_event_default partition of audit_event default;
create index audit_event_patient on audit_event (tenant_id, patient_id, at desc) where patient_id is not null;
create index audit_event_commit on audit_event (commit_id) where commit_id is not null;

-- Written with the change it tells of. A reader takes only rows whose transaction every older one has finished before,
-- so its cursor never passes a late committer.
create table outbox (
  txid       xid8 not null default pg_current_xact_id(),
  id         uuid not null,
  tenant_id  uuid not null,
  patient_id uuid not null,
  kind       text not null,
  noun_id    uuid not null,
  version    integer not null,
  commit_id  uuid not null,
  at         timestamptz not null,
  primary key (txid, id)
);

-- ---------------------------------------------------------------- current state, for pages and statistics

create table patient (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  provisional  boolean not null,
  facility_id  uuid,
  name         text,
  search_key   text not null,
  sort_key     text collate "C" not null,            -- sorts alike on every server
  birth_sent   text,
  birth_from   timestamptz,
  sex          text not null,
  deceased     boolean not null,
  mother_id    uuid,
  primary key (tenant_id, patient_id)
);
create index patient_search on patient using gin (search_key gin_trgm_ops);
create index patient_sort on patient (tenant_id, sort_key, patient_id);

create table patient_identifier (
  tenant_id  uuid not null,
  patient_id uuid not null,
  line       integer not null,
  kind       text not null,
  system     text not null,
  value      text not null,
  active     boolean not null,
  unique_one boolean not null,                   -- belongs to one person only while active
  primary key (tenant_id, patient_id, line)
);
create index patient_identifier_value on patient_identifier (tenant_id, value, system);
create unique index patient_identifier_unique on patient_identifier (tenant_id, system, value) where active and unique_one;

create table patient_link (
  tenant_id   uuid not null,
  patient_id  uuid not null,
  link_id     uuid not null,
  version     integer not null,
  revised_at  timestamptz not null,
  survivor_id uuid not null,
  active      boolean not null,
  primary key (tenant_id, patient_id, link_id),
  check (patient_id <> survivor_id)
);
create unique index patient_link_one on patient_link (tenant_id, patient_id) where active;
create index patient_link_survivor on patient_link (tenant_id, survivor_id) where active;

create table encounter (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  encounter_id uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  source_id    uuid not null,
  visit_number text not null,
  class        text not null,
  status       text not null,
  facility_id  uuid,
  start_from   timestamptz,
  end_from     timestamptz,
  primary key (tenant_id, patient_id, encounter_id),
  unique (tenant_id, patient_id, source_id, visit_number)
);
create index encounter_visit on encounter (tenant_id, source_id, visit_number);

create table department_stay (
  tenant_id       uuid not null,
  patient_id      uuid not null,
  encounter_id    uuid not null,
  line            integer not null,
  stay_key        text not null,
  department_id   uuid,
  department_code text,
  room            text,
  bed             text,
  start_from      timestamptz,
  end_from        timestamptz,
  cancelled       boolean not null,
  primary key (tenant_id, patient_id, encounter_id, line)
);
create index department_stay_department on department_stay (tenant_id, department_id, end_from);

create table record_folder (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  folder_id    uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid not null,
  facility_id  uuid,
  treatment    text not null,
  state        text not null,
  opened_from  timestamptz,
  closed_from  timestamptz,
  primary key (tenant_id, patient_id, folder_id),
  unique (tenant_id, patient_id, encounter_id)
);
create index record_folder_facility on record_folder (tenant_id, facility_id);

create table condition (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  condition_id uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid,
  source_id    uuid,
  condition_key text not null,
  code         text,
  code_system  text,
  text         text,
  rank         text,
  active       boolean not null,
  diagnosed_from timestamptz,
  primary key (tenant_id, patient_id, condition_id)
);

create table service_order (
  tenant_id     uuid not null,
  patient_id    uuid not null,
  order_id      uuid not null,
  version       integer not null,
  revised_at    timestamptz not null,
  encounter_id  uuid,
  source_id     uuid not null,
  placer_number text,
  filler_number text,
  accession     text,
  category      text,
  code          text,
  code_text     text,
  status        text not null,
  ordered_from  timestamptz,
  primary key (tenant_id, patient_id, order_id)
);
create index service_order_placer on service_order (tenant_id, placer_number) where placer_number is not null;
create index service_order_accession on service_order (tenant_id, accession) where accession is not null;

create table diagnostic_report (
  tenant_id      uuid not null,
  patient_id     uuid not null,
  report_id      uuid not null,
  version        integer not null,
  revised_at     timestamptz not null,
  encounter_id   uuid,
  order_id       uuid,
  source_id      uuid not null,
  report_key     text not null,
  category       text,
  code           text,
  code_text      text,
  status         text not null,
  effective_from timestamptz,
  issued_from    timestamptz,
  primary key (tenant_id, patient_id, report_id),
  unique (tenant_id, patient_id, source_id, report_key)
);

create table observation (
  tenant_id     uuid not null,
  patient_id    uuid not null,
  report_id     uuid not null,
  line          integer not null,
  code          text,
  code_system   text,
  code_text     text,
  sub_id        text,
  value_type    text,
  number        numeric,
  comparator    text,
  value_text    text,
  unit          text,
  range_text    text,
  range_low     numeric,
  range_high    numeric,
  flag          text,
  status        text not null,
  shown         boolean not null,
  observed_from timestamptz,
  primary key (tenant_id, patient_id, report_id, line)
);

create table imaging_study (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  study_id     uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid,
  order_id     uuid,
  source_id    uuid not null,
  study_uid    text not null,
  accession    text,
  started_from timestamptz,
  modalities   text,
  description  text,
  series_count integer not null,
  instance_count integer not null,
  available    boolean not null,
  matched_by   text not null,
  primary key (tenant_id, patient_id, study_id),
  unique (tenant_id, patient_id, source_id, study_uid)
);
create index imaging_study_uid on imaging_study (tenant_id, source_id, study_uid);

create table clinical_document (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  document_id  uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid,
  report_id    uuid,
  source_id    uuid,
  document_key text not null,
  title        text,
  media_type   text not null,
  sha256       text not null,
  size         bigint not null,
  status       text not null,
  authored_from timestamptz,
  primary key (tenant_id, patient_id, document_id)
);

-- Everyone whose facts a chart of one person reads: the survivor of all merges and everybody merged into it.
create function link_set(tenant uuid, patient uuid) returns setof uuid
  language sql stable as $$
  with recursive up(id) as (
    select patient
    union
    select l.survivor_id from up join patient_link l on l.tenant_id = tenant and l.patient_id = up.id and l.active
  ), root(id) as (
    select id from up
    where not exists (select 1 from patient_link l where l.tenant_id = tenant and l.patient_id = up.id and l.active)
  ), down(id) as (
    select id from root
    union
    select l.patient_id from down join patient_link l on l.tenant_id = tenant and l.survivor_id = down.id and l.active
  )
  select id from down
$$;

-- The survivor of all merges of one person; the person itself when never merged.
create function link_root(tenant uuid, patient uuid) returns uuid
  language sql stable as $$
  with recursive up(id) as (
    select patient
    union
    select l.survivor_id from up join patient_link l on l.tenant_id = tenant and l.patient_id = up.id and l.active
  )
  select id from up
  where not exists (select 1 from patient_link l where l.tenant_id = tenant and l.patient_id = up.id and l.active)
  limit 1
$$;

-- ---------------------------------------------------------------- rights of the application

grant usage on schema public to ${applicationRole};
grant select, insert, update, delete on all tables in schema public to ${applicationRole};
revoke update, delete, truncate on revision, record_commit, audit_event, inbound, inbound_event, inbound_key from ${applicationRole};
revoke update, delete, truncate on revision_default, audit_event_default, inbound_default from ${applicationRole};
revoke insert, update, delete on flyway_schema_history from ${applicationRole};
grant execute on all functions in schema public to ${applicationRole};
