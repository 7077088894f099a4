-- A rule of a facility comes into force on a day; the newest whose day has come counts.
alter table folder_rule add column valid_from date;
update folder_rule set valid_from = (made_at at time zone 'Asia/Ho_Chi_Minh')::date;
alter table folder_rule alter column valid_from set not null;

create or replace view folder_rule_now as
  select f.tenant_id, f.id as facility_id, f.code, f.name, coalesce(r.version, 0) as version,
         coalesce(r.complete_hours, 24) as complete_hours, coalesce(r.close_hours, 168) as close_hours,
         coalesce(r.archive_prefix, '') as archive_prefix, coalesce(r.archive_by_year, true) as archive_by_year,
         coalesce(r.archive_digits, 6::smallint) as archive_digits
  from facility f
  left join lateral (select * from folder_rule x
                     where x.facility_id = f.id and x.valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date
                     order by x.valid_from desc, x.version desc limit 1) r on true;
