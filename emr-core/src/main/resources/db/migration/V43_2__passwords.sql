-- Since when a password is in use, whether it may be short because a second factor stands beside it, and the ones before it:
-- ten are not taken again (TCVN 14423:2026, QCVN 12:2026/BCA). However a password comes to change, the database remembers it.
alter table account add column password_set_at timestamptz not null default now();
alter table account add column password_needs_factor boolean not null default false;

create table password_before (
  account_id    uuid not null references account,
  password_hash text not null,
  until         timestamptz not null
);
create index password_before_account on password_before (account_id, until);

create function remember_password() returns trigger language plpgsql as $$
begin
  if new.password_hash is distinct from old.password_hash then
    new.password_set_at := greatest(new.password_set_at, clock_timestamp());
    insert into password_before (account_id, password_hash, until) values (old.id, old.password_hash, clock_timestamp());
    delete from password_before b
     where b.account_id = old.id
       and b.until < (select min(newest.until)
                        from (select p.until from password_before p
                               where p.account_id = old.id order by p.until desc limit 10) newest);
  end if;
  return new;
end $$;
create trigger remember_password before update on account for each row execute function remember_password();

grant select, insert, delete on password_before to ${applicationRole};
