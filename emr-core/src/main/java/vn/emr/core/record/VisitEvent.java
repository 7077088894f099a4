package vn.emr.core.record;

import java.util.Set;

/**
 * What happened to a visit: the ADT events of IHE PAM (ITI-31). A cancelling event undoes a movement of the kinds it names:
 * the one whose number it carries, else the latest one.
 */
public enum VisitEvent {
    PLANNED(Effect.PLAN),
    ADMISSION_EXPECTED(Effect.PLAN),
    REGISTERED(Effect.PRESENT),
    ADMITTED(Effect.PRESENT),
    /** An outpatient became an inpatient (A06). */
    BECAME_INPATIENT(Effect.PRESENT),
    /** An inpatient became an outpatient (A07). */
    BECAME_OUTPATIENT(Effect.PRESENT),
    TRANSFERRED(Effect.PRESENT),
    WENT_ON_LEAVE(Effect.PRESENT),
    RETURNED(Effect.PRESENT),
    DISCHARGED(Effect.END),
    /** On the way to another place for a while (A09). */
    DEPARTED(Effect.NOTE),
    /** Arrived at that place (A10). */
    ARRIVED(Effect.NOTE),
    TRANSFER_EXPECTED(Effect.NOTE),
    DISCHARGE_EXPECTED(Effect.NOTE),
    DOCTOR_CHANGED(Effect.NOTE),
    UPDATED(Effect.NOTE),
    ADMISSION_CANCELLED(ADMITTED, REGISTERED, BECAME_INPATIENT, BECAME_OUTPATIENT),
    PLAN_CANCELLED(PLANNED),
    ADMISSION_EXPECTED_CANCELLED(ADMISSION_EXPECTED),
    TRANSFER_CANCELLED(TRANSFERRED),
    DISCHARGE_CANCELLED(DISCHARGED),
    TRANSFER_EXPECTED_CANCELLED(TRANSFER_EXPECTED),
    DISCHARGE_EXPECTED_CANCELLED(DISCHARGE_EXPECTED),
    LEAVE_CANCELLED(WENT_ON_LEAVE),
    RETURN_CANCELLED(RETURNED),
    DEPARTURE_CANCELLED(DEPARTED),
    ARRIVAL_CANCELLED(ARRIVED),
    DOCTOR_CHANGE_CANCELLED(DOCTOR_CHANGED),
    /** The sender took the whole visit back (A23). */
    VISIT_CANCELLED;

    /** What an event means for where the visit stands. */
    public enum Effect {
        /** Expected, not here. */
        PLAN,
        /** Here. */
        PRESENT,
        /** Gone home. */
        END,
        /** Says something and moves nobody. */
        NOTE,
        /** Takes something back. */
        CANCEL
    }

    private final Effect effect;
    private final Set<VisitEvent> undoes;

    VisitEvent(Effect effect) {
        this.effect = effect;
        this.undoes = Set.of();
    }

    VisitEvent(VisitEvent... undoes) {
        this.effect = Effect.CANCEL;
        this.undoes = Set.of(undoes);
    }

    public Effect effect() {
        return effect;
    }

    /** The kinds of movement a cancelling event takes back; none for {@link #VISIT_CANCELLED}, which takes all. */
    public Set<VisitEvent> undoes() {
        return undoes;
    }

    /** The event that takes this one back; itself when nothing does. */
    public VisitEvent cancelling() {
        for (VisitEvent event : values()) {
            if (event.undoes.contains(this)) {
                return event;
            }
        }
        return this;
    }

    /** How somebody came into the visit. */
    public boolean arrives() {
        return ADMISSION_CANCELLED.undoes.contains(this);
    }
}
