-- The seal: one row per batch of trace lines and commits that got their numbers, in one chain of hashes; and what was said of
-- it to the outside. Written by the sealer alone, behind the writers; insert-only like what it seals.
create table seal_epoch (
  epoch        integer primary key check (epoch > 0),
  began_at     timestamptz not null,
  reason       text not null check (reason in ('FIRST', 'RESTORE', 'UNEXPLAINED')),
  after_number bigint not null,                  -- the last number that the database still had
  after_hash   bytea not null check (length(after_hash) = 32),
  told_epoch   integer,                          -- the newest checkpoint known to have been told before
  told_number  bigint,
  hash         bytea not null check (length(hash) = 32)   -- from which the chain of the epoch goes on
);

create table seal (
  last_number  bigint primary key,
  first_number bigint not null unique,
  epoch        integer not null references seal_epoch,
  kind         text not null check (kind in ('AUDIT_EVENT', 'RECORD_COMMIT')),
  reason       text not null check (reason in ('FIRST', 'ROUND', 'SWEEP')),
  row_ids      uuid[] not null,
  digests      bytea not null,                   -- of the rows, 32 bytes each
  first_id     uuid not null,                    -- the least and the greatest of row_ids
  last_id      uuid not null,
  hash         bytea not null check (length(hash) = 32),  -- of the last number
  sealed_at    timestamptz not null,
  watermark    timestamptz not null,             -- whatever committed before is sealed
  check (last_number - first_number + 1 = cardinality(row_ids)),
  check (length(digests) = 32 * cardinality(row_ids))
);
create index seal_ids on seal (kind, last_id);

-- Signed lines in the order they were made.
create table checkpoint (
  serial bigint primary key check (serial > 0),
  line   text not null check (length(line) < 2000),
  at     timestamptz not null
);

-- How far each place outside was told.
create table checkpoint_told (
  target text primary key,
  serial bigint not null,
  at     timestamptz not null
);

-- Lets a verification find the versions of a time without a scan; costs a writer next to nothing.
create index revision_time on revision using brin (committed_at) with (pages_per_range = 16);

grant select, insert on seal_epoch, seal, checkpoint to ${applicationRole};
grant select, insert, update on checkpoint_told to ${applicationRole};
