-- Records that are taken out together: who asked for which, to whom and on what ground, which folders these are, and what became of each.
create table record_export (
  id             uuid primary key,
  tenant_id      uuid not null references tenant,
  account_id     uuid not null references account,
  begun_at       timestamptz not null,                        -- the moment as of which everything in it is told
  state          text check (state in ('CLOSED', 'ARCHIVED')),  -- null: both
  department_id  uuid references department,
  admitted_from  date,
  admitted_until date,
  with_pdf       boolean not null,
  purpose        text not null check (purpose ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  ground         text not null check (ground in ('CARE', 'LEGAL_DUTY', 'PROCESSOR', 'CONSENT')),
  basis          text check (length(basis) between 1 and 300),
  receiver       text not null check (length(receiver) between 1 and 300),
  folders        integer not null check (folders between 1 and 20000),
  ended_at       timestamptz,
  ended          text check (ended in ('DONE', 'CANCELLED', 'NOT_ALLOWED')),
  removed_at     timestamptz,                                 -- of its files
  check ((ended_at is null) = (ended is null)),
  check (removed_at is null or ended_at is not null)
);
-- One at a time in a tenant.
create unique index record_export_running on record_export (tenant_id) where ended_at is null;
create index record_export_of_account on record_export (account_id, begun_at desc);
create index record_export_with_files on record_export (ended_at) where removed_at is null;

create table record_export_folder (
  export_id   uuid not null references record_export,
  place       integer not null check (place >= 0),
  folder_id   uuid not null,
  patient_id  uuid not null,
  outcome     text check (outcome in ('WRITTEN', 'REFUSED')),  -- null: its turn is still to come
  reason      text check (length(reason) between 1 and 40),    -- of a refusal
  xml_sha256  text check (xml_sha256 ~ '^[0-9a-f]{64}$'),
  json_sha256 text check (json_sha256 ~ '^[0-9a-f]{64}$'),
  pdf_sha256  text check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  primary key (export_id, place),
  unique (export_id, folder_id),
  check ((outcome = 'REFUSED') is not distinct from (case when outcome is null then null else reason is not null end)),
  check ((outcome is not distinct from 'WRITTEN') = (xml_sha256 is not null)),
  check ((xml_sha256 is null) = (json_sha256 is null)),
  check (pdf_sha256 is null or xml_sha256 is not null)
);

-- A file of up to 500 folders that is whole. Never changed.
create table record_export_part (
  export_id uuid not null references record_export,
  part      integer not null check (part > 0),
  bytes     bigint not null,
  sha256    text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (export_id, part)
);

grant select, insert, update on record_export, record_export_folder to ${applicationRole};
grant select, insert on record_export_part to ${applicationRole};
