-- Sheets that people fill in for a record folder, by the items of a form. What they say stands in revision; here is what lists and
-- labels ask of them.
create table sheet (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  sheet_id     uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid not null,
  folder_id    uuid not null,
  form         text not null,
  form_version text not null,
  title        text not null,
  status       text not null check (status in ('DRAFT', 'COMPLETED', 'CANCELLED')),
  happened_at  timestamptz not null,
  author_id    uuid not null,
  author       text not null,
  codes        text,                               -- of catalogues, with their words, a line each
  primary key (tenant_id, patient_id, sheet_id)
);
create index sheet_of_folder on sheet (tenant_id, folder_id, happened_at);

-- A request to make a sheet that comes twice makes one.
create table sheet_request (
  tenant_id  uuid not null references tenant,
  account_id uuid not null references account,
  request_id uuid not null,
  folder_id  uuid not null,
  form       text not null,
  patient_id uuid not null,
  sheet_id   uuid not null,
  at         timestamptz not null,
  primary key (tenant_id, account_id, request_id)
);

-- Who has a sheet open for writing, and what people typed and did not save: a row for each person. At most one is its editor.
create table sheet_draft (
  tenant_id    uuid not null references tenant,
  sheet_id     uuid not null,
  account_id   uuid not null references account,
  patient_id   uuid not null,
  session_id   uuid,
  editing      boolean not null,
  since        timestamptz not null,
  seen_at      timestamptz not null,
  claimed_by   uuid references account,            -- who takes over, and when
  claimed_at   timestamptz,
  version      integer,                            -- of the sheet that the answers change
  answers      jsonb,
  typed_at     timestamptz,
  primary key (tenant_id, sheet_id, account_id),
  check ((claimed_by is null) = (claimed_at is null)),
  check ((answers is null) = (typed_at is null) and (answers is null) = (version is null))
);
create unique index sheet_editor on sheet_draft (tenant_id, sheet_id) where editing;

alter table labelled drop constraint labelled_part_check;
alter table labelled add constraint labelled_part_check
  check (part in ('PATIENT', 'ENCOUNTER', 'DIAGNOSTIC_REPORT', 'CLINICAL_DOCUMENT', 'SHEET'));

-- As before, with sheets: found by their form, title and codes, and hidden with the visit as documents are.
create or replace function restrictions(hospital uuid, chart uuid[]) returns table (label_id uuid, part text, id uuid)
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
      or (said_diagnosis is not null or said_service is not null) and exists (
        select 1 from sheet s where s.tenant_id = hospital and s.patient_id = any (chart) and s.codes is not null
          and (replace(s.codes, '.', '') ~* ('(?n)' || said_diagnosis) or s.codes ~* said_service))
      or said_service is not null and (
        exists (select 1 from (select distinct d.code, d.code_text, d.names from diagnostic_report d
                               where d.tenant_id = hospital and d.patient_id = any (chart) offset 0) d
                where concat_ws(' ', d.code, d.code_text, d.names) ~* said_service)
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
                     and p.form ~* said_document)
        or exists (select 1 from sheet s where s.tenant_id = hospital and s.patient_id = any (chart)
                     and concat_ws(' ', s.form, s.title) ~* said_document))
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
             when 'SHEET' then (select r.encounter_id from sheet r where r.tenant_id = hospital
                                  and r.patient_id = x.patient_id and r.sheet_id = x.object_id)
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
    select n.label_id, 'SHEET', s.sheet_id, s.encounter_id
    from sheet s, n where s.tenant_id = hospital and s.patient_id = any (chart)
      and (concat_ws(' ', s.form, s.title) ~* n.document_pattern
           or replace(s.codes, '.', '') ~* ('(?n)' || n.diagnosis_pattern) or s.codes ~* n.service_pattern)
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
  select v.label_id, 'SHEET', s.sheet_id
  from visit v join sheet s on s.tenant_id = hospital and s.patient_id = any (chart) and s.encounter_id = v.encounter_id
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

grant select, insert, update, delete on sheet, sheet_draft to ${applicationRole};
grant select, insert on sheet_request to ${applicationRole};
