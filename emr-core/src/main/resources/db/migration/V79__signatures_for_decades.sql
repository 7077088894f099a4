-- When a signed document needs something done so that it stays verifiable: proof of time and revocation data that could not be had when
-- it was signed, and a new document timestamp before the last one can no longer be verified (ETSI EN 319 142-1, LT and LTA). Work.
create table signature_upkeep (
  document_id uuid primary key references signed_document on delete cascade,
  due_at      timestamptz not null,
  tries       integer not null default 0
);
create index signature_upkeep_due on signature_upkeep (due_at);

-- Keys in a device of the hospital: who configures says whose each is; only its owner says the PIN.
alter table signing_key drop constraint signing_key_check1;
alter table signing_key add constraint signing_key_pin check (pin is null or holder = 'PKCS11');

grant select, insert, update, delete on signature_upkeep to ${applicationRole};
grant update (pin) on signing_key to ${applicationRole};
