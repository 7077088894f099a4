package vn.emr.core.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.record.Noun;

/**
 * One commit of the record: the new versions, and who, when, why and from which message.
 *
 * @param who a person, a sending system or the server itself
 * @param why a safe word or sentence: the event, or the reason a person gave
 * @param inboundId the message it came from, null when a person wrote it
 * @param nouns new versions; several versions of one noun stand in ascending order
 */
public record ChangeSet(
        AuditEvent.Actor who, Instant at, String why, UUID sourceId, UUID inboundId, List<Noun> nouns) {}
