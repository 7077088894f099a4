package vn.emr.core.record;

import java.time.Instant;
import java.util.List;

/**
 * What an order says beside its own numbers and its state (HL7 v2 chapter 4). Null or an empty list means "not said".
 *
 * @param stated when the newest description was said, an older one only fills what that one left open; {@link
 *     Instant#EPOCH} when only a state was said
 * @param statusStated when the state was said; an older state never replaces it
 * @param placerSystem the system that gave the placer's number, part of its key; null when not named
 * @param fillerSystem the same for the filler's number
 * @param group what several orders have in common (ORC-4)
 * @param parent the order this one belongs to or replaces (ORC-8, or the RP before an RO)
 * @param priority table 0485 or the older letters, as sent: S, A, R …
 * @param requestedFor when it shall be done
 * @param clinicalInfo what the laboratory must know (OBR-13)
 * @param tests further tests of the same order (several OBR under one number)
 * @param notes notes (NTE), and questions answered at order entry as {@code question: answer}
 * @param statusReason why it was cancelled, held or rejected
 */
public record OrderDetails(
        Instant stated,
        Instant statusStated,
        String placerSystem,
        String fillerSystem,
        OrderNumber group,
        OrderNumber parent,
        String priority,
        TimePoint requestedFor,
        Coded reason,
        String clinicalInfo,
        Coded specimen,
        List<Coded> tests,
        List<String> notes,
        String statusReason) {

    public OrderDetails {
        tests = tests == null ? List.of() : List.copyOf(tests);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** An order described at that time, with nothing more said of it. */
    public static OrderDetails at(Instant stated) {
        return of(stated, stated, null, null);
    }

    /** A state said at that time, of an order that is described elsewhere. */
    public static OrderDetails ofState(Instant stated) {
        return answered(stated, null, null);
    }

    /** What the system that carries it out answered: a state, its own name if it gave a number, and why. */
    public static OrderDetails answered(Instant stated, String fillerSystem, String statusReason) {
        return of(Instant.EPOCH, stated, fillerSystem, statusReason);
    }

    private static OrderDetails of(Instant stated, Instant statusStated, String fillerSystem, String statusReason) {
        return new OrderDetails(
                stated,
                statusStated,
                null,
                fillerSystem,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                statusReason);
    }

    /** This description, completed from another where it says nothing; state and reason are those given. */
    public OrderDetails over(OrderDetails other, Instant newestState, String reasonOfState) {
        return new OrderDetails(
                stated.isBefore(other.stated) ? other.stated : stated,
                newestState,
                or(placerSystem, other.placerSystem),
                or(fillerSystem, other.fillerSystem),
                or(group, other.group),
                or(parent, other.parent),
                or(priority, other.priority),
                or(requestedFor, other.requestedFor),
                or(reason, other.reason),
                or(clinicalInfo, other.clinicalInfo),
                or(specimen, other.specimen),
                tests.isEmpty() ? other.tests : tests,
                notes.isEmpty() ? other.notes : notes,
                reasonOfState);
    }

    private static <T> T or(T first, T second) {
        return first != null ? first : second;
    }
}
