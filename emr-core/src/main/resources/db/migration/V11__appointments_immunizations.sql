-- Appointments and immunizations; documents that add to or replace others.

create table appointment (
  tenant_id       uuid not null,
  patient_id      uuid not null,
  appointment_id  uuid not null,
  version         integer not null,
  revised_at      timestamptz not null,
  encounter_id    uuid,
  source_id       uuid not null,
  appointment_key text not null,
  status          text not null,
  start_from      timestamptz,
  end_from        timestamptz,
  service         text,
  department_code text,
  primary key (tenant_id, patient_id, appointment_id),
  unique (tenant_id, patient_id, source_id, appointment_key)
);
create index appointment_number on appointment (tenant_id, source_id, appointment_key);

create table immunization (
  tenant_id        uuid not null,
  patient_id       uuid not null,
  immunization_id  uuid not null,
  version          integer not null,
  revised_at       timestamptz not null,
  encounter_id     uuid,
  source_id        uuid not null,
  immunization_key text not null,
  status           text not null,
  given_from       timestamptz,
  vaccine_code     text,
  vaccine          text,
  primary key (tenant_id, patient_id, immunization_id),
  unique (tenant_id, patient_id, source_id, immunization_key)
);
create index immunization_number on immunization (tenant_id, source_id, immunization_key);

alter table clinical_document
  add column relation text check (relation in ('ADDENDUM', 'REPLACEMENT')),
  add column related_key text,
  add check ((relation is null) = (related_key is null));
create index clinical_document_number on clinical_document (tenant_id, source_id, document_key);

grant select, insert, update, delete on appointment, immunization to ${applicationRole};
