-- Lasting problems of a person (danh sách vấn đề), as doctors keep them visit after visit. They belong to no visit: whoever treats the person
-- sees them. What was said in full stands in revision.
create table problem (
  tenant_id   uuid not null,
  patient_id  uuid not null,
  problem_id  uuid not null,
  version     integer not null check (version > 0),
  revised_at  timestamptz not null,
  request_key text not null,                       -- who asked, and the number of the request: the same twice records one
  code        text,                                -- of ICD-10
  text        text not null,
  status      text not null check (status in ('ACTIVE', 'STABLE', 'RESOLVED', 'ENTERED_IN_ERROR')),
  importance  text not null check (importance in ('HIGH', 'NORMAL')),
  since_from  timestamptz,
  seen_in     uuid,                                -- the visit in which it was seen
  primary key (tenant_id, patient_id, problem_id),
  unique (tenant_id, request_key)
);

-- As before, with problems: found as diagnoses are, and hidden with the visit in which they were seen.
create or replace function restrictions(hospital uuid, chart uuid[]) returns table (label_id uuid, part text, id uuid)
  language plpgsql stable as $$
#variable_conflict use_column
begin
  return query select v.label_id, v.part, v.id from restrictions_of_visits(hospital, chart) v;
  if exists (select 1 from allergy a where a.tenant_id = hospital and a.patient_id = any (chart)) then
    return query
      select n.label_id, 'ALLERGY', a.allergy_id
      from allergy a
      join label_now n on n.tenant_id = a.tenant_id and n.enabled
                      and concat_ws(' ', a.substance_code, a.substance) ~* n.service_pattern
      where a.tenant_id = hospital and a.patient_id = any (chart);
  end if;
  if exists (select 1 from problem p where p.tenant_id = hospital and p.patient_id = any (chart)) then
    return query
      select n.label_id, 'PROBLEM', p.problem_id
      from problem p
      join label_now n on n.tenant_id = p.tenant_id and n.enabled
                      and (replace(p.code, '.', '') ~* n.diagnosis_pattern or p.text ~* n.service_pattern)
      where p.tenant_id = hospital and p.patient_id = any (chart)
      union
      select v.label_id, 'PROBLEM', p.problem_id
      from restrictions_of_visits(hospital, chart) v
      join problem p on p.tenant_id = hospital and p.patient_id = any (chart) and p.seen_in = v.id
      where v.part = 'ENCOUNTER';
  end if;
end
$$;

grant select, insert, update, delete on problem to ${applicationRole};
