package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;
import vn.emr.core.store.Database;

/**
 * Requests that their sender named by a key of its own (IETF draft-ietf-httpapi-idempotency-key-header-07). The answer is
 * kept in the database for {@link #KEPT}; which requests are under way is known in memory only, so after a crash nobody
 * holds a key and the repeat is judged, item by item, as any other repeat.
 */
@ApplicationScoped
public class RequestKeys {
    /** How long an answer is known by its key. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final int LONGEST = 255;

    /**
     * What was answered.
     *
     * @param bodySha256 of the whole body of the request
     * @param text the body of the answer
     */
    public record Answer(byte[] bodySha256, int status, byte[] text) {}

    private record Key(UUID tenantId, UUID sourceId, String text) {}

    /** A key in one request's hands; nobody else may use it until it is closed. */
    public final class Hold implements AutoCloseable {
        private final Key key;

        private Hold(Key key) {
            this.key = key;
        }

        /** The key without quotation marks. */
        public String text() {
            return key.text;
        }

        /** What was answered to this key before, at most {@link #KEPT} ago. */
        public Optional<Answer> answered() {
            return database.first(
                    """
                    select body_sha256, status, answer from request_answer
                    where tenant_id = ? and source_id = ? and request_key = ? and answered_at > ?
                    """,
                    row -> new Answer(row.bytes("body_sha256"), row.integer("status"), row.bytes("answer")),
                    key.tenantId,
                    key.sourceId,
                    key.text,
                    now().minus(KEPT));
        }

        /** Keeps the answer; called before it is given. */
        public void answer(Answer answer) {
            Instant now = now();
            database.run(t -> {
                t.update("""
                        delete from request_answer
                        where tenant_id = ? and source_id = ? and request_key = ? and answered_at <= ?
                        """, key.tenantId, key.sourceId, key.text, now.minus(KEPT));
                t.update("""
                        insert into request_answer
                          (tenant_id, source_id, request_key, body_sha256, status, answer, answered_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """, key.tenantId, key.sourceId, key.text, answer.bodySha256, answer.status, answer.text, now);
            });
        }

        @Override
        public void close() {
            underWay.remove(key);
        }
    }

    private final Database database;
    private final Clock clock;
    private final Set<Key> underWay = ConcurrentHashMap.newKeySet();

    @Inject
    public RequestKeys(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes a key for one request.
     *
     * @param sent the header as it came, with or without the quotation marks of a structured field
     * @throws Refusal UNDER_WAY while another request holds it, INVALID_REQUEST when it is no key
     */
    public Hold hold(Source source, String sent) {
        Key key = new Key(source.tenantId, source.id, text(sent));
        if (!underWay.add(key)) {
            throw new Refusal(Code.UNDER_WAY, "a request with this key is still under way");
        }
        return new Hold(key);
    }

    /** Removes answers nobody can ask for any more; returns how many. */
    public int forgetOld() {
        return database.update("""
                delete from request_answer where answered_at <= ?
                """, now().minus(KEPT));
    }

    /**
     * A key without its quotation marks: 1 to 255 printable characters of ASCII, as a structured field (RFC 8941) can hold.
     *
     * @throws Refusal INVALID_REQUEST when it is no key
     */
    public static String text(String sent) {
        String text = sent.strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 127);
        if (text.isBlank() || text.length() > LONGEST || !printable) {
            throw new Refusal(Code.INVALID_REQUEST, "a key is 1 to 255 printable characters", "Idempotency-Key");
        }
        return text;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
