-- Somebody opened in an emergency what is closed to them: the record of one patient, or, without a patient, the system outside
-- the hours of all roles. Each is looked at afterwards by somebody else. Rows end and are judged, nothing of them is changed.
create table emergency (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  account_id  uuid not null references account,
  session_id  uuid not null,
  patient_id  uuid,
  cause       text not null check (cause in ('LIFE_THREATENING', 'CARE_NOW', 'CONSULTATION', 'OUTSIDE_HOURS', 'OTHER')),
  reason      text not null check (length(reason) between 10 and 500),
  started_at  timestamptz not null,
  valid_until timestamptz not null,
  ended_at    timestamptz,
  reviewed_at timestamptz,
  reviewed_by uuid references account,
  verdict     text check (verdict in ('JUSTIFIED', 'NOT_JUSTIFIED')),
  note        text check (length(note) <= 500),
  check (valid_until > started_at and valid_until <= started_at + interval '12 hours'),
  check ((patient_id is null) = (cause = 'OUTSIDE_HOURS')),
  check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (verdict is null)),
  check (reviewed_by <> account_id)
);
create index emergency_account on emergency (account_id) where ended_at is null and patient_id is not null;
create index emergency_open on emergency (tenant_id, started_at desc);
create index emergency_lasting on emergency (valid_until) where ended_at is null;

create function emergency_ends_once() returns trigger language plpgsql as $$
begin
  if old.ended_at is distinct from new.ended_at and old.ended_at is not null
     or old.reviewed_at is not null
        and (old.reviewed_at, old.reviewed_by, old.verdict, old.note)
            is distinct from (new.reviewed_at, new.reviewed_by, new.verdict, new.note) then
    raise exception 'an emergency ends once and is judged once' using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger emergency_ends_once before update on emergency for each row execute function emergency_ends_once();

-- Who may break the glass, and who looks at it afterwards.
update role_template set rights = rights || '{BREAK_GLASS}'::text[] where code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'NURSE', 'CHIEF_NURSE');
update role_template set rights = rights || '{EMERGENCY_REVIEW}'::text[]
  where code in ('HEAD_OF_DEPARTMENT', 'DIRECTOR', 'DATA_PROTECTION_OFFICER');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'emergencies', r.name_vi, r.name_en, r.purpose, r.reaches,
         r.rights || case when r.code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'NURSE', 'CHIEF_NURSE')
                          then '{BREAK_GLASS}'::text[] else '{}' end
                  || case when r.code in ('HEAD_OF_DEPARTMENT', 'DIRECTOR', 'DATA_PROTECTION_OFFICER')
                          then '{EMERGENCY_REVIEW}'::text[] else '{}' end,
         r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in
    and r.code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'NURSE', 'CHIEF_NURSE', 'DIRECTOR', 'DATA_PROTECTION_OFFICER');

grant select, insert, update (ended_at, reviewed_at, reviewed_by, verdict, note) on emergency to ${applicationRole};
grant execute on function emergency_ends_once() to ${applicationRole};
