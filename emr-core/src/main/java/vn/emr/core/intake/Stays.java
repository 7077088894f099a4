package vn.emr.core.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import vn.emr.core.intake.Notice.VisitEvent;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.TimePoint;

/** The department stays of a visit: placed by the time they began, so that the order of arrival does not matter. */
final class Stays {
    /** Key of a stay whose beginning nobody has told yet. */
    private static final String PRESUMED = "?";

    private static final Comparator<DepartmentStay> BY_START = Comparator.comparing((DepartmentStay s) ->
                    s.start() == null ? Instant.MIN : s.start().from())
            .thenComparing(DepartmentStay::key);

    private Stays() {}

    /** The stays after one event; ends are still to be put right by {@link #sequence}. */
    static List<DepartmentStay> apply(Judging judging, List<DepartmentStay> stays, VisitStated n, UUID facilityId) {
        return switch (n.event()) {
            case ADMITTED, REGISTERED, TRANSFERRED -> arrive(judging, stays, n, facilityId);
            case UPDATED, DISCHARGED ->
                stays.isEmpty() && n.departmentCode() != null ? presumed(judging, n, facilityId) : refine(stays, n);
            case TRANSFER_CANCELLED -> cancel(judging, stays, n);
            case PLANNED, ADMISSION_CANCELLED, DISCHARGE_CANCELLED -> stays;
        };
    }

    private static List<DepartmentStay> arrive(
            Judging judging, List<DepartmentStay> stays, VisitStated n, UUID facilityId) {
        if (n.departmentCode() == null) {
            return stays;
        }
        TimePoint start = n.event() == VisitEvent.TRANSFERRED || n.start() == null ? n.occurred() : n.start();
        String key = n.movementKey() != null ? n.movementKey() : start == null ? "start" : start.sent();
        List<DepartmentStay> next = new ArrayList<>(stays);
        DepartmentStay stay = stay(judging, key, n, start, facilityId);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).key().equals(key) || next.get(i).key().equals(PRESUMED)) {
                next.set(i, stay);
                return next;
            }
        }
        next.add(stay);
        return next;
    }

    /** Known only from an update or a discharge: the patient is there, since when is told by the admission when it comes. */
    private static List<DepartmentStay> presumed(Judging judging, VisitStated n, UUID facilityId) {
        return List.of(stay(judging, n.start() == null ? PRESUMED : n.start().sent(), n, n.start(), facilityId));
    }

    private static DepartmentStay stay(Judging judging, String key, VisitStated n, TimePoint start, UUID facilityId) {
        UUID department = judging.places()
                .department(judging.source().tenantId, facilityId, n.facilityCode(), n.departmentCode())
                .orElse(null);
        if (department == null) {
            judging.remark("UNMAPPED_DEPARTMENT: the department code is not one of ours; kept as sent");
        }
        return new DepartmentStay(key, department, n.departmentCode(), n.room(), n.bed(), start, null, false);
    }

    /** An update may name another room or bed of the department the patient is in; a change of department is a transfer. */
    private static List<DepartmentStay> refine(List<DepartmentStay> stays, VisitStated n) {
        List<DepartmentStay> next = new ArrayList<>(stays);
        int last = lastOpen(next);
        if (last >= 0
                && n.departmentCode() != null
                && n.departmentCode().equals(next.get(last).departmentCode())) {
            DepartmentStay s = next.get(last);
            next.set(
                    last,
                    new DepartmentStay(
                            s.key(),
                            s.departmentId(),
                            s.departmentCode(),
                            n.room() == null ? s.room() : n.room(),
                            n.bed() == null ? s.bed() : n.bed(),
                            s.start(),
                            s.end(),
                            false));
        }
        return next;
    }

    /** Undoes the movement that was named, else the last one; the first stay of a visit is not a transfer. */
    private static List<DepartmentStay> cancel(Judging judging, List<DepartmentStay> stays, VisitStated n) {
        List<DepartmentStay> next = new ArrayList<>(stays);
        int which = -1;
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).key().equals(n.movementKey())) {
                which = i;
            }
        }
        if (which < 0
                && n.movementKey() == null
                && next.stream().filter(s -> !s.cancelled()).count() > 1) {
            which = lastOpen(next);
        }
        if (which < 0) {
            judging.remark("the transfer to cancel is not known");
            return stays;
        }
        DepartmentStay s = next.get(which);
        next.set(
                which,
                new DepartmentStay(
                        s.key(), s.departmentId(), s.departmentCode(), s.room(), s.bed(), s.start(), s.end(), true));
        return next;
    }

    private static int lastOpen(List<DepartmentStay> stays) {
        for (int i = stays.size() - 1; i >= 0; i--) {
            if (!stays.get(i).cancelled()) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Puts stays in the order they began; each ends where the next begins, the last one with the visit.
     *
     * @param visitEnd null while the visit goes on
     * @param visitCancelled then every stay is cancelled
     */
    static List<DepartmentStay> sequence(List<DepartmentStay> stays, TimePoint visitEnd, boolean visitCancelled) {
        List<DepartmentStay> sorted = stays.stream().sorted(BY_START).toList();
        List<DepartmentStay> next = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            DepartmentStay s = sorted.get(i);
            TimePoint end = visitEnd;
            for (int j = sorted.size() - 1; j > i; j--) {
                end = sorted.get(j).cancelled() ? end : sorted.get(j).start();
            }
            next.add(new DepartmentStay(
                    s.key(),
                    s.departmentId(),
                    s.departmentCode(),
                    s.room(),
                    s.bed(),
                    s.start(),
                    s.cancelled() ? s.end() : end,
                    s.cancelled() || visitCancelled));
        }
        return List.copyOf(next);
    }
}
