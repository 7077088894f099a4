-- How telling a subscriber goes: what a person needs to see before they telephone.
alter table change_cursor add column delivered_at  timestamptz;  -- when something was last taken
alter table change_cursor add column failing_since timestamptz;  -- first fault since then
alter table change_cursor add column answer        integer;      -- the last HTTP status; none when there was no answer
alter table change_cursor add column next_try_at   timestamptz;  -- none when nothing is held

-- Where the partitions of a source's topic end, as its reader was last told by the broker. For people only: reading goes by
-- stream_position.
create table stream_end (
  source_id       uuid not null references source,
  topic           text not null,
  partition       integer not null,
  position        bigint not null,  -- of the next record to read, then
  end_position    bigint not null,  -- of the next record to be written, then
  last_message_at timestamptz,      -- the newest time of a record that was read
  looked_at       timestamptz not null,
  primary key (source_id, topic, partition)
);

grant select, insert, update on stream_end to ${applicationRole};
