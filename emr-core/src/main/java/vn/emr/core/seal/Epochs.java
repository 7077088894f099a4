package vn.emr.core.seal;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.seal.Epoch.Reason;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Begins a new epoch when the database knows less than was told outside: after a restore, or when somebody put it back. The chain
 * is never wound back in silence.
 */
@ApplicationScoped
public class Epochs {
    /** A restore leaves this file in the data folder; the next start takes it away. */
    public static final String RESTORED = "restored";

    private static final Logger LOG = Logger.getLogger(Epochs.class);
    private static final int BEFORE_ANYTHING_IS_SEALED = 150;

    private final Database database;
    private final CheckpointFile file;
    private final SigningKey key;
    private final Path restored;
    private final Clock clock;

    @Inject
    public Epochs(
            Database database,
            CheckpointFile file,
            SigningKey key,
            @ConfigProperty(name = "emr.data.dir") String dataDir,
            Clock clock) {
        this.database = database;
        this.file = file;
        this.key = key;
        this.restored = Path.of(dataDir, RESTORED);
        this.clock = clock;
    }

    void started(@Observes @Priority(BEFORE_ANYTHING_IS_SEALED) StartupEvent event) {
        begin();
    }

    /** Compares the chain with the newest checkpoint of this server and begins a new epoch when they do not fit. */
    public void begin() {
        boolean byRestore = Files.exists(restored);
        Optional<Checkpoint> told = file.last().filter(c -> key.signed(c));
        database.run(t -> {
            if (SealRows.ourTurnAtLast(t)) {
                begin(t, byRestore, told);
            }
        });
        try {
            Files.deleteIfExists(restored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Transaction t, boolean byRestore, Optional<Checkpoint> told) {
        if (all(t).isEmpty() && told.isEmpty()) {
            return;
        }
        Head head = head(t, SealRows.oldestRunning(t));
        boolean fits = told.isEmpty() || fits(t, head, told.get());
        if (!byRestore && fits) {
            return;
        }
        Reason reason = byRestore ? Reason.RESTORE : Reason.UNEXPLAINED;
        int number = Math.max(head.epoch(), told.map(Checkpoint::epoch).orElse(0)) + 1;
        insert(
                t,
                new Epoch(
                        number,
                        clock.instant(),
                        reason,
                        head.number(),
                        head.hash(),
                        told.map(Checkpoint::epoch).orElse(null),
                        told.map(Checkpoint::number).orElse(null),
                        Chain.epoch(number, head.number(), head.hash())));
        LOG.warnf(
                "the seal begins epoch %d (%s): the database ends at number %d, checkpoints told %s",
                number,
                reason,
                head.number(),
                told.map(c -> Long.toString(c.number())).orElse("nothing"));
    }

    /** Whether the chain still holds what was told. */
    private static boolean fits(Transaction t, Head head, Checkpoint told) {
        if (told.number() > head.number()) {
            return false;
        }
        if (told.number() == head.number()) {
            return told.epoch() <= head.epoch()
                    && (told.epoch() < head.epoch() || Arrays.equals(told.hash(), head.hash()));
        }
        return t.first(
                        "select epoch, hash from seal where last_number = ?",
                        row -> row.integer("epoch") == told.epoch() && Arrays.equals(row.bytes("hash"), told.hash()),
                        told.number())
                .orElse(told.number() == 0);
    }

    /** Where the chain stands; begins the first epoch when there is none. */
    Head head(Transaction t, Instant oldestRunning) {
        List<Epoch> epochs = all(t);
        if (epochs.isEmpty()) {
            byte[] hash = Chain.epoch(1, 0, Chain.NOTHING);
            insert(t, new Epoch(1, oldestRunning, Reason.FIRST, 0, Chain.NOTHING, null, null, hash));
            return new Head(1, 0, hash, oldestRunning, true);
        }
        Epoch epoch = epochs.getLast();
        Optional<Head> sealed = t.first(
                "select epoch, last_number, hash, watermark, reason from seal order by last_number desc limit 1",
                row -> new Head(
                        row.integer("epoch"),
                        row.number("last_number"),
                        row.bytes("hash"),
                        row.instant("watermark"),
                        row.text("reason").equals("FIRST")));
        if (sealed.isPresent() && sealed.get().epoch() == epoch.number()) {
            return sealed.get();
        }
        return new Head(
                epoch.number(),
                epoch.afterNumber(),
                epoch.hash(),
                sealed.map(Head::watermark).orElse(epochs.getFirst().beganAt()),
                sealed.map(Head::first).orElse(true));
    }

    static List<Epoch> all(Transaction t) {
        return t.query("select * from seal_epoch order by epoch", Epoch::of);
    }

    private static void insert(Transaction t, Epoch e) {
        t.update(
                """
                insert into seal_epoch (epoch, began_at, reason, after_number, after_hash, told_epoch, told_number, hash)
                values (?, ?, ?, ?, ?, ?::int4, ?::int8, ?)
                """,
                e.number(),
                e.beganAt(),
                e.reason(),
                e.afterNumber(),
                e.afterHash(),
                e.toldEpoch(),
                e.toldNumber(),
                e.hash());
    }
}
