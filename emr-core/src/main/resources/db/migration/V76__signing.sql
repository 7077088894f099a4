-- Signing of sheets and entries (TT 13/2025/TT-BYT art. 3; Luật Giao dịch điện tử 20/2023/QH15 art. 22, 23; TT 15/2025/TT-BKHCN).

-- Keys that people, and facilities for their seal, sign with. None lies here in clear: a file is sealed, others are named.
create table signing_key (
  id            uuid primary key,
  tenant_id     uuid not null references tenant,
  account_id    uuid references account,                       -- whose key; null: the seal of a facility
  facility_id   uuid references facility,
  holder        text not null check (holder in ('PKCS12', 'PKCS11', 'SMARTCA', 'SMARTCA_CSC', 'MYSIGN')),
  handle        text not null check (length(handle) between 1 and 200000),  -- sealed: the file, or what its holder knows it by
  pin           text,                                          -- digest of what opens a key of the hospital's own device
  algorithm     text not null check (algorithm in ('RSA_PKCS1_SHA256', 'RSA_PSS_SHA256', 'ECDSA_SHA256')),
  certificate   bytea not null,
  chain         bytea[] not null,
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),             -- of the certificate
  subject       text not null,
  issuer        text not null,
  serial        text not null,
  not_before    timestamptz not null,
  not_after     timestamptz not null,
  registered_at timestamptz not null,
  registered_by uuid not null references account,
  ended_at      timestamptz,
  ended_by      uuid references account,
  wrong_pins    integer not null default 0,
  locked_until  timestamptz,
  check ((account_id is null) <> (facility_id is null)),
  check ((holder = 'PKCS11') = (pin is not null)),
  check ((ended_at is null) = (ended_by is null))
);
create unique index signing_key_once on signing_key (tenant_id, sha256) where ended_at is null;
create index signing_key_of_account on signing_key (tenant_id, account_id) where ended_at is null;

-- Certificates of authorities that the hospital trusts; who removed one stays known.
create table trusted_certificate (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  certificate bytea not null,
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_at    timestamptz not null,
  added_by    uuid not null references account,
  removed_at  timestamptz,
  removed_by  uuid references account,
  check ((removed_at is null) = (removed_by is null))
);
create unique index trusted_certificate_once on trusted_certificate (tenant_id, sha256) where removed_at is null;

-- Who may sign papers for social insurance, as registered there (NĐ 90/2026/NĐ-CP art. 95).
create table insurance_signer (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  account_id  uuid not null references account,
  since       date not null,
  until       date,
  added_at    timestamptz not null,
  added_by    uuid not null references account,
  check (until >= since)
);
create index insurance_signer_of on insurance_signer (tenant_id, account_id);

-- What still waits for a signature: work, made anew from the sheet with each of its versions. One entry, or one place of a sheet.
create table signature_awaited (
  tenant_id  uuid not null references tenant,
  thing_id   uuid not null,                                     -- the entry, or the sheet
  place      integer not null,                                  -- of the signers of the form; of an entry 0
  patient_id uuid not null,
  folder_id  uuid not null,
  sheet_id   uuid not null,
  version    integer not null,                                  -- of the sheet that is to be signed
  entry      boolean not null,
  role       text not null,
  step       integer not null,                                  -- who signs first
  optional   boolean not null,                                  -- a record is complete without it
  account_id uuid references account,                           -- only they; null: whoever may sign so
  since      timestamptz not null,
  primary key (tenant_id, thing_id, place)
);
create index signature_awaited_of_sheet on signature_awaited (tenant_id, sheet_id);
create index signature_awaited_of_folder on signature_awaited (tenant_id, folder_id) where not optional;
create index signature_awaited_of_account on signature_awaited (tenant_id, account_id, since);
create index signature_awaited_of_role on signature_awaited (tenant_id, role, since) where account_id is null;

-- A version of a sheet, or an entry, as a file for ever. Its id is the code by which the file is looked up.
create table signed_document (
  id           uuid primary key,
  tenant_id    uuid not null references tenant,
  patient_id   uuid not null,
  folder_id    uuid not null,
  sheet_id     uuid not null,
  version      integer not null,
  entry_id     uuid,                                            -- null: the whole sheet
  form         text not null,
  title        text not null,
  facility_id  uuid,
  pdf_id       text not null check (pdf_id ~ '^[0-9A-F]{32,128}$'),  -- its identifier in the file, by which a changed copy is recognized
  replaces     uuid references signed_document,                 -- what was signed before (cấp lại)
  made_at      timestamptz not null,
  made_by      uuid not null references account
);
create unique index signed_document_of_entry on signed_document (tenant_id, entry_id) where entry_id is not null;
create unique index signed_document_of_sheet on signed_document (tenant_id, sheet_id, version) where entry_id is null;
create index signed_document_sheet on signed_document (tenant_id, sheet_id);
create index signed_document_by_pdf on signed_document (pdf_id);
create index signed_document_of_folder on signed_document (tenant_id, folder_id);

-- Its bytes: drawn, then one more with each signature and each renewal. Each holds the one before as it was (incremental updates).
create table signed_file (
  document_id uuid not null references signed_document,
  number      integer not null check (number >= 0),
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size        integer not null check (size > 0),
  why         text not null check (why in ('DRAWN', 'SIGNED', 'EXTENDED')),
  at          timestamptz not null,
  primary key (document_id, number),
  check ((number = 0) = (why = 'DRAWN'))
);
create index signed_file_by_content on signed_file (sha256);

-- Who signed, with which certificate, and what was found of it (TT 15/2025/TT-BKHCN art. 5 k4).
create table signature (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  document_id uuid not null,
  number      integer not null,                                 -- of the file that holds it first
  place       integer not null,
  role        text not null,
  account_id  uuid not null references account,                 -- who signed; for a patient: who led them through it
  key_id      uuid not null references signing_key,
  signer      text not null,
  holder      text not null,
  algorithm   text not null,
  level       text not null check (level in ('B', 'T', 'LT', 'LTA')),
  at          timestamptz not null,
  stamped_at  timestamptz,                                      -- by the timestamp authority
  certificate bytea not null,
  trusted     boolean not null,
  revocation  text not null check (revocation in ('GOOD', 'REVOKED', 'UNKNOWN', 'UNREACHABLE', 'NONE')),
  asked       text check (asked in ('OCSP', 'CRL')),
  answer      bytea,
  warnings    text[] not null,
  unique (document_id, place),
  unique (document_id, number),
  foreign key (document_id, number) references signed_file (document_id, number)
);
create index signature_of_account on signature (tenant_id, account_id, at);

-- Somebody would not sign, and why: the sheet goes back to who wrote it.
create table signature_refusal (
  id         uuid primary key,
  tenant_id  uuid not null references tenant,
  patient_id uuid not null,
  sheet_id   uuid not null,
  version    integer not null,
  place      integer not null,
  role       text not null,
  account_id uuid not null references account,
  author_id  uuid not null references account,                  -- to whom it went back
  reason     text not null check (length(reason) between 3 and 500),
  at         timestamptz not null
);
create index signature_refusal_of_sheet on signature_refusal (tenant_id, sheet_id);
create index signature_refusal_to on signature_refusal (tenant_id, author_id, at);

-- One file after the other: none is written over, and a signature stands in the newest.
create function signed_file_in_order() returns trigger language plpgsql as $$
begin
  if new.number <> (select count(*) from signed_file f where f.document_id = new.document_id) then
    raise exception 'a signed file out of order' using errcode = 'unique_violation', constraint = 'signed_file_pkey';
  end if;
  return new;
end
$$;
create trigger signed_file_in_order before insert on signed_file for each row execute function signed_file_in_order();

-- What was signed is never said otherwise: a signed version is only followed by one that says the same and stands no more, and
-- a signed entry stays in every later version, at most struck out.
create function signed_stays() returns trigger language plpgsql as $$
begin
  if exists (select 1 from signed_document d join signature s on s.document_id = d.id
             where d.tenant_id = new.tenant_id and d.sheet_id = new.noun_id and d.entry_id is null and d.version = new.version - 1)
     and (new.content->>'status' = 'COMPLETED'
          or new.content->'answers' is distinct from
             (select r.content->'answers' from revision r
              where r.tenant_id = new.tenant_id and r.patient_id = new.patient_id and r.noun_id = new.noun_id
                and r.version = new.version - 1)) then
    raise exception 'a signed sheet cannot be changed' using errcode = 'check_violation', constraint = 'signed_stays';
  end if;
  -- By the version before: it holds every signed entry as it was signed, for it was judged so itself.
  if exists (select 1 from signed_document d
             where d.tenant_id = new.tenant_id and d.sheet_id = new.noun_id and d.entry_id is not null)
     and exists (
      select 1
      from revision r
      cross join lateral jsonb_each(r.content->'answers') was(item, rows)
      cross join lateral jsonb_array_elements(was.rows) x(said)
      join signed_document d on d.tenant_id = r.tenant_id and d.sheet_id = r.noun_id
                            and d.entry_id::text = x.said->'entry'->>'id'
      join signature s on s.document_id = d.id
      where r.tenant_id = new.tenant_id and r.patient_id = new.patient_id and r.noun_id = new.noun_id
        and r.version = new.version - 1
        and not exists (select 1 from jsonb_array_elements(new.content->'answers'->was.item) y(says)
                        where y.says #- '{entry,struck}' = x.said #- '{entry,struck}')) then
    raise exception 'a signed entry cannot be changed' using errcode = 'check_violation', constraint = 'signed_stays';
  end if;
  return new;
end
$$;
create trigger signed_stays before insert on revision for each row when (new.kind = 'SHEET') execute function signed_stays();

-- A destroyed record takes its signed files along; only the door of destruction writes this table.
create function signed_goes_along() returns trigger language plpgsql as $$
declare
  gone uuid[] := array(select d.id from signed_document d where d.tenant_id = new.tenant_id and d.folder_id = new.folder_id);
begin
  insert into destroyed_file (folder_id, sha256)
    select distinct new.folder_id, f.sha256 from signed_file f where f.document_id = any (gone)
    on conflict do nothing;
  delete from signature x where x.document_id = any (gone);
  delete from signed_file x where x.document_id = any (gone);
  delete from signature_refusal x
    where x.tenant_id = new.tenant_id
      and x.sheet_id in (select s.sheet_id from sheet s where s.tenant_id = new.tenant_id and s.folder_id = new.folder_id);
  delete from signature_awaited x where x.tenant_id = new.tenant_id and x.folder_id = new.folder_id;
  update signed_document x set replaces = null where x.id = any (gone) and x.replaces is not null;
  delete from signed_document x where x.id = any (gone);
  return null;
end
$$;
create trigger signed_goes_along after insert on destroyed_folder for each row execute function signed_goes_along();

-- Who writes signs until the record is closed; who leads a department signs as its head, who leads the facility for it.
with more (code, treated, done) as (values
  ('DOCTOR', '{RECORD_SIGN_AS_DOCTOR}'::text[], '{RECORD_SIGN_AS_DOCTOR}'::text[]),
  ('HEAD_OF_DEPARTMENT', '{RECORD_SIGN_AS_DOCTOR,RECORD_SIGN_AS_HEAD}', '{RECORD_SIGN_AS_DOCTOR,RECORD_SIGN_AS_HEAD}'),
  ('NURSE', '{}', '{RECORD_SIGN}'),
  ('CHIEF_NURSE', '{RECORD_SIGN_AS_HEAD}', '{RECORD_SIGN,RECORD_SIGN_AS_HEAD}'),
  ('LABORATORY', '{}', '{RECORD_SIGN}'),
  ('IMAGING', '{}', '{RECORD_SIGN}'),
  ('DIRECTOR', '{RECORD_SIGN,RECORD_SIGN_FOR_FACILITY}', '{RECORD_SIGN,RECORD_SIGN_FOR_FACILITY}')),
template as (
  update role_template r set in_treatment = r.in_treatment || m.treated, completed = r.completed || m.done
  from more m where m.code = r.code)
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'signing', r.name_vi, r.name_en, r.purpose, r.reaches, r.rights,
         r.in_treatment || m.treated, r.completed || m.done, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r join more m on m.code = r.code
  where r.built_in;

grant select, insert, update (ended_at, ended_by, wrong_pins, locked_until) on signing_key to ${applicationRole};
grant select, insert, update (removed_at, removed_by) on trusted_certificate to ${applicationRole};
grant select, insert, update (until) on insurance_signer to ${applicationRole};
grant select, insert, delete on signature_awaited to ${applicationRole};
grant select, insert on signed_document, signed_file, signature, signature_refusal to ${applicationRole};
