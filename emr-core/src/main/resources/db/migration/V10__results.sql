-- The report that this one says more about (susceptibilities of an organism), by its number: it may arrive later, so the two
-- meet when somebody reads.
alter table diagnostic_report add column parent_number text;
create index diagnostic_report_parent on diagnostic_report (tenant_id, patient_id, parent_number) where parent_number is not null;
