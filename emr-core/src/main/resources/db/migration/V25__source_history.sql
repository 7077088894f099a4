-- Changes of one sender's settings are found in the trace without reading it all; few rows of the trace are of this kind.
create index audit_event_configuration on audit_event (tenant_id, object_id, at desc) where kind = 'CONFIGURATION';
