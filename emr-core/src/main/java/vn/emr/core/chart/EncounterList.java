package vn.emr.core.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.chart.VisitTellers.Telling;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Movement;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitCourse;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.retention.Retention;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** The visits of a chart, newest first, each with its stays and its folder. */
public final class EncounterList {
    /** More visits than a page can show; the oldest are left out. */
    private static final int MOST = 300;

    private EncounterList() {}

    public record Stay(
            String department,
            String departmentCode,
            String room,
            String bed,
            When start,
            When end,
            boolean cancelled) {
        Stay until(When end) {
            return new Stay(department, departmentCode, room, bed, start, end, cancelled);
        }
    }

    /** @param retention how long it must be kept; null where that is not told */
    public record Folder(UUID id, RecordFolder.State state, Retention retention) {
        /**
         * The one that stands where several folders are of one visit: one that stands before cancelled ones, then the one that came
         * furthest, then the oldest.
         */
        static Folder leading(Stream<Folder> folders) {
            return folders.filter(Objects::nonNull)
                    .min(Comparator.comparing((Folder f) -> f.state == RecordFolder.State.CANCELLED)
                            .thenComparing(Folder::state, Comparator.reverseOrder())
                            .thenComparing(Folder::id))
                    .orElse(null);
        }
    }

    /** Something announced for the visit: a transfer or the discharge. */
    public record Expected(VisitEvent event, String department, When at) {}

    /**
     * @param otherNumbers of visits that were joined with this one; their stays stand among its stays
     * @param otherIds of the same visit as other systems tell it, and of those joined with it
     * @param awaySince the person is on leave
     * @param said what each system says, when several tell this visit; the first one leads
     * @param differing what they do not agree on: {@code class}, {@code status}, {@code start}, {@code end}, {@code
     *     department}
     * @param movements what people said here of where the patient was
     * @param movable what the caller may say of it now; null where that is not asked
     */
    public record Visit(
            UUID id,
            String visitNumber,
            List<String> otherNumbers,
            List<UUID> otherIds,

            @com.fasterxml.jackson.annotation.JsonProperty("class")
            EncounterClass encounterClass,

            EncounterStatus status,
            When start,
            When end,
            String facility,
            String attendingDoctor,
            String reason,
            List<Stay> stays,
            When awaySince,
            List<Expected> expected,
            Folder folder,
            List<Said> said,
            List<String> differing,
            List<MovementList.Line> movements,
            MovementList.Movable movable,
            Origin origin) {
        Visit with(List<String> numbers, List<UUID> ids, List<Stay> all, Folder kept) {
            return told(numbers, ids, end, attendingDoctor, reason, all, kept, said, differing);
        }

        /** Where its record stands. */
        public RecordFolder.State state() {
            if (folder != null && folder.state() != RecordFolder.State.CANCELLED) {
                return folder.state();
            }
            return end == null ? RecordFolder.State.IN_TREATMENT : RecordFolder.State.COMPLETED;
        }

        Visit keptFor(Retention term) {
            Folder kept = new Folder(folder.id(), folder.state(), term);
            return told(otherNumbers, otherIds, end, attendingDoctor, reason, stays, kept, said, differing);
        }

        Visit told(
                List<String> numbers,
                List<UUID> ids,
                When ended,
                String doctor,
                String why,
                List<Stay> all,
                Folder kept,
                List<Said> tellers,
                List<String> facts) {
            return new Visit(
                    id,
                    visitNumber,
                    numbers,
                    ids,
                    encounterClass,
                    status,
                    start,
                    ended,
                    facility,
                    doctor,
                    why,
                    all,
                    awaySince,
                    expected,
                    kept,
                    tellers,
                    facts,
                    movements,
                    movable,
                    origin);
        }

        /** The same as if it ended then; null: it goes on. */
        public Visit endedBy(TimePoint ended) {
            return told(
                    otherNumbers, otherIds, When.of(ended), attendingDoctor, reason, stays, folder, said, differing);
        }

        Visit moved(List<MovementList.Line> lines, MovementList.Movable may) {
            return new Visit(
                    id,
                    visitNumber,
                    otherNumbers,
                    otherIds,
                    encounterClass,
                    status,
                    start,
                    end,
                    facility,
                    attendingDoctor,
                    reason,
                    stays,
                    awaySince,
                    expected,
                    folder,
                    said,
                    differing,
                    lines,
                    may,
                    origin);
        }
    }

    /** A visit as one of several systems tells it. */
    public record Said(
            String visitNumber,

            @com.fasterxml.jackson.annotation.JsonProperty("class")
            EncounterClass encounterClass,

            EncounterStatus status,
            When start,
            When end,
            String department,
            String attendingDoctor,
            String reason,
            Origin origin) {}

    private static final String VISITS = """
            select r.content::text as content, f.name as facility, o.folder_id, o.state,
                   nullif(j.shown_as, e.encounter_id) as shown_as, coalesce(j.visit_number, e.visit_number) as called
            from encounter e
            join revision r on r.tenant_id = e.tenant_id and r.patient_id = e.patient_id and r.noun_id = e.encounter_id
                           and r.version = e.version and r.committed_at = e.revised_at
            left join facility f on f.id = e.facility_id
            left join record_folder o on o.tenant_id = e.tenant_id and o.patient_id = e.patient_id
                                     and o.encounter_id = e.encounter_id and o.part_of is null
            left join visit_link j on j.tenant_id = e.tenant_id and j.encounter_id = e.encounter_id
            where e.tenant_id = ? and %s
            order by e.start_from desc nulls last, e.encounter_id desc
            limit ?
            """.formatted(InChart.row("e", "e.encounter_id"));

    static List<Visit> read(Transaction t, Grant grant, DepartmentNames departments) {
        Map<UUID, List<Visit>> joined = new HashMap<>();
        List<Telling> alone = new ArrayList<>();
        t.query(
                VISITS,
                row -> {
                    Encounter e = (Encounter) Content.read(NounKind.ENCOUNTER, row.text("content"));
                    Visit visit = visit(grant, e, row, departments);
                    UUID as = row.uuid("shown_as");
                    return as == null
                            ? alone.add(new Telling(e, visit))
                            : joined.computeIfAbsent(as, v -> new ArrayList<>()).add(visit);
                },
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST);
        return VisitTellers.together(alone.stream()
                .map(told -> new Telling(
                        told.encounter(),
                        VisitTellers.joined(
                                told.visit(), joined.getOrDefault(told.visit().id(), List.of()))))
                .toList());
    }

    private static Visit visit(Grant grant, Encounter e, Row row, DepartmentNames departments) {
        UUID folder = row.uuid("folder_id");
        VisitCourse course = new VisitCourse(e.movements() == null ? List.of() : e.movements());
        boolean open = e.status() == EncounterStatus.IN_PROGRESS;
        return new Visit(
                e.id(),
                row.text("called"),
                List.of(),
                List.of(),
                e.encounterClass(),
                e.status(),
                When.of(e.start()),
                When.of(e.end()),
                row.text("facility"),
                e.attendingDoctor(),
                grant.tells(e.id()) ? e.reason() : null,
                e.stays().stream().map(s -> stay(e, s, departments)).toList(),
                open ? When.of(course.awaySince()) : null,
                open
                        ? course.expected().stream()
                                .map(m -> expected(e, m, departments))
                                .toList()
                        : List.of(),
                folder == null ? null : new Folder(folder, RecordFolder.State.valueOf(row.text("state")), null),
                List.of(),
                List.of(),
                MovementList.of(grant, e, departments),
                null,
                Origin.of(e.origin()));
    }

    private static Expected expected(Encounter e, Movement m, DepartmentNames departments) {
        boolean transfer = m.event() == VisitEvent.TRANSFER_EXPECTED;
        return new Expected(
                m.event(),
                transfer ? department(e, m.departmentId(), m.departmentCode(), m.occurred(), departments) : null,
                When.of(m.occurred()));
    }

    private static Stay stay(Encounter e, DepartmentStay s, DepartmentNames departments) {
        return new Stay(
                department(e, s.departmentId(), s.departmentCode(), s.start(), departments),
                s.departmentCode(),
                s.room(),
                s.bed(),
                When.of(s.start()),
                When.of(s.end()),
                s.cancelled());
    }

    private static String department(Encounter e, UUID id, String code, TimePoint at, DepartmentNames departments) {
        String name = departments.found(id, e.sourceId(), code, at, e.origin().recorded());
        return name == null ? code : name;
    }
}
