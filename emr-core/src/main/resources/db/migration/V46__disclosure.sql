-- Requests for records (Luật KBCB 15/2023 art. 69.4): who asks, on which basis, for what, what was decided and what was given to
-- whom. Nothing of it is changed or deleted: what a request says has versions, and each step is a row.
create table disclosure (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  year        integer not null,                  -- of the day it came in; the register counts anew each year
  seq         integer not null check (seq > 0),
  patient_id  uuid not null,
  received_at timestamptz not null,
  made_at     timestamptz not null,
  made_by     uuid not null references account,
  unique (tenant_id, year, seq),
  check (received_at <= made_at)
);
create index disclosure_patient on disclosure (tenant_id, patient_id);
create index disclosure_received on disclosure (tenant_id, received_at);

-- What a request says. basis is the article as it was cited then.
create table disclosure_version (
  disclosure_id    uuid not null references disclosure,
  version          integer not null check (version > 0),
  made_at          timestamptz not null,
  made_by          uuid not null references account,
  reason           text,                          -- of a change
  requester        text not null,
  name             text not null,
  organization     text,
  identity_kind    text not null,
  identity_number  text not null,
  identity_by      text,
  identity_on      date,
  mandate_kind     text,
  mandate_number   text,
  mandate_by       text,
  mandate_on       date,
  basis            text not null,
  basis_note       text,
  purpose          text not null,
  forms            text[] not null check (cardinality(forms) > 0),
  scope            text not null,
  period_from      date,
  period_until     date,
  contact          text,
  way              text not null check (way in ('IN_PERSON', 'POST', 'EMAIL', 'OFFICIAL_NETWORK')),
  due_on           date not null,
  search_key       text not null
    generated always as (unaccented(name || ' ' || coalesce(organization, ''))) stored,
  primary key (disclosure_id, version),
  check ((version = 1) = (reason is null)),
  check ((mandate_kind is null) = (mandate_number is null)),
  check (period_until >= period_from),
  check (forms <@ '{READ,SUMMARY,COPY,EXPORT}'::text[])
);

create table disclosure_step (
  disclosure_id uuid not null references disclosure,
  step          integer not null check (step > 0),
  kind          text not null check (kind in ('RECEIVED', 'PAPERS_ASKED', 'AMENDED', 'APPROVED', 'PARTLY', 'REFUSED', 'DELIVERED',
                                              'CLOSED', 'OPENED', 'WITHDRAWN')),
  at            timestamptz not null,
  by            uuid not null references account,
  version       integer not null,
  note          text,
  primary key (disclosure_id, step),
  foreign key (disclosure_id, version) references disclosure_version
);

-- What was approved; the row of a refusal says nothing but why, in its step. Decided once, by nobody who wrote the request.
create table disclosure_decision (
  disclosure_id  uuid primary key references disclosure,
  step           integer not null,
  decided_by     uuid not null references account,
  forms          text[] not null check (forms <@ '{READ,SUMMARY,COPY,EXPORT}'::text[]),
  visits         uuid[] not null,
  outside_visits boolean not null,                -- also what belongs to no visit
  parts          text[] not null,
  labels         uuid[] not null,                 -- what these hide is given out too
  until          date,
  foreign key (disclosure_id, step) references disclosure_step,
  check ((until is null) = (cardinality(forms) = 0)),
  check (cardinality(forms) = 0 or cardinality(parts) > 0 and (outside_visits or cardinality(visits) > 0))
);

create function disclosure_decided_by_another() returns trigger language plpgsql as $$
begin
  if exists (select 1 from disclosure_version v where v.disclosure_id = new.disclosure_id and v.made_by = new.decided_by) then
    raise exception 'nobody decides about a request they wrote' using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger disclosure_decided_by_another before insert on disclosure_decision
  for each row execute function disclosure_decided_by_another();

-- What was given out: from which version of the record, to whom, on which proof. digest: of the file, when there is one.
create table disclosure_delivery (
  disclosure_id  uuid not null references disclosure_decision,
  step           integer not null,
  form           text not null check (form in ('READ', 'SUMMARY', 'COPY', 'EXPORT')),
  what           text not null,
  pages          integer check (pages between 1 and 100000),
  copies         integer check (copies between 1 and 100),
  file_sha256    text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_bytes     bigint check (file_bytes >= 0),
  left_out       boolean not null,                -- what labels hide and the decision does not name
  record_at      timestamptz not null,
  record_commit  uuid,                            -- the newest of the record then
  way            text not null check (way in ('IN_PERSON', 'POST', 'EMAIL', 'OFFICIAL_NETWORK')),
  handed_to      text not null,
  proof_kind     text not null,
  proof_number   text not null,
  primary key (disclosure_id, step),
  foreign key (disclosure_id, step) references disclosure_step,
  check ((file_sha256 is null) = (file_bytes is null))
);

-- Each request as it stands. Opening an account to it and taking that back do not change where it stands.
create view disclosure_now as
  select d.tenant_id, d.id, d.year, d.seq, d.patient_id, d.received_at, d.made_by as received_by, v.version, v.requester, v.name,
         v.organization, v.due_on, v.search_key, l.step, s.at as changed_at,
         case s.kind when 'AMENDED' then 'RECEIVED' else s.kind end as state
  from disclosure d
  join lateral (select * from disclosure_version v where v.disclosure_id = d.id order by v.version desc limit 1) v on true
  join lateral (select max(s.step) as step from disclosure_step s where s.disclosure_id = d.id) l on true
  join lateral (select s.kind, s.at from disclosure_step s
                where s.disclosure_id = d.id and s.kind not in ('OPENED', 'WITHDRAWN')
                order by s.step desc limit 1) s on true;

-- Who takes requests in and gives out, and who decides.
update role_template set rights = rights || '{DISCLOSE}'::text[] where code = 'RECORDS_CLERK';
update role_template set rights = rights || '{DISCLOSE_DECIDE}'::text[] where code in ('DIRECTOR', 'QUALITY_OFFICER');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'requests for records', r.name_vi, r.name_en, r.purpose, r.reaches,
         r.rights || case r.code when 'RECORDS_CLERK' then '{DISCLOSE}'::text[] else '{DISCLOSE_DECIDE}'::text[] end,
         r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('RECORDS_CLERK', 'DIRECTOR', 'QUALITY_OFFICER');

grant select on disclosure_now to ${applicationRole};
grant select, insert on disclosure, disclosure_version, disclosure_step, disclosure_decision, disclosure_delivery to ${applicationRole};
grant execute on function disclosure_decided_by_another() to ${applicationRole};
