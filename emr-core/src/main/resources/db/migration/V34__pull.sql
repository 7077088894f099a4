-- How far a view or a list of a source was read: kept after the commit of what was read, so that nothing is lost and a repeat
-- is one that is known.
create table pull_position (
  source_id  uuid not null references source,
  mapping    text not null,  -- with its column or path
  mark       text not null,  -- as the column gave it, with its type
  changed_at timestamptz not null,
  primary key (source_id, mapping)
);

-- What a source that is asked by number was asked: a visit, or the order of a waiting result.
create table pull_question (
  source_id uuid not null references source,
  mapping   text not null,
  code      text not null,
  tries     integer not null check (tries > 0),
  asked_at  timestamptz not null,
  primary key (source_id, mapping, code)
);

-- Visits that go on, of a hospital with millions that have ended.
create index encounter_open on encounter (tenant_id, visit_number) where status = 'IN_PROGRESS';

grant select, insert, update, delete on pull_position, pull_question to ${applicationRole};
