package vn.emr.core.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What one local code means, from a day on.
 *
 * @param sourceId the system that sends it, null for whichever; a mapping for one system goes before one for all
 * @param localSystem the code system as sent, empty when none was sent
 * @param system the catalogue, such as {@code QD1227} or {@code LOINC}; {@code KHOA} for departments
 * @param loinc the LOINC code where known, else null
 * @param validTo the first day it no longer holds, null while it holds
 */
public record CodeMapping(
        UUID id,
        CodeKind kind,
        UUID sourceId,
        String localSystem,
        String localCode,
        String system,
        String code,
        String name,
        String loinc,
        LocalDate validFrom,
        LocalDate validTo,
        int version,
        Instant changedAt,
        String changedBy) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    /** What a reader sees beside the code as sent. */
    public record Meaning(String system, String code, String name, String loinc) {}

    boolean holds(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
    }

    Meaning meaning() {
        return new Meaning(system, code, name, loinc);
    }

    Wanted wanted() {
        return new Wanted(kind, sourceId, localSystem, localCode, system, code, name, loinc, validFrom, validTo);
    }

    /**
     * A mapping as wanted by a person or a file.
     *
     * @param sourceId null for whichever system sends it
     * @param localSystem null or empty when none is sent
     * @param validFrom null for ever since
     * @param validTo the first day it no longer holds
     */
    public record Wanted(
            CodeKind kind,
            UUID sourceId,
            String localSystem,
            String localCode,
            String system,
            String code,
            String name,
            String loinc,
            LocalDate validFrom,
            LocalDate validTo) {

        /** Whose code it is; on any day it means one thing. */
        List<Object> whose() {
            return Arrays.asList(kind, sourceId, localSystem, localCode);
        }

        boolean overlaps(Wanted other) {
            return (validTo == null || other.validFrom.isBefore(validTo))
                    && (other.validTo == null || validFrom.isBefore(other.validTo));
        }

        /** For people who look at what a file would change. */
        String shown() {
            String from = MappingFile.ALWAYS.equals(validFrom) ? "" : DAY.format(validFrom);
            String to = validTo == null ? "" : DAY.format(validTo);
            String days = from.isEmpty() && to.isEmpty() ? "" : " (" + from + " – " + to + ")";
            return system + " " + code + " · " + name + days;
        }

        /** For the trace: codes and days, never a name. */
        String words() {
            return kind + " " + localCode + " = " + system + " " + code + " " + validFrom + ".."
                    + (validTo == null ? "" : validTo);
        }
    }
}
