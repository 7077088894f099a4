-- What people agreed to, purpose by purpose, and what was kept back because they did not. A text is changed by a new version;
-- consents are withdrawn by a row of their own; nothing of it is changed or deleted.

-- Purposes for which the law wants the person's consent or written request (Luật 91/2025/QH15 art. 9 and 26); selling and
-- advertising are none. proposed: what a hospital may begin its own text with.
create table consent_purpose (
  code        text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  line        integer not null unique,
  name_vi     text not null,
  name_en     text not null,
  proposed    text not null,
  consequence text not null
);

create table consent_text (
  tenant_id   uuid not null references tenant,
  purpose     text not null references consent_purpose,
  version     integer not null check (version > 0),
  made_at     timestamptz not null,
  made_by     uuid not null references account,
  title       text not null check (length(title) between 5 and 200),
  body        text not null check (length(body) between 50 and 20000),
  consequence text not null check (length(consequence) between 10 and 2000),  -- of a withdrawal, as it is told before
  digest      text not null check (digest ~ '^[0-9a-f]{64}$'),
  offered     boolean not null,                                              -- false: nobody is asked for it any more
  primary key (tenant_id, purpose, version)
);

create table consent (
  id             uuid primary key,
  tenant_id      uuid not null references tenant,
  patient_id     uuid not null,
  purpose        text not null,
  text_version   integer not null,
  given_by       text not null check (given_by in ('PATIENT', 'REPRESENTATIVE', 'CHILD_AND_REPRESENTATIVE')),
  representative text check (length(representative) between 2 and 200),
  relation       text check (length(relation) between 2 and 100),
  channel        text not null check (channel in ('SIGNED_PAPER', 'ELECTRONIC')),
  evidence       text not null check (length(evidence) between 2 and 200),
  given_at       timestamptz not null,
  valid_until    timestamptz,
  recorded_at    timestamptz not null,
  recorded_by    uuid not null references account,
  foreign key (tenant_id, purpose, text_version) references consent_text (tenant_id, purpose, version),
  check ((given_by = 'PATIENT') = (representative is null) and (representative is null) = (relation is null)),
  check (given_at <= recorded_at and (valid_until is null or valid_until > given_at))
);
create index consent_person on consent (tenant_id, patient_id, purpose);

create table consent_withdrawal (
  consent_id     uuid primary key references consent,
  withdrawn_at   timestamptz not null,
  withdrawn_by   text not null check (withdrawn_by in ('PATIENT', 'REPRESENTATIVE', 'CHILD_AND_REPRESENTATIVE')),
  representative text check (length(representative) between 2 and 200),
  relation       text check (length(relation) between 2 and 100),
  note           text check (length(note) <= 500),
  recorded_at    timestamptz not null,
  recorded_by    uuid not null references account,
  check ((withdrawn_by = 'PATIENT') = (representative is null) and (representative is null) = (relation is null)),
  check (withdrawn_at <= recorded_at)
);

-- Whether a person, with all merged into one, agrees at this moment. A withdrawal takes back everything that was given before it,
-- also under another number.
create function consented(hospital uuid, person uuid, wanted text, moment timestamptz) returns boolean language sql stable as $$
  with people as materialized (select link_set(hospital, person) as id),
  given as (
    select c.id, c.given_at, c.valid_until from consent c
    where c.tenant_id = hospital and c.patient_id in (select p.id from people p) and c.purpose = wanted
  )
  select exists (
    select 1 from given g
    where g.given_at <= moment and (g.valid_until is null or moment < g.valid_until)
      and not exists (select 1 from given o join consent_withdrawal w on w.consent_id = o.id
                      where w.withdrawn_at >= g.given_at))
$$;

-- How much was kept back from a destination for want of consent. No people: who, stands in the trace.
create table egress_withheld (
  tenant_id uuid not null references tenant,
  source_id uuid not null references source,
  day       date not null,
  withheld  bigint not null check (withheld > 0),
  last_at   timestamptz not null,
  primary key (source_id, day)
);

insert into consent_purpose (code, line, name_vi, name_en, proposed, consequence) values
('OTHER_FACILITY', 1, 'Gửi dữ liệu cho cơ sở khám bệnh, chữa bệnh khác', 'Sending data to another health care provider',
 'Tôi đồng ý để bệnh viện gửi dữ liệu sức khỏe của tôi (chẩn đoán, kết quả xét nghiệm, chẩn đoán hình ảnh, thuốc, tóm tắt bệnh án) cho cơ sở khám bệnh, chữa bệnh mà tôi được chuyển đến hoặc đề nghị. Tôi được thông báo rằng đây là dữ liệu cá nhân nhạy cảm, và tôi có quyền rút lại sự đồng ý bất cứ lúc nào.',
 'Từ khi rút lại, bệnh viện không gửi thêm dữ liệu cho cơ sở khác theo sự đồng ý này. Dữ liệu đã gửi trước đó không thu hồi được. Việc khám chữa bệnh tại bệnh viện không bị ảnh hưởng.'),
('PATIENT_APP', 2, 'Gửi dữ liệu đến ứng dụng mà người bệnh chọn', 'Sending data to an app the patient chose',
 'Tôi đồng ý để bệnh viện gửi thông báo và dữ liệu sức khỏe của tôi đến ứng dụng mà tôi đã đăng ký sử dụng. Tôi được thông báo rằng đây là dữ liệu cá nhân nhạy cảm, và tôi có quyền rút lại sự đồng ý bất cứ lúc nào.',
 'Từ khi rút lại, ứng dụng không nhận thêm dữ liệu từ bệnh viện. Dữ liệu đã nhận vẫn ở ứng dụng theo điều khoản của ứng dụng.'),
('INSURER', 3, 'Cung cấp dữ liệu cho doanh nghiệp bảo hiểm theo yêu cầu của người bệnh', 'Disclosure to a private insurer at the patient''s request',
 'Tôi yêu cầu bệnh viện cung cấp dữ liệu sức khỏe của tôi cho doanh nghiệp bảo hiểm nêu trong đơn kèm theo, trong phạm vi cần để giải quyết quyền lợi bảo hiểm. Tôi được thông báo rằng đây là dữ liệu cá nhân nhạy cảm, và tôi có quyền rút lại yêu cầu bất cứ lúc nào.',
 'Từ khi rút lại, bệnh viện không cung cấp thêm dữ liệu cho doanh nghiệp bảo hiểm; việc giải quyết quyền lợi bảo hiểm có thể bị chậm.'),
('RESEARCH', 4, 'Nghiên cứu khoa học', 'Research',
 'Tôi đồng ý để dữ liệu sức khỏe của tôi được sử dụng cho nghiên cứu khoa học đã được hội đồng đạo đức chấp thuận, theo phiếu thông tin nghiên cứu kèm theo. Tôi được thông báo rằng đây là dữ liệu cá nhân nhạy cảm, và tôi có quyền rút lại sự đồng ý bất cứ lúc nào.',
 'Từ khi rút lại, dữ liệu của tôi không được đưa thêm vào nghiên cứu. Kết quả đã công bố không thay đổi. Việc khám chữa bệnh không bị ảnh hưởng.'),
('TEACHING', 5, 'Giảng dạy', 'Teaching',
 'Tôi đồng ý để dữ liệu sức khỏe của tôi được sử dụng cho giảng dạy ngoài việc học tập tại bệnh viện theo quy định. Tôi được thông báo rằng đây là dữ liệu cá nhân nhạy cảm, và tôi có quyền rút lại sự đồng ý bất cứ lúc nào.',
 'Từ khi rút lại, dữ liệu của tôi không được sử dụng thêm cho giảng dạy. Việc khám chữa bệnh không bị ảnh hưởng.');

-- Who records what people agreed to, and who answers for texts, the register and what people ask about their data.
update role_template set rights = rights || '{CONSENT_RECORD}'::text[]
  where code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'NURSE', 'CHIEF_NURSE', 'RECORDS_CLERK');
update role_template set rights = rights || '{PRIVACY_MANAGE}'::text[] where code = 'DATA_PROTECTION_OFFICER';
insert into role_version (role_id, version, made_at, reason, name_vi, name_en, purpose, reaches, rights, in_treatment, completed,
                          archived, hours, idle_minutes, second_factor, enabled)
  select r.role_id, r.version + 1, now(), 'consents', r.name_vi, r.name_en, r.purpose, r.reaches,
         r.rights || case r.code when 'DATA_PROTECTION_OFFICER' then '{PRIVACY_MANAGE}'::text[]
                                 else '{CONSENT_RECORD}'::text[] end,
         r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled
  from role_now r
  where r.built_in and r.code in ('DOCTOR', 'HEAD_OF_DEPARTMENT', 'NURSE', 'CHIEF_NURSE', 'RECORDS_CLERK',
                                  'DATA_PROTECTION_OFFICER');

grant select on consent_purpose to ${applicationRole};
grant select, insert on consent_text, consent, consent_withdrawal to ${applicationRole};
grant select, insert, update (withheld, last_at) on egress_withheld to ${applicationRole};
grant execute on function consented(uuid, uuid, text, timestamptz) to ${applicationRole};
