package vn.emr.core.intake;

import java.time.Instant;

/** What a system tells of who is who, and of which visit is whose or which: it links, and moves nothing that was filed. */
public sealed interface LinkNotice extends Notice {
    /** The loser's number now means the survivor (ADT A40, A18, A24, A30, A34, A36, A47). */
    record PatientsMerged(PatientRef who, Instant stated, PatientRef loser) implements LinkNotice {}

    /** The two numbers mean two people again (ADT A37): the link is taken back, and nothing else ever changed. */
    record PatientsUnmerged(PatientRef who, Instant stated, PatientRef loser) implements LinkNotice {}

    /**
     * A visit was given to another patient, another number, or both (ADT A44, A45).
     *
     * @param who the patient it is of from now on
     * @param from the patient it was said to be of
     * @param visitNumber by which it was known
     * @param newNumber by which it is known from now on; the same when it keeps its number
     */
    record VisitMoved(PatientRef who, Instant stated, PatientRef from, String visitNumber, String newNumber)
            implements LinkNotice {}

    /**
     * Two visits of one patient were one (ADT A35, A36, A41, A42).
     *
     * @param visitNumber the one that stays
     * @param loser the one that now shows as it
     * @param needed whether the message has to wait until both are known
     */
    record VisitsMerged(PatientRef who, Instant stated, String visitNumber, String loser, boolean needed)
            implements LinkNotice {}

    /**
     * A patient number, with everything under it, was of another person than was said before (ADT A43).
     *
     * @param who the person it is of
     * @param number the number that was said to be of {@code from}
     */
    record NumberMoved(PatientRef who, Instant stated, PatientRef number, PatientRef from) implements LinkNotice {}
}
