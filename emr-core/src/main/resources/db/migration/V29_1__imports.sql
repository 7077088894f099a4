-- Long files of items that are taken whole first and then judged item by item (POST /api/v1/his/imports).

create table import_file (
  id          uuid primary key,
  tenant_id   uuid not null,
  source_id   uuid not null,
  request_key text not null check (length(request_key) between 1 and 255),
  format      text not null,
  door        text not null,
  peer        text not null,
  state       text not null check (state in ('RECEIVING', 'RUNNING', 'DONE')),
  begun_at    timestamptz not null,
  received_at timestamptz,
  stepped_at  timestamptz,                       -- when its last items were judged; whose turn is next
  ended_at    timestamptz,
  judged      bigint not null default 0,
  applied     bigint not null default 0,
  parked      bigint not null default 0,
  refused     bigint not null default 0,
  replayed    bigint not null default 0,
  unique (tenant_id, source_id, request_key),
  check (judged = applied + parked + refused + replayed)
);
create index import_file_running on import_file (stepped_at nulls first, id) where state = 'RUNNING';
create index import_file_recent on import_file (tenant_id, begun_at desc, id desc);

-- What came of a file, cut between items; the bytes are blobs. Never changed.
create table import_piece (
  import_id  uuid not null references import_file,
  line       integer not null,
  first_item bigint not null,
  items      integer not null check (items > 0),
  bytes      integer not null,
  sha256     text not null,
  primary key (import_id, line)
);
create index import_piece_blob on import_piece (sha256);

-- Items a person must look at, or their sender: the reason and the message, nothing of what they say. Never changed.
create table import_fault (
  import_id  uuid not null references import_file,
  item       bigint not null,
  outcome    text not null check (outcome in ('PARKED', 'REFUSED')),
  code       text,
  pointer    text,
  detail     text,
  inbound_id uuid,
  primary key (import_id, item)
);

grant select, insert, update on import_file to ${applicationRole};
grant select, insert on import_piece, import_fault to ${applicationRole};
