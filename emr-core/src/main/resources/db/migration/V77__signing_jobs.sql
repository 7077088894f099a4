-- Signing by services that hold people's keys (ETSI TS 119 432): a job waits until its owner agreed on the phone, for five minutes.
create table signing_service (
  id       uuid primary key,
  tenant_id uuid not null references tenant,
  name     text not null check (length(name) between 2 and 100),
  holder   text not null check (holder in ('SMARTCA', 'SMARTCA_CSC', 'MYSIGN')),
  settings jsonb not null,                                      -- its password sealed
  made_at  timestamptz not null,
  made_by  uuid not null references account,
  ended_at timestamptz,
  ended_by uuid references account,
  check ((ended_at is null) = (ended_by is null))
);
create index signing_service_of on signing_service (tenant_id) where ended_at is null;

alter table signing_key add column service_id uuid references signing_service;
alter table signing_key add check ((service_id is not null) = (holder in ('SMARTCA', 'SMARTCA_CSC', 'MYSIGN')));

create table signing_job (
  id           uuid primary key,                                -- also the number that the service knows it by
  tenant_id    uuid not null references tenant,
  account_id   uuid not null references account,
  key_id       uuid not null references signing_key,
  begun_at     timestamptz not null,
  expires_at   timestamptz not null,
  transactions text[],                                          -- what the service calls it; null: not known to be begun
  outcome      text check (outcome in ('DONE', 'REFUSED', 'EXPIRED', 'FAILED')),
  code         text check (code ~ '^[A-Z0-9_]{1,40}$'),         -- why it failed
  ended_at     timestamptz,
  check ((outcome is null) = (ended_at is null)),
  check ((outcome = 'FAILED') = (code is not null))
);
create index signing_job_under_way on signing_job (begun_at) where outcome is null;
create index signing_job_of_account on signing_job (tenant_id, account_id, begun_at);

-- What each asked for was made from: the same again gives the same bytes, also after a restart.
create table signing_job_item (
  job_id       uuid not null references signing_job,
  number       integer not null check (number between 0 and 49),
  signature_id uuid not null,
  patient_id   uuid not null,
  sheet_id     uuid not null,
  entry_id     uuid,
  version      integer not null,
  place        integer not null,
  document_id  uuid not null,
  file_number  integer not null,                                -- the file that was there when it was asked for
  at           timestamptz not null,
  signer       text not null,
  digest       bytea not null check (length(digest) = 32),      -- what the service signs
  outcome      text check (outcome ~ '^[A-Z_]{1,40}$'),         -- SIGNED, or why not
  primary key (job_id, number)
);
create index signing_job_item_of on signing_job_item (sheet_id);

-- They name nothing but numbers; what became of a destroyed record is not told by them any more.
create function signing_jobs_go_along() returns trigger language plpgsql as $$
begin
  delete from signing_job_item i
    where i.sheet_id in (select s.sheet_id from sheet s where s.tenant_id = new.tenant_id and s.folder_id = new.folder_id);
  return null;
end
$$;
create trigger signing_jobs_go_along after insert on destroyed_folder for each row execute function signing_jobs_go_along();

grant select, insert, update (ended_at, ended_by) on signing_service to ${applicationRole};
grant select, insert, update (transactions, outcome, code, ended_at) on signing_job to ${applicationRole};
grant select, insert, update (outcome) on signing_job_item to ${applicationRole};
