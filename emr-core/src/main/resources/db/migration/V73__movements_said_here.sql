-- Who cares for somebody says where they lie; the receiving department reads by it while the hospital's systems are silent.
update role_template set in_treatment = in_treatment || '{VISIT_MOVE}'::text[]
where code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'NURSE', 'CHIEF_NURSE');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'transfers', r.name_vi, r.name_en, r.purpose, r.reaches, r.rights,
         r.in_treatment || '{VISIT_MOVE}'::text[], r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'NURSE', 'CHIEF_NURSE');
