-- Signing in with the hospital's identity provider (ADR 44): who of the provider is which account, and which groups of the
-- provider mean which of our roles. Rows are ended, never changed or removed.

create table account_identity (
  id         uuid primary key,
  tenant_id  uuid not null references tenant,
  account_id uuid not null references account,
  issuer     text not null check (length(issuer) between 1 and 500),
  subject    text not null check (length(subject) between 1 and 255),          -- OpenID Connect Core 1.0, section 2
  bound_at   timestamptz not null,
  ended_at   timestamptz,
  ended_by   uuid references account,
  check ((ended_at is null) = (ended_by is null))
);
create unique index account_identity_subject on account_identity (issuer, subject) where ended_at is null;
create unique index account_identity_account on account_identity (account_id, issuer) where ended_at is null;

create table provider_role (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  group_name  text not null check (length(group_name) between 1 and 200),
  role_id     uuid not null references role,
  facility_id uuid references facility,                                       -- null: reaches nobody by facility
  made_at     timestamptz not null,
  made_by     uuid not null references account,
  ended_at    timestamptz,
  ended_by    uuid references account,
  check ((ended_at is null) = (ended_by is null))
);
create index provider_role_group on provider_role (tenant_id, group_name) where ended_at is null;

create table provider_role_department (
  provider_role_id uuid not null references provider_role,
  department_id    uuid not null references department,
  primary key (provider_role_id, department_id)
);

-- Which roles of people came by which row: only these are taken back when the provider does not tell the group any more.
create table account_role_by_provider (
  account_role_id  uuid primary key references account_role,
  provider_role_id uuid not null references provider_role
);

alter table session
  add column identity_id uuid references account_identity,
  add column provider_session text check (length(provider_session) <= 255),
  drop constraint session_factor,
  add constraint session_factor check (factor in ('TOTP', 'RECOVERY_CODE', 'PASSKEY', 'PROVIDER')),
  add constraint session_vouched check (factor is distinct from 'PROVIDER' or identity_id is not null);
create index session_identity on session (identity_id) where ended_at is null and identity_id is not null;

grant select, insert, update (ended_at, ended_by) on account_identity, provider_role to ${applicationRole};
grant select, insert on provider_role_department, account_role_by_provider to ${applicationRole};
