-- What systems tell of a visit beside orders and results: medicines, services, notes, papers; and insurance cards.

create table coverage (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  coverage_id  uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid,
  source_id    uuid not null,
  coverage_key text not null,
  card_number  text not null,
  valid_from   timestamptz,
  valid_to     timestamptz,
  primary key (tenant_id, patient_id, coverage_id),
  unique (tenant_id, patient_id, source_id, coverage_key)
);
create index coverage_number on coverage (tenant_id, source_id, coverage_key);

create table medication_order (
  tenant_id     uuid not null,
  patient_id    uuid not null,
  order_id      uuid not null,
  version       integer not null,
  revised_at    timestamptz not null,
  encounter_id  uuid,
  source_id     uuid not null,
  visit_number  text not null,
  order_key     text not null,
  status        text not null,
  medicine_code text,
  medicine      text,
  ordered_from  timestamptz,
  given_from    timestamptz,
  primary key (tenant_id, patient_id, order_id),
  unique (tenant_id, patient_id, source_id, visit_number, order_key)
);
create index medication_order_visit on medication_order (tenant_id, source_id, visit_number);

create table procedure (
  tenant_id      uuid not null,
  patient_id     uuid not null,
  procedure_id   uuid not null,
  version        integer not null,
  revised_at     timestamptz not null,
  encounter_id   uuid,
  source_id      uuid not null,
  visit_number   text not null,
  procedure_key  text not null,
  status         text not null,
  category       text,
  code           text,
  text           text,
  ordered_from   timestamptz,
  performed_from timestamptz,
  primary key (tenant_id, patient_id, procedure_id),
  unique (tenant_id, patient_id, source_id, visit_number, procedure_key)
);
create index procedure_visit on procedure (tenant_id, source_id, visit_number);

create table clinical_note (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  note_id      uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid,
  source_id    uuid not null,
  visit_number text not null,
  note_key     text not null,
  status       text not null,
  written_from timestamptz,
  primary key (tenant_id, patient_id, note_id),
  unique (tenant_id, patient_id, source_id, visit_number, note_key)
);
create index clinical_note_visit on clinical_note (tenant_id, source_id, visit_number);

create table paper (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  paper_id     uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid,
  source_id    uuid not null,
  visit_number text not null,
  paper_key    text not null,
  status       text not null,
  form         text not null,
  number       text,
  issued_from  timestamptz,
  primary key (tenant_id, patient_id, paper_id),
  unique (tenant_id, patient_id, source_id, visit_number, paper_key)
);
create index paper_visit on paper (tenant_id, source_id, visit_number);

grant select, insert, update, delete on coverage, medication_order, procedure, clinical_note, paper to ${applicationRole};
