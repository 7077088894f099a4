-- How a sender proves who it is, how much of it may be under way at once, where its files lie, how long it may be silent.
alter table source
  add column version       integer not null default 1,  -- of the settings: two people editing at once must notice
  add column certificate   text,                        -- sha256:… of its TLS certificate, or the subject (RFC 2253)
  add column addresses     text,                        -- addresses and networks it may come from; null: any
  add column plain_text    boolean not null default false,
  add column in_flight     integer not null default 256 check (in_flight between 1 and 1000),
  add column drop_folder   text unique check (drop_folder ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  add column sftp_address  text,                        -- sftp://user@host:22/folder that is asked for files
  add column sftp_host_key text,                        -- SHA256:… as ssh-keygen -l prints it
  add column silent_after  integer check (silent_after between 1 and 1440), -- minutes; null: no alarm
  add constraint source_sftp check (sftp_address is null or drop_folder is not null and sftp_host_key is not null);

-- Who is registered already has spoken without TLS until now, and goes on; the health page says so.
update source set plain_text = true where sending_application is not null;
