package vn.emr.core.oversight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** What of the trace asks for a second look. */
public final class Anomalies {
    /**
     * Something to look at.
     *
     * @param kind {@code BULK}: more charts within an hour than usual; {@code NIGHT}: between 22 and 5 o'clock;
     *     {@code NOT_UNDER_CARE}: tried to open charts of people not in his or her care; {@code EMERGENCY}: used the system
     *     outside the hours of all roles, or opened what was closed; {@code SIGNATURE}: signed documents that the server found
     *     not to be valid, by nobody
     * @param from the hour or night it began
     * @param count charts, attempts or uses
     */
    public record Anomaly(String kind, UUID actorId, String by, String role, Instant from, long count) {}

    private static final String HOUR = "date_trunc('hour', a.at)";
    private static final String NIGHT =
            "date_trunc('day', (a.at at time zone 'Asia/Ho_Chi_Minh') - interval '5 hours') at time zone 'Asia/Ho_Chi_Minh' + interval '22 hours'";
    private static final String AT_NIGHT =
            "(extract(hour from a.at at time zone 'Asia/Ho_Chi_Minh') >= 22 or extract(hour from a.at at time zone 'Asia/Ho_Chi_Minh') < 5)";

    private static final String COUNTED = """
            select '%s' as kind, a.actor_id, a.actor_name, a.role, %s as since, %4$s as n
            from audit_event a
            where a.tenant_id = ? and a.actor_kind = '%5$s' and a.at >= ? and a.at < ? and a.id >= ? and a.id < ? and %3$s
            group by a.actor_id, a.actor_name, a.role, since
            order by since desc limit 1000
            """;

    private Anomalies() {}

    /** All kinds, the newest first; at most 1,000. */
    static List<Anomaly> within(Transaction t, UUID tenant, Oversight.Span span) {
        List<Anomaly> all = new ArrayList<>(BulkReading.within(t, tenant, span.from(), span.to()));
        all.addAll(counted(
                t, tenant, span, "NIGHT", NIGHT, "a.kind = 'GRANT' and " + AT_NIGHT, "count(distinct a.patient_id)"));
        all.addAll(counted(
                t,
                tenant,
                span,
                "NOT_UNDER_CARE",
                HOUR,
                "a.kind = 'REFUSED' and a.object_kind = 'PATIENT' and a.patient_id is not null",
                "count(*)"));
        all.addAll(counted(t, tenant, span, "EMERGENCY", HOUR, "a.kind = 'EMERGENCY'", "count(*)"));
        all.addAll(counted(
                t,
                tenant,
                span,
                "SYSTEM",
                "SIGNATURE",
                HOUR,
                "a.kind = 'SIGN' and not a.success and a.object_kind = 'SIGNED_DOCUMENT'",
                "count(*)"));
        return all.stream()
                .sorted(Comparator.comparing(Anomaly::from).reversed())
                .limit(Oversight.MOST)
                .toList();
    }

    private static List<Anomaly> counted(
            Transaction t, UUID tenant, Oversight.Span span, String kind, String since, String which, String count) {
        return counted(t, tenant, span, "PERSON", kind, since, which, count);
    }

    private static List<Anomaly> counted(
            Transaction t,
            UUID tenant,
            Oversight.Span span,
            String whose,
            String kind,
            String since,
            String which,
            String count) {
        return t.query(
                COUNTED.formatted(kind, since, which, count, whose),
                Anomalies::anomaly,
                tenant,
                span.from(),
                span.to(),
                Ids.first(span.from().minus(Oversight.SKEW)),
                Ids.first(span.to().plus(Oversight.SKEW)));
    }

    static Anomaly anomaly(Row row) {
        return new Anomaly(
                row.text("kind"),
                row.uuid("actor_id"),
                row.text("actor_name"),
                row.text("role"),
                row.instant("since"),
                row.number("n"));
    }
}
