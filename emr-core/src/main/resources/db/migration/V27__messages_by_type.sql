-- Messages of one sender and one type, newest first: a type that it seldom or never sends is found without reading the others.
create index inbound_type on inbound (tenant_id, source_id, message_type, received_at desc, id desc);
drop index inbound_source;
create index inbound_source on inbound (tenant_id, source_id, received_at desc, id desc) include (outcome);
