-- Accounts are gone through every quarter (TCVN 14423:2026; QCVN 12:2026/BCA): the list as it was on that day stays, with what was
-- said of each account that stood out.
create table account_review (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  reviewed_at timestamptz not null,
  reviewed_by uuid not null references account,
  since       timestamptz not null check (since < reviewed_at),             -- the review before
  conclusion  text not null check (length(conclusion) between 1 and 2000)
);
create index account_review_newest on account_review (tenant_id, reviewed_at desc);

create table account_review_line (
  review_id      uuid not null references account_review,
  line           integer not null check (line > 0),
  account_id     uuid not null,                                             -- of an account, or of a key of a sending system
  type           text not null check (type in ('ADMINISTRATOR', 'USER', 'SERVICE')),
  username       text not null,
  holder         text not null,
  facility       text,
  departments    text[] not null,
  roles          text[] not null,
  state          text not null check (state in ('ENABLED', 'LOCKED', 'DISABLED')),
  activated_at   timestamptz not null,
  last_used_at   timestamptz,
  disabled_at    timestamptz,
  disable_reason text,
  changed        boolean not null,
  findings       text[] not null check (findings <@ array['QUIET', 'NEVER_USED', 'NO_ROLE', 'SAME_NAME', 'NO_SECOND_FACTOR', 'TWO_HATS']),
  remark         text check (length(remark) between 1 and 500),
  primary key (review_id, line),
  constraint account_review_answered check (cardinality(findings) = 0 or remark is not null)
);

grant select, insert on account_review, account_review_line to ${applicationRole};
