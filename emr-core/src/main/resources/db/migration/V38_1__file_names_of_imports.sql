-- How the person who brought a file in named it: never a path, and shown to nobody else, because names of files tell of patients.
alter table import_file add column file_name text check (length(file_name) between 1 and 255);
