package vn.emr.core.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.ListGrant;
import vn.emr.core.disclosure.Standing.State;
import vn.emr.core.record.PersonName;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** Lists of requests: only about people whose records the caller may open, as in every list of people. */
@ApplicationScoped
public class RequestList {
    static final int MOST = 100;
    private static final int LONGEST_TEXT = 100;

    /** Which requests. */
    public enum Which {
        /** Not closed, the first due first. */
        OPEN,
        /** Past its day without an answer. */
        OVERDUE,
        /** Closed, the newest number first. */
        CLOSED,
        ALL
    }

    /**
     * What is looked for.
     *
     * @param text part of the name of who asks, of the body or the patient; or a whole number of the request or the patient
     * @param cursor from the page before
     */
    public record Asked(String text, Which which, String cursor, Integer limit) {}

    /** @param overdue its day has passed without an answer */
    public record Line(
            UUID id,
            String number,
            UUID patientId,
            String patientName,
            String patientNumber,
            Requester requester,
            String name,
            String organization,
            String state,
            Instant receivedAt,
            LocalDate dueOn,
            boolean overdue) {}

    /** @param next cursor of the next page, null on the last */
    public record Page(List<Line> requests, String next) {}

    /**
     * What waits.
     *
     * @param toDecide by the caller, who took none of them in
     */
    public record Waiting(int toDecide, int overdue) {}

    private static final String WAITS = "d.state in ('RECEIVED', 'PAPERS_ASKED', 'APPROVED', 'PARTLY')";

    private static final String LINES = """
            select d.id, d.year, d.seq, d.patient_id, d.requester, d.name, d.organization, d.state, d.received_at,
                   d.due_on::text as due_on, d.due_on < ?::date and %s as overdue,
                   p.name as patient_name, number.value as patient_number
            from disclosure_now d
            join patient p on p.tenant_id = d.tenant_id and p.patient_id = d.patient_id
            left join lateral (
              select i.value from patient_identifier i
              where i.tenant_id = d.tenant_id and i.patient_id = d.patient_id and i.active
                and i.kind in ('PATIENT_NUMBER', 'TEMPORARY')
              order by i.kind, i.line limit 1) number on true
            """.formatted(WAITS);

    private static final String FOUND = """
            and (? = '' or strpos(d.search_key, ?) > 0 or strpos(unaccented(coalesce(p.name, '')), ?) > 0
                 or d.year || '-' || lpad(d.seq::text, 5, '0') = upper(?)
                 or exists (select 1 from patient_identifier i where i.tenant_id = d.tenant_id and i.patient_id = d.patient_id
                              and i.active and lower(i.value) = ?))
            """;

    private static final Pattern CURSOR = Pattern.compile(
            "((?!0000)\\d{4}-\\d\\d-\\d\\d)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(\\d{4})-(\\d{1,9})");

    private final Access access;
    private final ListAccess lists;
    private final Steps steps;
    private final Database database;

    @Inject
    public RequestList(Access access, ListAccess lists, Steps steps, Database database) {
        this.access = access;
        this.lists = lists;
        this.steps = steps;
        this.database = database;
    }

    /**
     * One page. Asking is traced.
     *
     * @throws Refusal MALFORMED_FIELD for a cursor that is not of this list
     */
    public Page page(Caller caller, Asked asked) {
        Which which = asked == null || asked.which() == null ? Which.OPEN : asked.which();
        ListGrant grant = lists.disclosures(caller, "requests " + which);
        int limit = asked == null || asked.limit() == null ? 50 : Math.clamp(asked.limit(), 1, MOST);
        boolean byDay = which == Which.OPEN || which == Which.OVERDUE;
        List<Object> parameters = new ArrayList<>(List.of(steps.today().toString(), grant.tenantId()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        String typed = typed(asked == null ? null : asked.text());
        parameters.addAll(List.of(typed, typed, typed, typed, typed));
        if (which == Which.OVERDUE) {
            parameters.add(steps.today().toString());
        }
        parameters.addAll(after(asked == null ? null : asked.cursor(), byDay));
        parameters.add(limit + 1);
        String sql = LINES + reached(grant) + FOUND + condition(which) + order(byDay);
        List<Line> found = database.query(sql, RequestList::line, parameters.toArray());
        List<Line> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Page(shown, found.size() > limit ? cursor(shown.getLast(), byDay) : null);
    }

    private static String reached(ListGrant grant) {
        return "where d.tenant_id = ? and " + grant.reaches("d.tenant_id", "d.patient_id");
    }

    private static String condition(Which which) {
        return switch (which) {
            case OPEN -> "and d.state <> 'CLOSED' ";
            case OVERDUE -> "and " + WAITS + " and d.due_on < ?::date ";
            case CLOSED -> "and d.state = 'CLOSED' ";
            case ALL -> "";
        };
    }

    private static String order(boolean byDay) {
        return byDay
                ? "and (d.due_on, d.id) > (?::date, ?::uuid) order by d.due_on, d.id limit ?"
                : "and (d.year, d.seq) < (?::int, ?::int) order by d.year desc, d.seq desc limit ?";
    }

    private static List<Object> after(String cursor, boolean byDay) {
        if (cursor == null || cursor.isEmpty()) {
            return byDay
                    ? List.of("0001-01-01", new UUID(0, 0).toString())
                    : List.of(Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
        Matcher parts = CURSOR.matcher(cursor);
        if (!parts.matches() || byDay != (parts.group(1) != null)) {
            throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this list", "/cursor");
        }
        try {
            return byDay
                    ? List.of(LocalDate.parse(parts.group(1)).toString(), parts.group(2))
                    : List.of(Integer.valueOf(parts.group(3)), Integer.valueOf(parts.group(4)));
        } catch (java.time.DateTimeException e) {
            throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this list", "/cursor");
        }
    }

    private static String cursor(Line last, boolean byDay) {
        return byDay ? last.dueOn() + "_" + last.id() : last.number();
    }

    /** How many wait, as far as the caller reaches. A number names nobody, so that it stands in the menu without a line each time. */
    public Waiting waiting(Caller caller) {
        ListGrant grant = lists.countingDisclosures(caller);
        String today = steps.today().toString();
        List<Object> parameters = new ArrayList<>(List.of(caller.id(), today, grant.tenantId()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        return database.first(
                        """
                        select count(*) filter (where d.state = 'RECEIVED' and not exists (
                                 select 1 from disclosure_version v where v.disclosure_id = d.id and v.made_by = ?))::int as to_decide,
                               count(*) filter (where d.due_on < ?::date)::int as overdue
                        from disclosure_now d
                        """ + reached(grant) + "and " + WAITS,
                        row -> new Waiting(row.integer("to_decide"), row.integer("overdue")),
                        parameters.toArray())
                .orElseThrow();
    }

    /** The requests about the person of a chart, the newest first, at most 100. Asking is traced under the person. */
    public List<Line> about(Caller caller, Grant grant) {
        access.section(grant, "DISCLOSURES");
        return database.query(
                LINES + """
                where d.tenant_id = ? and d.patient_id = any (?)
                order by d.year desc, d.seq desc limit ?
                """, RequestList::line, steps.today().toString(), caller.tenantId(), grant.people(), MOST);
    }

    private static String typed(String text) {
        String given = text == null ? "" : text.strip();
        Words.must(given.indexOf('\0') < 0, "a plain text", "/text");
        return PersonName.unaccented(given.substring(0, Math.min(given.length(), LONGEST_TEXT)));
    }

    private static Line line(Row row) {
        return new Line(
                row.uuid("id"),
                Standing.number(row.integer("year"), row.integer("seq")),
                row.uuid("patient_id"),
                row.text("patient_name"),
                row.text("patient_number"),
                Requester.valueOf(row.text("requester")),
                row.text("name"),
                row.text("organization"),
                State.valueOf(row.text("state")).name(),
                row.instant("received_at"),
                LocalDate.parse(row.text("due_on")),
                row.bool("overdue"));
    }
}
