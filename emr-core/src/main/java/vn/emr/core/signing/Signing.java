package vn.emr.core.signing;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.signature.Asked;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Pades;
import vn.emr.core.signature.Signed;
import vn.emr.core.signature.SigningKey;
import vn.emr.core.signature.TrustList;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;

/**
 * Signs with a key that is at hand: one entry, one place of a sheet, or a day's work. Each is signed and kept by itself, so what was
 * signed stays signed when another is refused.
 */
@ApplicationScoped
public class Signing {
    /** As many as a service takes at once, so that a batch is the same whoever holds the key. */
    static final int MOST = 50;

    private static final int TRIES = 5;

    /** Of one batch: most of the time goes to waiting for authorities of certificates and of time. */
    private static final int TOGETHER = 4;

    /**
     * One place of one sheet, or one entry.
     *
     * @param entryId null: the sheet; of an entry there is one place, 0
     * @param version that was seen
     */
    public record Item(UUID patientId, UUID sheetId, UUID entryId, Integer version, Integer place) {
        UUID thing() {
            return entryId == null ? sheetId : entryId;
        }
    }

    /** @param pin of the key */
    public record Batch(UUID keyId, String pin, List<Item> items) {}

    /**
     * What became of one.
     *
     * @param code why it was not signed; null: it was
     * @param warnings what the signer must be told all the same
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            UUID sheetId,
            UUID entryId,
            Integer place,
            UUID documentId,
            Level level,
            Code code,
            List<String> warnings) {}

    /** @param outcomes in the order of the items */
    public record Done(List<Outcome> outcomes) {}

    private final Access access;
    private final SigningAccess signers;
    private final Database database;
    private final SigningKeys keys;
    private final KeyPins pins;
    private final TrustedCertificates trusted;
    private final SignedDocuments documents;
    private final KeptSignatures kept;
    private final InsuranceSigners insurance;
    private final Pades pades;
    private final Clock clock;

    @Inject
    public Signing(
            Access access,
            SigningAccess signers,
            Database database,
            SigningKeys keys,
            KeyPins pins,
            TrustedCertificates trusted,
            SignedDocuments documents,
            KeptSignatures kept,
            InsuranceSigners insurance,
            Pades pades,
            Clock clock) {
        this.access = access;
        this.signers = signers;
        this.database = database;
        this.keys = keys;
        this.pins = pins;
        this.trusted = trusted;
        this.documents = documents;
        this.kept = kept;
        this.insurance = insurance;
        this.pades = pades;
        this.clock = clock;
    }

    /**
     * Signs up to fifty, some at a time; places of the same thing in the order that was asked.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND for a key that is not the caller's; WRONG_CREDENTIALS, ACCOUNT_LOCKED for its PIN;
     *     NOT_APPLICABLE with the warnings as fields when its certificate may not sign; MALFORMED_FIELD for no or too many items.
     *     What is wrong with one item is said of that item
     */
    public Done sign(Caller caller, Batch batch) {
        access.require(caller, "SIGNATURE", null, SigningAccess.SIGNERS);
        mustBeWhole(batch);
        SigningKeys.Kept held = database.inTransaction(t -> keys.usable(t, caller, batch.keyId()));
        TrustList trust = trusted.of(caller.tenantId());
        try (SigningKey key = pins.open(caller, held, batch.pin())) {
            return new Done(outcomes(batch.items(), item -> tried(caller, held, key, trust, item)));
        }
    }

    private static List<Outcome> outcomes(List<Item> items, Function<Item, Outcome> signing) {
        Map<UUID, List<Item>> things = items.stream().collect(groupingBy(Item::thing));
        Map<Item, Outcome> outcomes = new ConcurrentHashMap<>();
        try (ExecutorService together = Executors.newFixedThreadPool(Math.min(TOGETHER, things.size()))) {
            List<CompletableFuture<Void>> all = things.values().stream()
                    .map(places -> CompletableFuture.runAsync(
                            () -> places.forEach(item -> outcomes.put(item, signing.apply(item))), together))
                    .toList();
            all.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
        return items.stream().map(outcomes::get).toList();
    }

    static void mustBeWhole(Batch batch) {
        if (batch == null || batch.keyId() == null || batch.items() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the key and what is to be signed", "/keyId", "/items");
        }
        if (batch.items().isEmpty() || batch.items().size() > MOST) {
            throw new Refusal(Code.MALFORMED_FIELD, "1 to 50 signatures at once", "/items");
        }
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < batch.items().size(); i++) {
            Item item = batch.items().get(i);
            if (item == null
                    || item.patientId() == null
                    || item.sheetId() == null
                    || item.version() == null
                    || item.place() == null) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "patient, sheet, version and place", "/items/" + i);
            }
            if (!seen.add(List.of(item.thing(), item.place()))) {
                throw new Refusal(Code.MALFORMED_FIELD, "each place once", "/items/" + i);
            }
        }
    }

    private Outcome tried(Caller caller, SigningKeys.Kept held, SigningKey key, TrustList trust, Item item) {
        Grant grant = null;
        try {
            grant = access.open(caller, caller.purpose(), item.patientId());
            Awaiting awaiting = mayBeSigned(grant, held.key(), item);
            return signed(caller, grant, held, key, trust, awaiting);
        } catch (Refusal refused) {
            if (grant != null) {
                signers.notSigned(grant, item.sheetId(), refused.code().name());
            }
            return new Outcome(
                    item.sheetId(), item.entryId(), item.place(), null, null, refused.code(), warnings(refused));
        }
    }

    /** The warnings of a certificate among what a refusal names. */
    static List<String> warnings(Refusal refused) {
        return refused.fields().stream()
                .filter(field -> field.startsWith("/warnings/") || field.matches("[A-Z_]+"))
                .map(field -> field.substring(field.lastIndexOf('/') + 1))
                .toList();
    }

    /** What waits there, when this person may sign it now with this key. */
    Awaiting mayBeSigned(Grant grant, SigningKeys.Key key, Item item) {
        Awaiting awaiting = database.inTransaction(t -> Awaiting.find(t, grant, item.thing(), item.place()))
                .filter(a -> a.sheetId().equals(item.sheetId()))
                .orElseThrow(() -> new Refusal(Code.CONFLICT, "nothing waits for this signature any more"));
        signers.may(grant, awaiting.right(), awaiting.state(), awaiting.accountId());
        if (SigningPlace.ofPatient(awaiting.role())) {
            throw new Refusal(Code.NOT_APPLICABLE, "here the patient or somebody for them signs");
        }
        insurance.mustStandOn(grant.tenantId(), grant.callerId(), awaiting.form());
        boolean seal = awaiting.role().equals(SigningPlace.SEAL);
        if (seal ? !Objects.equals(awaiting.facilityId(), key.facilityId()) : key.accountId() == null) {
            throw new Refusal(Code.FORBIDDEN, seal ? "the seal of the facility signs here" : "a person signs here");
        }
        if (awaiting.entryId() == null && awaiting.version() != item.version()) {
            throw new Refusal(Code.CONFLICT, "the sheet changed meanwhile");
        }
        if (awaiting.early()) {
            throw new Refusal(Code.NOT_YET, "somebody else signs before");
        }
        return awaiting;
    }

    private Outcome signed(
            Caller caller, Grant grant, SigningKeys.Kept held, SigningKey key, TrustList trust, Awaiting awaiting) {
        SignedDocuments.Drawn drawn =
                documents.drawn(caller, grant, awaiting.sheetId(), awaiting.version(), awaiting.entryId());
        String name = database.inTransaction(caller::displayName);
        for (int i = 1; ; i++) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Asked asked = Signers.asked(Ids.next(), now, drawn.places(), awaiting, name, held);
            Signed signed = pades.sign(documents.bytes(drawn.document()), asked, key, trust);
            try {
                kept.keep(caller, grant, awaiting, drawn.document(), held.key(), asked, signed, name, t -> {});
                return new Outcome(
                        awaiting.sheetId(),
                        awaiting.entryId(),
                        awaiting.place(),
                        drawn.document().id(),
                        signed.level(),
                        null,
                        signed.warnings());
            } catch (StoreFault fault) {
                if (fault.kind() != StoreFault.Kind.CONSTRAINT || i == TRIES) {
                    throw fault;
                }
                // Somebody else signed the same file meanwhile: this signature goes over theirs.
                drawn = documents.drawn(caller, grant, awaiting.sheetId(), awaiting.version(), awaiting.entryId());
            }
        }
    }
}
