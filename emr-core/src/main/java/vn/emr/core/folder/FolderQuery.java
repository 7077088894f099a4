package vn.emr.core.folder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.ListGrant;
import vn.emr.core.access.Right;
import vn.emr.core.folder.FolderList.Asked;
import vn.emr.core.record.RecordFolder.State;

/** The questions of {@link FolderList}: SQL put together of the conditions that were asked for, each a text of this class. */
final class FolderQuery {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Set<State> KEPT = EnumSet.of(State.CLOSED, State.ARCHIVED);
    private static final int LONGEST_WORD = 100;
    private static final Pattern ICD = Pattern.compile("[A-Z][0-9A-Z]{0,6}");
    private static final Pattern CURSOR =
            Pattern.compile("(-?\\d{1,17})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

    /** A visit that was joined with another has its folder there, when that one has one. */
    private static final String FOLDERS = """
            from record_folder f
            join encounter e on e.tenant_id = f.tenant_id and e.patient_id = f.patient_id and e.encounter_id = f.encounter_id
            left join visit_link l on l.tenant_id = f.tenant_id and l.encounter_id = f.encounter_id and l.active
            left join folder_rule_now n on n.facility_id = f.facility_id
            cross join lateral (
              select coalesce(e.end_from, (select max(o.end_from) from encounter o
                                           where o.tenant_id = e.tenant_id and o.patient_id = e.patient_id
                                             and o.visit_number = e.visit_number
                                             and o.facility_id is not distinct from e.facility_id)) as at offset 0) ended
            cross join lateral (
              select case f.state when 'IN_TREATMENT' then ended.at + n.complete_hours * interval '1 hour'
                                  when 'COMPLETED' then f.completed_from + n.close_hours * interval '1 hour' end as at) due
            where f.tenant_id = ? and f.part_of is null
              and not (l.shown_as is not null and l.shown_as <> f.encounter_id
                       and exists (select 1 from record_folder g
                                   where g.tenant_id = f.tenant_id and g.patient_id = l.shown_under and g.encounter_id = l.shown_as))
            """;

    /** Of whoever reaches few people, only what is filed under these. */
    private static final String OF_FEW = """
            and f.patient_id in (
              select chart_filed(c.tenant_id, array(select link_set(c.tenant_id, c.patient_id))) from (%s) c)
            """;

    private static final String IN_DEPARTMENT = """
            and exists (select 1 from department_stay s
                        where s.tenant_id = f.tenant_id and s.patient_id = f.patient_id and s.encounter_id = f.encounter_id
                          and s.department_id = ? and not s.cancelled)
            """;

    private static final String DIAGNOSED = """
            and (f.patient_id, f.encounter_id) in (
              select c.patient_id, c.encounter_id from condition c
              where c.tenant_id = ? and c.active and c.code is not null
                and replace(upper(c.code), '.', '') collate "C" >= ? and replace(upper(c.code), '.', '') collate "C" < ?
                and c.condition_id not in (select closed_rows(c.tenant_id, array[c.patient_id], ?)))
            """;

    private static final String WITHOUT_DIAGNOSIS = """
            and f.state in ('IN_TREATMENT', 'COMPLETED')
            and not exists (select 1 from condition c
                            where c.tenant_id = f.tenant_id and c.patient_id = f.patient_id and c.encounter_id = f.encounter_id
                              and c.active and c.code is not null and c.rank in ('primary', 'discharge')
                              and (c.source_id is null or not said_here(c.tenant_id, array[c.encounter_id], c.rank)))
            """;

    private static final String LENT = """
            and f.folder_id in (select o.folder_id from lending_open o where o.tenant_id = ? and o.due_on < ?::date)
            """;

    private final StringBuilder sql = new StringBuilder(FOLDERS);
    private final List<Object> parameters = new ArrayList<>();

    private FolderQuery(ListGrant grant) {
        parameters.add(grant.tenantId());
        if (grant.reachesFew()) {
            sql.append(OF_FEW.formatted(grant.counted()));
            parameters.addAll(Arrays.asList(grant.parameters()));
        }
    }

    /** The folders that were asked for, as far as the caller's roles reach and hold the right in the state of each. */
    static FolderQuery of(ListGrant grant, Right right, Asked asked, Instant now) {
        FolderQuery query = new FolderQuery(grant);
        query.when(asked.state(), "and f.state = ? ");
        query.when(asked.departmentId(), IN_DEPARTMENT);
        query.when(word(asked.doctor(), "/doctor"), "and e.attending_doctor = ? ");
        query.when(start(asked.from(), "/from"), "and f.opened_at >= ? ");
        query.when(asked.until() == null ? null : start(asked.until().plusDays(1), "/until"), "and f.opened_at < ? ");
        query.diagnosed(grant, asked.diagnosis());
        String number = word(asked.folderNumber(), "/folderNumber");
        if (number != null) {
            query.with("and (f.archive_number = ? or f.admission_number = ?) ", number, number);
        }
        if (Boolean.TRUE.equals(asked.overdue())) {
            query.with("and f.state in ('IN_TREATMENT', 'COMPLETED') and due.at < ? ", now);
        }
        if (asked.lent() != null) {
            LocalDate before = asked.lent() == FolderList.Lent.OUT ? LAST_DAY : LocalDate.ofInstant(now, VIETNAM);
            query.with(LENT, grant.tenantId(), before.toString());
        }
        if (asked.missing() != null) {
            query.with(
                    switch (asked.missing()) {
                        case DIAGNOSIS -> WITHOUT_DIAGNOSIS;
                        case END -> "and f.state = 'COMPLETED' and ended.at is null ";
                    });
        }
        return query.reached(grant, right);
    }

    /** Of those that are closed or archived, what may be taken out as data; the oldest first. */
    static FolderQuery kept(ListGrant grant, Asked asked, Instant now, int rows) {
        if (asked.state() != null && !KEPT.contains(asked.state())) {
            throw new Refusal(Code.MALFORMED_FIELD, "CLOSED or ARCHIVED", "/state");
        }
        return of(grant, Right.RECORD_EXPORT, asked, now)
                .with("and f.state in ('CLOSED', 'ARCHIVED') order by f.opened_at, f.folder_id limit ? ", rows);
    }

    /** One state of folders, or those past their day. */
    static FolderQuery counted(ListGrant grant, String state, Instant overdueAt) {
        FolderQuery query = new FolderQuery(grant);
        if (overdueAt == null) {
            query.with("and f.state = ? ", state);
        } else {
            query.with("and f.state in ('IN_TREATMENT', 'COMPLETED') and due.at < ? ", overdueAt);
        }
        return query.reached(grant, Right.PATIENT_READ);
    }

    /** What labels hide from the caller's roles is not in the list at all. */
    FolderQuery open(ListGrant grant) {
        return with("""
                and f.encounter_id not in (
                  select closed_rows(f.tenant_id, array(select chart_filed(f.tenant_id, array(
                    select link_set(f.tenant_id, coalesce(l.shown_under, f.patient_id))))), ?))
                """, (Object) grant.roles());
    }

    FolderQuery page(String cursor, int rows) {
        if (cursor != null && !cursor.isEmpty()) {
            Matcher parts = CURSOR.matcher(cursor);
            if (!parts.matches()) {
                throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this list", "/cursor");
            }
            long micros = Long.parseLong(parts.group(1));
            Instant at = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
            with("and (f.opened_at, f.folder_id) < (?, ?) ", at, UUID.fromString(parts.group(2)));
        }
        return with("order by f.opened_at desc, f.folder_id desc limit ? ", rows);
    }

    private static final long MICROS = 1_000_000;

    static String cursor(Instant openedAt, UUID id) {
        return openedAt.getEpochSecond() * MICROS + openedAt.getNano() / 1_000 + "_" + id;
    }

    String sql() {
        return sql.toString();
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    private FolderQuery reached(ListGrant grant, Right right) {
        return with(
                "and " + grant.reachesIn("f.tenant_id", "coalesce(l.shown_under, f.patient_id)", "f.state") + "\n",
                grant.stateParameters(right));
    }

    private void diagnosed(ListGrant grant, String code) {
        if (code == null || code.isBlank()) {
            return;
        }
        String begins = code.strip().replace(".", "").toUpperCase(Locale.ROOT);
        if (!ICD.matcher(begins).matches()) {
            throw new Refusal(Code.MALFORMED_FIELD, "the beginning of an ICD-10 code", "/diagnosis");
        }
        with(DIAGNOSED, grant.tenantId(), begins, begins + "~", grant.roles());
    }

    private void when(Object value, String condition) {
        if (value != null) {
            with(condition, value);
        }
    }

    private FolderQuery with(String condition, Object... values) {
        sql.append(condition);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    private static String word(String text, String at) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_WORD) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most 100 characters", at);
        }
        return text.strip();
    }

    private static Instant start(LocalDate day, String at) {
        if (day == null) {
            return null;
        }
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a day of this or the last century", at);
        }
        return day.atStartOfDay(VIETNAM).toInstant();
    }
}
