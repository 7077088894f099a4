-- Allergies and intolerances of a person, told by a system or stated by people, and the statement that none is known. They belong to no
-- visit: whoever treats the person sees them. What was said in full stands in revision.
create table allergy (
  tenant_id      uuid not null,
  patient_id     uuid not null,
  allergy_id     uuid not null,
  version        integer not null check (version > 0),
  revised_at     timestamptz not null,
  source_id      uuid,                             -- the system that tells it; null: people stated it here
  allergy_key    text not null,                    -- what makes it the same one on a repeat
  kind           text not null check (kind in ('ALLERGY', 'INTOLERANCE', 'NONE_KNOWN')),
  category       text check (category in ('DRUG', 'FOOD', 'ENVIRONMENT', 'OTHER')),
  substance_code text,
  substance      text,
  severity       text check (severity in ('MILD', 'MODERATE', 'SEVERE', 'LIFE_THREATENING')),
  certainty      text check (certainty in ('SUSPECTED', 'CONFIRMED')),
  status         text not null check (status in ('ACTIVE', 'RESOLVED', 'ENTERED_IN_ERROR')),
  primary key (tenant_id, patient_id, allergy_id),
  unique nulls not distinct (tenant_id, patient_id, source_id, allergy_key),
  check ((kind = 'NONE_KNOWN') = (substance is null)),
  check (kind = 'NONE_KNOWN' or category is not null),
  check (kind <> 'NONE_KNOWN' or coalesce(category, severity, certainty, substance_code) is null and status <> 'RESOLVED')
);

-- What labels hide is asked of what systems and people told of visits, as before, and of what belongs to the person alone.
alter function restrictions(uuid, uuid[]) rename to restrictions_of_visits;
create function restrictions(hospital uuid, chart uuid[]) returns table (label_id uuid, part text, id uuid)
  language plpgsql stable as $$
#variable_conflict use_column
begin
  return query select v.label_id, v.part, v.id from restrictions_of_visits(hospital, chart) v;
  if exists (select 1 from allergy a where a.tenant_id = hospital and a.patient_id = any (chart)) then
    return query
      select n.label_id, 'ALLERGY', a.allergy_id
      from allergy a
      join label_now n on n.tenant_id = a.tenant_id and n.enabled
                      and concat_ws(' ', a.substance_code, a.substance) ~* n.service_pattern
      where a.tenant_id = hospital and a.patient_id = any (chart);
  end if;
end
$$;

grant select, insert, update, delete on allergy to ${applicationRole};
grant execute on function restrictions(uuid, uuid[]) to ${applicationRole};
