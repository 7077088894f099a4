-- Every telling of a visit as a whole (a claim) that counted, in the order of arrival: what stands is the last. A sender that goes back to
-- what it told before tells anew; the same sending once more, after a crash of either side, does not.
create table whole_telling (
  tenant_id  uuid not null,
  source_id  uuid not null,
  control_id text not null,
  id         uuid not null,        -- in the order of arrival
  inbound_id uuid not null,        -- the kept message that says it
  sending    text,                 -- the request, file or import it came in, with its place there; null when that has no name
  stated     timestamptz not null, -- the day the sender made it
  primary key (tenant_id, source_id, control_id, id)
);

grant select, insert on whole_telling to ${applicationRole};
