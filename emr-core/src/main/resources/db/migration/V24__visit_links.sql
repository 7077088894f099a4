-- A visit that its sender gave to another patient, or joined with another visit: where it shows. Visits, and what was filed
-- with them, stay where they were filed; charts and the read rule consult this.
create table visit_link (
  tenant_id    uuid not null,
  patient_id   uuid not null,                    -- under whom the visit is filed
  link_id      uuid not null,
  version      integer not null,
  revised_at   timestamptz not null,
  encounter_id uuid not null,
  source_id    uuid not null,
  visit_number text not null,                    -- what its source calls it now
  shown_under  uuid not null,                    -- in whose chart it shows
  shown_as     uuid not null,                    -- as which visit: itself, or the one it was joined with
  active       boolean not null,                 -- shows somewhere else than it is filed
  people       text not null,                    -- everybody it was said to be of: facts of it may be filed under them
  primary key (tenant_id, patient_id, link_id),
  unique (tenant_id, encounter_id),
  check (active = (shown_under <> patient_id or shown_as <> encounter_id))
);
create index visit_link_number on visit_link (tenant_id, source_id, visit_number);
create index visit_link_shown_under on visit_link (tenant_id, shown_under, visit_number);
create index visit_link_shown_as on visit_link (tenant_id, shown_as);
create index encounter_by_id on encounter (tenant_id, encounter_id);

grant select, insert, update, delete on visit_link to ${applicationRole};

-- Under whom everything of a chart is filed: its people, and whoever a visit that shows here was ever said to be of.
create function chart_filed(tenant uuid, people uuid[]) returns setof uuid
  language sql stable as $$
  select unnest(chart_filed.people)
  union
  select unnest(string_to_array(l.people, ',')::uuid[])
  from visit_link l where l.tenant_id = chart_filed.tenant and l.shown_under = any (chart_filed.people)
$$;

grant execute on function chart_filed(uuid, uuid[]) to ${applicationRole};
