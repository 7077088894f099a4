-- A result is found by the numbers of its order also when the order comes later.
alter table diagnostic_report add column placer_number text, add column filler_number text;
update diagnostic_report d set placer_number = r.content->>'placerNumber', filler_number = r.content->>'fillerNumber'
from revision r
where r.tenant_id = d.tenant_id and r.patient_id = d.patient_id and r.noun_id = d.report_id and r.version = d.version
  and r.committed_at = d.revised_at;

-- Orders placed here have no sending system.
alter table service_order alter column source_id drop not null;
