package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.access.InChart;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.ListGrant;
import vn.emr.core.access.Right;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Chờ ký: what waits for the caller's signature, what waits for others before, and what came back. Places that a record is complete without are
 * signed on the sheet itself.
 */
@ApplicationScoped
public class SigningInbox {
    private static final int MOST = 500;

    /** Which part of it. */
    public enum Part {
        /** To be signed now. */
        READY,
        /** To be signed when others have. */
        LATER,
        /** Written by the caller, and somebody would not sign it. */
        RETURNED
    }

    /**
     * One line.
     *
     * @param entryId null: a whole sheet
     * @param own whether only the caller may sign it
     * @param since when it was written or declared complete; of what came back, when
     * @param reason why it came back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            UUID patientId,
            String patient,
            String patientNumber,
            UUID folderId,
            UUID sheetId,
            UUID entryId,
            int version,
            int place,
            String role,
            boolean own,
            String form,
            String title,
            String author,
            Instant happened,
            Instant since,
            String reason) {}

    /** @param more there is more than is listed */
    public record Page(Part part, List<Line> lines, boolean more) {}

    /** How much there is, none of it by name; each at most 500. */
    public record Counts(int ready, int later, int returned) {}

    private static final String CHART = """
            join patient p on p.tenant_id = s.tenant_id and p.patient_id = link_root(s.tenant_id, %1$s)
            cross join lateral (
              select x.people, array(select chart_filed(p.tenant_id, x.people)) as filed
              from (select array(select link_set(p.tenant_id, p.patient_id)) as people) x) chart
            left join lateral (
              select i.value from patient_identifier i
              where i.tenant_id = p.tenant_id and i.patient_id = p.patient_id and i.active
                and i.kind in ('PATIENT_NUMBER', 'TEMPORARY')
              order by i.kind, i.line limit 1) number on true
            """.formatted(InChart.shownUnder("s"));

    private static final String SHOWN = """
            not (array[s.encounter_id, s.sheet_id] && array(select closed_rows(p.tenant_id, chart.filed, ?)))
            """;

    private static final String WAITING = """
            select p.patient_id, p.name, number.value as number, w.folder_id, w.sheet_id,
                   case when w.entry then w.thing_id end as entry_id, w.version, w.place, w.role, w.account_id, s.form, s.title,
                   s.author, s.happened_at, w.since, null as reason
            from signature_awaited w
            join sheet s on s.tenant_id = w.tenant_id and s.sheet_id = w.sheet_id
            join record_folder f on f.tenant_id = s.tenant_id and f.patient_id = s.patient_id and f.folder_id = s.folder_id
            %s
            where w.tenant_id = ? and not w.optional
              and %s exists (select 1 from signature_awaited e where e.tenant_id = w.tenant_id and e.thing_id = w.thing_id
                               and e.step < w.step and not e.optional)
              and (%s)
              and %s
            order by w.since, w.thing_id, w.place
            limit ?
            """;

    private static final String RETURNED = """
            select p.patient_id, p.name, number.value as number, s.folder_id, s.sheet_id, null::uuid as entry_id, s.version, r.place,
                   r.role, r.author_id as account_id, s.form, s.title, s.author, s.happened_at, r.at as since, r.reason
            from signature_refusal r
            join sheet s on s.tenant_id = r.tenant_id and s.sheet_id = r.sheet_id and s.status = 'DRAFT'
            %s
            where r.tenant_id = ? and r.author_id = ?
              and not exists (select 1 from signature_refusal n
                              where n.tenant_id = r.tenant_id and n.sheet_id = r.sheet_id and n.at > r.at)
              and %s and %s
            order by r.at desc, r.id
            limit ?
            """;

    private final Database database;
    private final ListAccess access;

    @Inject
    public SigningInbox(Database database, ListAccess access) {
        this.database = database;
        this.access = access;
    }

    /** One part, the oldest first; traced as a list. */
    public Page page(Caller caller, Part part) {
        ListGrant grant = access.signatures(caller);
        List<Line> lines = database.inTransaction(t -> lines(t, caller, grant, part));
        return new Page(part, lines.stream().limit(MOST).toList(), lines.size() > MOST);
    }

    /** How much waits, for the mark beside the menu. */
    public Counts counts(Caller caller) {
        ListGrant grant = access.countingSignatures(caller);
        return database.inTransaction(t -> new Counts(
                Math.min(MOST, lines(t, caller, grant, Part.READY).size()),
                Math.min(MOST, lines(t, caller, grant, Part.LATER).size()),
                Math.min(MOST, lines(t, caller, grant, Part.RETURNED).size())));
    }

    private static List<Line> lines(Transaction t, Caller caller, ListGrant grant, Part part) {
        return part == Part.RETURNED ? returned(t, caller, grant) : waiting(t, caller, grant, part == Part.READY);
    }

    /** By the person, or by a role whose right the caller holds in the state of the record. */
    private static List<Line> waiting(Transaction t, Caller caller, ListGrant grant, boolean ready) {
        List<Object> parameters = new ArrayList<>(List.of(grant.tenantId(), caller.id()));
        StringBuilder whose = new StringBuilder("w.account_id = ?");
        for (Right right : SigningAccess.SIGNERS) {
            whose.append("\n or w.account_id is null and w.role = any (?) and ")
                    .append(grant.reachesIn("s.tenant_id", "p.patient_id", "f.state"));
            parameters.add(roles(right));
            parameters.addAll(Arrays.asList(grant.stateParameters(right)));
        }
        parameters.add(grant.roles());
        parameters.add(MOST + 1);
        return t.query(
                WAITING.formatted(CHART, ready ? "not" : "", whose, SHOWN), SigningInbox::line, parameters.toArray());
    }

    private static String[] roles(Right right) {
        return SigningPlace.ROLES.stream()
                .filter(role -> SigningPlace.right(role) == right && !SigningPlace.ofPatient(role))
                .toArray(String[]::new);
    }

    private static List<Line> returned(Transaction t, Caller caller, ListGrant grant) {
        List<Object> parameters = new ArrayList<>(List.of(grant.tenantId(), caller.id(), grant.roles()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.add(MOST + 1);
        return t.query(
                RETURNED.formatted(CHART, SHOWN, grant.reaches("p.tenant_id", "p.patient_id")),
                SigningInbox::line,
                parameters.toArray());
    }

    private static Line line(Row row) {
        return new Line(
                row.uuid("patient_id"),
                row.text("name"),
                row.text("number"),
                row.uuid("folder_id"),
                row.uuid("sheet_id"),
                row.uuid("entry_id"),
                row.integer("version"),
                row.integer("place"),
                row.text("role"),
                row.uuid("account_id") != null,
                row.text("form"),
                row.text("title"),
                row.text("author"),
                row.instant("happened_at"),
                row.instant("since"),
                row.text("reason"));
    }
}
