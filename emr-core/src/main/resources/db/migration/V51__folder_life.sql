-- The life of a record folder: when each step was taken, its numbers, which folder stands for a visit that several systems told,
-- and whether something keeps it from being destroyed (Luật KBCB 15/2023 art. 69).
alter table record_folder
  add column completed_from   timestamptz,
  add column archived_from    timestamptz,
  add column admission_number text,
  add column archive_number   text,
  add column part_of          uuid,                                       -- null: it stands for its visit
  add column held             boolean not null default false,
  -- Lists go by it; who came at an unknown time stands last.
  add column opened_at        timestamptz not null generated always as (coalesce(opened_from, timestamptz '0001-01-01 00:00:00+00')) stored,
  add constraint record_folder_state check (state in ('IN_TREATMENT', 'COMPLETED', 'CLOSED', 'ARCHIVED', 'CANCELLED'));
create index record_folder_newest on record_folder (tenant_id, opened_at desc, folder_id desc) where part_of is null;
create index record_folder_state on record_folder (tenant_id, state, opened_at desc, folder_id desc) where part_of is null;
create index record_folder_archive_number on record_folder (tenant_id, archive_number) where archive_number is not null;
create index record_folder_admission_number on record_folder (tenant_id, admission_number);

-- Lists of folders are asked by who treats, and by what was found.
alter table encounter add column attending_doctor text;
update encounter e set attending_doctor = r.content->>'attendingDoctor'
from revision r
where r.tenant_id = e.tenant_id and r.patient_id = e.patient_id and r.noun_id = e.encounter_id and r.version = e.version
  and r.committed_at = e.revised_at and r.content->>'attendingDoctor' is not null;
create index encounter_doctor on encounter (tenant_id, attending_doctor, start_from desc) where attending_doctor is not null;
create index condition_code on condition (tenant_id, (replace(upper(code), '.', '')) collate "C") where active and code is not null;

-- Archive numbers are given once: neither a cancelled nor a destroyed folder gives its number back.
create table archive_number (
  tenant_id   uuid not null references tenant,
  facility_id uuid not null references facility,
  year        integer not null,                                           -- 0: one row of numbers for all years
  seq         integer not null check (seq > 0),
  number      text not null check (length(number) between 1 and 40),
  folder_id   uuid not null unique,
  given_at    timestamptz not null,
  given_by    uuid not null references account,
  primary key (facility_id, year, seq),
  unique (facility_id, number)
);

-- What a hospital decides about its folders; the law names no hours. A change is a new version.
create table folder_rule (
  facility_id      uuid not null references facility,
  version          integer not null check (version > 0),
  made_at          timestamptz not null,
  made_by          uuid not null references account,
  reason           text not null check (length(reason) between 3 and 500),
  complete_hours   integer not null check (complete_hours between 1 and 8784),  -- after the end of the visit
  close_hours      integer not null check (close_hours between 1 and 8784),     -- after it was completed
  archive_prefix   text not null check (archive_prefix ~ '^[A-Z0-9./-]{0,12}$'),
  archive_by_year  boolean not null,                                             -- numbers begin anew each year
  archive_digits   smallint not null check (archive_digits between 3 and 9),
  primary key (facility_id, version)
);
create view folder_rule_now as
  select f.tenant_id, f.id as facility_id, f.code, f.name, coalesce(r.version, 0) as version,
         coalesce(r.complete_hours, 24) as complete_hours, coalesce(r.close_hours, 168) as close_hours,
         coalesce(r.archive_prefix, '') as archive_prefix, coalesce(r.archive_by_year, true) as archive_by_year,
         coalesce(r.archive_digits, 6::smallint) as archive_digits
  from facility f
  left join lateral (select * from folder_rule x where x.facility_id = f.id order by x.version desc limit 1) r on true;

-- The folder of a visit decides where its record stands: its own, else that of the same number told by another system of the
-- facility. A visit without a folder is under treatment until it ends.
create or replace function record_state(tenant uuid, patient uuid, encounter uuid, ended timestamptz) returns text
  language sql stable as $$
  select coalesce((select f.state from record_folder f
                   where f.tenant_id = tenant and f.patient_id = patient and f.encounter_id = encounter
                     and f.state <> 'CANCELLED'),
                  (select f.state
                   from encounter e
                   join encounter o on o.tenant_id = e.tenant_id and o.patient_id = e.patient_id
                                   and o.visit_number = e.visit_number and o.encounter_id <> e.encounter_id
                                   and o.facility_id is not distinct from e.facility_id
                   join record_folder f on f.tenant_id = o.tenant_id and f.patient_id = o.patient_id
                                       and f.encounter_id = o.encounter_id and f.state <> 'CANCELLED'
                   where e.tenant_id = tenant and e.patient_id = patient and e.encounter_id = encounter
                   order by f.folder_id
                   limit 1),
                  case when ended is null then 'IN_TREATMENT' else 'COMPLETED' end)
$$;

-- Who treats completes; who keeps the records closes and archives.
update role_template set in_treatment = in_treatment || '{RECORD_COMPLETE}'::text[] where code in ('DOCTOR', 'HEAD_OF_DEPARTMENT');
update role_template set completed = completed || '{RECORD_CLOSE}'::text[], archived = archived || '{RECORD_CLOSE}'::text[]
where code = 'RECORDS_CLERK';
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'completing and closing of records', r.name_vi, r.name_en, r.purpose, r.reaches, r.rights,
         r.in_treatment || case r.code when 'RECORDS_CLERK' then '{}'::text[] else '{RECORD_COMPLETE}'::text[] end,
         r.completed || case r.code when 'RECORDS_CLERK' then '{RECORD_CLOSE}'::text[] else '{}'::text[] end,
         r.archived || case r.code when 'RECORDS_CLERK' then '{RECORD_CLOSE}'::text[] else '{}'::text[] end,
         r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'RECORDS_CLERK');

grant select, insert on archive_number, folder_rule to ${applicationRole};
grant select on folder_rule_now to ${applicationRole};
