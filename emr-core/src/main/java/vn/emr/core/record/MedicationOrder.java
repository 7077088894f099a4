package vn.emr.core.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * A medicine ordered for a visit (y lệnh thuốc), and whether it was given.
 *
 * @param key what makes it the same one on a repeat
 */
public record MedicationOrder(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String visitNumber,
        String key,
        Details details,
        Provenance origin)
        implements VisitFact<MedicationOrder.Details> {

    /** Where the order stands. */
    public enum Status {
        ACTIVE,
        COMPLETED,
        STOPPED,
        CANCELLED,
        /** Told in error, or not told any more: hidden everywhere, kept in history. */
        ENTERED_IN_ERROR
    }

    /**
     * What was told.
     *
     * @param category what kind of medicine it is, such as blood or a finished product; as sent
     * @param registration its marketing authorisation (số đăng ký)
     * @param dose how much at a time and how often, as sent
     * @param prescriber as sent: a name or the number of a practice licence
     * @param reasons codes of the diagnoses it is for
     * @param more what was said beside it, under its sender's names
     */
    public record Details(
            Status status,
            Coded category,
            Coded medicine,
            String strength,
            String form,
            String registration,
            Coded route,
            String dose,
            String instructions,
            BigDecimal quantity,
            String unit,
            TimePoint ordered,
            TimePoint given,
            String prescriber,
            String departmentCode,
            List<String> reasons,
            List<NamedValue> more)
            implements VisitFact.Details<Details> {
        /** The same without what tells why: reasons, and fields of which it is not known. */
        public Details unexplained() {
            return new Details(
                    status,
                    category,
                    medicine,
                    strength,
                    form,
                    registration,
                    route,
                    dose,
                    instructions,
                    quantity,
                    unit,
                    ordered,
                    given,
                    prescriber,
                    departmentCode,
                    List.of(),
                    List.of());
        }

        public Details {
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
            more = more == null ? List.of() : List.copyOf(more);
        }

        @Override
        public Details filledBy(Details older) {
            return new Details(
                    status,
                    category == null ? older.category : category,
                    medicine == null ? older.medicine : medicine,
                    strength == null ? older.strength : strength,
                    form == null ? older.form : form,
                    registration == null ? older.registration : registration,
                    route == null ? older.route : route,
                    dose == null ? older.dose : dose,
                    instructions == null ? older.instructions : instructions,
                    quantity == null ? older.quantity : quantity,
                    unit == null ? older.unit : unit,
                    ordered == null ? older.ordered : ordered,
                    given == null ? older.given : given,
                    prescriber == null ? older.prescriber : prescriber,
                    departmentCode == null ? older.departmentCode : departmentCode,
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
                    medicine,
                    strength,
                    form,
                    registration,
                    route,
                    dose,
                    instructions,
                    quantity,
                    unit,
                    ordered,
                    given,
                    prescriber,
                    departmentCode,
                    reasons,
                    more);
        }
    }

    @Override
    public MedicationOrder restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new MedicationOrder(id, version, patientId, encounterId, sourceId, visitNumber, key, details, origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.MEDICATION_ORDER;
    }
}
