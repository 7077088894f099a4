-- Forms that a hospital draws itself. What was done with each is told row by row and only grows: written, sent to be judged, given back,
-- approved, withdrawn, dropped. Sheets keep the version they were written with, so nothing of it ever goes.
create table own_form (
  id             uuid primary key,
  tenant_id      uuid not null references tenant,
  code           text not null check (length(code) between 1 and 40),
  number         integer not null check (number > 0),                  -- of the hospital's versions of this code
  stands_for     text check (stands_for ~ '^[0-9]{1,9}$'),             -- the shipped version whose place it takes; null: none
  copied_code    text not null,
  copied_version text not null,
  sample         text not null check (length(sample) <= 524288),       -- answers to try it on, of nobody
  unique (tenant_id, code, number)
);

create table own_form_act (
  form_id    uuid not null references own_form,
  number     integer not null check (number > 0),
  act        text not null check (act in ('WRITTEN', 'SENT', 'RETURNED', 'APPROVED', 'WITHDRAWN', 'DROPPED')),
  at         timestamptz not null,
  account_id uuid not null references account,
  reason     text check (length(reason) between 3 and 500),
  valid_from date,                                                     -- from when on it is in force, or no more
  definition text check (length(definition) between 2 and 524288),
  primary key (form_id, number),
  check ((act = 'WRITTEN') = (definition is not null)),
  check ((act in ('APPROVED', 'WITHDRAWN')) = (valid_from is not null)),
  check (act not in ('RETURNED', 'WITHDRAWN', 'DROPPED') or reason is not null)
);
create unique index own_form_once on own_form_act (form_id, act) where act in ('APPROVED', 'WITHDRAWN', 'DROPPED');

-- Nobody approves what they wrote.
create function own_form_approved() returns trigger language plpgsql as $$
begin
  if exists (select 1 from own_form_act w
             where w.form_id = new.form_id and w.act = 'WRITTEN' and w.account_id = new.account_id) then
    raise exception 'approved by who wrote it' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger own_form_approved before insert on own_form_act for each row when (new.act = 'APPROVED')
  execute function own_form_approved();

-- Whether somebody compared the items of a form with the official print; the newest row counts.
create table form_confirmation (
  tenant_id  uuid not null references tenant,
  code       text not null check (length(code) between 1 and 40),
  version    text not null check (length(version) between 1 and 10),
  number     integer not null check (number > 0),
  confirmed  boolean not null,
  source     text not null check (length(source) between 3 and 500),   -- compared with which print; or why it is taken back
  at         timestamptz not null,
  account_id uuid not null references account,
  primary key (tenant_id, code, version, number)
);

grant select, insert on own_form, own_form_act, form_confirmation to ${applicationRole};
grant execute on function own_form_approved() to ${applicationRole};

-- Forms are the matter of who runs the system and of who answers for the quality of records.
update role_template set rights = rights || '{FORM_MANAGE}'::text[] where code in ('IT_ADMIN', 'QUALITY_OFFICER');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'forms of the hospital', r.name_vi, r.name_en, r.purpose, r.reaches,
         r.rights || '{FORM_MANAGE}'::text[], r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor,
         r.enabled
  from role_now r
  where r.built_in and r.code in ('IT_ADMIN', 'QUALITY_OFFICER');
