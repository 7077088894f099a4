package vn.emr.core.record;

/**
 * A fact told of one visit. A system that tells the whole visit again takes back what it does not tell any more.
 */
public sealed interface VisitFact<D extends VisitFact.Details<D>> extends Told<D>
        permits MedicationOrder, Procedure, ClinicalNote, Paper {
    /** What was told, and whether it stands. */
    sealed interface Details<D> extends Told.Details<D>
            permits MedicationOrder.Details, Procedure.Details, ClinicalNote.Details, Paper.Details {
        /** False when it was told in error or is not told any more: hidden everywhere, kept in history. */
        boolean stands();

        /** The same, taken back. */
        D takenBack();
    }

    /** The system's number of the visit. */
    String visitNumber();
}
