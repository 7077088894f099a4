package vn.emr.core.record;

import java.util.UUID;

/** A fact that one system tells under a number of its own and may tell again, such as an appointment. */
public sealed interface Told<D extends Told.Details<D>> extends Noun
        permits Appointment, Immunization, Coverage, VisitFact {
    /** What was told. */
    interface Details<D> {
        /** These details, with what they leave open as an older statement has it. */
        D filledBy(D older);
    }

    UUID encounterId();

    UUID sourceId();

    /** The system's number of it, or what makes it the same one on a repeat. */
    String key();

    D details();

    /** The next version of it. */
    Told<D> restated(int version, UUID encounterId, D details, Provenance origin);
}
