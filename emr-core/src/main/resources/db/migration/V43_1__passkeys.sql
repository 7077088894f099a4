-- Passkeys and security keys (WebAuthn Level 2): several per person, each with a name.
alter table second_factor
  drop constraint second_factor_kind_check,
  alter column secret drop not null,
  add column name text check (length(name) between 1 and 100),
  add column credential_id bytea unique check (length(credential_id) between 1 and 1023),
  add column public_key bytea,                                  -- attested credential data as the authenticator gave it
  add column sign_count bigint,                                 -- grows, or the key was copied
  add constraint second_factor_kind check (case kind
    when 'TOTP' then secret is not null and credential_id is null
    when 'PASSKEY' then secret is null and confirmed_at is not null
      and name is not null and credential_id is not null and public_key is not null and sign_count is not null
    else false end);

-- What an authenticator is to sign now; used up by one answer.
alter table session
  drop constraint session_factor_check,
  add constraint session_factor check (factor in ('TOTP', 'RECOVERY_CODE', 'PASSKEY')),
  add column challenge bytea,
  add column challenge_until timestamptz;
