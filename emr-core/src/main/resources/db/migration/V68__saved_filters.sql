-- What people ask the list of folders by, under names of their own. A convenience of one person: it is no history and may go.
create table saved_filter (
  account_id uuid not null references account,
  name       text not null check (length(name) between 1 and 60),
  question   jsonb not null check (jsonb_typeof(question) = 'object' and length(question::text) <= 2000),
  saved_at   timestamptz not null,
  primary key (account_id, name)
);

grant select, insert, update, delete on saved_filter to ${applicationRole};
