-- A subscriber that is told over HTTP and through a topic has a cursor for each; with one, each would miss what the other told.
alter table change_cursor add column channel text not null default 'webhook' check (channel in ('webhook', 'topic'));
alter table change_cursor alter column channel drop default;
alter table change_cursor drop constraint webhook_cursor_pkey;
alter table change_cursor add primary key (source_id, channel);
