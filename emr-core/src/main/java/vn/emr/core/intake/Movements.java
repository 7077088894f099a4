package vn.emr.core.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Movement;
import vn.emr.core.record.VisitEvent;

/** The movements of a visit after one more statement: one per key, the newest statement of each. */
final class Movements {
    private Movements() {}

    static List<Movement> after(Judging judging, List<Movement> known, VisitStated n, UUID facilityId) {
        boolean cancels = n.event().effect() == VisitEvent.Effect.CANCEL;
        if (cancels && n.movementKey() != null && n.event() != VisitEvent.VISIT_CANCELLED) {
            return cancelled(judging, known, n);
        }
        return with(known, movement(judging, n, facilityId));
    }

    /** The movements told of one visit under two numbers. */
    static List<Movement> together(List<Movement> known, List<Movement> others) {
        List<Movement> all = known;
        for (Movement other : others) {
            all = with(all, other);
        }
        return all;
    }

    private static List<Movement> with(List<Movement> known, Movement stated) {
        List<Movement> next = new ArrayList<>(known);
        for (int i = 0; i < next.size(); i++) {
            Movement m = next.get(i);
            if (m.key().equals(stated.key()) && (sameEvent(m, stated) || m.onlyCancelled())) {
                Movement both = stated.stated().isBefore(m.stated()) ? m.filledBy(stated) : stated.filledBy(m);
                both = m.cancelled() == null ? both : both.cancelledAt(m.cancelled());
                next.set(i, stated.cancelled() == null ? both : both.cancelledAt(stated.cancelled()));
                return List.copyOf(next);
            }
        }
        next.add(stated);
        return List.copyOf(next);
    }

    /** A visit that was told as an examination and is an admission after all came once. */
    private static boolean sameEvent(Movement known, Movement stated) {
        return known.event() == stated.event()
                || known.event() == VisitEvent.REGISTERED && stated.event() == VisitEvent.ADMITTED
                || known.event() == VisitEvent.ADMITTED && stated.event() == VisitEvent.REGISTERED;
    }

    /** The movement that was named is taken back and no other; one that is not known yet is taken back when it comes. */
    private static List<Movement> cancelled(Judging judging, List<Movement> known, VisitStated n) {
        List<Movement> next = new ArrayList<>(known);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).key().equals(n.movementKey())) {
                next.set(i, next.get(i).cancelledAt(n.stated()));
                return List.copyOf(next);
            }
        }
        judging.remark("the movement to cancel is not known yet; it is taken back when it comes");
        VisitEvent undone = n.event().undoes().stream().sorted().findFirst().orElseThrow();
        next.add(Movement.onlyCancelled(n.movementKey(), undone, n.stated()));
        return List.copyOf(next);
    }

    private static Movement movement(Judging judging, VisitStated n, UUID facilityId) {
        UUID department = n.departmentCode() == null
                ? null
                : judging.places()
                        .department(
                                judging.source().tenantId,
                                facilityId,
                                n.facilityCode(),
                                n.departmentCode(),
                                judging.source().id,
                                n.occurred() == null ? n.stated() : n.occurred().from())
                        .orElse(null);
        boolean places =
                n.event().effect() != VisitEvent.Effect.CANCEL && n.event().effect() != VisitEvent.Effect.PLAN;
        if (department == null && n.departmentCode() != null && places) {
            judging.remark("UNMAPPED_DEPARTMENT: the department code is not one of ours; kept as sent");
        }
        return new Movement(
                key(n),
                n.event(),
                n.occurred(),
                n.end(),
                n.encounterClass() == null ? EncounterClass.UNKNOWN : n.encounterClass(),
                department,
                n.departmentCode(),
                n.room(),
                n.bed(),
                n.event() == VisitEvent.DOCTOR_CHANGED ? n.attendingDoctor() : null,
                n.stated(),
                null,
                null);
    }

    /**
     * The movement's own number; else what makes it the same one on a repeat. A visit has one admission and one discharge,
     * so a second statement corrects the first; transfers differ by their time, updates by the place they name.
     */
    private static String key(VisitStated n) {
        if (n.movementKey() != null) {
            return n.movementKey();
        }
        String event = n.event().name();
        return switch (n.event()) {
            case PLANNED, ADMISSION_EXPECTED, REGISTERED, ADMITTED, DISCHARGED -> event;
            case UPDATED -> event + "@" + n.departmentCode() + "/" + n.room() + "/" + n.bed();
            default ->
                event + "@"
                        + (n.event().effect() == VisitEvent.Effect.CANCEL || n.occurred() == null
                                ? n.stated().toString()
                                : n.occurred().sent());
        };
    }
}
