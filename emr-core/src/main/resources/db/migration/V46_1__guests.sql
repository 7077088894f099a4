-- An approved request may be opened to the account of somebody from outside, for a time: to be read on the spot, of the visits and
-- parts of its decision. Nothing of it is changed; it ends by its time or by a row.
create table guest_access (
  id            uuid primary key,
  tenant_id     uuid not null references tenant,
  disclosure_id uuid not null references disclosure_decision,
  account_id    uuid not null references account,
  patient_id    uuid not null,
  prints        boolean not null,                 -- may also print
  valid_from    timestamptz not null,
  valid_until   timestamptz not null,
  opened_at     timestamptz not null,
  opened_by     uuid not null references account,
  check (valid_until > valid_from and valid_until <= valid_from + interval '90 days'),
  check (account_id <> opened_by)
);
create index guest_access_account on guest_access (account_id, valid_until);
create index guest_access_disclosure on guest_access (disclosure_id);

create table guest_access_end (
  guest_id uuid primary key references guest_access,
  ended_at timestamptz not null,
  ended_by uuid not null references account,
  reason   text not null check (length(reason) between 1 and 1000)
);

-- What was not taken back, with what the decision opens.
create view guest_now as
  select g.id, g.tenant_id, g.disclosure_id, g.account_id, g.patient_id, g.prints, g.valid_from, g.valid_until, g.opened_at,
         d.year || '-' || lpad(d.seq::text, 5, '0') as number, c.visits, c.outside_visits, c.parts, c.labels
  from guest_access g
  join disclosure d on d.id = g.disclosure_id
  join disclosure_decision c on c.disclosure_id = g.disclosure_id
  where not exists (select 1 from guest_access_end e where e.guest_id = g.id);

-- Which roles requests are opened to.
update role_template set reaches = reaches || '{DISCLOSED}'::text[]
  where code in ('INSPECTOR', 'INSURANCE_ASSESSOR', 'EXTERNAL_PRACTITIONER', 'STUDENT');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'guests of requests', r.name_vi, r.name_en, r.purpose,
         r.reaches || '{DISCLOSED}'::text[], r.rights, r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes,
         r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('INSPECTOR', 'INSURANCE_ASSESSOR', 'EXTERNAL_PRACTITIONER', 'STUDENT');

grant select on guest_now to ${applicationRole};
grant select, insert on guest_access, guest_access_end to ${applicationRole};
