package vn.emr.core.intake;

import java.util.UUID;
import vn.emr.core.audit.AuditEvent.Actor;

/**
 * Says of a message that a person made it by correcting another, which stays as it came.
 *
 * @param correctsId the message as its sender sent it
 * @param reason why, in the person's words
 */
public record Correction(UUID correctsId, Actor by, String reason) {}
