-- Vital signs that people enter for a visit, and what a doctor decided of the early-warning score there. What was measured stands in revision;
-- the score of a reading follows from it and is kept so that the sickest of a ward are found.
create table vital_signs (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  vitals_id    uuid not null,
  version      integer not null check (version > 0),
  revised_at   timestamptz not null,
  encounter_id uuid not null,
  request_key  text not null,                      -- who asked, and the number of the request: the same twice enters one reading
  taken_at     timestamptz not null,
  status       text not null check (status in ('CURRENT', 'ENTERED_IN_ERROR')),
  score        integer check (score between 0 and 20),
  red          boolean not null,                   -- one parameter alone scores 3
  primary key (tenant_id, patient_id, vitals_id),
  unique (tenant_id, request_key)
);
create index vital_signs_newest on vital_signs (tenant_id, patient_id, taken_at desc) where status = 'CURRENT';

create table early_warning (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  warning_id   uuid not null,
  version      integer not null check (version > 0),
  revised_at   timestamptz not null,
  encounter_id uuid not null,
  use          text not null check (use in ('SCALE_1', 'SCALE_2', 'NONE')),
  primary key (tenant_id, patient_id, warning_id),
  unique (tenant_id, encounter_id)
);

grant select, insert, update, delete on vital_signs, early_warning to ${applicationRole};
