-- Lists of what is under way, however many records were archived.
create index record_folder_under_way on record_folder (tenant_id, opened_at desc, folder_id desc)
  where part_of is null and state in ('IN_TREATMENT', 'COMPLETED');

-- Whom a doctor treated is read from the index alone.
drop index encounter_doctor;
create index encounter_doctor on encounter (tenant_id, attending_doctor) include (patient_id, encounter_id)
  where attending_doctor is not null;
