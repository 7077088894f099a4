-- What the server noticed by itself in the trace: once for each person and hour.
create table audit_alert (
  tenant_id  uuid not null,
  kind       text not null check (kind = 'BULK'),
  actor_id   uuid not null,
  hour       timestamptz not null,
  actor_name text,
  role       text,
  count      bigint not null,
  at         timestamptz not null,
  primary key (actor_id, kind, hour)
);

grant select, insert on audit_alert to ${applicationRole};
