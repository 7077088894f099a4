package vn.emr.core.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * A medicine ordered for a visit (y lệnh thuốc), as a system told it, or as a person orders it here.
 *
 * @param sourceId the system that told it, null when a person orders it
 * @param visitNumber the system's number of the visit, empty for a person
 * @param key what makes it the same one on a repeat; of a person, the request
 * @param reason why a person changed or stopped it; else null
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
        Provenance origin,
        String reason)
        implements VisitFact<MedicationOrder.Details> {
    /** As it is told, or first ordered. */
    public MedicationOrder(
            UUID id,
            int version,
            UUID patientId,
            UUID encounterId,
            UUID sourceId,
            String visitNumber,
            String key,
            Details details,
            Provenance origin) {
        this(id, version, patientId, encounterId, sourceId, visitNumber, key, details, origin, null);
    }

    /** The next version, ordered otherwise or stopped. */
    public MedicationOrder reordered(Details next, String because, Provenance by) {
        return new MedicationOrder(
                id, version + 1, patientId, encounterId, sourceId, visitNumber, key, next, by, because);
    }

    /** Whether a person ordered it here. */
    public boolean ofPerson() {
        return details.plan() != null;
    }

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
     * @param plan what a person ordered; null for what a system tells
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
            List<NamedValue> more,
            MedicationPlan plan)
            implements VisitFact.Details<Details> {
        /** As a system tells it. */
        public Details(
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
                List<NamedValue> more) {
            this(
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
                    reasons,
                    more,
                    null);
        }

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
                    List.of(),
                    plan == null ? null : plan.unexplained());
        }

        public Details {
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
            more = more == null ? List.of() : List.copyOf(more);
        }

        /** Whether both name one medicine: by its code, or by the same words. */
        public boolean sameMedicine(Details other) {
            if (medicine == null || other.medicine == null) {
                return false;
            }
            boolean coded = medicine.code() != null && medicine.code().equals(other.medicine.code());
            return coded
                    || medicine.shown() != null
                            && other.medicine.shown() != null
                            && PersonName.unaccented(medicine.shown().strip())
                                    .equals(PersonName.unaccented(
                                            other.medicine.shown().strip()));
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
                    more.isEmpty() ? older.more : more,
                    plan == null ? older.plan : plan);
        }

        @Override
        public boolean stands() {
            return status != Status.ENTERED_IN_ERROR;
        }

        @Override
        public Details takenBack() {
            return as(Status.ENTERED_IN_ERROR);
        }

        /** The same with another status. */
        public Details as(Status other) {
            return new Details(
                    other,
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
                    more,
                    plan);
        }
    }

    @Override
    public MedicationOrder restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new MedicationOrder(
                id, version, patientId, encounterId, sourceId, visitNumber, key, details, origin, reason);
    }

    @Override
    public NounKind kind() {
        return NounKind.MEDICATION_ORDER;
    }
}
