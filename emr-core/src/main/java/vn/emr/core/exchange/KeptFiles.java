package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.IntakeStore;

/** Files of records that were taken in, as the messages that keep them. */
@ApplicationScoped
public class KeptFiles {
    private final IntakeStore messages;
    private final BlobStore blobs;

    @Inject
    public KeptFiles(IntakeStore messages, BlobStore blobs) {
        this.messages = messages;
        this.blobs = blobs;
    }

    /** What the file of a message says. */
    JsonNode record(UUID inboundId) {
        IntakeStore.Kept message = messages.kept(inboundId).orElseThrow();
        return RecordFile.read(message.body() != null ? message.body() : blobs.get(message.bodySha256()))
                .tree();
    }
}
