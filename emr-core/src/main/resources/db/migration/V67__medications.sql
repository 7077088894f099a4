-- Medicines that people order here stand beside those that systems told (source_id): so labels, reach and exports treat both alike.
alter table medication_order alter column source_id drop not null;
alter table medication_order add constraint medication_order_of_person
  check (source_id is not null or encounter_id is not null and status in ('ACTIVE', 'STOPPED'));
create unique index medication_order_of_request on medication_order (tenant_id, order_key) where source_id is null;
create index medication_order_here on medication_order (tenant_id, patient_id) where source_id is null;

-- What came of each dose. For a due time one stands; what was marked as an error makes it free again.
create table medication_administration (
  tenant_id         uuid not null,
  patient_id        uuid not null,
  administration_id uuid not null,
  version           integer not null check (version > 0),
  revised_at        timestamptz not null,
  encounter_id      uuid not null,
  order_id          uuid not null,
  request_key       text not null,                 -- who asked, and the number of the request: the same twice records one dose
  due_at            timestamptz,                   -- null: given as needed, or of an order of which no time is known
  given_at          timestamptz not null,
  outcome           text not null check (outcome in ('GIVEN', 'PARTLY_GIVEN', 'REFUSED', 'NOT_GIVEN')),
  status            text not null check (status in ('CURRENT', 'ENTERED_IN_ERROR')),
  primary key (tenant_id, patient_id, administration_id),
  unique (tenant_id, request_key)
);
create unique index medication_administration_once on medication_administration (tenant_id, order_id, due_at)
  where status = 'CURRENT' and due_at is not null;
create index medication_administration_day on medication_administration (tenant_id, patient_id, given_at);

grant select, insert, update, delete on medication_administration to ${applicationRole};

-- Doctors order by ORDER_WRITE, which they have; who nurses gives.
update role_template set in_treatment = in_treatment || '{MEDICATION_GIVE}'::text[] where code in ('NURSE', 'CHIEF_NURSE');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'giving medicines', r.name_vi, r.name_en, r.purpose, r.reaches, r.rights,
         r.in_treatment || '{MEDICATION_GIVE}'::text[], r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('NURSE', 'CHIEF_NURSE');
