package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.exchange.Received.About;
import vn.emr.core.exchange.Received.Here;
import vn.emr.core.exchange.Received.Preview;
import vn.emr.core.exchange.Received.Refused;
import vn.emr.core.exchange.Received.Sender;
import vn.emr.core.exchange.Received.Taken;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Rehearsal;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signing.SignatureLookup;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;

/**
 * A person takes in a record that another hospital gave out as {@code HoSoBenhAn}. The file is checked wholly and shown first; then it
 * comes in as one message of that hospital, which keeps it byte for byte, and its folder stands closed as received from there. Looking
 * and taking are traced.
 */
@ApplicationScoped
public class ReceivedRecords {
    /** What reads such a file into the words of the record. */
    public static final String FORMAT = "hosobenhan";

    private static final String WHAT = "RECORD_RECEIVED";
    private static final int LONGEST_WAIT_SECONDS = 60;

    /** A file with everything that is known of it. */
    private record Looked(RecordFile file, String sha256, Delivery delivery, Preview preview, List<Verdict> verdicts) {}

    private final Access access;
    private final Sources sources;
    private final Inbox inbox;
    private final Translator reader;
    private final ReceivedFolders folders;
    private final SignatureLookup signatures;
    private final AuditTrail trail;
    private final Database database;

    @Inject
    public ReceivedRecords(
            Access access,
            Sources sources,
            Inbox inbox,
            @Any Instance<Translator> readers,
            ReceivedFolders folders,
            SignatureLookup signatures,
            AuditTrail trail,
            Database database) {
        this(access, sources, inbox, (Iterable<Translator>) readers, folders, signatures, trail, database);
    }

    /** For use without a container. */
    public ReceivedRecords(
            Access access,
            Sources sources,
            Inbox inbox,
            Iterable<Translator> readers,
            ReceivedFolders folders,
            SignatureLookup signatures,
            AuditTrail trail,
            Database database) {
        this.access = access;
        this.sources = sources;
        this.inbox = inbox;
        this.folders = folders;
        this.signatures = signatures;
        this.trail = trail;
        this.database = database;
        Translator found = null;
        for (Translator one : readers) {
            found = one.format().equals(FORMAT) ? one : found;
        }
        this.reader = found;
    }

    /**
     * The hospitals whose records are taken in, as they are set up among the senders, by name.
     *
     * @throws Refusal FORBIDDEN, traced, without the right
     */
    public List<Sender> senders(Caller caller) {
        access.require(caller, WHAT, null, Right.RECORD_CLOSE);
        return sources.all().stream()
                .filter(source -> source.tenantId.equals(caller.tenantId()) && source.door.equals(Source.RECORD))
                .map(source -> new Sender(source.id, source.name, source.patientDomain))
                .sorted(Comparator.comparing(Sender::name))
                .toList();
    }

    /**
     * Checks a file and says who and what it is. Nothing of it is kept.
     *
     * @throws Refusal FORBIDDEN, traced, without the right, and when the person is here and out of the caller's reach; NOT_FOUND for
     *     another sender; TOO_LARGE
     */
    public Preview look(Caller caller, UUID senderId, byte[] bytes) {
        return looked(caller, senderId, bytes).preview();
    }

    /**
     * Takes a file in, wholly or not at all. One that is in already changes nothing.
     *
     * @param seen the digest of the file that was looked at
     * @param compared the caller compared the person with the one who is here, where name or birth differ
     * @throws Refusal as {@link #look}; MALFORMED_FIELD for a file with faults; CONFLICT for another file than was seen, or for a person
     *     who differs and was not compared; NOT_APPLICABLE for a record of our own; what the rules of the intake say
     */
    public Taken take(Caller caller, UUID senderId, byte[] bytes, String seen, boolean compared) {
        Looked looked = looked(caller, senderId, bytes);
        if (!looked.file().sound()) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "the file has faults, so nothing of it was taken in",
                    looked.file().faults().stream().map(RecordFile.Fault::at).toArray(String[]::new));
        }
        if (!looked.sha256().equals(seen)) {
            throw new Refusal(Code.CONFLICT, "this is another file than the one that was looked at");
        }
        Here here = looked.preview().here();
        if (broken(looked.verdicts())) {
            throw broken();
        }
        if (here.whole()) {
            return new Taken(here.patientId(), here.folderId(), true);
        }
        if (here.own()) {
            throw new Refusal(Code.NOT_APPLICABLE, "this visit is in the record already as our own");
        }
        Refused refused = looked.preview().refused();
        if (refused != null) {
            throw new Refusal(refused.code(), refused.detail(), refused.fields().toArray(String[]::new));
        }
        if (here.doubtful() && !compared) {
            throw new Refusal(Code.CONFLICT, "the person here differs, and nobody said that they were compared");
        }
        Outcome outcome = judged(looked.delivery());
        return folders.keep(
                caller,
                looked.delivery().source(),
                new ReceivedFolders.Kept(looked.file(), looked.sha256(), outcome.inboundId()));
    }

    /** Who sent it; FORBIDDEN, traced, without the right, NOT_FOUND for one whose records are not taken in. */
    Source sender(Caller caller, UUID senderId) {
        access.require(caller, WHAT, senderId, Right.RECORD_CLOSE);
        return sources.byId(senderId)
                .filter(source -> source.tenantId.equals(caller.tenantId()) && source.door.equals(Source.RECORD))
                .orElseThrow(() -> access.missing(caller, WHAT, senderId));
    }

    private Looked looked(Caller caller, UUID senderId, byte[] bytes) {
        Source sender = sender(caller, senderId);
        RecordFile file = RecordFile.read(bytes);
        String sha256 = BlobStore.name(bytes);
        if (!file.sound()) {
            trace(caller, null, "a file with faults was looked at");
            return new Looked(file, sha256, null, Preview.faulty(sha256, file), List.of());
        }
        String peer = caller.address() == null ? "" : caller.address();
        Delivery delivery = reader.read(bytes, Source.RECORD, peer, Sources.only(sender));
        Rehearsal rehearsal = inbox.rehearse(delivery);
        Here here = folders.here(caller, sender, file, rehearsal);
        Outcome outcome = rehearsal.outcome();
        boolean applied = outcome.kind() == Outcome.Kind.APPLIED;
        trace(caller, here.patientId(), "a file was looked at");
        List<Verdict> verdicts =
                file.signed() ? signatures.file(caller.tenantId(), bytes).signatures() : List.of();
        Refused refused = applied ? null : Refused.of(outcome);
        if (broken(verdicts)) {
            refused = new Refused(broken().code(), broken().getMessage(), List.of());
        }
        Preview preview = new Preview(
                sha256,
                file.form(),
                List.of(),
                0,
                folders.remarks(caller, file),
                About.of(file),
                here,
                refused,
                refused == null && !here.own() && !here.whole(),
                verdicts.stream().map(Received.Signature::of).toList());
        return new Looked(file, sha256, delivery, preview, verdicts);
    }

    private static Refusal broken() {
        return new Refusal(
                Code.MALFORMED_FIELD,
                "a signature of the file does not hold: it was changed after it was signed, or the certificate was not valid then");
    }

    /** One that is not of the whole record says nothing of the rest; who signed may be unknown here all the same. */
    private static boolean broken(List<Verdict> verdicts) {
        return verdicts.stream()
                .anyMatch(one -> !one.intact() || !one.coversWholeFile() || one.state() == Verdict.State.INVALID);
    }

    private void trace(Caller caller, UUID patientId, String note) {
        database.run(t -> trail.append(
                t, access.event(caller, Kind.IMPORT, patientId, WHAT, null).noting(note)));
    }

    private Outcome judged(Delivery delivery) {
        try {
            Outcome outcome = inbox.receive(delivery).toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            return switch (outcome.kind()) {
                case APPLIED, REPLAYED -> outcome;
                case PARKED, REFUSED, FAILED ->
                    throw new Refusal(
                            outcome.code(), outcome.detail(), outcome.fields().toArray(String[]::new));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.TEMPORARY, "stopping");
        } catch (ExecutionException | TimeoutException e) {
            throw new Refusal(Code.TEMPORARY, "the outcome is not known yet; take the file in again");
        }
    }
}
