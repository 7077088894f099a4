-- Destroying records whose term is over (Luật Lưu trữ 33/2024/QH15 art. 15, 16; TT 33/2025/TT-BYT): the list, what its members found of
-- each record, two who approve, what became of each, and the minutes. All of it only grows and is kept for ever.
create table destruction (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  facility_id uuid not null references facility,
  year        integer not null,
  seq         integer not null check (seq > 0),                -- number of the minutes, anew each year
  ground      text not null check (length(ground) between 3 and 500),
  made_at     timestamptz not null,
  made_by     uuid not null references account,
  unique (tenant_id, year, seq)
);

-- As it stood when the list was made.
create table destruction_folder (
  destruction_id uuid not null references destruction,
  place          integer not null check (place > 0),
  folder_id      uuid not null,
  patient_id     uuid not null,                                -- in whose chart it shows
  visits         uuid[] not null check (cardinality(visits) > 0),  -- the visit, as all systems told it
  archive_number text not null,
  treatment      text not null,
  ended_on       date not null,
  kept_as        text not null,                                -- row of the annex of TT 33/2025
  retain_until   date not null,
  primary key (destruction_id, folder_id),
  unique (destruction_id, place)
);
create index destruction_of_folder on destruction_folder (folder_id);

-- Who appraised, and what they found of each record.
create table destruction_member (
  destruction_id uuid not null references destruction,
  place          integer not null check (place between 1 and 9),
  name           text not null check (length(name) between 2 and 100),
  position       text not null check (length(position) between 2 and 100),
  primary key (destruction_id, place)
);
create table destruction_appraisal (
  destruction_id uuid not null,
  folder_id      uuid not null,
  destroy        boolean not null,
  keep_until     date,
  reason         text check (length(reason) between 3 and 500),
  primary key (destruction_id, folder_id),
  foreign key (destruction_id, folder_id) references destruction_folder (destruction_id, folder_id),
  check (destroy = (keep_until is null)),
  check (destroy or reason is not null)
);

create table destruction_act (
  destruction_id uuid not null references destruction,
  number         integer not null check (number > 0),
  act            text not null check (act in ('APPRAISED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'STARTED', 'ENDED')),
  at             timestamptz not null,
  account_id     uuid not null references account,
  reason         text check (length(reason) between 3 and 500),
  primary key (destruction_id, number),
  check (act not in ('REFUSED', 'WITHDRAWN') or reason is not null)
);

-- Two approve, of whom neither made the list, wrote down the appraisal or approved before; only then it is begun.
create function destruction_in_order() returns trigger language plpgsql as $$
declare
  last text;
  approvals integer;
begin
  select a.act into last from destruction_act a where a.destruction_id = new.destruction_id order by a.number desc limit 1;
  select count(*) into approvals from destruction_act a where a.destruction_id = new.destruction_id and a.act = 'APPROVED';
  if new.number <> (select count(*) + 1 from destruction_act a where a.destruction_id = new.destruction_id)
     or last in ('REFUSED', 'WITHDRAWN', 'ENDED')
     or last = 'STARTED' and new.act <> 'ENDED'
     or new.act = 'APPRAISED' and last is not null
     or new.act in ('APPROVED', 'REFUSED') and last is null
     or new.act = 'APPROVED' and approvals > 1
     or new.act = 'STARTED' and approvals <> 2
     or new.act = 'ENDED' and last is distinct from 'STARTED' then
    raise exception 'a step of a destruction out of order' using errcode = 'check_violation', constraint = 'destruction_in_order';
  end if;
  if new.act = 'APPROVED'
     and (exists (select 1 from destruction d where d.id = new.destruction_id and d.made_by = new.account_id)
          or exists (select 1 from destruction_act a where a.destruction_id = new.destruction_id and a.account_id = new.account_id)) then
    raise exception 'approved by who had a part in it' using errcode = 'check_violation', constraint = 'destruction_by_others';
  end if;
  return new;
end
$$;
create trigger destruction_in_order before insert on destruction_act for each row execute function destruction_in_order();

-- What stays of a destroyed record beside its archive number and the trace.
create table destroyed_folder (
  folder_id      uuid primary key,
  tenant_id      uuid not null references tenant,
  facility_id    uuid not null references facility,
  patient_id     uuid not null,
  destruction_id uuid not null references destruction,
  archive_number text not null,
  treatment      text not null,
  ended_on       date not null,
  kept_as        text not null,
  retain_until   date not null,
  versions       integer not null,                             -- so many versions of its parts are gone
  messages       integer not null,                             -- and the bytes of so many messages
  at             timestamptz not null
);
create index destroyed_folder_patient on destroyed_folder (tenant_id, patient_id);

-- Which versions are gone, without what they said: the seal of their commits is verified by it.
create table destroyed_version (
  commit_id uuid not null,
  noun_id   uuid not null,
  version   integer not null,
  folder_id uuid not null references destroyed_folder,
  primary key (commit_id, noun_id, version)
);

-- Files whose rows are gone, and messages whose bytes are.
create table destroyed_file (
  folder_id uuid not null references destroyed_folder,
  sha256    text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (folder_id, sha256)
);
create table destroyed_message (
  inbound_id uuid primary key,
  folder_id  uuid not null references destroyed_folder
);

create table destruction_outcome (
  destruction_id uuid not null,
  folder_id      uuid not null,
  reason         text check (reason ~ '^[A-Z][A-Z_]{1,39}$'),  -- why it was left out; null: it is destroyed
  at             timestamptz not null,
  primary key (destruction_id, folder_id),
  foreign key (destruction_id, folder_id) references destruction_folder (destruction_id, folder_id)
);

-- Nobody says that a record is destroyed which is not.
create function destruction_outcome_is_true() returns trigger language plpgsql as $$
begin
  if new.reason is null and not exists (select 1 from destroyed_folder f
                                        where f.folder_id = new.folder_id and f.destruction_id = new.destruction_id) then
    raise exception 'not destroyed' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger destruction_outcome_is_true before insert on destruction_outcome for each row
  execute function destruction_outcome_is_true();

create table destruction_minutes (
  destruction_id uuid primary key references destruction,
  pdf            bytea not null,
  sha256         text not null check (sha256 ~ '^[0-9a-f]{64}$')
);

-- Lists name folders alone.
create index record_folder_by_id on record_folder (tenant_id, folder_id);
create index printed_object on printed (tenant_id, patient_id, object_id);
create index sheet_request_of on sheet_request (tenant_id, sheet_id);

-- Why a record may not be destroyed now; null: nothing stands against it. told: its visit, as all systems tell it.
create function destruction_obstacle(tenant uuid, folder uuid, told uuid[]) returns text
  language plpgsql stable as $$
declare
  people uuid[] := array(select distinct e.patient_id from encounter e where e.tenant_id = tenant and e.encounter_id = any (told));
  persons uuid[] := array(select distinct x from unnest(people) p cross join lateral link_set(tenant, p) x);
  ended date := (select (max(e.end_from) at time zone 'Asia/Ho_Chi_Minh')::date from encounter e
                 where e.tenant_id = tenant and e.encounter_id = any (told));
begin
  return case
    when not exists (select 1 from record_folder f
                     where f.tenant_id = tenant and f.patient_id = any (people) and f.folder_id = folder and f.part_of is null
                       and f.state = 'ARCHIVED')
      or exists (select 1 from record_folder f
                 where f.tenant_id = tenant and f.patient_id = any (people) and f.encounter_id = any (told)
                   and f.state not in ('ARCHIVED', 'CANCELLED')) then 'NOT_ARCHIVED'
    when exists (select 1 from record_folder f
                 where f.tenant_id = tenant and f.patient_id = any (people) and f.encounter_id = any (told) and f.held) then 'HELD'
    -- The shortest term there is; longer ones are judged by whoever calls.
    when ended is null or make_date(extract(year from ended)::integer + 10, 12, 31)
                          >= (now() at time zone 'Asia/Ho_Chi_Minh')::date then 'TERM'
    when exists (select 1 from lending_open l where l.tenant_id = tenant and l.folder_id = folder) then 'LENT'
    when exists (select 1 from record_export x join record_export_folder y on y.export_id = x.id
                 where x.tenant_id = tenant and x.removed_at is null and y.folder_id = folder) then 'EXPORTED'
    when exists (select 1 from disclosure_now d
                 where d.tenant_id = tenant and d.patient_id = any (persons) and d.state not in ('REFUSED', 'CLOSED'))
      or exists (select 1 from guest_now g
                 where g.tenant_id = tenant and g.patient_id = any (persons) and g.valid_until > now()) then 'REQUESTED'
    when exists (select 1 from subject_request s
                 where s.tenant_id = tenant and s.patient_id = any (persons)
                   and not exists (select 1 from subject_request_step a where a.request_id = s.id and a.step = 'ANSWERED')) then 'SUBJECT'
    when exists (select 1 from labelled l
                 where l.tenant_id = tenant and l.patient_id = any (persons) and l.ended_at is null) then 'LABEL'
  end;
end
$$;

-- The only door by which anything of a record is ever deleted. It asks nobody whether the destruction was approved: it looks.
-- Answers why the record was left out, or null when it is gone; the same once more for one that has its outcome.
create function destroy_folder(wanted uuid, folder uuid, moment timestamptz) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  d destruction%rowtype;
  f destruction_folder%rowtype;
  o destruction_outcome%rowtype;
  obstacle text;
  filed uuid[];
  gone uuid[];
  letters uuid[];
begin
  select * into d from destruction x where x.id = wanted for no key update;
  select * into f from destruction_folder x where x.destruction_id = wanted and x.folder_id = folder;
  if not found
     or (select x.act from destruction_act x where x.destruction_id = wanted order by x.number desc limit 1) is distinct from 'STARTED'
     or (select count(distinct x.account_id) from destruction_act x
         where x.destruction_id = wanted and x.act = 'APPROVED' and x.account_id <> d.made_by
           and not exists (select 1 from destruction_act y
                           where y.destruction_id = wanted and y.act = 'APPRAISED' and y.account_id = x.account_id)) < 2
     or not exists (select 1 from destruction_appraisal x
                    where x.destruction_id = wanted and x.folder_id = folder and x.destroy) then
    raise exception 'a destruction that was not approved' using errcode = 'insufficient_privilege';
  end if;
  select * into o from destruction_outcome x where x.destruction_id = wanted and x.folder_id = folder;
  if found then
    return o.reason;
  end if;
  filed := array(select distinct e.patient_id from encounter e where e.tenant_id = d.tenant_id and e.encounter_id = any (f.visits));
  -- As the intake and people lock: nothing is filed under them meanwhile.
  perform 1 from patient p where p.tenant_id = d.tenant_id and p.patient_id = any (filed) order by p.patient_id for update;
  obstacle := destruction_obstacle(d.tenant_id, folder, f.visits);
  if obstacle is null and f.retain_until >= (now() at time zone 'Asia/Ho_Chi_Minh')::date then
    obstacle := 'TERM';
  end if;
  if obstacle is not null then
    insert into destruction_outcome (destruction_id, folder_id, reason, at) values (wanted, folder, obstacle, moment);
    return obstacle;
  end if;

  -- Everything whose newest version is of the visit. Allergies, problems and immunizations are the person's and stay.
  gone := array(
    with newest as materialized (
      select distinct on (r.noun_id) r.noun_id, r.kind, r.content->>'encounterId' as visit, r.content->>'orderId' as order_id,
             r.content->>'reportId' as report_id
      from revision r
      where r.tenant_id = d.tenant_id and r.patient_id = any (filed)
        and r.kind not in ('PATIENT', 'PATIENT_LINK', 'ALLERGY', 'PROBLEM', 'IMMUNIZATION')
      order by r.noun_id, r.version desc),
    of_visit as (
      select n.noun_id from newest n where n.noun_id = any (f.visits) or n.visit::uuid = any (f.visits)),
    reports as (
      select noun_id from of_visit
      union
      select n.noun_id from newest n join of_visit v on v.noun_id = n.order_id::uuid where n.visit is null)
    select noun_id from reports
    union
    select n.noun_id from newest n join reports v on v.noun_id = n.report_id::uuid where n.visit is null);
  letters := array(
    with recursive told(id) as (
      select c.inbound_id
      from revision r join record_commit c on c.id = r.commit_id
      where r.tenant_id = d.tenant_id and r.patient_id = any (filed) and r.noun_id = any (gone) and c.inbound_id is not null
      union
      select (r.content->'received'->>'inboundId')::uuid
      from revision r
      where r.tenant_id = d.tenant_id and r.patient_id = any (filed) and r.noun_id = any (gone) and r.content->'received' is not null
      union
      select c.corrects_id from told join correction c on c.inbound_id = told.id)
    select id from told where id is not null);

  insert into destroyed_folder (folder_id, tenant_id, facility_id, patient_id, destruction_id, archive_number, treatment, ended_on,
                                kept_as, retain_until, versions, messages, at)
    select folder, d.tenant_id, d.facility_id, f.patient_id, wanted, f.archive_number, f.treatment, f.ended_on, f.kept_as,
           f.retain_until, count(*), 0, moment
    from revision r where r.tenant_id = d.tenant_id and r.patient_id = any (filed) and r.noun_id = any (gone);
  insert into destroyed_version (commit_id, noun_id, version, folder_id)
    select r.commit_id, r.noun_id, r.version, folder
    from revision r where r.tenant_id = d.tenant_id and r.patient_id = any (filed) and r.noun_id = any (gone);
  insert into destroyed_file (folder_id, sha256)
    select distinct folder, r.content->>'sha256'
    from revision r
    where r.tenant_id = d.tenant_id and r.patient_id = any (filed) and r.noun_id = any (gone) and r.kind = 'CLINICAL_DOCUMENT'
      and r.content->>'sha256' is not null;
  insert into destroyed_file (folder_id, sha256)
    select distinct folder, b.sha256 from scan_blob b where b.tenant_id = d.tenant_id and b.sheet_id = any (gone)
    on conflict do nothing;
  delete from revision r where r.tenant_id = d.tenant_id and r.patient_id = any (filed) and r.noun_id = any (gone);

  delete from encounter x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.encounter_id = any (gone);
  delete from department_stay x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.encounter_id = any (gone);
  delete from record_folder x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.folder_id = any (gone);
  delete from visit_link x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.link_id = any (gone);
  delete from condition x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.condition_id = any (gone);
  delete from service_order x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.order_id = any (gone);
  delete from diagnostic_report x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.report_id = any (gone);
  delete from observation x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.report_id = any (gone);
  delete from imaging_study x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.study_id = any (gone);
  delete from clinical_document x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.document_id = any (gone);
  delete from appointment x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.appointment_id = any (gone);
  delete from coverage x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.coverage_id = any (gone);
  delete from medication_order x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.order_id = any (gone);
  delete from medication_administration x
    where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.administration_id = any (gone);
  delete from procedure x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.procedure_id = any (gone);
  delete from clinical_note x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.note_id = any (gone);
  delete from paper x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.paper_id = any (gone);
  delete from sheet x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.sheet_id = any (gone);
  delete from scan_blob x where x.tenant_id = d.tenant_id and x.sheet_id = any (gone);
  delete from scan_file x where x.tenant_id = d.tenant_id and x.folder_id = any (gone);
  delete from sheet_draft x where x.tenant_id = d.tenant_id and x.sheet_id = any (gone);
  delete from sheet_request x where x.tenant_id = d.tenant_id and x.sheet_id = any (gone);
  delete from vital_signs x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.vitals_id = any (gone);
  delete from early_warning x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.warning_id = any (gone);
  delete from printed x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.object_id = any (gone);
  delete from labelled x where x.tenant_id = d.tenant_id and x.patient_id = any (filed) and x.object_id = any (gone);
  update outgoing x set body = '', answer = null where x.order_id = any (gone);

  -- Bytes of a message stay while something else that it told of is kept; who a patient is, is told by every message and kept by itself.
  letters := array(
    select l from unnest(letters) l
    where not exists (
      select 1
      from record_commit c
      join audit_event e on e.at = c.at and e.commit_id = c.id and e.tenant_id = c.tenant_id
        and e.id between (left(c.id::text, 18) || '-8000-000000000000')::uuid and (left(c.id::text, 18) || '-bfff-ffffffffffff')::uuid
      join revision r on r.tenant_id = c.tenant_id and r.patient_id = e.patient_id and r.commit_id = c.id
      where c.inbound_id = l and r.committed_at = c.at and r.kind not in ('PATIENT', 'PATIENT_LINK', 'VISIT_LINK')));
  insert into destroyed_message (inbound_id, folder_id)
    select l, folder from unnest(letters) l on conflict (inbound_id) do nothing;
  insert into destroyed_file (folder_id, sha256)
    select folder, i.body_sha256
    from inbound_key k join inbound i on i.id = k.inbound_id and i.received_at = k.received_at
    where k.inbound_id = any (letters) and i.body_sha256 is not null
    on conflict do nothing;
  update inbound i set body = '', body_sha256 = null, remarks = '[]', detail = null
  from inbound_key k
  where k.inbound_id = any (letters) and i.id = k.inbound_id and i.received_at = k.received_at;
  update destroyed_folder x set messages = cardinality(letters) where x.folder_id = folder;
  insert into destruction_outcome (destruction_id, folder_id, at) values (wanted, folder, moment);
  return null;
end
$$;

revoke execute on function destroy_folder(uuid, uuid, timestamptz) from public;
grant execute on function destroy_folder(uuid, uuid, timestamptz), destruction_obstacle(uuid, uuid, uuid[]),
  destruction_in_order(), destruction_outcome_is_true() to ${applicationRole};
grant select, insert on destruction, destruction_folder, destruction_member, destruction_appraisal, destruction_act,
  destruction_outcome, destruction_minutes to ${applicationRole};
grant select on destroyed_folder, destroyed_version, destroyed_file, destroyed_message to ${applicationRole};

-- Who keeps the archive lists and carries out; who leads and plans approves.
update role_template set rights = rights || '{DESTROY}'::text[] where code = 'RECORDS_CLERK';
update role_template set rights = rights || '{DESTROY_APPROVE}'::text[] where code in ('DIRECTOR', 'QUALITY_OFFICER');
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'destroying records whose term is over', r.name_vi, r.name_en, r.purpose, r.reaches,
         r.rights || case r.code when 'RECORDS_CLERK' then '{DESTROY}'::text[] else '{DESTROY_APPROVE}'::text[] end,
         r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('RECORDS_CLERK', 'DIRECTOR', 'QUALITY_OFFICER');
