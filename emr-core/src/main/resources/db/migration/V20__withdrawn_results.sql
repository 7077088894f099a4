-- What was taken back as wrong is told on every chart it concerns; there is little of it.
create index observation_withdrawn on observation (tenant_id, patient_id) where status = 'ENTERED_IN_ERROR';
create index diagnostic_report_withdrawn on diagnostic_report (tenant_id, patient_id) where status = 'ENTERED_IN_ERROR';
create index clinical_document_withdrawn on clinical_document (tenant_id, patient_id) where status = 'ENTERED_IN_ERROR';
