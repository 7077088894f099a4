package vn.emr.core.signing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Unforeseen;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.intake.BehindTheIntake;
import vn.emr.core.intake.Inbox;
import vn.emr.core.signature.remote.Begun;
import vn.emr.core.signature.remote.Credential;
import vn.emr.core.signature.remote.Hash;
import vn.emr.core.signature.remote.Outcome;
import vn.emr.core.signature.remote.RemoteSigner;
import vn.emr.core.signature.remote.Request;
import vn.emr.core.signing.Signing.Item;
import vn.emr.core.signing.SigningJobs.Prepared;
import vn.emr.core.signing.SigningJobs.Sealed;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Takes jobs to their end: begins them at their service, asks where they stand, and keeps what was signed, one signature after the
 * other. Everything it knows stands in the database, so that after {@code kill -9} each job goes on where it was; a service that is
 * slow holds up its own jobs only.
 */
@ApplicationScoped
public class SigningJobRunner {
    private static final Logger LOG = Logger.getLogger(SigningJobRunner.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** A service that answers nobody for so long after a job's time: what became of it is not known, and nothing is signed. */
    static final Duration GIVEN_UP = Duration.ofMinutes(10);

    private static final int AT_ONCE = 8;
    private static final String DESCRIPTION = "Ký hồ sơ bệnh án điện tử";

    private record Running(
            UUID id, UUID accountId, UUID keyId, Instant expiresAt, List<String> transactions, List<Open> items) {}

    private record Open(int number, Prepared prepared) {}

    private final Database database;
    private final Behalf behalf;
    private final SigningKeys keys;
    private final SigningServices services;
    private final RemoteKeys remote;
    private final JobItems items;
    private final Clock clock;
    private final BehindTheIntake thread;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("signing-", 0).factory());

    @Inject
    public SigningJobRunner(
            Database database,
            Behalf behalf,
            SigningKeys keys,
            SigningServices services,
            RemoteKeys remote,
            JobItems items,
            Inbox inbox,
            Clock clock) {
        this.database = database;
        this.behalf = behalf;
        this.keys = keys;
        this.services = services;
        this.remote = remote;
        this.items = items;
        this.clock = clock;
        this.thread = new BehindTheIntake("signing-jobs", inbox);
    }

    void start(@Observes StartupEvent event) {
        thread.start(() -> look() ? Optional.of(LOOK) : Optional.empty());
    }

    @PreDestroy
    public void stop() {
        thread.stop();
        workers.shutdownNow();
    }

    /** There is something new to ask. */
    void nudge() {
        thread.nudge();
    }

    /** Hands every job that nobody works on to a worker; false when there is none. */
    private boolean look() {
        List<UUID> open = open();
        open.stream()
                .filter(busy::add)
                .forEach(id -> workers.execute(() -> {
                    try {
                        advance(id);
                    } catch (RuntimeException fault) {
                        LOG.warnf("signing job %s waits: %s", id, Unforeseen.at(fault));
                    } finally {
                        busy.remove(id);
                    }
                }));
        return !open.isEmpty();
    }

    private List<UUID> open() {
        return database.query(
                "select id from signing_job where outcome is null order by begun_at limit 200", row -> row.uuid("id"));
    }

    /** One step of a job: begins it, or asks for it and keeps what was signed. */
    public void advance(UUID id) {
        Running job = running(id);
        if (job == null) {
            return;
        }
        Caller caller = behalf.of(job.accountId()).orElse(null);
        if (caller == null) {
            end(id, "FAILED", "NOT_ALLOWED");
            return;
        }
        try {
            SigningKeys.Kept held = database.inTransaction(t -> keys.usable(t, caller, job.keyId()));
            RemoteKeys.Handle handle = remote.handle(held);
            RemoteSigner service = services.signer(held.key().serviceId(), handle.userId(), handle.password());
            Request request = request(held, handle, job);
            if (job.transactions() == null) {
                begun(id, service.begin(request));
            } else {
                settle(caller, held, job, service.ask(new Begun(request, job.transactions())));
            }
        } catch (Refusal refused) {
            refused(job, refused);
        }
    }

    private void refused(Running job, Refusal refused) {
        boolean again = refused.code() == Code.TEMPORARY || refused.code() == Code.OVERLOADED;
        Instant now = clock.instant();
        if (!again) {
            end(job.id(), "FAILED", refused.code().name());
        } else if (job.transactions() == null && now.isAfter(job.expiresAt())) {
            end(job.id(), "EXPIRED", null);
        } else if (now.isAfter(job.expiresAt().plus(GIVEN_UP))) {
            end(job.id(), "FAILED", "UNREACHABLE");
        }
    }

    private static Request request(SigningKeys.Kept held, RemoteKeys.Handle handle, Running job) {
        List<Hash> hashes = job.items().stream()
                .map(open -> new Hash(
                        open.prepared().signatureId().toString(),
                        open.prepared().digest(),
                        "Hồ sơ bệnh án"))
                .toList();
        Credential credential = new Credential(
                handle.credentialId(),
                held.certificate(),
                held.above(),
                held.key().algorithm());
        return new Request(
                job.id(),
                handle.userId(),
                credential,
                hashes,
                DESCRIPTION + " (" + hashes.size() + ")",
                job.expiresAt());
    }

    private void begun(UUID id, Begun begun) {
        database.run(t -> t.update(
                "update signing_job set transactions = ? where id = ? and transactions is null",
                begun.transactions().toArray(String[]::new),
                id));
    }

    private void settle(Caller caller, SigningKeys.Kept held, Running job, Outcome outcome) {
        switch (outcome) {
            case Outcome.Waiting waiting -> {}
            case Outcome.Refused refused -> end(job.id(), "REFUSED", null);
            case Outcome.Expired expired -> end(job.id(), "EXPIRED", null);
            case Outcome.Failed failed -> end(job.id(), "FAILED", failed.code());
            case Outcome.Done done -> {
                job.items().stream()
                        .filter(open -> open.prepared().outcome() == null)
                        .forEach(open -> keep(caller, held, job.id(), open, done.values()));
                end(job.id(), "DONE", null);
            }
        }
    }

    private void keep(Caller caller, SigningKeys.Kept held, UUID job, Open open, Map<String, byte[]> values) {
        byte[] value = values.get(open.prepared().signatureId().toString());
        try {
            items.keep(caller, held, open.prepared(), value, t -> said(t, job, open.number(), "SIGNED"));
        } catch (Refusal refused) {
            database.run(t -> said(t, job, open.number(), refused.code().name()));
        }
    }

    private static void said(Transaction t, UUID job, int number, String outcome) {
        t.update(
                "update signing_job_item set outcome = ?, evidence = null where job_id = ? and number = ?",
                outcome,
                job,
                number);
    }

    private void end(UUID id, String outcome, String code) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.run(t -> {
            t.update(
                    "update signing_job set outcome = ?, code = ?, ended_at = ? where id = ? and outcome is null",
                    outcome,
                    code,
                    now,
                    id);
            t.update("update signing_job_item set evidence = null where job_id = ? and evidence is not null", id);
        });
    }

    private Running running(UUID id) {
        return database.inTransaction(t -> t.first(
                        "select * from signing_job where id = ? and outcome is null",
                        row -> new Running(
                                id,
                                row.uuid("account_id"),
                                row.uuid("key_id"),
                                row.instant("expires_at"),
                                row.array("transactions") == null
                                        ? null
                                        : Arrays.asList(row.<String>array("transactions")),
                                t.query(
                                        "select * from signing_job_item where job_id = ? order by number",
                                        SigningJobRunner::item,
                                        id)),
                        id))
                .orElse(null);
    }

    private static Open item(Row row) {
        return new Open(
                row.integer("number"),
                new Prepared(
                        row.uuid("signature_id"),
                        new Item(
                                row.uuid("patient_id"),
                                row.uuid("sheet_id"),
                                row.uuid("entry_id"),
                                row.integer("version"),
                                row.integer("place")),
                        row.uuid("document_id"),
                        row.integer("file_number"),
                        row.instant("at"),
                        row.text("signer"),
                        row.bytes("digest"),
                        sealed(row),
                        row.text("outcome")));
    }

    private static Sealed sealed(Row row) {
        UUID signing = row.uuid("patient_signing");
        return signing == null ? null : new Sealed(signing, row.text("evidence"), row.uuid("second_witness"));
    }
}
