package vn.emr.core.signature;

import java.time.Instant;
import java.util.List;

/**
 * A signed file.
 *
 * @param level what was reached: LT when time and revocation could be had, else T or B
 * @param timestamp of the timestamp authority; null without one
 * @param check of the certificate just before; null after extending
 * @param warnings codes: those of the check, TIMESTAMP_UNREACHABLE, REVOCATION_UNREACHABLE
 */
public record Signed(byte[] file, Level level, Instant timestamp, Check check, List<String> warnings) {
    public Signed {
        warnings = List.copyOf(warnings);
    }
}
