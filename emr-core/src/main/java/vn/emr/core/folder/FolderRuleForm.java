package vn.emr.core.folder;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a facility decides about its folders, as a person writes it.
 *
 * @param version the newest that was seen; 0: there was none
 * @param validFrom the first day it counts, today or later
 * @param reason such as the number of the hospital's decision
 */
public record FolderRuleForm(
        Integer version,
        LocalDate validFrom,
        Integer completeHours,
        Integer closeHours,
        String archivePrefix,
        Boolean archiveByYear,
        Integer archiveDigits,
        String reason) {
    /** A year with a day more. */
    private static final int MOST_HOURS = 8_784;

    private static final int FEWEST_DIGITS = 3;
    private static final int MOST_DIGITS = 9;
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;
    private static final int YEARS_AHEAD = 2;
    private static final Pattern PREFIX = Pattern.compile("[A-Z0-9./-]{0,12}");

    /**
     * The same, clean.
     *
     * @throws Refusal REQUIRED_FIELD_MISSING, MALFORMED_FIELD with a pointer to each fault
     */
    FolderRuleForm checked(LocalDate today) {
        if (version == null || validFrom == null || archiveByYear == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "the version that was seen, the first day, and whether numbers begin anew each year",
                    "/version",
                    "/validFrom",
                    "/archiveByYear");
        }
        String why = reason == null ? "" : Normalizer.normalize(reason.strip(), Normalizer.Form.NFC);
        String begins = archivePrefix == null ? "" : archivePrefix.strip();
        List<String> faults = new ArrayList<>();
        check(faults, within(completeHours, 1, MOST_HOURS), "/completeHours");
        check(faults, within(closeHours, 1, MOST_HOURS), "/closeHours");
        check(faults, within(archiveDigits, FEWEST_DIGITS, MOST_DIGITS), "/archiveDigits");
        check(faults, PREFIX.matcher(begins).matches(), "/archivePrefix");
        check(faults, !validFrom.isBefore(today) && !validFrom.isAfter(today.plusYears(YEARS_AHEAD)), "/validFrom");
        check(
                faults,
                why.length() >= SHORTEST_REASON && why.length() <= LONGEST_REASON && why.indexOf('\0') < 0,
                "/reason");
        if (!faults.isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "not a rule for folders", faults.toArray(String[]::new));
        }
        return new FolderRuleForm(
                version, validFrom, completeHours, closeHours, begins, archiveByYear, archiveDigits, why);
    }

    private static boolean within(Integer number, int least, int most) {
        return number != null && number >= least && number <= most;
    }

    private static void check(List<String> faults, boolean kept, String at) {
        if (!kept) {
            faults.add(at);
        }
    }

    /** What the trace says of it. */
    String words() {
        return "complete " + completeHours + " h, close " + closeHours + " h, number " + archivePrefix
                + (archiveByYear ? "yy." : "") + "0".repeat(archiveDigits) + " from " + validFrom;
    }
}
