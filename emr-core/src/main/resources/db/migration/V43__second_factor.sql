-- What a person shows besides the password (TCVN 14423:2026 4.6, QCVN 12:2026/BCA). Which roles need it stands in the roles.
create table second_factor (
  id           uuid primary key,
  tenant_id    uuid not null references tenant,
  account_id   uuid not null references account,
  kind         text not null check (kind in ('TOTP')),
  secret       text not null check (secret like 'sealed-1:%'), -- under a key that lies beside the database
  last_step    bigint,                                         -- of the newest code taken: no code is taken twice
  made_at      timestamptz not null,
  confirmed_at timestamptz,                                    -- null: shown, and no code of it was given yet
  last_used_at timestamptz
);
create unique index second_factor_totp on second_factor (account_id) where kind = 'TOTP' and confirmed_at is not null;
create unique index second_factor_waiting on second_factor (account_id) where confirmed_at is null;

-- Instead of a lost factor, each once. Random of 80 bits, so the digest cannot be guessed back.
create table recovery_code (
  account_id uuid not null references account,
  sha256     bytea not null check (length(sha256) = 32),
  made_at    timestamptz not null,
  used_at    timestamptz,
  primary key (account_id, sha256)
);

-- With what the second factor was given in this session; null: not given.
alter table session add column factor text check (factor in ('TOTP', 'RECOVERY_CODE'));

grant select, insert, update, delete on second_factor, recovery_code to ${applicationRole};
