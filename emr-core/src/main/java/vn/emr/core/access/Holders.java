package vn.emr.core.access;

import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.store.Database;

/** Who holds a number, for acts about a record that do not open it. People merged into one are one; every refusal is traced. */
public final class Holders {
    private static final int LONGEST_NUMBER = 100;

    private final Access access;
    private final Database database;

    public Holders(Access access, Database database) {
        this.access = access;
        this.database = database;
    }

    /**
     * What a caller has of a patient already.
     *
     * @param whole nothing of the record is closed
     */
    public record Way(UUID patientId, boolean whole) {}

    /**
     * Whom an emergency is about.
     *
     * @param patientId or null with a whole number
     * @throws Refusal NOT_FOUND for nobody, AMBIGUOUS_PATIENT for a number of several; both traced; as {@link #mustBeOne}
     */
    public Way wayTo(Caller caller, UUID patientId, String number) {
        mustBeOne(patientId, number, "/patientNumber");
        if (patientId == null && (number == null || number.isBlank())) {
            throw access.missing(caller, "PATIENT", null);
        }
        UUID meant = patientId != null ? patientId : root(caller, "PATIENT", number, "/patientNumber");
        Judgement.Found found =
                database.inTransaction(t -> Judgement.person(t, caller, meant, access.now(), caller.purpose()));
        if (found == null) {
            throw access.missing(caller, "PATIENT", patientId);
        }
        return new Way(
                found.root(),
                found.allowed()
                        && found.restricted().isEmpty()
                        && found.hidden().isEmpty());
    }

    /**
     * The one person who holds a number, for questions about the record that do not open it. People merged into one are one.
     *
     * @param number as the hospital writes it: patient, insurance or national number
     * @throws Refusal FORBIDDEN without the right, NOT_FOUND for a number of nobody, AMBIGUOUS_PATIENT (all traced),
     *     REQUIRED_FIELD_MISSING
     */
    public UUID one(Caller caller, Right right, String objectKind, String number, String pointer) {
        access.require(caller, objectKind, null, right);
        if (number == null || number.isBlank() || number.length() > LONGEST_NUMBER) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the number of one person", pointer);
        }
        return root(caller, objectKind, number, pointer);
    }

    /** @throws Refusal MALFORMED_FIELD with an id and a number: one of them may be of somebody else */
    public static void mustBeOne(UUID patientId, String number, String pointer) {
        if (patientId != null && number != null && !number.isBlank()) {
            throw new Refusal(Code.MALFORMED_FIELD, "the patient by id or by number, not by both", pointer);
        }
    }

    private UUID root(Caller caller, String objectKind, String number, String pointer) {
        List<UUID> roots =
                database.inTransaction(t -> t.query("""
                select distinct link_root(i.tenant_id, i.patient_id) as root from patient_identifier i
                where i.tenant_id = ? and i.value = ? and i.active limit 2
                """, row -> row.uuid("root"), caller.tenantId(), number.strip()));
        if (roots.size() > 1) {
            throw access.refuse(
                    caller,
                    objectKind,
                    new Refusal(Code.AMBIGUOUS_PATIENT, "several people hold this number", pointer));
        }
        if (roots.isEmpty()) {
            throw access.missing(caller, objectKind, null);
        }
        return roots.getFirst();
    }
}
