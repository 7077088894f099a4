package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Why a person can open a record now, and why they could when they did. It asks the queries that opening asks; what was
 * opened, and by which role and relation, stands in the trace. Nothing of the record is shown.
 */
@ApplicationScoped
public class Explanation {
    private static final int MOST = 200;

    /**
     * One way by which a role reaches people.
     *
     * @param reaches whether it reaches this patient
     * @param atThisHour whether the role counts at this hour
     * @param request the number of the request that opens it to a guest; null for every other way
     */
    public record Way(String role, Reach reach, boolean reaches, boolean atThisHour, String request) {}

    /**
     * What was opened or refused.
     *
     * @param reason role and relation, such as {@code DOCTOR:DEPARTMENT}; for a refusal its code
     */
    public record Opening(Instant at, Kind kind, boolean success, String objectKind, String purpose, String reason) {}

    /**
     * The answer.
     *
     * @param canOpen now
     * @param openings the newest 200
     */
    public record Explained(UUID accountId, UUID patientId, boolean canOpen, List<Way> ways, List<Opening> openings) {}

    private final Access access;
    private final Database database;
    private final Holders holders;

    @Inject
    public Explanation(Access access, Database database) {
        this.access = access;
        this.database = database;
        this.holders = new Holders(access, database);
    }

    /**
     * Explains one person and one patient of the caller's hospital; traced under the patient.
     *
     * @param patientNumber of the patient; a number several people hold is refused
     * @throws Refusal NOT_FOUND for an account or a number of nobody here, AMBIGUOUS_PATIENT
     */
    public Explained explain(Caller caller, UUID accountId, String patientNumber) {
        UUID patient = holders.one(caller, Right.ACCESS_REVIEW, "EXPLANATION", patientNumber, "/patientNumber");
        Instant now = access.now();
        access.record(caller.line(Kind.SEARCH, true, now, patient, "EXPLANATION", accountId, caller.purpose(), null));
        return database.inTransaction(t -> {
            Caller other = account(t, caller, accountId, now);
            List<Way> ways = ways(t, other, patient, now);
            boolean can = ways.stream().anyMatch(way -> way.reaches() && way.atThisHour());
            return new Explained(accountId, patient, can, ways, openings(t, other, patient));
        });
    }

    private Caller account(Transaction t, Caller caller, UUID accountId, Instant now) {
        return t.first(
                        "select a.username, a.facility_id from account a where a.id = ? and a.tenant_id = ?",
                        row -> new Caller(
                                ActorKind.PERSON,
                                accountId,
                                caller.tenantId(),
                                row.text("username"),
                                Assignment.of(t, accountId, now),
                                row.uuid("facility_id"),
                                Set.of(),
                                null,
                                null,
                                null,
                                null,
                                null),
                        accountId,
                        caller.tenantId())
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such account"));
    }

    private static List<Way> ways(Transaction t, Caller other, UUID patient, Instant now) {
        List<ReadRule.Part> parts = ReadRule.of(other, now).parts();
        if (parts.isEmpty()) {
            return List.of();
        }
        Boolean[] reached = t.first(
                        Judgement.reached(parts),
                        row -> row.<Boolean>array("reached"),
                        Judgement.parameters(parts, other.tenantId(), patient))
                .orElseThrow();
        UUID[] people =
                t.query("select link_set(?, ?) as id", row -> row.uuid("id"), other.tenantId(), patient).stream()
                        .toArray(UUID[]::new);
        Disclosed disclosed = Disclosed.of(t, other, people, now);
        return IntStream.range(0, reached.length)
                .mapToObj(i -> new Way(
                        parts.get(i).role().role(),
                        parts.get(i).reach(),
                        reached[i],
                        parts.get(i).role().inForce(now),
                        reached[i] && parts.get(i).reach() == Reach.DISCLOSED && disclosed != null
                                ? disclosed.number()
                                : null))
                .toList();
    }

    private static List<Opening> openings(Transaction t, Caller other, UUID patient) {
        return t.query("""
                select e.at, e.kind, e.success, e.object_kind, e.purpose, e.detail
                from audit_event e
                where e.tenant_id = ? and e.patient_id = any (array(select link_set(?, ?))) and e.actor_id = ?
                  and e.kind in ('GRANT', 'OPEN', 'REVEAL', 'REFUSED')
                order by e.at desc
                limit ?
                """, Explanation::opening, other.tenantId(), other.tenantId(), patient, other.id(), MOST);
    }

    private static Opening opening(Row row) {
        return new Opening(
                row.instant("at"),
                Kind.valueOf(row.text("kind")),
                row.bool("success"),
                row.text("object_kind"),
                row.text("purpose"),
                row.text("detail"));
    }
}
