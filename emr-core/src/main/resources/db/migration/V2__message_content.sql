-- The content of a message is found by its digest alone. Led by the digest, the index serves no other question: with tenant
-- and source in front it was taken for those that ask by control id, which then read every message of the source.
drop index inbound_key_digest;
create index inbound_key_digest on inbound_key (content_digest);
