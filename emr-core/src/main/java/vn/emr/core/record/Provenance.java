package vn.emr.core.record;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a version came from: the sending system and its message, or a person.
 *
 * @param sourceId the sending system, null when a person wrote it
 * @param sourceName the system's name at that time, shown beside the item
 * @param inboundId the message, null when a person wrote it
 * @param stated when the sender says it happened or was said; decides between older and newer statements
 * @param recorded our clock when it was stored
 */
public record Provenance(UUID sourceId, String sourceName, UUID inboundId, Instant stated, Instant recorded) {}
