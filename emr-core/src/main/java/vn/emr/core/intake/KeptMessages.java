package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.Patient;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.IntakeStore;

/** Kept messages, read again with today's configuration. */
record KeptMessages(IntakeStore store, BlobStore blobs, Iterable<Translator> translators, Sources sources) {
    /** @throws Refusal NOT_FOUND when there is no such message, NOT_APPLICABLE when nothing reads its format here */
    Delivery read(UUID inboundId) {
        IntakeStore.Kept kept =
                store.kept(inboundId).orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no message with this id"));
        byte[] bytes = kept.body() != null ? kept.body() : blobs.get(kept.bodySha256());
        Translator translator = translator(kept.format())
                .orElseThrow(() -> new Refusal(Code.NOT_APPLICABLE, "nothing reads this format here"));
        Sources senders = kept.sourceId() == null
                ? sources
                : sources.byId(kept.sourceId()).map(Sources::only).orElse(sources);
        return translator.read(bytes, kept.door(), kept.peer(), senders);
    }

    /** The person a message speaks of; empty when that cannot be told. */
    Optional<Patient> described(UUID inboundId) {
        return new DescribedPatient(this::translator).of(read(inboundId), inboundId);
    }

    private Optional<Translator> translator(String format) {
        for (Translator translator : translators) {
            if (translator.format().equals(format)) {
                return Optional.of(translator);
            }
        }
        return Optional.empty();
    }
}
