-- Records that other hospitals gave out and people took in here: by what they say, so that none is taken in twice.
alter table record_folder add column received text check (received ~ '^[0-9a-f]{64}$');   -- null: of our own treatment
create index record_folder_received on record_folder (tenant_id, received) where received is not null;
