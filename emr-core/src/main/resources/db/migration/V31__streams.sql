-- Whoever is told of changes, over HTTP or through a topic, is a cursor in the outbox.
alter table webhook_cursor rename to change_cursor;

-- How far a source's topics were read: kept after the commit of what was read, so that nothing is lost and a repeat is one
-- that is known, whatever the broker remembers.
create table stream_position (
  source_id  uuid not null references source,
  topic      text not null,
  partition  integer not null,
  position   bigint not null,  -- of the next record
  changed_at timestamptz not null,
  primary key (source_id, topic, partition)
);

grant select, insert, update on stream_position to ${applicationRole};
