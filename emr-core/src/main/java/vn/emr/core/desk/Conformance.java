package vn.emr.core.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.store.Database;

/**
 * What one sender sends wrong, field by field, to be shown to its vendor: how often, since when, until when, and one message
 * to look at. From what {@link Tally} counted; holds sentences of this server and never a value from a message.
 */
@ApplicationScoped
public class Conformance {
    /** As far as days are asked for. */
    public static final int MOST_DAYS = 366;

    private static final int MOST_LINES = 500;
    private static final ZoneId HOSPITAL = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(HOSPITAL);

    /**
     * One thing that is sent wrong.
     *
     * @param kind REMARK (applied, with a remark), PARKED or REFUSED
     * @param field such as {@code PID-3} or a JSON pointer; empty when the whole message is meant
     * @param exampleId the newest message with it
     */
    public record Fault(
            String kind, String field, String fault, long messages, Instant firstAt, Instant lastAt, UUID exampleId) {}

    /**
     * @param days counted back from today, which is included
     * @param messages everything the sender sent in these days
     * @param countedTo up to when messages are counted; null before the first count
     */
    public record Report(UUID sourceId, int days, long messages, Instant countedTo, List<Fault> faults) {}

    private final Database database;
    private final Clock clock;

    @Inject
    public Conformance(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The most frequent first, at most 500 lines. */
    public Report of(Caller caller, UUID sourceId, int days) {
        int asked = Math.clamp(days, 1, MOST_DAYS);
        LocalDate first = LocalDate.ofInstant(clock.instant(), HOSPITAL).minusDays(asked - 1L);
        List<Fault> faults = database.query(
                """
                select kind, field, fault, sum(messages)::int8 as messages, min(first_at) as first_at, max(last_at) as last_at,
                       (array_agg(example_id order by last_at desc))[1] as example_id
                from fault_day
                where tenant_id = ? and source_id = ? and day >= ?
                group by kind, field, fault
                order by sum(messages) desc, kind, field, fault
                limit ?
                """,
                row -> new Fault(
                        row.text("kind"),
                        row.text("field"),
                        row.text("fault"),
                        row.number("messages"),
                        row.instant("first_at"),
                        row.instant("last_at"),
                        row.uuid("example_id")),
                caller.tenantId(),
                sourceId,
                first,
                MOST_LINES);
        return new Report(sourceId, asked, messages(caller, sourceId, first), countedTo(), faults);
    }

    private long messages(Caller caller, UUID sourceId, LocalDate first) {
        return database.first(
                        """
                        select coalesce(sum(messages), 0)::int8 as n from traffic_hour
                        where tenant_id = ? and source_id = ? and hour >= ?
                        """,
                        row -> row.number("n"),
                        caller.tenantId(),
                        sourceId,
                        first.atStartOfDay(HOSPITAL).toInstant())
                .orElse(0L);
    }

    private Instant countedTo() {
        return database.first("select counted_to from traffic_mark", row -> row.instant("counted_to"))
                .orElse(null);
    }

    /** The report as a table for a spreadsheet: UTF-8 with a byte order mark, and no cell that is taken for a formula. */
    public static String csv(Report report) {
        StringBuilder csv = new StringBuilder("\uFEFF");
        csv.append(Csv.line("kind", "field", "fault", "messages", "first", "last", "example message"));
        for (Fault fault : report.faults()) {
            csv.append(Csv.line(
                    fault.kind(),
                    fault.field(),
                    fault.fault(),
                    String.valueOf(fault.messages()),
                    MOMENT.format(fault.firstAt()),
                    MOMENT.format(fault.lastAt()),
                    fault.exampleId().toString()));
        }
        return csv.toString();
    }
}
