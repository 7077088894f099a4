package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.signing.Signing.Batch;
import vn.emr.core.signing.Signing.Item;
import vn.emr.core.signing.Signing.Outcome;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Signs with keys that services hold: what is asked for is kept first, then the service is asked, and its owner agrees on the phone
 * within five minutes. Whatever happens meanwhile, nothing is signed twice, and what is not signed waits as before.
 */
@ApplicationScoped
public class SigningJobs {
    /** A little longer than services wait themselves. */
    static final Duration TIME = Duration.ofMinutes(6);

    private static final int MOST_SHOWN = 20;
    private static final Duration SHOWN = Duration.ofHours(1);

    /** Where a job stands. */
    public enum State {
        WAITING,
        DONE,
        REFUSED,
        EXPIRED,
        FAILED
    }

    /** One of its items. @param outcome SIGNED, or why not; null: not known yet */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(UUID patientId, UUID sheetId, UUID entryId, int version, int place, String outcome) {}

    /**
     * One job.
     *
     * @param asked whether the service is known to have taken it; until then nobody's phone need have rung
     * @param code why it failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Job(
            UUID id,
            UUID keyId,
            State state,
            boolean asked,
            String code,
            Instant begunAt,
            Instant expiresAt,
            List<Part> items) {}

    /** @param job null: nothing could be asked for. @param refused what could not, and why */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Begun(Job job, List<Outcome> refused) {}

    /** The caller's jobs of the last hour, the newest first. */
    public record Listed(List<Job> jobs) {}

    /**
     * One signature as it is asked for.
     *
     * @param sealed what a patient said, which it is to seal; null: it seals nothing
     * @param outcome null: none yet
     */
    record Prepared(
            UUID signatureId,
            Item item,
            UUID documentId,
            int fileNumber,
            Instant at,
            String signer,
            byte[] digest,
            Sealed sealed,
            String outcome) {}

    /** @param evidence null: forgotten, as its job ended */
    record Sealed(UUID signing, String evidence, UUID secondWitness) {}

    private final Access access;
    private final SigningAccess signers;
    private final Database database;
    private final SigningKeys keys;
    private final Signing signing;
    private final JobItems items;
    private final PatientSeals seals;
    private final SigningJobRunner runner;
    private final Clock clock;

    @Inject
    public SigningJobs(
            Access access,
            SigningAccess signers,
            Database database,
            SigningKeys keys,
            Signing signing,
            JobItems items,
            PatientSeals seals,
            SigningJobRunner runner,
            Clock clock) {
        this.access = access;
        this.signers = signers;
        this.database = database;
        this.keys = keys;
        this.signing = signing;
        this.items = items;
        this.seals = seals;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Asks the owner of a key to agree to up to fifty signatures; answers before they do.
     *
     * @throws Refusal as {@link Signing#sign}; NOT_APPLICABLE for a key that is at hand
     */
    public Begun begin(Caller caller, Batch batch) {
        access.require(caller, "SIGNATURE", null, SigningAccess.SIGNERS);
        Signing.mustBeWhole(batch);
        SigningKeys.Kept held = database.inTransaction(t -> keys.usable(t, caller, batch.keyId()));
        mustBeAtService(held);
        List<Outcome> refused = new ArrayList<>();
        List<Prepared> prepared = new ArrayList<>();
        for (Item item : batch.items()) {
            prepare(caller, held, item, refused).ifPresent(prepared::add);
        }
        if (prepared.isEmpty()) {
            return new Begun(null, refused);
        }
        return new Begun(begun(caller, held, prepared), refused);
    }

    /**
     * Asks the owner of a key to seal what a patient said. Until it is known what became of it, what was said is not forgotten.
     *
     * @throws Refusal as {@link PatientSeals#confirm}; NOT_APPLICABLE for a key that is at hand; UNDER_WAY when it is asked for already
     */
    public Job seal(Caller caller, Grant grant, UUID sheetId, UUID id, PatientSeals.Confirmation asked) {
        return seals.traced(grant, sheetId, () -> {
            PatientSeals.Ready ready = seals.ready(caller, grant, sheetId, id, asked);
            mustBeAtService(ready.held());
            Prepared prepared = items.sealing(caller, grant, ready);
            mustNotBeUnderWay(prepared.item());
            return begun(caller, ready.held(), List.of(prepared));
        });
    }

    private static void mustBeAtService(SigningKeys.Kept held) {
        if (!held.key().holder().remote()) {
            throw new Refusal(Code.NOT_APPLICABLE, "this key is at hand; it signs at once", "/keyId");
        }
    }

    private Job begun(Caller caller, SigningKeys.Kept held, List<Prepared> prepared) {
        UUID id = Ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.run(t -> keep(t, caller, held, id, prepared, now));
        runner.nudge();
        return one(caller, id);
    }

    private Optional<Prepared> prepare(Caller caller, SigningKeys.Kept held, Item item, List<Outcome> refused) {
        Grant grant = null;
        try {
            grant = access.open(caller, caller.purpose(), item.patientId());
            Awaiting awaiting = signing.mayBeSigned(grant, held.key(), item);
            mustNotBeUnderWay(item);
            return Optional.of(items.prepared(caller, grant, held, awaiting, item));
        } catch (Refusal no) {
            if (grant != null) {
                signers.notSigned(grant, item.sheetId(), no.code().name());
            }
            refused.add(new Outcome(
                    item.sheetId(), item.entryId(), item.place(), null, null, no.code(), Signing.warnings(no)));
            return Optional.empty();
        }
    }

    /** Asked for twice, a person would agree twice to one signature. */
    private void mustNotBeUnderWay(Item item) {
        boolean asked = database.first("""
                        select 1 as one from signing_job_item i join signing_job j on j.id = i.job_id
                        where i.sheet_id = ? and i.entry_id is not distinct from ? and i.place = ? and j.outcome is null
                          and i.outcome is null
                        """, row -> row.integer("one"), item.sheetId(), item.entryId(), item.place())
                .isPresent();
        if (asked) {
            throw new Refusal(Code.UNDER_WAY, "this signature is asked for already");
        }
    }

    private static void keep(
            Transaction t, Caller caller, SigningKeys.Kept held, UUID id, List<Prepared> prepared, Instant now) {
        t.update(
                "insert into signing_job (id, tenant_id, account_id, key_id, begun_at, expires_at) values (?, ?, ?, ?, ?, ?)",
                id,
                caller.tenantId(),
                caller.id(),
                held.key().id(),
                now,
                now.plus(TIME));
        for (int i = 0; i < prepared.size(); i++) {
            Prepared one = prepared.get(i);
            Sealed sealed = one.sealed();
            t.update(
                    """
                    insert into signing_job_item (job_id, number, signature_id, patient_id, sheet_id, entry_id, version, place,
                                                  document_id, file_number, at, signer, digest,
                                                  patient_signing, evidence, second_witness)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    i,
                    one.signatureId(),
                    one.item().patientId(),
                    one.item().sheetId(),
                    one.item().entryId(),
                    one.item().version(),
                    one.item().place(),
                    one.documentId(),
                    one.fileNumber(),
                    one.at(),
                    one.signer(),
                    one.digest(),
                    sealed == null ? null : sealed.signing(),
                    sealed == null ? null : sealed.evidence(),
                    sealed == null ? null : sealed.secondWitness());
            if (sealed != null) {
                PatientSigning.stay(t, sealed.signing(), now.plus(TIME).plus(SigningJobRunner.GIVEN_UP));
            }
        }
    }

    /** @throws Refusal NOT_FOUND when the caller began no such job */
    public Job one(Caller caller, UUID id) {
        return database.inTransaction(t -> t.first(
                        "select * from signing_job where tenant_id = ? and account_id = ? and id = ?",
                        row -> job(t, row),
                        caller.tenantId(),
                        caller.id(),
                        id))
                .orElseThrow(() -> access.missing(caller, "SIGNING_JOB", id));
    }

    /** What the caller asked for lately. */
    public Listed list(Caller caller) {
        access.require(caller, "SIGNATURE", null, SigningAccess.SIGNERS);
        return new Listed(database.inTransaction(t -> t.query(
                """
                select * from signing_job where tenant_id = ? and account_id = ? and begun_at > ?
                order by begun_at desc, id limit ?
                """,
                row -> job(t, row),
                caller.tenantId(),
                caller.id(),
                clock.instant().minus(SHOWN),
                MOST_SHOWN)));
    }

    private static Job job(Transaction t, Row row) {
        UUID id = row.uuid("id");
        String outcome = row.text("outcome");
        List<Part> parts = t.query(
                "select * from signing_job_item where job_id = ? order by number",
                item -> new Part(
                        item.uuid("patient_id"),
                        item.uuid("sheet_id"),
                        item.uuid("entry_id"),
                        item.integer("version"),
                        item.integer("place"),
                        item.text("outcome")),
                id);
        return new Job(
                id,
                row.uuid("key_id"),
                outcome == null ? State.WAITING : State.valueOf(outcome),
                row.array("transactions") != null,
                row.text("code"),
                row.instant("begun_at"),
                row.instant("expires_at"),
                parts);
    }
}
