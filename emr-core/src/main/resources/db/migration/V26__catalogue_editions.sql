-- Catalogues are loaded an edition at a time, and searched without accents.
alter table catalogue_code
  add column search_key text not null default '',  -- the name in lower case without accents
  add column unit       text check (length(unit) between 1 and 60),
  add constraint catalogue_code_loinc check (loinc ~ '^[0-9]{1,8}-[0-9]$');
alter table catalogue_code alter column search_key drop default;
