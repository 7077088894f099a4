package vn.emr.core.record;

import static vn.emr.core.record.VisitEvent.Effect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The course of a visit, read off all its movements at once: status, class, end, department stays. A pure function of the
 * set of movements, whatever their order of arrival; what was taken back counts for nothing and stays visible.
 */
public final class VisitCourse {
    private static final Comparator<Movement> BY_TIME = Comparator.comparing(Movement::effective)
            .thenComparing(Movement::event)
            .thenComparing(Movement::stated)
            .thenComparing(Movement::key);

    private final List<Movement> all;
    private final List<Movement> standing;

    /** @param movements as kept with the visit */
    public VisitCourse(List<Movement> movements) {
        this.all = resolved(movements);
        this.standing = all.stream()
                .filter(m -> m.stands() && m.event().effect() != Effect.CANCEL)
                .toList();
    }

    /** In the order they happened, with what unnamed cancels took back marked; the first arrival comes first. */
    private static List<Movement> resolved(List<Movement> movements) {
        List<Movement> all = new ArrayList<>(movements);
        all.sort(BY_TIME);
        List<Movement> cancels = movements.stream()
                .filter(m -> m.event().effect() == Effect.CANCEL)
                .sorted(Comparator.comparing(Movement::stated).thenComparing(Movement::key))
                .toList();
        for (Movement cancel : cancels) {
            if (cancel.event() == VisitEvent.VISIT_CANCELLED) {
                all.replaceAll(m -> m.stated().isAfter(cancel.stated()) ? m : m.cancelledAt(cancel.stated()));
            } else {
                takeBackLatest(all, cancel);
            }
        }
        takeBackWithArrival(all);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).event().arrives() && all.get(i).stands()) {
                all.addFirst(all.remove(i));
                break;
            }
        }
        return List.copyOf(all);
    }

    /** When the coming was taken back and nothing of it stands, what followed it until then goes with it. */
    private static void takeBackWithArrival(List<Movement> all) {
        Optional<Instant> gone = all.stream()
                .map(m -> m.event() == VisitEvent.ADMISSION_CANCELLED
                        ? m.stated()
                        : m.event().arrives() ? m.cancelled() : null)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        boolean stillHere = gone.isEmpty()
                || all.stream()
                        .anyMatch(m ->
                                m.event().arrives() && m.stands() && !m.stated().isAfter(gone.get()));
        if (!stillHere) {
            all.replaceAll(m -> moves(m) && !m.stated().isAfter(gone.get()) ? m.cancelledAt(gone.get()) : m);
        }
    }

    private static void takeBackLatest(List<Movement> all, Movement cancel) {
        if (takeBackLatest(all, cancel, cancel.event()) || cancel.event() != VisitEvent.ADMISSION_CANCELLED) {
            return;
        }
        // Some senders take a planned admission back with the event for an admission.
        takeBackLatest(all, cancel, VisitEvent.PLAN_CANCELLED);
    }

    private static boolean takeBackLatest(List<Movement> all, Movement cancel, VisitEvent as) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Movement m = all.get(i);
            boolean theirs = m.said() == null && as.undoes().contains(m.event());
            if (theirs && m.stands() && !m.stated().isAfter(cancel.stated())) {
                all.set(i, m.cancelledAt(cancel.stated()));
                return true;
            }
        }
        return false;
    }

    /** Where the visit stands after the last thing that happened, whenever that was told. */
    public EncounterStatus status() {
        List<Movement> present = standing.stream().filter(VisitCourse::moves).toList();
        if (!present.isEmpty()) {
            return present.getLast().event() == VisitEvent.DISCHARGED
                    ? EncounterStatus.FINISHED
                    : EncounterStatus.IN_PROGRESS;
        }
        if (standing.stream().anyMatch(m -> m.event().effect() == Effect.PLAN)) {
            return EncounterStatus.PLANNED;
        }
        if (takenBack()) {
            return EncounterStatus.CANCELLED;
        }
        boolean wasHere = all.stream().anyMatch(m -> moves(m) || m.event().effect() == Effect.CANCEL);
        return wasHere ? EncounterStatus.IN_PROGRESS : EncounterStatus.PLANNED;
    }

    private static boolean moves(Movement m) {
        return m.event().effect() == Effect.PRESENT || m.event().effect() == Effect.END;
    }

    /** Whether the coming itself, or its plan, was taken back. */
    private boolean takenBack() {
        return all.stream().anyMatch(m -> switch (m.event()) {
            case ADMISSION_CANCELLED, PLAN_CANCELLED, ADMISSION_EXPECTED_CANCELLED, VISIT_CANCELLED -> true;
            default -> !m.stands() && (m.event().arrives() || m.event().effect() == Effect.PLAN);
        });
    }

    /** The class stated by the last movement that names one. */
    public EncounterClass encounterClass() {
        return standing.stream()
                .sorted(Comparator.comparing(Movement::effective))
                .map(Movement::encounterClass)
                .filter(c -> c != null && c != EncounterClass.UNKNOWN)
                .reduce((first, second) -> second)
                .orElse(EncounterClass.UNKNOWN);
    }

    /** When the person came, else when they are expected; null when nobody said. */
    public TimePoint start() {
        return standing.stream()
                .filter(m -> m.event().arrives())
                .findFirst()
                .or(() -> standing.stream()
                        .filter(m -> m.event().effect() == Effect.PLAN)
                        .findFirst())
                .map(Movement::occurred)
                .orElse(null);
    }

    /**
     * The end of the visit: with the last discharge, or as an update corrected it; null while it goes on.
     *
     * @param erased when a sender emptied the end, else null
     */
    public TimePoint end(Instant erased) {
        Optional<Movement> counting = discharge();
        if (counting.isPresent() && counting.get().said() != null) {
            return counting.get().occurred();
        }
        Instant discharge = all.stream()
                .filter(m -> m.event() == VisitEvent.DISCHARGE_CANCELLED || m.event() == VisitEvent.DISCHARGED)
                .map(m -> m.stands() ? m.stated() : m.cancelled())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        Instant since = erased != null && erased.isAfter(discharge) ? erased : discharge;
        Optional<TimePoint> updated = standing.stream()
                .filter(m -> m.event() != VisitEvent.DISCHARGED && m.end() != null)
                .filter(m -> m.stated().isAfter(since))
                .max(Comparator.comparing(Movement::stated))
                .map(Movement::end);
        return updated.or(() -> counting.map(m -> m.end() == null ? m.occurred() : m.end()))
                .orElse(null);
    }

    /** The discharge that ends it; of several with nothing between them what a person said here counts, else the last. */
    private Optional<Movement> discharge() {
        List<Movement> ends = new ArrayList<>();
        standing.stream().filter(VisitCourse::moves).forEach(m -> {
            if (m.event() == VisitEvent.DISCHARGED) {
                ends.add(m);
            } else {
                ends.clear();
            }
        });
        return ends.stream()
                .filter(m -> m.said() != null)
                .reduce((first, second) -> second)
                .or(() -> ends.isEmpty() ? Optional.empty() : Optional.of(ends.getLast()));
    }

    /** The doctor a change of doctor named, if it was said after {@code told}. */
    public Optional<String> doctorSince(Instant told) {
        return standing.stream()
                .filter(m -> m.event() == VisitEvent.DOCTOR_CHANGED && m.attendingDoctor() != null)
                .filter(m -> told == null || !m.stated().isBefore(told))
                .max(Comparator.comparing(Movement::stated))
                .map(Movement::attendingDoctor);
    }

    /** Since when the person is away on leave; null when they are not. */
    public TimePoint awaySince() {
        Movement last = null;
        for (Movement m : standing) {
            last = moves(m) ? m : last;
        }
        return last != null && last.event() == VisitEvent.WENT_ON_LEAVE ? last.occurred() : null;
    }

    /** What is announced for the visit and has not been followed by its coming true. */
    public List<Movement> expected() {
        Map<VisitEvent, Movement> open = new HashMap<>();
        for (Movement m : standing) {
            switch (m.event()) {
                case TRANSFER_EXPECTED, DISCHARGE_EXPECTED -> open.put(m.event(), m);
                default -> {}
            }
        }
        return open.values().stream()
                .filter(e -> standing.stream().noneMatch(m -> follows(m, e)))
                .sorted(BY_TIME)
                .toList();
    }

    private static boolean follows(Movement m, Movement expected) {
        VisitEvent comesTrue =
                expected.event() == VisitEvent.TRANSFER_EXPECTED ? VisitEvent.TRANSFERRED : VisitEvent.DISCHARGED;
        return m.event() == comesTrue && m.stated().isAfter(expected.stated());
    }

    /** The stays in departments; each ends where the next begins, the last one with the visit. */
    public List<DepartmentStay> stays(TimePoint start, TimePoint end) {
        return new VisitStays(all, standing, status()).read(start, end);
    }
}
