-- A line of the trace of a change carries the first half of the id of its commit, so it is found by the key of the table; an
-- index of its own, and the tenant in front of a patient's id, which no two tenants share, only made every change dearer.
drop index audit_event_commit;
drop index audit_event_patient;
create index audit_event_patient on audit_event (patient_id, at desc) where patient_id is not null;
