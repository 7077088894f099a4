package vn.emr.core.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * A service, procedure, bed day or supply of a visit (dịch vụ kỹ thuật, phẫu thuật, thủ thuật, giường, vật tư).
 *
 * @param key what makes it the same one on a repeat
 */
public record Procedure(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String visitNumber,
        String key,
        Details details,
        Provenance origin)
        implements VisitFact<Procedure.Details> {

    /** Whether it was done. */
    public enum Status {
        ORDERED,
        COMPLETED,
        NOT_DONE,
        /** Told in error, or not told any more: hidden everywhere, kept in history. */
        ENTERED_IN_ERROR
    }

    /**
     * What was told.
     *
     * @param category what it is: surgery, imaging, bed, supply, as sent
     * @param ended when it was over or its result was there
     * @param performers as sent: names or numbers of practice licences
     * @param device the device it was done with
     * @param reasons codes of the diagnoses it is for
     * @param more what was said beside it, under its sender's names
     */
    public record Details(
            Status status,
            Coded category,
            Coded code,
            BigDecimal quantity,
            String unit,
            TimePoint ordered,
            TimePoint performed,
            TimePoint ended,
            String orderedBy,
            List<String> performers,
            String departmentCode,
            String bed,
            String anaesthesia,
            String device,
            List<String> reasons,
            List<NamedValue> more)
            implements VisitFact.Details<Details> {
        /** The same without what tells why: reasons, and fields of which it is not known. */
        public Details unexplained() {
            return new Details(
                    status,
                    category,
                    code,
                    quantity,
                    unit,
                    ordered,
                    performed,
                    ended,
                    orderedBy,
                    performers,
                    departmentCode,
                    bed,
                    anaesthesia,
                    device,
                    List.of(),
                    List.of());
        }

        public Details {
            performers = performers == null ? List.of() : List.copyOf(performers);
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
            more = more == null ? List.of() : List.copyOf(more);
        }

        @Override
        public Details filledBy(Details older) {
            return new Details(
                    status,
                    category == null ? older.category : category,
                    code == null ? older.code : code,
                    quantity == null ? older.quantity : quantity,
                    unit == null ? older.unit : unit,
                    ordered == null ? older.ordered : ordered,
                    performed == null ? older.performed : performed,
                    ended == null ? older.ended : ended,
                    orderedBy == null ? older.orderedBy : orderedBy,
                    performers.isEmpty() ? older.performers : performers,
                    departmentCode == null ? older.departmentCode : departmentCode,
                    bed == null ? older.bed : bed,
                    anaesthesia == null ? older.anaesthesia : anaesthesia,
                    device == null ? older.device : device,
                    reasons.isEmpty() ? older.reasons : reasons,
                    more.isEmpty() ? older.more : more);
        }

        @Override
        public boolean stands() {
            return status != Status.ENTERED_IN_ERROR;
        }

        @Override
        public Details takenBack() {
            return new Details(
                    Status.ENTERED_IN_ERROR,
                    category,
                    code,
                    quantity,
                    unit,
                    ordered,
                    performed,
                    ended,
                    orderedBy,
                    performers,
                    departmentCode,
                    bed,
                    anaesthesia,
                    device,
                    reasons,
                    more);
        }
    }

    @Override
    public Procedure restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new Procedure(id, version, patientId, encounterId, sourceId, visitNumber, key, details, origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.PROCEDURE;
    }
}
