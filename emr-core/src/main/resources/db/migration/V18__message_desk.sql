-- The message desk: finding messages, correcting and dismissing them, replaying many, and what each sender sends wrong.

-- Messages of one sender, newest first; a type is looked for in the index itself.
create index inbound_source on inbound (tenant_id, source_id, received_at desc, id desc) include (message_type, outcome);
-- What was not applied is rare: the index costs nothing when all goes well.
create index inbound_troubled on inbound (tenant_id, received_at desc, id desc)
  include (source_id, outcome, code, message_type) where outcome <> 'APPLIED';
-- Numbers of orders, as people type them; a report's key begins with the laboratory's number.
create index diagnostic_report_number on diagnostic_report (tenant_id, report_key text_pattern_ops);
create index service_order_number on service_order (tenant_id, filler_number) where filler_number is not null;
create index parked_wait_value on parked_wait (tenant_id, value);

-- A person's corrected copy of a message: a message of its own, which names the original. Never changed.
create table correction (
  inbound_id  uuid primary key,
  tenant_id   uuid not null,
  corrects_id uuid not null,
  at          timestamptz not null,
  actor_id    uuid not null,
  actor_name  text not null,
  reason      text not null check (length(reason) between 3 and 500),
  check (inbound_id <> corrects_id)
);
create index correction_of on correction (corrects_id);

-- Applying many waiting messages again: what was asked for, by whom, who approved it, and how far it is.
create table replay (
  id             uuid primary key,
  tenant_id      uuid not null,
  state          text not null check (state in ('WAITING_APPROVAL', 'RUNNING', 'STOPPED', 'DONE')),
  source_id      uuid,
  code           text,
  message_type   text,
  from_at        timestamptz,
  to_at          timestamptz,
  per_second     integer not null check (per_second between 1 and 200),
  reason         text not null check (length(reason) between 3 and 500),
  total          integer not null check (total > 0),
  asked_by       uuid not null,
  asked_name     text not null,
  asked_at       timestamptz not null,
  approved_by    uuid,
  approved_name  text,
  approved_at    timestamptz,
  ended_at       timestamptz,
  ended_name     text,
  check (approved_by <> asked_by)
);
create index replay_recent on replay (tenant_id, asked_at desc, id desc);
create index replay_running on replay (asked_at, id) where state = 'RUNNING';

-- The messages of a replay, fixed when it is asked for: what was approved is what runs. Oldest first.
create table replay_item (
  replay_id  uuid not null references replay,
  line       integer not null,
  inbound_id uuid not null,
  outcome    text check (outcome in ('APPLIED', 'PARKED', 'REFUSED', 'DISMISSED')),
  code       text,
  primary key (replay_id, line)
);
create index replay_item_next on replay_item (replay_id, line) where outcome is null;

-- What each sender sent, counted by the hour after the fact. NO_SOURCE (all zeros) counts unknown senders.
create table traffic_hour (
  tenant_id uuid not null,
  source_id uuid not null,
  hour      timestamptz not null,
  outcome   text not null,
  messages  bigint not null,
  primary key (tenant_id, source_id, hour, outcome)
);

-- What each sender sends wrong, by day: the field and the sentence, never a value from a message.
create table fault_day (
  tenant_id  uuid not null,
  source_id  uuid not null,
  day        date not null,                      -- in Asia/Ho_Chi_Minh
  kind       text not null check (kind in ('REMARK', 'PARKED', 'REFUSED')),
  field      text not null,                      -- empty when the sentence names none
  fault      text not null,
  messages   bigint not null,
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  example_id uuid not null,
  primary key (tenant_id, source_id, day, kind, field, fault)
);

-- Up to when messages are counted; one row.
create table traffic_mark (
  one        boolean primary key default true check (one),
  counted_to timestamptz not null
);

grant select, insert on correction to ${applicationRole};
grant select, insert, update on replay, replay_item, traffic_hour, fault_day, traffic_mark to ${applicationRole};
