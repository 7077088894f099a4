-- Subscribers are told of changes over HTTP. How far each was told, and what it would not take.
create table webhook_cursor (
  source_id  uuid primary key references source,
  txid       xid8 not null,
  change_id  uuid not null,
  attempts   integer not null default 0,  -- at the next event
  trouble    text,                        -- why the next event was not taken
  changed_at timestamptz not null
);

create table webhook_parked (
  id         uuid primary key,
  tenant_id  uuid not null,
  source_id  uuid not null references source,
  txid       xid8 not null,
  change_id  uuid not null,
  attempts   integer not null,
  trouble    text not null,
  state      text not null default 'PARKED' check (state in ('PARKED', 'WAITING', 'DONE', 'DISMISSED')),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (source_id, change_id)
);
create index webhook_parked_open on webhook_parked (source_id, txid, change_id) where state in ('PARKED', 'WAITING');

grant select, insert, update on webhook_cursor, webhook_parked to ${applicationRole};
