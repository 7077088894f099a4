-- Each signed document is verified again: the night after it was signed, then once a year; while something is wrong, each night.
alter table signature_upkeep add column verify_at timestamptz not null default now();
create index signature_upkeep_verify on signature_upkeep (verify_at);

insert into signature_upkeep (document_id, due_at)
select distinct s.document_id, 'infinity'::timestamptz from signature s
on conflict do nothing;
