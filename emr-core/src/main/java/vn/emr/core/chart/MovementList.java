package vn.emr.core.chart;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Movement;
import vn.emr.core.record.RecordFolder.Discharge;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.VisitEvent;

/** What people of the hospital said of where somebody was during a visit, beside what systems told. */
public final class MovementList {
    private MovementList() {}

    /** What people say: into another department, into a room or bed, home or to another hospital. */
    public enum Event {
        TRANSFERRED(VisitEvent.TRANSFERRED),
        PLACED(VisitEvent.UPDATED),
        DISCHARGED(VisitEvent.DISCHARGED);

        private final VisitEvent of;

        Event(VisitEvent of) {
            this.of = of;
        }

        /** As it is kept with the visit. */
        public VisitEvent of() {
            return of;
        }

        private static Event from(VisitEvent kept) {
            for (Event event : values()) {
                if (event.of == kept) {
                    return event;
                }
            }
            throw new IllegalStateException("people say no " + kept);
        }

        /** Who treats ends a treatment; whoever cares for somebody says where they lie. */
        public Right right() {
            return this == DISCHARGED ? Right.RECORD_COMPLETE : Right.VISIT_MOVE;
        }
    }

    /**
     * One of them.
     *
     * @param version counts what was said of it
     * @param dischargeKind MA_LOAI_RV, {@code outcome} KET_QUA_DTRI; of a discharge
     * @param said when it was last said
     * @param because why it was said otherwise, or taken back; null of what was said once
     */
    public record Line(
            String key,
            int version,
            Event event,
            When at,
            String department,
            UUID departmentId,
            String room,
            String bed,
            String reason,
            String dischargeKind,
            String outcome,
            String destination,
            String by,
            Instant said,
            boolean takenBack,
            String because) {
        private Line hidden() {
            return new Line(
                    key,
                    version,
                    event,
                    at,
                    department,
                    departmentId,
                    room,
                    bed,
                    null,
                    null,
                    null,
                    null,
                    by,
                    said,
                    takenBack,
                    null);
        }
    }

    /** What the caller may say of a visit now: no button is shown for anything else. */
    public record Movable(boolean transfer, boolean place, boolean discharge, boolean correct) {}

    /** The newest first; why and how is not told of a visit that a label hides. */
    static List<Line> of(Grant grant, Encounter e, DepartmentNames departments) {
        boolean tells = grant.tells(e.id());
        return e.course().stream()
                .filter(m -> m.said() != null)
                .sorted(Comparator.comparing(Movement::effective).reversed())
                .map(m -> line(m, name(e, m, departments)))
                .map(line -> tells ? line : line.hidden())
                .toList();
    }

    private static String name(Encounter e, Movement m, DepartmentNames departments) {
        String name = departments.found(m.departmentId(), e.sourceId(), m.departmentCode(), m.occurred(), m.stated());
        return name == null ? m.departmentCode() : name;
    }

    /** Of one visit that is told several times. */
    static List<Line> together(Stream<Visit> tellings) {
        return tellings.flatMap(v -> v.movements().stream())
                .sorted(Comparator.comparing((Line line) -> line.at().from()).reversed())
                .toList();
    }

    /** @param department by name */
    public static Line line(Movement m, String department) {
        Movement.Said said = m.said();
        Discharge how = said.discharge() == null ? new Discharge(null, null) : said.discharge();
        return new Line(
                m.key(),
                said.version(),
                Event.from(m.event()),
                When.of(m.occurred()),
                department,
                m.departmentId(),
                m.room(),
                m.bed(),
                said.reason(),
                how.kind(),
                how.outcome(),
                said.destination(),
                said.name(),
                said.at(),
                !m.stands(),
                said.because());
    }

    /** The state that decides who may move somebody: without a folder nothing is completed, and nothing needs to be opened again. */
    public static State state(Visit visit) {
        boolean kept = visit.folder() != null && visit.folder().state() != State.CANCELLED;
        return kept ? visit.folder().state() : State.IN_TREATMENT;
    }

    static Visit movable(Grant grant, Visit visit) {
        State state = state(visit);
        boolean here = visit.status() == EncounterStatus.IN_PROGRESS && visit.end() == null;
        boolean moves = grant.may(Right.VISIT_MOVE, state);
        boolean lies = visit.stays().stream().anyMatch(s -> s.end() == null && !s.cancelled());
        boolean ends = grant.may(Right.RECORD_COMPLETE, state);
        boolean corrects = grant.tells(visit.id())
                && visit.movements().stream()
                        .anyMatch(m -> !m.takenBack() && grant.may(m.event().right(), state));
        return visit.moved(
                visit.movements(), new Movable(here && moves, here && moves && lies, here && ends, corrects));
    }
}
