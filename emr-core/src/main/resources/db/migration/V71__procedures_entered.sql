-- Surgeries and procedures that people write of a visit stand beside what systems told (source_id).
alter table procedure alter column source_id drop not null;
alter table procedure add constraint procedure_of_person
  check (source_id is not null
         or encounter_id is not null and visit_number = '' and category is not null and category in ('8', '18') and text is not null
            and performed_from is not null and status in ('COMPLETED', 'ENTERED_IN_ERROR'));
create unique index procedure_of_request on procedure (tenant_id, procedure_key) where source_id is null;
