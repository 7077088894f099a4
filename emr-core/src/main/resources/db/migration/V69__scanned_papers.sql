-- Sheets that are on paper and were scanned: how many pages stand in the record. Their digests and who scanned them stand in revision.
alter table sheet add column pages integer check (pages between 1 and 50);
create index sheet_on_paper on sheet (tenant_id, folder_id) where pages is not null and status <> 'CANCELLED';

-- The bytes of scanned papers, as they came and as they are shown: a blob that is named here is kept.
create table scan_blob (
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  tenant_id  uuid not null references tenant,
  patient_id uuid not null,
  sheet_id   uuid not null,
  primary key (sha256, tenant_id, sheet_id)
);

-- Files that somebody looks at before they are kept as a paper. Forgotten after some hours, and their bytes after a day.
create table scan_file (
  id         uuid primary key,
  tenant_id  uuid not null references tenant,
  account_id uuid not null references account,
  folder_id  uuid not null,
  at         timestamptz not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'application/pdf')),
  sha256     text not null,
  size       bigint not null check (size > 0),
  pages      jsonb not null
);
create index scan_file_of_account on scan_file (tenant_id, account_id, at);
create index scan_file_oldest on scan_file (at);

grant select, insert on scan_blob to ${applicationRole};
grant select, insert, delete on scan_file to ${applicationRole};
