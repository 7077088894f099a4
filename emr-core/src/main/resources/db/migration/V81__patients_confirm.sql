-- What a patient said is sealed with a key at a service, too: what is sealed stands with what was asked for, until it is known
-- what became of it.
alter table signing_job_item
  add column patient_signing uuid references patient_signing,
  add column evidence        text check (length(evidence) <= 2048),
  add column second_witness  uuid references account,
  add check (patient_signing is not null or (evidence is null and second_witness is null)),
  add check (patient_signing is null or entry_id is null);
create index signing_job_item_of_patient on signing_job_item (patient_signing) where patient_signing is not null;

-- A destroyed record takes its signings along by a trigger whose name comes first: what was asked for them goes with them.
create or replace function patient_signed_goes_along() returns trigger language plpgsql as $$
declare
  gone uuid[] := array(select p.id from patient_signing p where p.tenant_id = new.tenant_id and p.folder_id = new.folder_id);
begin
  insert into destroyed_file (folder_id, sha256)
    select distinct new.folder_id, x.drawing from patient_signature x where x.signing_id = any (gone) and x.drawing is not null
    on conflict do nothing;
  delete from signing_job_item x where x.patient_signing = any (gone);
  delete from patient_signature x where x.signing_id = any (gone);
  delete from patient_signing x where x.id = any (gone);
  return null;
end
$$;

-- How a patient may confirm is said by the form.
alter table patient_signing add column methods text[] not null default '{DRAWN,CODE,FINGERPRINT}'
  check (cardinality(methods) > 0 and methods <@ '{DRAWN,CODE,FINGERPRINT}');

grant update (evidence) on signing_job_item to ${applicationRole};
