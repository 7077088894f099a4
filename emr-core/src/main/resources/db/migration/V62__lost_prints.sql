-- The line of the trace of a print stands before its bytes are made: what a crash lost is printed again under the same code and time.
alter table record_export_folder
  add column print_id   uuid,
  add column printed_at timestamptz,
  add constraint record_export_folder_print check ((print_id is null) = (printed_at is null));
