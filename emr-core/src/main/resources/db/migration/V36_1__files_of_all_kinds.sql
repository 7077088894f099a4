-- A long file may be of any kind, and a person may bring one in for a system.
alter table import_file add column account_id uuid references account;  -- null when its source sent it itself

-- Items with line ends between them, or (all new ones) each behind its length in four bytes.
alter table import_piece add column framed boolean not null default false;
