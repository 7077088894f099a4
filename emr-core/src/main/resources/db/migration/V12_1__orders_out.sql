-- Numbers of orders placed here.
create sequence order_number;

-- How far the outbox was read for a destination.
create table outgoing_cursor (
  source_id uuid primary key references source,
  txid      xid8 not null,
  change_id uuid not null
);

-- Messages of ours, one queue per destination, sent in the order of the changes they tell of. The bytes are made once, so
-- every repeat is the same message with the same number.
create table outgoing (
  id            uuid primary key,
  tenant_id     uuid not null,
  source_id     uuid not null references source,  -- the destination
  txid          xid8 not null,
  change_id     uuid not null,
  patient_id    uuid not null,
  order_id      uuid not null,
  order_version integer not null,
  order_number  text not null,
  message_type  text not null,
  control       text not null check (control in ('NW', 'CA')),
  control_id    text not null,
  body          bytea not null,
  state         text not null default 'WAITING' check (state in ('WAITING', 'ANSWERED', 'DONE', 'PARKED', 'DISMISSED')),
  attempts      integer not null default 0,
  trouble       text,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  answer        bytea,
  unique (source_id, order_id, order_version),
  unique (source_id, control_id)
);
create index outgoing_open on outgoing (source_id, txid, change_id) where state in ('WAITING', 'ANSWERED', 'PARKED');
create index outgoing_order on outgoing (order_id);

grant select, insert, update on outgoing, outgoing_cursor to ${applicationRole};
grant usage on sequence order_number to ${applicationRole};

-- What can be ordered here.
create table orderable_service (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  code        text not null,
  code_system text not null default '',
  name        text not null,
  search_key  text not null,
  category    text not null default 'LAB',
  specimen    text,
  unique (tenant_id, code)
);
grant select, insert, update on orderable_service to ${applicationRole};
