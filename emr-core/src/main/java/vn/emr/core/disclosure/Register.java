package vn.emr.core.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.ListGrant;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** The register on paper (sổ theo dõi cung cấp hồ sơ bệnh án): what came in within a time, in the order of its numbers. */
@ApplicationScoped
public class Register {
    static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(366);

    /** From the first day to the last. */
    public record Span(LocalDate from, LocalDate until) {}

    /** What was handed over, when and to whom. */
    public record Given(LocalDate on, Form form, String handedTo) {}

    /** One line. */
    public record Entry(
            String number,
            Instant receivedAt,
            String patientName,
            String patientNumber,
            Requester requester,
            String name,
            String organization,
            Proof identity,
            String basis,
            String purpose,
            List<Form> asked,
            LocalDate dueOn,
            String state,
            String decidedBy,
            Instant decidedAt,
            List<Given> given,
            String takenInBy) {}

    /** @param more whether later ones were left off */
    public record Entries(Span span, List<Entry> entries, boolean more) {}

    private static final String ENTRIES = """
            select d.year, d.seq, d.received_at, d.requester, d.name, d.organization, d.state, d.due_on::text as due_on,
                   v.identity_kind, v.identity_number, v.basis, v.purpose, v.forms, p.name as patient_name,
                   (select i.value from patient_identifier i
                    where i.tenant_id = d.tenant_id and i.patient_id = d.patient_id and i.active
                      and i.kind in ('PATIENT_NUMBER', 'TEMPORARY') order by i.kind, i.line limit 1) as patient_number,
                   r.display_name as taken_in_by, c.display_name as decided_by, s.at as decided_at,
                   h.given_on, h.given_forms, h.given_to
            from disclosure_now d
            join disclosure_version v on v.disclosure_id = d.id and v.version = d.version
            join patient p on p.tenant_id = d.tenant_id and p.patient_id = d.patient_id
            join account r on r.id = d.received_by
            left join disclosure_decision x on x.disclosure_id = d.id
            left join disclosure_step s on s.disclosure_id = d.id and s.step = x.step
            left join account c on c.id = x.decided_by
            left join lateral (
                select coalesce(array_agg((g.at at time zone 'Asia/Ho_Chi_Minh')::date::text order by n.step), '{}') as given_on,
                       coalesce(array_agg(n.form order by n.step), '{}') as given_forms,
                       coalesce(array_agg(n.handed_to order by n.step), '{}') as given_to
                from disclosure_delivery n join disclosure_step g on g.disclosure_id = n.disclosure_id and g.step = n.step
                where n.disclosure_id = d.id) h on true
            where d.tenant_id = ? and d.received_at >= ? and d.received_at < ? and %s
            order by d.year, d.seq
            limit ?
            """;

    private final ListAccess lists;
    private final Database database;

    @Inject
    public Register(ListAccess lists, Database database) {
        this.lists = lists;
        this.database = database;
    }

    /**
     * The register of a time of at most a year; traced. At most 1,000 lines.
     *
     * @throws Refusal MALFORMED_FIELD for the time
     */
    public Entries of(Caller caller, Span span) {
        ListGrant grant = lists.disclosures(caller, "register");
        if (span == null || span.from() == null || span.until() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "/from", "/until");
        }
        Instant from = span.from().atStartOfDay(Steps.VIETNAM).toInstant();
        Instant until = span.until().plusDays(1).atStartOfDay(Steps.VIETNAM).toInstant();
        if (!from.isBefore(until) || from.plus(LONGEST).isBefore(until)) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: at most a year", "/from", "/until");
        }
        List<Object> parameters = new ArrayList<>(List.of(grant.tenantId(), from, until));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.add(MOST + 1);
        List<Entry> found = database.query(
                ENTRIES.formatted(grant.reaches("d.tenant_id", "d.patient_id")), Register::entry, parameters.toArray());
        boolean more = found.size() > MOST;
        return new Entries(span, more ? found.subList(0, MOST) : found, more);
    }

    private static Entry entry(Row row) {
        return new Entry(
                Standing.number(row.integer("year"), row.integer("seq")),
                row.instant("received_at"),
                row.text("patient_name"),
                row.text("patient_number"),
                Requester.valueOf(row.text("requester")),
                row.text("name"),
                row.text("organization"),
                new Proof(row.text("identity_kind"), row.text("identity_number"), null, null),
                row.text("basis"),
                row.text("purpose"),
                Arrays.stream(row.<String>array("forms")).map(Form::valueOf).toList(),
                LocalDate.parse(row.text("due_on")),
                row.text("state"),
                row.text("decided_by"),
                row.instant("decided_at"),
                given(row),
                row.text("taken_in_by"));
    }

    private static List<Given> given(Row row) {
        String[] on = row.array("given_on");
        String[] forms = row.array("given_forms");
        String[] to = row.array("given_to");
        return IntStream.range(0, on.length)
                .mapToObj(i -> new Given(LocalDate.parse(on[i]), Form.valueOf(forms[i]), to[i]))
                .toList();
    }
}
