-- Roles are data: what a job may do, in which state of the record, and whose records it reaches. A role is changed by a new
-- version; giving a role is a row, taking it back marks the row. Nothing that ever held is lost.

-- What a role says. rights: what has nothing to do with the state of a record; the other three: what may be done with a
-- record under treatment, completed, archived (Luật KBCB 15/2023 art. 69). Words are those of the access room.
create table role_template (
  code          text primary key check (code ~ '^[A-Z][A-Z_]{1,39}$'),
  name_vi       text not null,
  name_en       text not null,
  purpose       text not null,
  reaches       text[] not null,
  rights        text[] not null,
  in_treatment  text[] not null,
  completed     text[] not null,
  archived      text[] not null,
  idle_minutes  smallint not null check (idle_minutes between 1 and 15),  -- QCVN 12:2026/BCA 3.6
  second_factor boolean not null                                        -- whatever network a person comes from
);

create table role (
  id        uuid primary key,
  tenant_id uuid not null references tenant,
  code      text not null check (code ~ '^[A-Z][A-Z_]{1,39}$'),
  built_in  boolean not null default false,
  unique (tenant_id, code)
);

create table role_version (
  role_id       uuid not null references role,
  version       integer not null check (version > 0),
  made_at       timestamptz not null,
  made_by       uuid references account,                                -- null: the server itself
  reason        text,
  name_vi       text not null,
  name_en       text not null,
  purpose       text not null,
  reaches       text[] not null,
  rights        text[] not null,
  in_treatment  text[] not null,
  completed     text[] not null,
  archived      text[] not null,
  hours         text,                                                   -- null: at any time
  idle_minutes  smallint not null check (idle_minutes between 1 and 15),
  second_factor boolean not null,
  enabled       boolean not null,
  primary key (role_id, version)
);

create view role_now as
  select r.tenant_id, r.code, r.built_in, v.*
  from role r
  join lateral (select * from role_version v where v.role_id = r.id order by v.version desc limit 1) v on true;

-- One job of one person. Who may do what in which department, from when to when, at which hours.
create table account_role (
  id          uuid primary key,
  tenant_id   uuid not null references tenant,
  account_id  uuid not null references account,
  role_id     uuid not null references role,
  facility_id uuid references facility,                                  -- null: reaches nobody by facility
  valid_from  timestamptz not null,
  valid_until timestamptz,
  hours       text,                                                     -- instead of the role's
  given_at    timestamptz not null,
  given_by    uuid references account,
  reason      text,
  ended_at    timestamptz,
  ended_by    uuid references account,
  end_reason  text,
  check (valid_until is null or valid_until > valid_from)
);
create index account_role_account on account_role (account_id) where ended_at is null;
create index account_role_role on account_role (role_id) where ended_at is null;

create table account_role_department (
  account_role_id uuid not null references account_role,
  department_id   uuid not null references department,
  primary key (account_role_id, department_id)
);

-- Who else cares for a patient: a colleague on the team, a department that was asked.
create table care_relation (
  id            uuid primary key,
  tenant_id     uuid not null references tenant,
  patient_id    uuid not null,
  account_id    uuid references account,
  department_id uuid references department,
  reason        text not null,
  given_at      timestamptz not null,
  given_by      uuid not null references account,
  valid_until   timestamptz not null,
  ended_at      timestamptz,
  ended_by      uuid references account,
  check ((account_id is null) <> (department_id is null)),
  check (valid_until > given_at and valid_until <= given_at + interval '90 days')
);
create index care_relation_patient on care_relation (tenant_id, patient_id);
create index care_relation_account on care_relation (account_id) where ended_at is null and account_id is not null;
create index care_relation_department on care_relation (department_id) where ended_at is null and department_id is not null;

-- A laboratory and a pharmacy find the people they work for.
create index service_order_category on service_order (tenant_id, category, revised_at);
create index medication_order_recent on medication_order (tenant_id, revised_at);

-- Outside the hours of every role a session works only with a reason somebody will read.
alter table session add column emergency_reason text;
alter table session add column emergency_until timestamptz;

-- Where the record of a visit stands; a visit without a folder is under treatment until it ends.
create function record_state(tenant uuid, patient uuid, encounter uuid, ended timestamptz) returns text
  language sql stable as $$
  select coalesce((select f.state from record_folder f
                   where f.tenant_id = tenant and f.patient_id = patient and f.encounter_id = encounter
                     and f.state <> 'CANCELLED'),
                  case when ended is null then 'IN_TREATMENT' else 'COMPLETED' end)
$$;

insert into role_template (code, name_vi, name_en, purpose, idle_minutes, second_factor, reaches, rights, in_treatment, completed, archived) values
('DOCTOR', 'Bác sĩ', 'Doctor', 'TREATMENT', 10, false,
  '{DEPARTMENT,TEAM,REFERRED}', '{MESSAGE_BODY,MATCH_READ,CODE_READ,CARE_ASSIGN}',
  '{PATIENT_READ,ORDER_WRITE,RECORD_CREATE,RECORD_EDIT,RECORD_CANCEL,RECORD_SIGN,RECORD_PRINT}',
  '{PATIENT_READ,RECORD_SIGN,RECORD_PRINT}', '{PATIENT_READ}'),
('HEAD_OF_DEPARTMENT', 'Trưởng khoa', 'Head of department', 'TREATMENT', 10, false,
  '{DEPARTMENT,TEAM,REFERRED}', '{MESSAGE_BODY,MATCH_READ,CODE_READ,CARE_ASSIGN}',
  '{PATIENT_READ,ORDER_WRITE,RECORD_CREATE,RECORD_EDIT,RECORD_CANCEL,RECORD_RESTORE,RECORD_SIGN,RECORD_PRINT}',
  '{PATIENT_READ,RECORD_SIGN,RECORD_PRINT,RECORD_REOPEN}', '{PATIENT_READ}'),
('NURSE', 'Điều dưỡng, hộ sinh', 'Nurse, midwife', 'TREATMENT', 10, false,
  '{DEPARTMENT,TEAM,REFERRED}', '{}',
  '{PATIENT_READ,RECORD_CREATE,RECORD_EDIT,RECORD_CANCEL,RECORD_SIGN,RECORD_PRINT}', '{PATIENT_READ}', '{PATIENT_READ}'),
('CHIEF_NURSE', 'Điều dưỡng trưởng', 'Chief nurse', 'TREATMENT', 10, false,
  '{DEPARTMENT,TEAM,REFERRED}', '{CARE_ASSIGN}',
  '{PATIENT_READ,RECORD_CREATE,RECORD_EDIT,RECORD_CANCEL,RECORD_SIGN,RECORD_PRINT}', '{PATIENT_READ,RECORD_PRINT}',
  '{PATIENT_READ}'),
('LABORATORY', 'Xét nghiệm', 'Laboratory', 'TREATMENT', 15, false,
  '{LABORATORY_ORDERS}', '{CODE_READ}',
  '{PATIENT_READ,RECORD_CREATE,RECORD_EDIT,RECORD_SIGN,RECORD_PRINT}', '{PATIENT_READ}', '{}'),
('IMAGING', 'Chẩn đoán hình ảnh', 'Imaging', 'TREATMENT', 15, false,
  '{IMAGING_ORDERS,TEAM,REFERRED}', '{CODE_READ}',
  '{PATIENT_READ,RECORD_CREATE,RECORD_EDIT,RECORD_SIGN,RECORD_PRINT}', '{PATIENT_READ}', '{}'),
('PHARMACY', 'Dược', 'Pharmacy', 'TREATMENT', 15, false,
  '{MEDICATION_ORDERS}', '{CODE_READ}', '{PATIENT_READ,RECORD_PRINT}', '{PATIENT_READ}', '{}'),
('RECORDS_CLERK', 'Nhân viên lưu trữ hồ sơ', 'Records clerk', 'RECORD_KEEPING', 15, false,
  '{FACILITY_RECORDS}',
  '{PARKED_READ,PARKED_APPLY,MESSAGE_READ,MESSAGE_BODY,MESSAGE_CORRECT,MATCH_READ,MATCH,CODE_READ,CODE_MAP,IMPORT}',
  '{PATIENT_READ}', '{PATIENT_READ,RECORD_PRINT,RECORD_COPY,RECORD_EXPORT,RECORD_REOPEN}',
  '{PATIENT_READ,RECORD_PRINT,RECORD_COPY,RECORD_EXPORT,RECORD_RESTORE}'),
('DIRECTOR', 'Lãnh đạo bệnh viện', 'Director', 'MANAGEMENT', 10, false,
  '{FACILITY}', '{HEALTH_READ,AUDIT_READ,ACCESS_REVIEW}',
  '{PATIENT_READ}', '{PATIENT_READ,RECORD_PRINT,RECORD_SHARE,RECORD_REOPEN}', '{PATIENT_READ,RECORD_PRINT,RECORD_SHARE}'),
('QUALITY_OFFICER', 'Quản lý chất lượng, kế hoạch tổng hợp', 'Quality officer', 'QUALITY', 10, false,
  '{FACILITY}', '{CODE_READ,AUDIT_READ,ACCESS_REVIEW}',
  '{PATIENT_READ}', '{PATIENT_READ,RECORD_PRINT}', '{PATIENT_READ,RECORD_PRINT}'),
('DATA_PROTECTION_OFFICER', 'Phụ trách bảo vệ dữ liệu cá nhân, an ninh mạng', 'Data protection officer', 'OVERSIGHT', 10, true,
  '{}', '{AUDIT_READ,ACCESS_REVIEW,HEALTH_READ}', '{}', '{}', '{}'),
('IT_ADMIN', 'Quản trị hệ thống', 'IT administrator', 'OPERATION', 15, true,
  '{}',
  '{PARKED_READ,PARKED_APPLY,MESSAGE_READ,SOURCE_READ,HEALTH_READ,AUDIT_READ,ACCOUNT_MANAGE,ROLE_MANAGE,ACCESS_REVIEW,CONFIGURE,CODE_READ,CODE_MAP,IMPORT}',
  '{}', '{}', '{}'),
('INTERFACE_ENGINEER', 'Kỹ sư kết nối (nhà cung cấp)', 'Interface engineer (vendor)', 'OPERATION', 15, true,
  '{}', '{MESSAGE_READ,SOURCE_READ,HEALTH_READ,CODE_READ}', '{}', '{}', '{}'),
('EXTERNAL_PRACTITIONER', 'Người hành nghề của cơ sở khác', 'Practitioner of another facility', 'TREATMENT', 10, true,
  '{TEAM}', '{}', '{PATIENT_READ}', '{PATIENT_READ}', '{}'),
('STUDENT', 'Học viên', 'Student', 'TEACHING', 10, false,
  '{DEPARTMENT}', '{}', '{PATIENT_READ}', '{}', '{}'),
('INSPECTOR', 'Thanh tra, cơ quan có thẩm quyền', 'Inspector, authority', 'INSPECTION', 10, true,
  '{}', '{}', '{PATIENT_READ}', '{PATIENT_READ}', '{PATIENT_READ}'),
('INSURANCE_ASSESSOR', 'Giám định viên BHXH', 'Insurance assessor', 'INSURANCE', 10, true,
  '{}', '{}', '{}', '{PATIENT_READ}', '{PATIENT_READ}');

-- Every tenant starts with the built-in roles.
create function give_built_in_roles(tenant uuid) returns void language sql as $$
  with given as (
    insert into role (id, tenant_id, code, built_in)
      select gen_random_uuid(), tenant, code, true from role_template
    returning id, code
  )
  insert into role_version (role_id, version, made_at, name_vi, name_en, purpose, reaches, rights, in_treatment,
                            completed, archived, idle_minutes, second_factor, enabled)
    select g.id, 1, now(), s.name_vi, s.name_en, s.purpose, s.reaches, s.rights, s.in_treatment,
           s.completed, s.archived, s.idle_minutes, s.second_factor, true
    from given g join role_template s on s.code = g.code
$$;
create function tenant_roles() returns trigger language plpgsql as $$
begin
  perform give_built_in_roles(new.id);
  return new;
end
$$;
create trigger tenant_roles after insert on tenant for each row execute function tenant_roles();
select give_built_in_roles(id) from tenant;

insert into account_role (id, tenant_id, account_id, role_id, facility_id, valid_from, given_at)
  select gen_random_uuid(), a.tenant_id, a.id, r.id, a.facility_id, a.created_at, a.created_at
  from account a join role r on r.tenant_id = a.tenant_id and r.code = a.role;
insert into account_role_department (account_role_id, department_id)
  select g.id, d.department_id from account_role g join account_department d on d.account_id = g.account_id;
drop table account_department;
alter table account drop column role;

-- Colleagues and departments are found without accents.
create function unaccented(words text) returns text language sql immutable parallel safe as $$
  select replace(replace(lower(regexp_replace(normalize(words, NFD), '[\u0300-\u036f]', '', 'g')), 'đ', 'd'), 'Đ', 'd')
$$;
alter table account add column search_key text not null
  generated always as (unaccented(display_name || ' ' || username)) stored;
alter table department add column search_key text not null generated always as (unaccented(name || ' ' || code)) stored;

grant select on role_template, role_now to ${applicationRole};
grant select, insert on role, role_version, account_role_department to ${applicationRole};
grant select, insert, update (ended_at, ended_by, end_reason) on account_role to ${applicationRole};
grant select, insert, update (ended_at, ended_by) on care_relation to ${applicationRole};
grant execute on function record_state(uuid, uuid, uuid, timestamptz), give_built_in_roles(uuid), tenant_roles(), unaccented(text) to ${applicationRole};
