package vn.emr.core.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.store.Transaction;

/** Ten codes that each open the account once instead of a lost factor; only their digests are kept. */
final class RecoveryCodes {
    private static final int HOW_MANY = 10;
    private static final int BYTES = 10;

    private RecoveryCodes() {}

    /** New ones, to be shown now and never again; those of before count no more. */
    static List<String> fresh(Transaction t, UUID accountId, Instant now) {
        List<String> codes = Stream.generate(() -> Secrets.base32(Secrets.random(BYTES)))
                .limit(HOW_MANY)
                .toList();
        t.update("delete from recovery_code where account_id = ?", accountId);
        codes.forEach(code -> t.update(
                "insert into recovery_code (account_id, sha256, made_at) values (?, ?, ?)",
                accountId,
                Secrets.sha256(code),
                now));
        return codes.stream().map(code -> code.replaceAll("(.{4})(?!$)", "$1-")).toList();
    }

    /** How many are left. */
    static int left(Transaction t, UUID accountId) {
        return t.first(
                        "select count(*)::int as n from recovery_code where account_id = ? and used_at is null",
                        row -> row.integer("n"),
                        accountId)
                .orElseThrow();
    }

    /** Whether a code, in capitals and without blanks, is one of the account; it is used up. */
    static boolean taken(Transaction t, UUID accountId, String code, Instant now) {
        return t.update(
                        "update recovery_code set used_at = ? where account_id = ? and sha256 = ? and used_at is null",
                        now,
                        accountId,
                        Secrets.sha256(code))
                == 1;
    }
}
