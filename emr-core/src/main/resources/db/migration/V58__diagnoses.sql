-- Diagnoses that people say here stand beside those that systems told (source_id); each belongs to a visit, which has one main illness
-- (TT 06/2026/TT-BYT).
alter table condition add constraint condition_of_person
  check (source_id is not null
         or encounter_id is not null and rank is not null and rank in ('admission', 'working', 'primary', 'secondary', 'complication'));
create unique index condition_one_primary on condition (tenant_id, encounter_id)
  where source_id is null and active and rank = 'primary';
create unique index condition_of_request on condition (tenant_id, condition_key) where source_id is null;
create index condition_said_here on condition (tenant_id, encounter_id) where source_id is null and active;

-- Whether people said a diagnosis of a kind of a visit: then what systems told of that kind counts no more. A diagnosis at discharge
-- is the main illness.
create function said_here(tenant uuid, visits uuid[], kind text) returns boolean
  language sql stable as $$
  select exists (select 1 from condition p
                 where p.tenant_id = tenant and p.encounter_id = any (visits) and p.source_id is null and p.active
                   and p.rank = case kind when 'discharge' then 'primary' else kind end)
$$;
grant execute on function said_here(uuid, uuid[], text) to ${applicationRole};

-- Who treats says what it is.
update role_template set in_treatment = in_treatment || '{DIAGNOSIS_WRITE}'::text[] where code in ('DOCTOR', 'HEAD_OF_DEPARTMENT');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'diagnoses', r.name_vi, r.name_en, r.purpose, r.reaches, r.rights,
         r.in_treatment || '{DIAGNOSIS_WRITE}'::text[], r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('DOCTOR', 'HEAD_OF_DEPARTMENT');
