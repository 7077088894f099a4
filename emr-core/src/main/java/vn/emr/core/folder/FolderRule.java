package vn.emr.core.folder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What one facility decided about its folders. The law names no hours (TT 13/2025/TT-BYT): what nobody decided is as
 * {@code folder_rule_now} says.
 *
 * @param version 0: nobody decided yet
 * @param completeHours from the end of the visit until it is to be completed
 * @param closeHours from then until it is to be closed
 * @param archivePrefix what archive numbers begin with
 * @param archiveByYear archive numbers begin anew each year and tell it
 * @param archiveDigits of the running number
 */
public record FolderRule(
        UUID facilityId,
        String code,
        String name,
        int version,
        int completeHours,
        int closeHours,
        String archivePrefix,
        boolean archiveByYear,
        int archiveDigits) {

    static FolderRule of(Row row) {
        return new FolderRule(
                row.uuid("facility_id"),
                row.text("code"),
                row.text("name"),
                row.integer("version"),
                row.integer("complete_hours"),
                row.integer("close_hours"),
                row.text("archive_prefix"),
                row.bool("archive_by_year"),
                row.integer("archive_digits"));
    }

    /** The rule of every facility of a hospital, by code. */
    static List<FolderRule> all(Transaction t, UUID tenant) {
        return t.query("""
                select n.facility_id, n.code, n.name, n.version, n.complete_hours, n.close_hours, n.archive_prefix,
                       n.archive_by_year, n.archive_digits
                from folder_rule_now n
                where n.tenant_id = ?
                order by n.code
                """, FolderRule::of, tenant);
    }

    /** Until when the next step is to be taken; null when none is awaited by a time. */
    Instant due(State state, Instant ended, Instant completed) {
        return switch (state) {
            case IN_TREATMENT -> ended == null ? null : ended.plus(Duration.ofHours(completeHours));
            case COMPLETED -> completed == null ? null : completed.plus(Duration.ofHours(closeHours));
            case CLOSED, ARCHIVED, CANCELLED -> null;
        };
    }

    /** An archive number as people read it. */
    String number(int year, int seq) {
        String begins = archiveByYear ? archivePrefix + "%02d.".formatted(year % 100) : archivePrefix;
        return begins + ("%0" + archiveDigits + "d").formatted(seq);
    }
}
