package vn.emr.core.oversight;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Holders;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Asks the trace. Each question is itself a line of it, written in the same transaction: what cannot be traced is not answered.
 * Answers hold accounts, sections and counts, never what a chart says.
 */
@ApplicationScoped
public class Oversight {
    /** Longer times are asked in parts. */
    static final Duration LONGEST = Duration.ofDays(92);

    static final int MOST = 1_000;
    private static final int PAGE = 200;

    /**
     * What one person or system did with one record on one day of Viet Nam.
     *
     * @param by the user name, or the name of the system
     * @param refused attempts that were not let in
     * @param what kinds and sections
     */
    public record Opened(
            LocalDate day,
            String actorKind,
            String by,
            String role,
            Instant first,
            Instant last,
            long opened,
            long printed,
            long exported,
            long written,
            long refused,
            List<String> what,
            List<String> from,
            List<String> devices,
            List<String> purposes) {}

    /** @param more whether older ones were left off */
    public record OpenedBy(Instant from, Instant to, List<Opened> openings, boolean more) {}

    /** One line of the trace. */
    public record Deed(
            UUID id,
            Instant at,
            String kind,
            boolean success,
            String by,
            String role,
            UUID patientId,
            String object,
            String address,
            String device,
            String detail,
            String changes,
            String reason,
            String requestId) {
        static Deed of(AuditEvent e) {
            return new Deed(
                    e.id(),
                    e.at(),
                    e.kind().name(),
                    e.success(),
                    e.actor().name(),
                    e.actor().role(),
                    e.patientId(),
                    e.objectKind(),
                    e.actor().address(),
                    e.actor().device(),
                    e.detail(),
                    e.changes(),
                    e.reason(),
                    e.actor().requestId());
        }
    }

    /** @param before hand it in again for the next page; null on the last */
    public record Deeds(List<Deed> deeds, UUID before) {}

    /** Lines of the trace as {@link AuditTrail#of} reads them. */
    static final String LINES = """
            select a.id, a.at, a.tenant_id, a.kind, a.success, a.actor_kind, a.actor_id, a.actor_name, a.role, a.session_id,
                   a.source_id, a.patient_id, a.object_kind, a.object_id, a.commit_id, a.purpose, a.address, a.request_id,
                   a.detail, a.device, a.encounter_id, a.changes, a.reason
            from audit_event a
            """;

    private final Database database;
    private final Access access;
    private final Holders holders;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public Oversight(Database database, Access access, AuditTrail trail, Clock clock) {
        this.database = database;
        this.access = access;
        this.holders = new Holders(access, database);
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Who opened, printed, exported or changed the record of the person with this number, grouped by person and day, newest first.
     *
     * @param number as the hospital writes it: patient, insurance or national number
     * @throws Refusal MALFORMED_FIELD for the time, else as {@link Holders#one}
     */
    public OpenedBy opened(Caller caller, String number, Instant from, Instant to) {
        Span span = span(from, to, Duration.ofDays(36_525), Duration.ofDays(3_653));
        UUID patient = holders.one(caller, Right.AUDIT_READ, "AUDIT_OF_PATIENT", number, "/number");
        return asked(caller, "AUDIT_OF_PATIENT", t -> {
            trail.append(t, line(caller, "AUDIT_OF_PATIENT", patient, null, span));
            List<Opened> openings = t.query(
                    OPENED,
                    Oversight::opening,
                    caller.tenantId(),
                    caller.tenantId(),
                    patient,
                    span.from(),
                    span.to(),
                    MOST + 1);
            boolean more = openings.size() > MOST;
            return new OpenedBy(span.from(), span.to(), more ? openings.subList(0, MOST) : openings, more);
        });
    }

    private static final String OPENED = """
            select (a.at at time zone 'Asia/Ho_Chi_Minh')::date as day, a.actor_kind, a.actor_name, a.role,
                   min(a.at) as first, max(a.at) as last,
                   count(*) filter (where a.kind in ('GRANT', 'OPEN', 'REVEAL')) as opened,
                   count(*) filter (where a.kind = 'PRINT') as printed,
                   count(*) filter (where a.kind in ('EXPORT', 'SEND', 'DISCLOSED')) as exported,
                   count(*) filter (where a.kind in ('CREATE', 'UPDATE', 'MERGE', 'DISTINCT')) as written,
                   count(*) filter (where not a.success) as refused,
                   array_agg(distinct coalesce(a.object_kind, a.kind)) as what,
                   array_remove(array_agg(distinct a.address), null) as addresses,
                   array_remove(array_agg(distinct a.device), null) as devices,
                   array_remove(array_agg(distinct a.purpose), null) as purposes
            from audit_event a
            where a.tenant_id = ? and a.patient_id in (select link_set(?, ?)) and a.at >= ? and a.at < ?
            group by 1, a.actor_kind, a.actor_id, a.actor_name, a.role
            order by last desc
            limit ?
            """;

    private static Opened opening(vn.emr.core.store.Row row) {
        return new Opened(
                LocalDate.parse(row.text("day")),
                row.text("actor_kind"),
                row.text("actor_name"),
                row.text("role"),
                row.instant("first"),
                row.instant("last"),
                row.number("opened"),
                row.number("printed"),
                row.number("exported"),
                row.number("written"),
                row.number("refused"),
                Arrays.asList(row.<String>array("what")),
                Arrays.asList(row.<String>array("addresses")),
                Arrays.asList(row.<String>array("devices")),
                Arrays.asList(row.<String>array("purposes")));
    }

    /**
     * What one person did, newest first.
     *
     * @param username of the person
     * @param before as the page before said, null for the newest
     */
    public Deeds of(Caller caller, String username, Instant from, Instant to, UUID before) {
        Span span = span(from, to, LONGEST, Duration.ofDays(7));
        return asked(caller, "AUDIT_OF_ACCOUNT", t -> {
            UUID account = t.first(
                            "select id from account where tenant_id = ? and username = ?",
                            row -> row.uuid("id"),
                            caller.tenantId(),
                            username)
                    .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such account"));
            trail.append(t, line(caller, "AUDIT_OF_ACCOUNT", null, account, span));
            return deeds(t, caller, "a.actor_id = ?", account, span, before);
        });
    }

    /** What was refused or failed, newest first. */
    public Deeds refused(Caller caller, Instant from, Instant to, UUID before) {
        Span span = span(from, to, LONGEST, Duration.ofDays(7));
        return asked(caller, "AUDIT_REFUSED", t -> {
            trail.append(t, line(caller, "AUDIT_REFUSED", null, null, span));
            return deeds(t, caller, "a.success = ?", false, span, before);
        });
    }

    /** The ids name their time, so a time is found by the key of the table and needs no index of its own. */
    private static Deeds deeds(Transaction t, Caller caller, String which, Object what, Span span, UUID before) {
        List<Deed> deeds = t.query(
                LINES + """
                where a.tenant_id = ? and %s and a.at >= ? and a.at < ? and a.id >= ? and a.id < ?
                order by a.id desc limit ?
                """.formatted(which),
                row -> Deed.of(AuditTrail.of(row)),
                caller.tenantId(),
                what,
                span.from(),
                span.to(),
                Ids.first(span.from().minus(SKEW)),
                before == null ? Ids.first(span.to().plus(SKEW)) : before,
                PAGE + 1);
        boolean more = deeds.size() > PAGE;
        List<Deed> shown = more ? deeds.subList(0, PAGE) : deeds;
        return new Deeds(shown, more ? shown.getLast().id() : null);
    }

    /** An id is made within moments of the time of its line. */
    static final Duration SKEW = Duration.ofMinutes(10);

    /** What asks for a second look. */
    public List<Anomalies.Anomaly> anomalies(Caller caller, Instant from, Instant to) {
        Span span = span(from, to, Duration.ofDays(31), Duration.ofDays(7));
        return asked(caller, "AUDIT_ANOMALIES", t -> {
            trail.append(t, line(caller, "AUDIT_ANOMALIES", null, null, span));
            return Anomalies.within(t, caller.tenantId(), span);
        });
    }

    record Span(Instant from, Instant to) {}

    Span span(Instant from, Instant to, Duration longest, Duration usual) {
        Instant end = to == null ? clock.instant() : to;
        Instant start = from == null ? end.minus(usual) : from;
        if (!start.isBefore(end) || start.plus(longest).isBefore(end)) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "from before to, at most " + longest.toDays() + " days", "/from", "/to");
        }
        return new Span(start, end);
    }

    private <T> T asked(Caller caller, String what, Function<Transaction, T> question) {
        access.require(caller, what, null, Right.AUDIT_READ);
        return database.inTransaction(question);
    }

    AuditEvent line(Caller caller, String what, UUID patient, UUID object, Span span) {
        return new AuditEvent(
                Ids.next(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                caller.tenantId(),
                Kind.OPEN,
                true,
                caller.actor(),
                caller.isSource() ? caller.id() : null,
                patient,
                what,
                object,
                null,
                null,
                span.from() + " to " + span.to());
    }
}
