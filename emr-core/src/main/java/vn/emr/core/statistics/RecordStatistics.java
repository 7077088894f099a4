package vn.emr.core.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.CountGrant;
import vn.emr.core.access.ListAccess;
import vn.emr.core.statistics.Statistics.Backlog;
import vn.emr.core.statistics.Statistics.Department;
import vn.emr.core.statistics.Statistics.Illness;
import vn.emr.core.statistics.Statistics.Length;
import vn.emr.core.statistics.Statistics.Stays;
import vn.emr.core.statistics.Statistics.Timely;
import vn.emr.core.statistics.Statistics.Turnaround;
import vn.emr.core.statistics.Statistics.Work;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Counts the records of the caller's facilities, or of the patients of the caller's departments. */
@ApplicationScoped
public class RecordStatistics {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    /** Two years, one of them a leap year. */
    private static final int MOST_DAYS = 731;

    private static final int USUAL_DAYS = 30;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

    /**
     * What is counted.
     *
     * @param from null: thirty days with the last one
     * @param until null: today
     * @param departmentId who lay there; null: everybody
     */
    public record Asked(LocalDate from, LocalDate until, UUID departmentId) {}

    private final ListAccess lists;
    private final Database database;
    private final Clock clock;

    @Inject
    public RecordStatistics(ListAccess lists, Database database, Clock clock) {
        this.lists = lists;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Everything of a time at one moment. A number names nobody, so it leaves no line.
     *
     * @throws Refusal FORBIDDEN (traced); MALFORMED_FIELD with a pointer for a time that is no time or longer than two years
     */
    public Statistics of(Caller caller, Asked asked) {
        CountGrant grant = lists.counting(caller);
        Instant now = clock.instant();
        LocalDate until = asked.until() == null ? LocalDate.ofInstant(now, VIETNAM) : asked.until();
        LocalDate from = asked.from() == null ? until.minusDays(USUAL_DAYS - 1) : asked.from();
        if (from.isBefore(FIRST_DAY) || from.isAfter(until)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a day before the last one", "/from");
        }
        if (ChronoUnit.DAYS.between(from, until) >= MOST_DAYS) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most two years", "/until");
        }
        Counting counting = new Counting(grant, from, until, asked.departmentId(), now);
        return database.inTransaction(counting::of);
    }

    /** One counting in one transaction. */
    private record Counting(CountGrant grant, LocalDate from, LocalDate until, UUID department, Instant now) {
        Statistics of(Transaction t) {
            FlowOf flow = new FlowOf(from, until);
            return new Statistics(
                    from,
                    until,
                    flow.unit(),
                    flow.whole(t.queryPlanned(
                            CountedFolders.SQL + FlowOf.SQL,
                            FlowOf::part,
                            folders(flow.unit().name()))),
                    one(t, CountedFolders.SQL + CountedFolders.STAYS, Counting::stays),
                    t.queryPlanned(
                            CountedFolders.SQL + CountedFolders.ILLNESSES,
                            row -> new Illness(row.text("code"), row.text("text"), row.integer("n")),
                            folders((Object) grant.roles().toArray(String[]::new))),
                    t.queryPlanned(CountedFolders.RESULTS, Counting::turnaround, results()),
                    one(t, CountedFolders.SQL + CountedFolders.COMPLETION, Counting::timely, now, now),
                    one(t, CountedFolders.SQL + CountedFolders.CLOSING, Counting::timely, now, now),
                    t.queryPlanned(CountedFolders.BACKLOG, Counting::backlog, backlogOf())
                            .getFirst(),
                    t.query(
                            CountedFolders.DEPARTMENTS,
                            row -> new Department(row.uuid("id"), row.text("name")),
                            grant.tenantId(),
                            ids(grant.facilities()),
                            ids(grant.departments())));
        }

        private <T> T one(Transaction t, String sql, Function<Row, T> mapper, Object... further) {
            return t.queryPlanned(sql, mapper, folders(further)).getFirst();
        }

        private Object[] folders(Object... further) {
            return Stream.concat(Stream.of(start(from), start(until.plusDays(1)), grant.tenantId()), where(further))
                    .toArray();
        }

        private Object[] results() {
            return Stream.concat(Stream.of(grant.tenantId(), start(from), start(until.plusDays(1))), where())
                    .toArray();
        }

        private Object[] backlogOf() {
            return Stream.concat(Stream.of(now, grant.tenantId()), where()).toArray();
        }

        private Stream<Object> where(Object... further) {
            return Stream.concat(
                    Stream.of(ids(grant.facilities()), ids(grant.departments()), department, department),
                    Arrays.stream(further));
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay(VIETNAM).toInstant();
        }

        private static Object ids(List<UUID> ids) {
            return ids.toArray(UUID[]::new);
        }

        private static Stays stays(Row row) {
            Integer[] counts = row.array("lengths");
            List<Length> lengths = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                int from = CountedFolders.LENGTHS[i];
                Integer until = i + 1 < counts.length ? CountedFolders.LENGTHS[i + 1] - 1 : null;
                lengths.add(new Length(from, until, counts[i]));
            }
            return new Stays(
                    row.integer("n"), number(row, "mean"), number(row, "median"), number(row, "ninety"), lengths);
        }

        private static Turnaround turnaround(Row row) {
            return new Turnaround(
                    Work.valueOf(row.text("work")),
                    row.integer("answered"),
                    row.integer("waiting"),
                    number(row, "median"),
                    number(row, "ninety"));
        }

        private static Timely timely(Row row) {
            return new Timely(row.integer("in_time"), row.integer("late"), row.integer("open"));
        }

        private static Backlog backlog(Row row) {
            return new Backlog(row.integer("in_treatment"), row.integer("completed"), row.integer("overdue"));
        }

        private static Double number(Row row, String column) {
            return row.decimal(column) == null ? null : row.decimal(column).doubleValue();
        }
    }
}
