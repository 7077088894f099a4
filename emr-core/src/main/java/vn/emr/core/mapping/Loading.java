package vn.emr.core.mapping;

import java.util.List;

/**
 * What a file changes, or would change when it is only tried.
 *
 * @param lines under the head
 * @param same lines that say what stands already
 * @param ended codes of a catalogue that the file does not name any more
 * @param differences the first 200 lines that change something
 * @param faults the first 1,000 bad lines; with one of them nothing is changed
 * @param faultCount how many there are
 * @param done false when the file was only tried
 */
public record Loading(
        int lines,
        int made,
        int changed,
        int same,
        int ended,
        List<Difference> differences,
        List<Fault> faults,
        int faultCount,
        boolean done) {
    static final int MOST_DIFFERENCES = 200;
    static final int MOST_FAULTS = 1_000;

    /** @param before null for what is new */
    public record Difference(int line, String code, String before, String after) {}

    /**
     * A cell that cannot be taken.
     *
     * @param line of the file, the head is 1
     * @param with the other line where two do not agree, 0 for what stands already, else null
     */
    public record Fault(int line, String column, Wrong wrong, Integer with) {
        String place() {
            return "line " + line + ": " + column;
        }
    }

    /** What is wrong with a cell. */
    public enum Wrong {
        MISSING,
        TOO_LONG,
        /** Not one of the words that can stand there, or no such sender or department. */
        UNKNOWN,
        /** Neither 2026-04-01 nor 01/04/2026. */
        NOT_A_DAY,
        NOT_A_LOINC_CODE,
        /** Ends before it begins. */
        ENDS_EARLY,
        /** The code means something else on some of these days. */
        OVERLAPS,
        /** The same code again. */
        REPEATED
    }

    /** Keeps no more than a page can show; the counts stay whole. */
    public Loading {
        differences = differences.stream().limit(MOST_DIFFERENCES).toList();
        faults = faults.stream().limit(MOST_FAULTS).toList();
    }
}
