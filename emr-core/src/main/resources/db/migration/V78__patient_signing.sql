-- Patients and their representatives sign, led by the staff (TT 13/2025/TT-BYT art. 3; Luật Giao dịch điện tử 20/2023/QH15 art. 22 k4).

-- One place that a patient is asked to sign: a link for a quarter of an hour. What they said is kept here until it is sealed.
create table patient_signing (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  patient_id  uuid not null,
  folder_id   uuid not null,
  sheet_id    uuid not null,
  version     integer not null,
  place       integer not null,
  role        text not null check (role in ('PATIENT', 'WITNESS')),
  words       text,                                             -- of the place
  document_id uuid not null references signed_document,
  token       bytea not null unique check (octet_length(token) = 32),  -- SHA-256 of the link's secret
  code        bytea not null check (octet_length(code) = 32),   -- SHA-256 of that secret and the six digits
  wrong_codes integer not null default 0,
  state       text not null check (state in ('WAITING', 'SIGNED', 'CONFIRMED', 'REFUSED', 'CANCELLED', 'FAILED', 'EXPIRED')),
  begun_at    timestamptz not null,
  begun_by    uuid not null references account,
  expires_at  timestamptz not null,
  seen_at     timestamptz,                                      -- the document was handed to the page
  answer      jsonb,
  drawing     bytea check (octet_length(drawing) <= 65536),     -- PNG; the way of the pen is not kept
  refusal     text check (length(refusal) between 3 and 500),
  check ((state = 'SIGNED') = (answer is not null)),
  check (drawing is null or answer is not null),
  check ((state = 'REFUSED') = (refusal is not null))
);
create unique index patient_signing_open on patient_signing (tenant_id, sheet_id, place) where state in ('WAITING', 'SIGNED');
create index patient_signing_of_sheet on patient_signing (tenant_id, sheet_id, begun_at);
create index patient_signing_of_document on patient_signing (document_id);
create index patient_signing_of_folder on patient_signing (tenant_id, folder_id);

-- What shows that a patient, or somebody for them, signed; sealed into the document, too. No biometrics, no way of the pen.
create table patient_signature (
  signature_id      uuid primary key references signature,
  tenant_id         uuid not null references tenant,
  signing_id        uuid not null unique references patient_signing,
  method            text not null check (method in ('DRAWN', 'CODE', 'FINGERPRINT')),
  signer            text not null check (signer in ('PATIENT', 'REPRESENTATIVE')),
  relation          text check (relation in ('FATHER', 'MOTHER', 'WIFE', 'HUSBAND', 'CHILD', 'GUARDIAN', 'PROXY', 'OTHER')),
  relation_words    text,
  because           text,                                       -- why the patient does not sign
  evidence          jsonb not null,
  drawing           text check (drawing ~ '^[0-9a-f]{64}$'),    -- blob
  address           text,
  device            text,
  witness_id        uuid not null references account,
  second_witness_id uuid references account,
  check ((signer = 'REPRESENTATIVE') = (relation is not null)),
  check ((relation = 'OTHER') = (relation_words is not null)),
  check ((method = 'DRAWN') = (drawing is not null)),
  check (second_witness_id <> witness_id)
);
create index patient_signature_by_drawing on patient_signature (drawing) where drawing is not null;

-- A destroyed record takes this along, too. Triggers of one table run by their names: this one before signed_goes_along.
create function patient_signed_goes_along() returns trigger language plpgsql as $$
declare
  gone uuid[] := array(select p.id from patient_signing p where p.tenant_id = new.tenant_id and p.folder_id = new.folder_id);
begin
  insert into destroyed_file (folder_id, sha256)
    select distinct new.folder_id, x.drawing from patient_signature x where x.signing_id = any (gone) and x.drawing is not null
    on conflict do nothing;
  delete from patient_signature x where x.signing_id = any (gone);
  delete from patient_signing x where x.id = any (gone);
  return null;
end
$$;
create trigger patient_signed_goes_along after insert on destroyed_folder for each row execute function patient_signed_goes_along();

grant select, insert, update (state, wrong_codes, expires_at, seen_at, answer, drawing, refusal) on patient_signing to ${applicationRole};
grant select, insert on patient_signature to ${applicationRole};
