-- Answers to requests whose sender gave them a key (Idempotency-Key): the repeat gets the same answer. Written once, and removed
-- when they are a day old; an item is known as a repeat by inbound_key as ever.
create table request_answer (
  tenant_id   uuid not null,
  source_id   uuid not null,
  request_key text not null check (length(request_key) between 1 and 255),
  body_sha256 bytea not null check (length(body_sha256) = 32),
  status      integer not null,
  answer      bytea not null,
  answered_at timestamptz not null,
  primary key (tenant_id, source_id, request_key)
);
create index request_answer_age on request_answer (answered_at);

grant select, insert, delete on request_answer to ${applicationRole};
