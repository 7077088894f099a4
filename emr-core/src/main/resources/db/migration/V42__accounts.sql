-- An account is made, switched off and on again by somebody, and nobody's account stays open for ever (QCVN 12:2026/BCA: 45 days).
alter table account add column last_sign_in_at timestamptz;
alter table account add column enabled_at timestamptz;
alter table account add column disabled_at timestamptz;
alter table account add column disabled_by uuid references account;     -- null: the server itself
alter table account add column disable_reason text;
update account a set enabled_at = now(),
  last_sign_in_at = (select max(s.started_at) from session s where s.account_id = a.id);
