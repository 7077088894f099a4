package vn.emr.core.folder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
import vn.emr.core.store.Transaction;

/** The questions of {@link FolderList}: SQL put together of the conditions that were asked for, each a text of this class. */
final class FolderQuery {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Set<State> KEPT = EnumSet.of(State.CLOSED, State.ARCHIVED);
    private static final int LONGEST_WORD = 100;
    private static final Pattern CURSOR =
            Pattern.compile("(-?\\d{1,17})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);
    private static final Instant LAST_MOMENT = LAST_DAY.atStartOfDay(VIETNAM).toInstant();

    /** A visit that was joined with another has its folder there, when that one has one. */
    private static final String FOLDERS = """
            from %s
            cross join lateral (
              select * from encounter e
              where e.tenant_id = f.tenant_id and e.patient_id = f.patient_id and e.encounter_id = f.encounter_id offset 0) e
            left join visit_link l on l.tenant_id = f.tenant_id and l.encounter_id = f.encounter_id and l.active
            left join folder_rule_now n on n.facility_id = f.facility_id
            cross join lateral (
              select v.at from visit_end(e.end_from, e.tenant_id, e.patient_id, e.visit_number, e.facility_id) v offset 0) ended
            cross join lateral (
              select case f.state when 'IN_TREATMENT' then ended.at + n.complete_hours * interval '1 hour'
                                  when 'COMPLETED' then f.completed_from + n.close_hours * interval '1 hour' end as at) due
            where f.tenant_id = ? and f.part_of is null
              and not (l.shown_as is not null and l.shown_as <> f.encounter_id
                       and exists (select 1 from record_folder g
                                   where g.tenant_id = f.tenant_id and g.patient_id = l.shown_under and g.encounter_id = l.shown_as))
            """;

    private static final String THESE = """
            (select f.* from unnest(?::uuid[], ?::uuid[]) as s(patient_id, folder_id)
             cross join lateral (
               select * from record_folder f
               where f.tenant_id = ? and f.patient_id = s.patient_id and f.folder_id = s.folder_id offset 0) f
             order by f.opened_at desc, f.folder_id desc offset 0) f
            """;

    /** Of whoever reaches few people, only what is filed under these. */
    private static final String OF_FEW = """
            and f.patient_id in (
              select chart_filed(c.tenant_id, array(select link_set(c.tenant_id, c.patient_id))) from (%s) c)
            """;

    private static final String WITHOUT_DIAGNOSIS = """
            and f.state in ('IN_TREATMENT', 'COMPLETED')
            and not exists (select 1 from condition c
                            where c.tenant_id = f.tenant_id and c.patient_id = f.patient_id and c.encounter_id = f.encounter_id
                              and c.active and c.code is not null and c.rank in ('primary', 'discharge')
                              and (c.source_id is null
                                   or not exists (select 1 from condition p
                                                  where p.tenant_id = c.tenant_id and p.encounter_id = c.encounter_id
                                                    and p.source_id is null and p.active and p.rank = 'primary')))
            """;

    private static final String LENT = """
            and f.folder_id in (select o.folder_id from lending_open o where o.tenant_id = ? and o.due_on < ?::date)
            """;

    /** What labels hide from some roles of a chart, visits and what is in them; by expressions of the tenant and of whose chart it is. */
    static final String CLOSED = """
            select closed_rows(%1$s, array(select chart_filed(%1$s, array(select link_set(%1$s, %2$s)))), ?)
            """;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** @param from SQL of the folders f it begins with, its values before those of the conditions */
    private FolderQuery(ListGrant grant, String from, Object... values) {
        sql.append(FOLDERS.formatted(from));
        parameters.addAll(Arrays.asList(values));
        parameters.add(grant.tenantId());
    }

    private static FolderQuery newest(ListGrant grant) {
        return new FolderQuery(grant, "record_folder f").few(grant);
    }

    private FolderQuery few(ListGrant grant) {
        if (grant.reachesFew()) {
            with(OF_FEW.formatted(grant.counted()), grant.parameters());
        }
        return this;
    }

    /**
     * The folders that were asked for, whoever may see them.
     *
     * @param first the clue it begins with; null: all folders are walked
     */
    static FolderQuery of(ListGrant grant, Asked asked, List<FolderClue> clues, FolderClue first, Instant now) {
        FolderQuery query =
                first == null ? newest(grant) : new FolderQuery(grant, first.folders(), first.values()).few(grant);
        clues.forEach(clue -> query.with(clue.test(), clue.testValues()));
        query.when(asked.state(), "and f.state = ? ");
        query.when(word(asked.doctor(), "/doctor"), "and f.attending_doctor = ? ");
        query.when(start(asked.from(), "/from"), "and f.opened_at >= ? ");
        query.when(asked.until() == null ? null : start(asked.until().plusDays(1), "/until"), "and f.opened_at < ? ");
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
                        // A clue, as what is awaited lies beside the folder.
                        case SIGNATURE -> "";
                    });
        }
        return query;
    }

    /**
     * Of some folders those that the caller's roles reach, where they hold the right in the state of each, in the order of the list. What
     * labels hide of them is yet to be asked.
     */
    static FolderQuery reached(ListGrant grant, Right right, UUID[] patients, UUID[] folders) {
        return new FolderQuery(grant, THESE, patients, folders, grant.tenantId())
                .reached(grant, right)
                .with("order by f.opened_at desc, f.folder_id desc offset 0");
    }

    /** Of those that are closed or archived, what may be taken out as data; the oldest first. */
    static FolderQuery kept(Transaction t, ListGrant grant, Asked asked, Instant now, int rows) {
        if (asked.state() != null && !KEPT.contains(asked.state())) {
            throw new Refusal(Code.MALFORMED_FIELD, "CLOSED or ARCHIVED", "/state");
        }
        List<FolderClue> clues = FolderClue.all(grant, asked);
        FolderClue rare =
                clues.stream().filter(clue -> clue.rare(t)).findFirst().orElse(null);
        return of(grant, asked, clues, rare, now)
                .reached(grant, Right.RECORD_EXPORT)
                .with("and f.state in ('CLOSED', 'ARCHIVED') order by f.opened_at, f.folder_id limit ? ", rows);
    }

    /** Archived ones whose visit ended before a moment, and that nothing is hidden of; the oldest admission first. */
    static FolderQuery ended(ListGrant grant, Asked asked, Instant before, int rows) {
        return of(grant, asked, List.of(), null, before)
                .reached(grant, Right.PATIENT_READ)
                .open(grant)
                .with("and ended.at < ? order by f.opened_at, f.folder_id limit ? ", before, rows);
    }

    /** One state of folders, or those past their day. */
    static FolderQuery counted(ListGrant grant, String state, Instant overdueAt) {
        FolderQuery query = newest(grant);
        if (overdueAt == null) {
            query.with("and f.state = ? ", state);
        } else {
            query.with("and f.state in ('IN_TREATMENT', 'COMPLETED') and due.at < ? ", overdueAt);
        }
        return query.reached(grant, Right.PATIENT_READ);
    }

    /** What labels hide from the caller's roles is not in the list at all. */
    private FolderQuery open(ListGrant grant) {
        String closed = CLOSED.formatted("f.tenant_id", "coalesce(l.shown_under, f.patient_id)");
        return with("and f.encounter_id not in (" + closed + ") ", (Object) grant.roles());
    }

    FolderQuery page(String cursor, int rows) {
        Place after = place(cursor);
        if (after != null) {
            with("and (f.opened_at, f.folder_id) < (?, ?) ", after.at(), after.id());
        }
        return with("order by f.opened_at desc, f.folder_id desc limit ? ", rows);
    }

    FolderQuery since(Instant day) {
        return with("and f.opened_at >= ? ", day);
    }

    /** The day down to which so many folders are walked from a cursor on; null: there are not so many. */
    static Instant walkedTo(Transaction t, ListGrant grant, Asked asked, String cursor, int folders) {
        Place after = place(cursor);
        Instant until = asked.until() == null ? null : start(asked.until().plusDays(1), "/until");
        return t
                .queryPlanned(
                        """
                        select f.opened_at from record_folder f
                        where f.tenant_id = ? and f.part_of is null and (?::text is null or f.state = ?)
                          and f.opened_at <= least(?::timestamptz, ?::timestamptz)
                        order by f.opened_at desc, f.folder_id desc
                        offset ? limit 1
                        """,
                        row -> row.instant("opened_at"),
                        grant.tenantId(),
                        asked.state(),
                        asked.state(),
                        after == null ? null : after.at(),
                        until == null ? LAST_MOMENT : until,
                        folders)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Where a page begins: after this folder. */
    private record Place(Instant at, UUID id) {}

    private static Place place(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        Matcher parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this list", "/cursor");
        }
        long micros = Long.parseLong(parts.group(1));
        Instant at = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
        return new Place(at, UUID.fromString(parts.group(2)));
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

    static String word(String text, String at) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_WORD) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most 100 characters", at);
        }
        return text.strip();
    }

    static Instant start(LocalDate day, String at) {
        if (day == null) {
            return null;
        }
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a day of this or the last century", at);
        }
        return day.atStartOfDay(VIETNAM).toInstant();
    }
}
