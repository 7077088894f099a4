package vn.emr.core.seal;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import vn.emr.core.Ids;
import vn.emr.core.seal.Chain.Kind;
import vn.emr.core.store.Database;

/**
 * Computes everything again in bounded memory: row digests from rows, commit digests from the versions they wrote, the chain, and
 * the checkpoints that were told outside. Needs to read only, and trusts nothing but the checkpoints and their key.
 */
public final class Verification {
    /** Numbers read at once; a seal has fewer. */
    private static final int STEP = 10_000;

    private static final int MOST_FINDINGS = 200;

    /** Rows as young as this against the last seal may still wait for theirs. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    /**
     * What was found.
     *
     * @param numbers how many rows were verified
     * @param checkpoints how many checkpoints were compared
     * @param notes what is as it should be and worth knowing, such as a restore
     * @param findings the first 200
     */
    public record Result(long numbers, int checkpoints, List<String> notes, List<Finding> findings) {
        /** Whether everything is as it was sealed and told. */
        public boolean whole() {
            return findings.isEmpty();
        }

        /** The first number that is not as it was; 0 when no number says it. */
        public long firstBad() {
            return findings.stream()
                    .mapToLong(Finding::number)
                    .filter(n -> n > 0)
                    .min()
                    .orElse(0);
        }
    }

    private final Database database;
    private final LongConsumer progress;
    private final List<Finding> findings = new ArrayList<>();
    private final long[] old = new long[Kind.values().length];
    private long revisions;

    /** @param progress is told how many numbers are done, now and then */
    public Verification(Database database, LongConsumer progress) {
        this.database = database;
        this.progress = progress;
    }

    /**
     * Verifies the whole chain.
     *
     * @param told lines that were exported, oldest first; lines that hold no checkpoint are findings
     * @param key of who signed them
     */
    public Result run(List<String> told, PublicKey key) {
        List<Epoch> epochs = database.inTransaction(Epochs::all);
        long end = database.first("select max(last_number) as n from seal", row -> row.number("n"))
                                .orElse(0L)
                        instanceof Long n
                ? n
                : 0;
        Instant horizon = database.first(
                        "select max(sealed_at) as at from seal", row -> new Instant[] {row.instant("at")})
                .map(at -> at[0])
                .map(at -> at.minus(YOUNG))
                .orElse(Instant.EPOCH);
        Told outside = new Told(told, key, epochs, this::found);
        Links links = new Links(epochs, outside, this::found);
        read(end, horizon, links);
        links.end();
        outside.end(links.number());
        for (Kind kind : Kind.values()) {
            withoutNumber(kind, horizon);
        }
        versionsOfNoCommit(horizon);
        List<String> notes = new ArrayList<>(outside.notes());
        notes.addAll(destroyed());
        return new Result(links.number(), outside.compared(), List.copyOf(notes), List.copyOf(findings));
    }

    private record Minutes(String number, long records, long untraced) {}

    /** Records that were destroyed by decision; each has its line of the trace, which is sealed. */
    private List<String> destroyed() {
        List<Minutes> all = database.query(
                """
                select d.seq || '/' || d.year as minutes, count(*) as records,
                       count(*) filter (where not exists (
                         select 1 from audit_event a where a.patient_id = f.patient_id and a.object_id = f.folder_id
                           and a.kind = 'DESTRUCTION' and a.success)) as untraced
                from destroyed_folder f join destruction d on d.id = f.destruction_id
                group by d.year, d.seq order by d.year, d.seq
                """, row -> new Minutes(row.text("minutes"), row.number("records"), row.number("untraced")));
        all.stream()
                .filter(one -> one.untraced() > 0)
                .forEach(one -> found(new Finding(
                        0,
                        "records are called destroyed by minutes " + one.number()
                                + " that no line of the trace tells of")));
        return all.stream()
                .map(one -> one.records() + " records were destroyed by minutes " + one.number()
                        + ": of commits that wrote them only the digest is verified")
                .toList();
    }

    private void found(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    /** Windows are read by all processors and judged in their order. */
    private void read(long end, Instant horizon, Links links) {
        int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            ArrayDeque<Future<Window>> ahead = new ArrayDeque<>();
            long next = 0;
            while (next < end || !ahead.isEmpty()) {
                while (next < end && ahead.size() <= workers) {
                    long after = next;
                    ahead.add(pool.submit(() ->
                            database.inTransaction(t -> Window.read(t, after, Math.min(after + STEP, end), horizon))));
                    next += STEP;
                }
                judge(ahead.remove().get(), links);
                progress.accept(links.number());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void judge(Window window, Links links) {
        window.parts().forEach(links::add);
        window.findings().forEach(this::found);
        for (int i = 0; i < old.length; i++) {
            old[i] += window.old()[i];
        }
        revisions += window.revisions();
    }

    /** Rows old enough that nobody gave a number: put in behind the seal. Only when there are more than numbers is it asked which. */
    private void withoutNumber(Kind kind, Instant horizon) {
        String table = kind.name().toLowerCase(Locale.ROOT);
        UUID before = Ids.first(horizon);
        long rows = database.first(
                        "select count(*) as n from " + table + " where id < ?", row -> row.number("n"), before)
                .orElseThrow();
        if (rows == old[kind.ordinal()]) {
            return;
        }
        record Stray(UUID id, Long near) {}
        List<Stray> strays = database.query(
                """
                select r.id, (select min(s.first_number) from seal s where s.kind = ? and s.last_id >= r.id) as near
                from %s r
                where r.id < ? and not exists (
                  select 1 from (select unnest(row_ids) as id from seal where kind = ?) sealed where sealed.id = r.id)
                order by r.id limit ?
                """.formatted(table),
                row -> new Stray(row.uuid("id"), row.number("near")),
                kind,
                before,
                kind,
                MOST_FINDINGS);
        strays.forEach(s -> found(new Finding(
                s.near() == null ? 0 : s.near(), "a row of " + table + " was put in behind the seal: " + s.id())));
        if (strays.isEmpty() && rows > old[kind.ordinal()]) {
            found(new Finding(0, "rows of " + table + " are there twice"));
        }
    }

    /** Versions that no verified commit names. */
    private void versionsOfNoCommit(Instant horizon) {
        long stray = database.first("""
                        select count(*) as n from revision r
                        where r.committed_at < ? and not exists (select 1 from record_commit c where c.id = r.commit_id)
                        """, row -> row.number("n"), horizon).orElseThrow();
        if (stray > 0) {
            found(new Finding(0, stray + " versions of the record belong to no commit"));
        }
    }

    /** Whether two hashes are one; only to keep the callers short. */
    static boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}
