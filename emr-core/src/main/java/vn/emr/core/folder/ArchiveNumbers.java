package vn.emr.core.folder;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import vn.emr.core.store.Transaction;

/** Số lưu trữ: the next of the facility, given once and written down for ever, whatever becomes of the folder. */
final class ArchiveNumbers {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private ArchiveNumbers() {}

    /** Who takes the next number waits for who takes this one. A number that an older rule gave already is left out. */
    static String next(Transaction t, UUID tenant, FolderRule rule, UUID folder, UUID who, Instant now) {
        t.query(
                "select pg_advisory_xact_lock(hashtextextended('archive number ' || ?, 0))",
                row -> row,
                rule.facilityId().toString());
        int today = now.atZone(VIETNAM).getYear();
        int year = rule.archiveByYear() ? today : 0;
        int seq = t.first(
                        "select coalesce(max(seq), 0) as last from archive_number where facility_id = ? and year = ?",
                        row -> row.integer("last"),
                        rule.facilityId(),
                        year)
                .orElseThrow();
        while (true) {
            seq++;
            String number = rule.number(today, seq);
            int given = t.update("""
                    insert into archive_number (tenant_id, facility_id, year, seq, number, folder_id, given_at, given_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (facility_id, number) do nothing
                    """, tenant, rule.facilityId(), year, seq, number, folder, now, who);
            if (given == 1) {
                return number;
            }
        }
    }
}
