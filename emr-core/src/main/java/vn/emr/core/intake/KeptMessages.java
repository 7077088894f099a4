package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.MessageGrant;
import vn.emr.core.record.Patient;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.IntakeStore;

/** Reads messages that are kept already, with today's translators and senders. */
record KeptMessages(IntakeStore store, BlobStore blobs, Iterable<Translator> translators, Sources sources) {
    /**
     * A kept message as it reads now.
     *
     * @param corrected bytes to read in place of those that came; null for the message itself
     * @throws Refusal NOT_FOUND when there is no such message, NOT_APPLICABLE when nothing reads its format
     */
    Delivery read(UUID inboundId, byte[] corrected) {
        IntakeStore.Kept kept =
                store.kept(inboundId).orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no message with this id"));
        Translator translator = translator(kept.format())
                .orElseThrow(() -> new Refusal(Code.NOT_APPLICABLE, "nothing reads this format here"));
        Sources senders = kept.sourceId() == null
                ? sources
                : sources.byId(kept.sourceId()).map(Sources::only).orElse(sources);
        return translator.read(corrected == null ? bytes(kept) : corrected, kept.door(), kept.peer(), senders);
    }

    /** {@link Inbox#described}. */
    Optional<Patient> described(MessageGrant grant) {
        if (!grant.body()) {
            throw new IllegalArgumentException("this grant does not reach the content");
        }
        return new DescribedPatient(this::translator).of(read(grant.inboundId(), null), grant.inboundId());
    }

    private byte[] bytes(IntakeStore.Kept kept) {
        return blobs.content(kept.body(), kept.bodySha256(), kept.size());
    }

    /** What reads a format. */
    Optional<Translator> translator(String format) {
        for (Translator translator : translators) {
            if (translator.format().equals(format)) {
                return Optional.of(translator);
            }
        }
        return Optional.empty();
    }
}
