-- What of a record is hidden from those who may read the rest: labels, what they name, and where people put them by hand.
-- A label is changed by a new version; what was put is ended, never deleted.

create table label_template (
  code        text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  name_vi     text not null,
  name_en     text not null,
  told        boolean not null,
  whole_visit boolean not null,
  diagnoses   text[] not null,
  services    text[] not null,
  documents   text[] not null
);

create table label (
  id        uuid primary key,
  tenant_id uuid not null references tenant,
  code      text not null check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  built_in  boolean not null default false,
  unique (tenant_id, code)
);

create table label_version (
  label_id    uuid not null references label,
  version     integer not null check (version > 0),
  made_at     timestamptz not null,
  made_by     uuid references account,             -- null: the server itself
  reason      text,
  name_vi     text not null,
  name_en     text not null,
  told        boolean not null,                    -- whether even the kind may be said where something is hidden
  whole_visit boolean not null,                    -- what it finds takes its whole visit along, not only the texts of it
  diagnoses   text[] not null,                     -- ICD-10: Z21 with all below, or B20-B24
  services    text[] not null,                     -- tests, services, medicines: how codes or words of names begin
  departments text[] not null,                     -- codes; their visits are hidden
  documents   text[] not null,                     -- forms, or how words of titles begin
  roles       text[] not null,                     -- who may read what it hides
  enabled     boolean not null,
  primary key (label_id, version)
);

-- Codes as typed become one pattern each: ICD-10 without points, ranges by their first and last three signs.
create function diagnosis_pattern(codes text[]) returns text language sql immutable parallel safe as $$
  select '^(' || string_agg(
           case when c like '%-%'
             then (select string_agg(left(c, 1) || lpad(n::text, 2, '0'), '|')
                   from generate_series(substr(c, 2, 2)::int, substr(c, 6, 2)::int) n)
             else replace(c, '.', '') end, '|') || ')'
  from unnest(codes) c
$$;

-- Any of these and nothing else, whatever their case.
create function codes_pattern(codes text[]) returns text language sql immutable parallel safe as $$
  select '^(' || string_agg(regexp_replace(c, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|') || ')$'
  from unnest(codes) c
$$;

-- Words that begin with any of these: HIV finds HIV01 and Anti-HIV.
create function words_pattern(words text[]) returns text language sql immutable parallel safe as $$
  select '(^|\W)(' || string_agg(regexp_replace(w, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|') || ')'
  from unnest(words) w
$$;

alter table label_version add column diagnosis_pattern text generated always as (diagnosis_pattern(diagnoses)) stored;
alter table label_version add column service_pattern text generated always as (words_pattern(services)) stored;
alter table label_version add column department_pattern text generated always as (codes_pattern(departments)) stored;
alter table label_version add column document_pattern text generated always as (words_pattern(documents)) stored;

create view label_now as
  select l.tenant_id, l.code, l.built_in, v.*
  from label l
  join lateral (select * from label_version v where v.label_id = l.id order by v.version desc limit 1) v on true;

-- Put by hand on a whole record, a visit, a report or a document, under whom that is filed.
create table labelled (
  id         uuid primary key,
  tenant_id  uuid not null references tenant,
  label_id   uuid not null references label,
  patient_id uuid not null,
  part       text not null check (part in ('PATIENT', 'ENCOUNTER', 'DIAGNOSTIC_REPORT', 'CLINICAL_DOCUMENT')),
  object_id  uuid not null,
  put_at     timestamptz not null,
  put_by     uuid not null references account,
  reason     text not null check (length(reason) between 10 and 500),
  ended_at   timestamptz,
  ended_by   uuid references account,
  end_reason text,
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null)),
  check (part <> 'PATIENT' or object_id = patient_id)
);
create unique index labelled_once on labelled (tenant_id, patient_id, object_id, label_id) where ended_at is null;
create index labelled_people on labelled (tenant_id) where ended_at is null and part = 'PATIENT';

-- People whose whole record a role does not open, with all merged with them.
create function closed_people(tenant uuid, role text) returns setof uuid language plpgsql stable as $$
begin
  return query
    select s.id
    from labelled x
    join label_now n on n.label_id = x.label_id and n.enabled and not (closed_people.role = any (n.roles))
    cross join lateral link_set(x.tenant_id, x.patient_id) as s(id)
    where x.tenant_id = closed_people.tenant and x.ended_at is null and x.part = 'PATIENT';
end
$$;

-- What labels hide of everything filed under these people: its kind and id; ENCOUNTER takes all of its visit along, TEXTS
-- stands for the free words of one. First one look whether there is anything; mostly there is not. Names that occur often
-- are compared once (offset 0 keeps the comparison behind the distinct).
create function restrictions(hospital uuid, chart uuid[]) returns table (label_id uuid, part text, id uuid)
  language plpgsql stable as $$
#variable_conflict use_column
declare
  said_diagnosis text;
  said_service text;
  said_document text;
  said_department text;
begin
  select string_agg(n.diagnosis_pattern, '|'), string_agg(n.service_pattern, '|'), string_agg(n.document_pattern, '|'),
         string_agg(n.department_pattern, '|')
    into said_diagnosis, said_service, said_document, said_department
    from label_now n where n.tenant_id = hospital and n.enabled;
  if not (
      exists (select 1 from labelled x where x.tenant_id = hospital and x.patient_id = any (chart) and x.ended_at is null)
      or (said_diagnosis is not null or said_service is not null) and exists (
        select 1 from condition c where c.tenant_id = hospital and c.patient_id = any (chart)
          and (replace(c.code, '.', '') ~* said_diagnosis or c.text ~* said_service))
      or said_service is not null and (
        exists (select 1 from (select distinct d.code, d.code_text from diagnostic_report d
                               where d.tenant_id = hospital and d.patient_id = any (chart) offset 0) d
                where concat_ws(' ', d.code, d.code_text) ~* said_service)
        or exists (select 1 from (select distinct o.code, o.code_text from observation o
                                 where o.tenant_id = hospital and o.patient_id = any (chart) offset 0) o
                   where concat_ws(' ', o.code, o.code_text) ~* said_service)
        or exists (select 1 from (select distinct o.code, o.code_text from service_order o
                                 where o.tenant_id = hospital and o.patient_id = any (chart) offset 0) o
                   where concat_ws(' ', o.code, o.code_text) ~* said_service)
        or exists (select 1 from (select distinct m.medicine_code, m.medicine from medication_order m
                                 where m.tenant_id = hospital and m.patient_id = any (chart) offset 0) m
                   where concat_ws(' ', m.medicine_code, m.medicine) ~* said_service)
        or exists (select 1 from (select distinct p.code, p.text from procedure p
                                 where p.tenant_id = hospital and p.patient_id = any (chart) offset 0) p
                   where concat_ws(' ', p.code, p.text) ~* said_service)
        or exists (select 1 from immunization i where i.tenant_id = hospital and i.patient_id = any (chart)
                     and concat_ws(' ', i.vaccine_code, i.vaccine) ~* said_service)
        or exists (select 1 from imaging_study s where s.tenant_id = hospital and s.patient_id = any (chart)
                     and s.description ~* said_service)
        or exists (select 1 from appointment a where a.tenant_id = hospital and a.patient_id = any (chart)
                     and a.service ~* said_service))
      or said_document is not null and (
        exists (select 1 from clinical_document d where d.tenant_id = hospital and d.patient_id = any (chart)
                  and d.title ~* said_document)
        or exists (select 1 from paper p where p.tenant_id = hospital and p.patient_id = any (chart)
                     and p.form ~* said_document))
      or said_department is not null and (
        exists (select 1 from department_stay s left join department d on d.id = s.department_id
                where s.tenant_id = hospital and s.patient_id = any (chart)
                  and coalesce(d.code, s.department_code) ~* said_department)
        or exists (select 1 from appointment a where a.tenant_id = hospital and a.patient_id = any (chart)
                     and a.department_code ~* said_department))) then
    return;
  end if;
  return query
  with n as materialized (select * from label_now l where l.tenant_id = hospital and l.enabled),
  hit(label_id, part, id, encounter_id) as (
    select x.label_id, x.part, x.object_id, case x.part
             when 'ENCOUNTER' then x.object_id
             when 'DIAGNOSTIC_REPORT' then (select r.encounter_id from diagnostic_report r where r.tenant_id = hospital
                                              and r.patient_id = x.patient_id and r.report_id = x.object_id)
             else (select r.encounter_id from clinical_document r where r.tenant_id = hospital
                     and r.patient_id = x.patient_id and r.document_id = x.object_id) end
    from labelled x join n on n.label_id = x.label_id
    where x.tenant_id = hospital and x.patient_id = any (chart) and x.ended_at is null and x.part <> 'PATIENT'
    union
    select n.label_id, 'CONDITION', c.condition_id, c.encounter_id
    from condition c, n where c.tenant_id = hospital and c.patient_id = any (chart)
      and (replace(c.code, '.', '') ~* n.diagnosis_pattern or c.text ~* n.service_pattern)
    union
    select n.label_id, 'DIAGNOSTIC_REPORT', d.report_id, d.encounter_id
    from diagnostic_report d, n where d.tenant_id = hospital and d.patient_id = any (chart)
      and concat_ws(' ', d.code, d.code_text) ~* n.service_pattern
    union
    select n.label_id, 'DIAGNOSTIC_REPORT', o.report_id, d.encounter_id
    from observation o
    join n on concat_ws(' ', o.code, o.code_text) ~* n.service_pattern
    join diagnostic_report d on d.tenant_id = o.tenant_id and d.patient_id = o.patient_id and d.report_id = o.report_id
    where o.tenant_id = hospital and o.patient_id = any (chart)
    union
    select n.label_id, 'SERVICE_ORDER', o.order_id, o.encounter_id
    from service_order o, n where o.tenant_id = hospital and o.patient_id = any (chart)
      and concat_ws(' ', o.code, o.code_text) ~* n.service_pattern
    union
    select n.label_id, 'MEDICATION_ORDER', m.order_id, m.encounter_id
    from medication_order m, n where m.tenant_id = hospital and m.patient_id = any (chart)
      and concat_ws(' ', m.medicine_code, m.medicine) ~* n.service_pattern
    union
    select n.label_id, 'PROCEDURE', p.procedure_id, p.encounter_id
    from procedure p, n where p.tenant_id = hospital and p.patient_id = any (chart)
      and concat_ws(' ', p.code, p.text) ~* n.service_pattern
    union
    select n.label_id, 'IMMUNIZATION', i.immunization_id, i.encounter_id
    from immunization i, n where i.tenant_id = hospital and i.patient_id = any (chart)
      and concat_ws(' ', i.vaccine_code, i.vaccine) ~* n.service_pattern
    union
    select n.label_id, 'IMAGING_STUDY', s.study_id, s.encounter_id
    from imaging_study s, n where s.tenant_id = hospital and s.patient_id = any (chart) and s.description ~* n.service_pattern
    union
    select n.label_id, 'APPOINTMENT', a.appointment_id, a.encounter_id
    from appointment a, n where a.tenant_id = hospital and a.patient_id = any (chart)
      and (a.service ~* n.service_pattern or a.department_code ~* n.department_pattern)
    union
    select n.label_id, 'CLINICAL_DOCUMENT', d.document_id, d.encounter_id
    from clinical_document d, n where d.tenant_id = hospital and d.patient_id = any (chart) and d.title ~* n.document_pattern
    union
    select n.label_id, 'PAPER', p.paper_id, p.encounter_id
    from paper p, n where p.tenant_id = hospital and p.patient_id = any (chart) and p.form ~* n.document_pattern
    union
    select n.label_id, 'ENCOUNTER', s.encounter_id, s.encounter_id
    from department_stay s left join department d on d.id = s.department_id
    join n on coalesce(d.code, s.department_code) ~* n.department_pattern
    where s.tenant_id = hospital and s.patient_id = any (chart)
  ),
  -- A visit as another system tells it, or joined with another, is the same visit.
  visit as (
    select distinct h.label_id, o.encounter_id, h.part = 'ENCOUNTER' or n.whole_visit as whole
    from hit h
    join n on n.label_id = h.label_id
    join encounter e on e.tenant_id = hospital and e.encounter_id = h.encounter_id and e.patient_id = any (chart)
    left join visit_link j on j.tenant_id = hospital and j.encounter_id = e.encounter_id
    join encounter o on o.tenant_id = hospital and o.patient_id = any (chart)
    left join visit_link k on k.tenant_id = hospital and k.encounter_id = o.encounter_id
    where o.encounter_id = e.encounter_id
       or coalesce(j.shown_as, e.encounter_id) = coalesce(k.shown_as, o.encounter_id)
       or o.source_id <> e.source_id
          and (o.visit_number = e.visit_number
               or date_trunc('minute', o.start_from) = date_trunc('minute', e.start_from))
  )
  select h.label_id, h.part, h.id from hit h
  union
  select v.label_id, 'ENCOUNTER', v.encounter_id from visit v where v.whole
  union
  select v.label_id, 'TEXTS', v.encounter_id from visit v where not v.whole
  union
  select v.label_id, 'CLINICAL_NOTE', c.note_id
  from visit v join clinical_note c on c.tenant_id = hospital and c.patient_id = any (chart) and c.encounter_id = v.encounter_id
  union
  select v.label_id, 'PAPER', p.paper_id
  from visit v join paper p on p.tenant_id = hospital and p.patient_id = any (chart) and p.encounter_id = v.encounter_id
  union
  select v.label_id, 'CLINICAL_DOCUMENT', d.document_id
  from visit v join clinical_document d on d.tenant_id = hospital and d.patient_id = any (chart)
                                       and d.encounter_id = v.encounter_id
  union
  select h.label_id, 'CLINICAL_DOCUMENT', d.document_id
  from hit h join clinical_document d on d.tenant_id = hospital and d.patient_id = any (chart) and d.report_id = h.id
  union
  select h.label_id, 'SERVICE_ORDER', d.order_id
  from hit h join diagnostic_report d on d.tenant_id = hospital and d.patient_id = any (chart) and d.report_id = h.id
  where d.order_id is not null
  union
  select h.label_id, 'DIAGNOSTIC_REPORT', d.report_id
  from hit h join diagnostic_report d on d.tenant_id = hospital and d.patient_id = any (chart) and d.order_id = h.id;
end
$$;

-- Of that what none of these roles opens, for lists of many people.
create function closed_rows(hospital uuid, chart uuid[], roles text[]) returns setof uuid language plpgsql stable as $$
begin
  return query
    select x.id
    from restrictions(hospital, chart) x
    join label_now n on n.label_id = x.label_id and not (n.roles && closed_rows.roles)
    where x.part <> 'TEXTS';
end
$$;

insert into label_template (code, name_vi, name_en, told, whole_visit, diagnoses, services, documents) values
('HIV', 'HIV/AIDS', 'HIV/AIDS', false, false, '{B20-B24,F02.4,O98.7,R75,Z11.4,Z20.6,Z21,Z71.7,Z83.0}',
  '{HIV,CD4,AIDS,ARV,Dolutegravir,Efavirenz,Lopinavir,Nevirapin,Nevirapine}', '{HIV,AIDS,ARV}'),
('MENTAL_HEALTH', 'Sức khỏe tâm thần', 'Mental health', true, false, '{}', '{}', '{}'),
('DONOR', 'Hiến, ghép mô và bộ phận cơ thể', 'Donation of organs and tissue', false, true, '{Z52}', '{}', '{}'),
('VIOLENCE', 'Bạo lực gia đình, xâm hại', 'Domestic violence, abuse', false, true, '{T74,Y05-Y07,Z61.4,Z61.5,Z61.6}', '{}', '{}'),
('PROTECTED_PERSON', 'Người cần bảo vệ thông tin', 'Protected person', true, true, '{}', '{}', '{}'),
('STAFF', 'Nhân viên của bệnh viện', 'Member of staff', true, true, '{}', '{}', '{}');

-- Every tenant starts with the built-in labels; they open to no role until the hospital says to which.
create function give_built_in_labels() returns trigger language plpgsql as $$
begin
  insert into label (id, tenant_id, code, built_in)
    select gen_random_uuid(), new.id, code, true from label_template on conflict do nothing;
  insert into label_version (label_id, version, made_at, name_vi, name_en, told, whole_visit, diagnoses, services,
                             departments, documents, roles, enabled)
    select l.id, 1, now(), s.name_vi, s.name_en, s.told, s.whole_visit, s.diagnoses, s.services, '{}', s.documents, '{}', true
    from label l join label_template s on s.code = l.code
    where l.tenant_id = new.id and l.built_in
  on conflict do nothing;
  return new;
end
$$;
create trigger tenant_labels after insert on tenant for each row execute function give_built_in_labels();
insert into label (id, tenant_id, code, built_in)
  select gen_random_uuid(), t.id, s.code, true from tenant t cross join label_template s;
insert into label_version (label_id, version, made_at, name_vi, name_en, told, whole_visit, diagnoses, services, departments,
                           documents, roles, enabled)
  select l.id, 1, now(), s.name_vi, s.name_en, s.told, s.whole_visit, s.diagnoses, s.services, '{}', s.documents, '{}', true
  from label l join label_template s on s.code = l.code;

-- Who puts labels, and who says what they hide.
update role_template set rights = rights || '{RECORD_RESTRICT}'::text[]
  where code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'RECORDS_CLERK', 'DIRECTOR');
update role_template set rights = rights || '{LABEL_MANAGE}'::text[] where code = 'DATA_PROTECTION_OFFICER';
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'restricted labels', r.name_vi, r.name_en, r.purpose, r.reaches,
         r.rights || case r.code when 'DATA_PROTECTION_OFFICER' then '{LABEL_MANAGE}'::text[]
                                 else '{RECORD_RESTRICT}'::text[] end,
         r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'RECORDS_CLERK', 'DIRECTOR', 'DATA_PROTECTION_OFFICER');

grant select on label_template, label_now to ${applicationRole};
grant select, insert on label, label_version to ${applicationRole};
grant select, insert, update (ended_at, ended_by, end_reason) on labelled to ${applicationRole};
grant execute on function closed_people(uuid, text), restrictions(uuid, uuid[]),
  closed_rows(uuid, uuid[], text[]), diagnosis_pattern(text[]),
  codes_pattern(text[]), words_pattern(text[]), give_built_in_labels() to ${applicationRole};
