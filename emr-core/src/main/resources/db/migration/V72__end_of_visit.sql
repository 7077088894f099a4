-- When a visit ended: by the telling with the folder, else by the last of another system that tells it too. A function of rows, for the
-- planner writes such a one into the query that asks it; one of a value would be called for every folder.
create function visit_end(own timestamptz, hospital uuid, patient uuid, number text, facility uuid) returns table (at timestamptz)
  language sql stable rows 1 as $$
  select coalesce(own, (select max(o.end_from) from encounter o
                        where o.tenant_id = hospital and o.patient_id = patient and o.visit_number = number
                          and o.facility_id is not distinct from facility))
$$;
grant execute on function visit_end(timestamptz, uuid, uuid, text, uuid) to ${applicationRole};
