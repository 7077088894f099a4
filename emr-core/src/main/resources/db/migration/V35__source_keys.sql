-- What a system outside shows to be let in: several keys per source, each with its own scopes, end and addresses. A key is never
-- deleted, never widened and never made longer; only its digest is kept.
create table source_key (
  id              uuid primary key,
  tenant_id       uuid not null,
  source_id       uuid not null references source,
  name            text not null check (length(name) between 1 and 100),
  sha256          bytea not null unique check (length(sha256) = 32), -- of a 256-bit random key
  ending          text check (length(ending) = 4),                   -- its last characters, to tell keys apart; null before V35
  scopes          text[] not null check (
                    cardinality(scopes) > 0
                    and scopes <@ array['notices:send', 'claims:send', 'imports:send', 'changes:read']),
  addresses       text check (length(addresses) between 1 and 1000), -- null: those of the source
  created_at      timestamptz not null,
  created_by      text,                                              -- null: the server, or before V35
  valid_from      timestamptz not null,
  expires_at      timestamptz not null,
  follows         uuid unique references source_key,                 -- the key it takes the place of
  revoked_at      timestamptz,
  revoked_by      text,
  revoked_because text,
  last_used_at    timestamptz,                                       -- written at most once a minute
  refusals        bigint not null default 0,
  refused_at      timestamptz,
  refused_because text,
  refused_from    text,
  check (expires_at >= valid_from and expires_at - valid_from <= interval '731 days'),
  check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_because is null)),
  check ((refused_at is null) = (refused_because is null))
);
create index source_key_source on source_key (source_id);

create function source_key_only_ends() returns trigger language plpgsql as $$
begin
  if new.expires_at > old.expires_at
     or old.revoked_at is not null
        and (new.revoked_at, new.revoked_by, new.revoked_because)
            is distinct from (old.revoked_at, old.revoked_by, old.revoked_because) then
    raise exception using errcode = 'check_violation', constraint = 'source_key_only_ends',
      message = 'a key is not made longer and not brought back';
  end if;
  return new;
end $$;
create trigger source_key_only_ends before update on source_key for each row execute function source_key_only_ends();

-- Keys of before do what they did; they end in two years.
insert into source_key (id, tenant_id, source_id, name, sha256, scopes, created_at, valid_from, expires_at)
select gen_random_uuid(), tenant_id, id, 'Khóa đầu tiên', credential_sha256,
       array['notices:send', 'claims:send', 'imports:send']
         || case when settings->>'changes' = 'read' then array['changes:read'] else array[]::text[] end,
       now(), now(), now() + interval '17520 hours'
from source
where credential_sha256 is not null;
update source set settings = settings - 'changes' where settings->>'changes' is not null;
alter table source drop column credential_sha256;

grant select, insert on source_key to ${applicationRole};
grant update (expires_at, revoked_at, revoked_by, revoked_because, last_used_at, refusals, refused_at, refused_because,
              refused_from) on source_key to ${applicationRole};
