-- What a paper with a lookup code shows, thing by thing, so that it can be verified later. Who printed it and when stands in its line of
-- the trace, whose id is the code.
create table printed (
  print_id    uuid not null,
  part        integer not null,
  tenant_id   uuid not null references tenant,
  patient_id  uuid not null,                       -- under whom the thing is filed
  object_kind text not null check (object_kind in ('SHEET', 'DIAGNOSTIC_REPORT')),
  object_id   uuid not null,
  version     integer,                             -- null: as it was typed, and not kept
  form        text not null,
  title       text not null,
  primary key (print_id, part)
);

grant select, insert on printed to ${applicationRole};
