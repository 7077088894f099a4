package vn.emr.core.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The records of a time counted: what began and what ended in it.
 *
 * @param from and until: both included, days of Viet Nam
 * @param flow without a gap, from the first part of the time to the last
 * @param stays of those in bed who went home in that time
 * @param diagnoses the commonest main illnesses of those whose visit ended, without what labels hide from the caller
 * @param results how long they took, of what was ordered in that time
 * @param completion and closing: of the visits that ended, whether the record was on time
 * @param backlog as it is now
 * @param departments what it can be asked by
 */
public record Statistics(
        LocalDate from,
        LocalDate until,
        Unit unit,
        List<Flow> flow,
        Stays stays,
        List<Illness> diagnoses,
        List<Turnaround> results,
        Timely completion,
        Timely closing,
        Backlog backlog,
        List<Department> departments) {

    /** How a time is divided. */
    public enum Unit {
        DAY,
        WEEK,
        MONTH
    }

    /** What a result is of. */
    public enum Work {
        LABORATORY,
        IMAGING
    }

    /** @param from the first day of it */
    public record Flow(LocalDate from, int admissions, int discharges) {}

    /**
     * In days from the day of admission to that of discharge, at least one.
     *
     * @param mean and the others: null when nobody was counted
     * @param ninety nine of ten stayed no longer
     */
    public record Stays(int count, Double mean, Double median, Double ninety, List<Length> lengths) {}

    /** @param until null: and longer */
    public record Length(int from, Integer until, int count) {}

    public record Illness(String code, String text, int count) {}

    /**
     * From the order to the first result.
     *
     * @param waiting ordered, and no result yet
     * @param medianHours and the other: null when none was answered
     */
    public record Turnaround(Work of, int answered, int waiting, Double medianHours, Double ninetyHours) {}

    /** @param open not yet, and still in time */
    public record Timely(int inTime, int late, int open) {}

    public record Backlog(int inTreatment, int completed, int overdue) {}

    public record Department(UUID id, String name) {}
}
