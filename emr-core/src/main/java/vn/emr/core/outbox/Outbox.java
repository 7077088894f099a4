package vn.emr.core.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What changed in the record, for those who must be told: at least once, in order per patient. Rows were written with the
 * change itself.
 */
@ApplicationScoped
public class Outbox {
    /** A page of this many changes is enough for any reader. */
    private static final int LARGEST_PAGE = 1000;

    /** One change. */
    public record Change(
            Cursor cursor,
            UUID tenantId,
            UUID patientId,
            NounKind kind,
            UUID nounId,
            int version,
            UUID commitId,
            Instant at) {}

    /** Where a reader stands; {@link #START} before the first change. */
    public record Cursor(String transaction, UUID id) {
        public static final Cursor START = new Cursor("0", new UUID(0, 0));

        private static final Pattern TEXT =
                Pattern.compile("(\\d{1,20})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

        /** The cursor as one word. */
        public String text() {
            return transaction + "." + id;
        }

        /**
         * The cursor of {@link #text}; {@link #START} for null or an empty word.
         *
         * @throws Refusal MALFORMED_FIELD for any other text
         */
        static Cursor parse(String text) {
            if (text == null || text.isEmpty()) {
                return START;
            }
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches() || new BigInteger(matcher.group(1)).bitLength() > 64) {
                throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of ours", "after");
            }
            return new Cursor(matcher.group(1), UUID.fromString(matcher.group(2)));
        }
    }

    private final Database database;

    @Inject
    public Outbox(Database database) {
        this.database = database;
    }

    /**
     * The next changes after a cursor. Only transactions older than every running one are read, so a cursor never passes a
     * change that commits late.
     */
    public List<Change> after(Cursor cursor, int limit) {
        return database.query(
                CHANGES.formatted(""),
                Outbox::change,
                cursor.transaction(),
                cursor.id(),
                Math.min(limit, LARGEST_PAGE));
    }

    /** The next changes of one kind of noun, read in the caller's transaction; see {@link #after(Cursor, int)}. */
    static List<Change> after(Transaction transaction, Cursor cursor, NounKind kind, int limit) {
        return transaction.query(
                CHANGES.formatted("and kind = ?"), Outbox::change, cursor.transaction(), cursor.id(), kind, limit);
    }

    private static final String CHANGES = """
            select txid::text as txid, id, tenant_id, patient_id, kind, noun_id, version, commit_id, at
            from outbox
            where txid < pg_snapshot_xmin(pg_current_snapshot()) and (txid, id) > (?::xid8, ?) %s
            order by outbox.txid, id limit ?
            """;

    static Change change(Row row) {
        return new Change(
                new Cursor(row.text("txid"), row.uuid("id")),
                row.uuid("tenant_id"),
                row.uuid("patient_id"),
                NounKind.valueOf(row.text("kind")),
                row.uuid("noun_id"),
                row.integer("version"),
                row.uuid("commit_id"),
                row.instant("at"));
    }
}
