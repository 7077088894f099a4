-- Numbers about records: what ended, and what was ordered, in a time.
create index encounter_ended on encounter (tenant_id, end_from) where end_from is not null;
create index service_order_ordered on service_order (tenant_id, ordered_from) where ordered_from is not null;

-- Who leads, plans and keeps records sees them.
update role_template set rights = rights || '{STATISTICS_READ}'::text[]
where code in ('DIRECTOR', 'QUALITY_OFFICER', 'RECORDS_CLERK', 'HEAD_OF_DEPARTMENT');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'numbers about records', r.name_vi, r.name_en, r.purpose, r.reaches,
         r.rights || '{STATISTICS_READ}'::text[], r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor,
         r.enabled
  from role_now r
  where r.built_in and r.code in ('DIRECTOR', 'QUALITY_OFFICER', 'RECORDS_CLERK', 'HEAD_OF_DEPARTMENT');
