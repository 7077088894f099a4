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
            if (as.undoes().contains(m.event()) && m.stands() && !m.stated().isAfter(cancel.stated())) {
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
        return updated.or(() -> standing.stream()
                        .filter(m -> m.event() == VisitEvent.DISCHARGED && status() == EncounterStatus.FINISHED)
                        .reduce((first, second) -> second)
                        .map(m -> m.end() == null ? m.occurred() : m.end()))
                .orElse(null);
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
        List<Movement> places =
                new ArrayList<>(all.stream().filter(VisitCourse::movesTo).toList());
        if (places.isEmpty()) {
            standing.stream()
                    .filter(m -> m.departmentCode() != null && refines(m))
                    .max(Comparator.comparing(Movement::stated))
                    .ifPresent(places::add);
        }
        EncounterStatus status = status();
        TimePoint visitEnd = status == EncounterStatus.FINISHED ? end : null;
        List<DepartmentStay> stays = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Movement m = refined(places, i);
            boolean first = m.event().arrives() || refines(m);
            TimePoint began = first && start != null ? start : refines(m) ? null : m.occurred();
            stays.add(new DepartmentStay(
                    m.key(),
                    m.departmentId(),
                    m.departmentCode(),
                    m.room(),
                    m.bed(),
                    began,
                    m.stands() ? next(places, i, visitEnd) : null,
                    !m.stands() || status == EncounterStatus.CANCELLED));
        }
        return List.copyOf(stays);
    }

    private static boolean movesTo(Movement m) {
        return m.departmentCode() != null && (m.event().arrives() || m.event() == VisitEvent.TRANSFERRED);
    }

    /** Says where the person is without moving them. */
    private static boolean refines(Movement m) {
        return m.event() == VisitEvent.UPDATED || m.event() == VisitEvent.DISCHARGED;
    }

    private static TimePoint next(List<Movement> places, int i, TimePoint otherwise) {
        for (int j = i + 1; j < places.size(); j++) {
            if (places.get(j).stands()) {
                return places.get(j).occurred();
            }
        }
        return otherwise;
    }

    /** The stay with the room and bed that later updates name in its department; another department is a transfer. */
    private Movement refined(List<Movement> places, int i) {
        Movement place = places.get(i);
        if (!place.stands() || refines(place)) {
            return place;
        }
        Instant until = Instant.MAX;
        for (int j = i + 1; j < places.size() && until == Instant.MAX; j++) {
            until = places.get(j).stands() ? places.get(j).effective() : until;
        }
        Instant before = until;
        String[] at = {place.room(), place.bed()};
        standing.stream()
                .filter(m -> refines(m) && place.departmentCode().equals(m.departmentCode()))
                .filter(m ->
                        !m.stated().isBefore(place.effective()) && m.stated().isBefore(before))
                .sorted(Comparator.comparing(Movement::stated))
                .forEach(m -> {
                    at[0] = m.room() == null ? at[0] : m.room();
                    at[1] = m.bed() == null ? at[1] : m.bed();
                });
        return new Movement(
                place.key(),
                place.event(),
                place.occurred(),
                place.end(),
                place.encounterClass(),
                place.departmentId(),
                place.departmentCode(),
                at[0],
                at[1],
                place.attendingDoctor(),
                place.stated(),
                place.cancelled());
    }
}
