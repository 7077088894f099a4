package vn.emr.core.mapping;

import java.time.Instant;
import java.time.LocalDate;
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

    /** What a reader sees beside the code as sent. */
    public record Meaning(String system, String code, String name, String loinc) {}

    boolean holds(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
    }

    Meaning meaning() {
        return new Meaning(system, code, name, loinc);
    }
}
