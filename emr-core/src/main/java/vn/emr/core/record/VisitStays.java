package vn.emr.core.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where somebody lay during a visit, read off the movements as {@link VisitCourse} ordered and judged them. */
final class VisitStays {
    private final List<Movement> all;
    private final List<Movement> standing;
    private final EncounterStatus status;

    VisitStays(List<Movement> all, List<Movement> standing, EncounterStatus status) {
        this.all = all;
        this.standing = standing;
        this.status = status;
    }

    List<DepartmentStay> read(TimePoint start, TimePoint end) {
        List<Movement> places =
                toldOnce(all.stream().filter(VisitStays::movesTo).toList());
        if (places.isEmpty()) {
            standing.stream()
                    .filter(m -> m.departmentCode() != null && refines(m))
                    .max(Comparator.comparing(Movement::stated))
                    .ifPresent(places::add);
        }
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

    /** A transfer that a person said here and a system told too is one: theirs is the time, and what they left open the system's. */
    private static List<Movement> toldOnce(List<Movement> places) {
        List<Movement> once = new ArrayList<>();
        boolean joined = false;
        for (Movement m : places) {
            Movement before = once.isEmpty() ? null : once.getLast();
            boolean both = !joined && before != null && before.event() == m.event() && sameMove(before, m);
            if (both) {
                Movement said = m.said() == null ? before : m;
                Movement told = m.said() == null ? m : before;
                once.set(
                        once.size() - 1,
                        said.in(
                                said.room() == null ? told.room() : said.room(),
                                said.bed() == null ? told.bed() : said.bed()));
            } else {
                once.add(m);
            }
            joined = both;
        }
        return once;
    }

    private static boolean sameMove(Movement a, Movement b) {
        return (a.said() == null) != (b.said() == null)
                && a.stands()
                && b.stands()
                && a.departmentId() != null
                && a.departmentId().equals(b.departmentId());
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
        return place.in(at[0], at[1]);
    }
}
