-- What is added to a completed record is an addendum: lists mark it, its reason stands in revision.
alter table sheet add column addendum boolean not null default false;

-- Who treats may add to what they completed; nobody changes it (Luật KBCB 15/2023 art. 7 k10).
update role_template set completed = completed || '{RECORD_CREATE}'::text[] where code in ('DOCTOR', 'HEAD_OF_DEPARTMENT');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'adding to completed records', r.name_vi, r.name_en, r.purpose, r.reaches, r.rights,
         r.in_treatment, r.completed || '{RECORD_CREATE}'::text[], r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('DOCTOR', 'HEAD_OF_DEPARTMENT') and not 'RECORD_CREATE' = any (r.completed);
