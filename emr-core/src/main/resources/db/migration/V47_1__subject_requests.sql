-- What people ask about their data, each with the clock of the law.

-- Terms of NĐ 356/2025: days from the receipt, more when somebody else must act too, one extension of the same length.
create table subject_request_kind (
  code        text primary key check (code ~ '^[A-Z]{3,20}$'),
  line        integer not null unique,
  name_vi     text not null,
  name_en     text not null,
  days        integer not null check (days > 0),
  days_others integer not null check (days_others >= days),
  article     text not null
);
insert into subject_request_kind (code, line, name_vi, name_en, days, days_others, article) values
('VIEW', 1, 'Xem dữ liệu', 'See the data', 10, 15, 'NĐ 356/2025/NĐ-CP'),
('CORRECT', 2, 'Chỉnh sửa dữ liệu', 'Correct the data', 10, 15, 'NĐ 356/2025/NĐ-CP'),
('COPY', 3, 'Được cung cấp bản sao dữ liệu', 'Get a copy', 10, 15, 'NĐ 356/2025/NĐ-CP'),
('WITHDRAW', 4, 'Rút lại sự đồng ý', 'Withdraw consent', 15, 20, 'NĐ 356/2025/NĐ-CP'),
('RESTRICT', 5, 'Hạn chế xử lý dữ liệu', 'Limit the processing', 15, 20, 'NĐ 356/2025/NĐ-CP'),
('OBJECT', 6, 'Phản đối xử lý dữ liệu', 'Object to the processing', 15, 20, 'NĐ 356/2025/NĐ-CP'),
('ERASE', 7, 'Xóa dữ liệu', 'Erase the data', 20, 30, 'NĐ 356/2025/NĐ-CP');

create table subject_request (
  id             uuid primary key,
  tenant_id      uuid not null references tenant,
  patient_id     uuid not null,
  number         text not null check (length(number) between 1 and 100),  -- as the person gave it
  kind           text not null references subject_request_kind,
  asked_by       text not null check (asked_by in ('PATIENT', 'REPRESENTATIVE', 'CHILD_AND_REPRESENTATIVE')),
  representative text check (length(representative) between 2 and 200),
  relation       text check (length(relation) between 2 and 100),
  channel        text not null check (channel in ('SIGNED_PAPER', 'ELECTRONIC')),
  words          text not null check (length(words) between 5 and 2000),
  others         boolean not null,                                        -- somebody else must act too
  received_at    timestamptz not null,
  recorded_at    timestamptz not null,
  recorded_by    uuid not null references account,
  check ((asked_by = 'PATIENT') = (representative is null) and (representative is null) = (relation is null)),
  check (received_at <= recorded_at)
);
create index subject_request_of on subject_request (tenant_id, received_at desc);

-- What was done with it; each step once, nothing after the answer.
create table subject_request_step (
  request_id uuid not null references subject_request,
  step       text not null check (step in ('ACKNOWLEDGED', 'EXTENDED', 'ANSWERED')),
  outcome    text check (outcome in ('DONE', 'PARTLY', 'REFUSED')),
  reason     text check (length(reason) between 5 and 2000),
  article    text check (length(article) between 3 and 300),
  made_at    timestamptz not null,
  made_by    uuid not null references account,
  primary key (request_id, step),
  check ((step = 'ANSWERED') = (outcome is not null)),
  check (step = 'ACKNOWLEDGED' or reason is not null),
  check (outcome is distinct from 'REFUSED' or article is not null)
);
create function subject_request_is_open() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.request_id::text, 47));
  if exists (select 1 from subject_request_step s where s.request_id = new.request_id and s.step = 'ANSWERED') then
    raise exception 'it was answered' using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger subject_request_is_open before insert on subject_request_step
  for each row execute function subject_request_is_open();

grant select on subject_request_kind to ${applicationRole};
grant select, insert on subject_request, subject_request_step to ${applicationRole};
grant execute on function subject_request_is_open() to ${applicationRole};
