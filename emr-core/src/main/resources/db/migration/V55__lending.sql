-- Sổ mượn, trả hồ sơ: volumes of closed records that left the archive, to whom, why and until when; each comes back by a row of its own.
create table lending (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  folder_id   uuid not null,
  patient_id  uuid not null,
  borrower    text not null check (length(borrower) between 2 and 100),
  unit        text not null check (length(unit) between 2 and 100),       -- department or organisation
  purpose     text not null check (purpose in ('TREATMENT', 'QUALITY', 'TEACHING', 'RESEARCH', 'INSURANCE', 'AUTHORITY', 'OTHER')),
  note        text check (length(note) between 1 and 500),                -- number of the letter, what was lent
  lent_at     timestamptz not null,
  lent_by     uuid not null references account,
  due_on      date not null
);
create index lending_of_folder on lending (tenant_id, folder_id, lent_at desc);

create table lending_return (
  lending_id  uuid primary key references lending,
  returned_at timestamptz not null,
  returned_by uuid not null references account,
  note        text check (length(note) between 1 and 500)                 -- what was wrong with it
);

create view lending_open as
  select l.* from lending l where not exists (select 1 from lending_return r where r.lending_id = l.id);

grant select, insert on lending, lending_return to ${applicationRole};
grant select on lending_open to ${applicationRole};
