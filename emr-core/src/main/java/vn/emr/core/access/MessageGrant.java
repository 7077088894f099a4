package vn.emr.core.access;

import java.time.Instant;
import java.util.UUID;

/** Permission to read one inbound message; made by {@link MessageAccess} only. */
public final class MessageGrant {
    private final UUID tenantId;
    private final UUID inboundId;
    private final Instant receivedAt;
    private final boolean body;

    MessageGrant(UUID tenantId, UUID inboundId, Instant receivedAt, boolean body) {
        this.tenantId = tenantId;
        this.inboundId = inboundId;
        this.receivedAt = receivedAt;
        this.body = body;
    }

    public UUID tenantId() {
        return tenantId;
    }

    public UUID inboundId() {
        return inboundId;
    }

    /** Part of the message's key: names the month it is kept in. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Whether the bytes may be read too, not only what became of them. */
    public boolean body() {
        return body;
    }
}
