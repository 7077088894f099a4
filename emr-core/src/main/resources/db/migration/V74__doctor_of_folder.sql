-- Whom a doctor treats is listed in the order of the list, however many they are: the name stands in the folder too. The visit says
-- it, and is written before its folder; the database keeps both alike.
alter table record_folder add column attending_doctor text;

create function doctor_of_folder() returns trigger language plpgsql as $$
begin
  new.attending_doctor := (
    select e.attending_doctor from encounter e
    where e.tenant_id = new.tenant_id and e.patient_id = new.patient_id and e.encounter_id = new.encounter_id);
  return new;
end $$;
create trigger doctor_of_folder before insert on record_folder for each row execute function doctor_of_folder();

create function doctor_of_visit() returns trigger language plpgsql as $$
begin
  update record_folder f set attending_doctor = new.attending_doctor
  where f.tenant_id = new.tenant_id and f.patient_id = new.patient_id and f.encounter_id = new.encounter_id;
  return null;
end $$;
create trigger doctor_of_visit after update of attending_doctor on encounter for each row
  when (old.attending_doctor is distinct from new.attending_doctor) execute function doctor_of_visit();

update record_folder f set attending_doctor = e.attending_doctor
from encounter e
where e.tenant_id = f.tenant_id and e.patient_id = f.patient_id and e.encounter_id = f.encounter_id and e.attending_doctor is not null;

-- In the place of the index by which the visits of a doctor were found.
drop index encounter_doctor;
create index record_folder_doctor on record_folder (tenant_id, attending_doctor, opened_at desc, folder_id desc)
  where part_of is null and attending_doctor is not null;
