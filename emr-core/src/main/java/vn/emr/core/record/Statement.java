package vn.emr.core.record;

import java.time.Instant;

/**
 * When something was said and how settled it was. Statements have one order, whatever the order of their arrival: a less
 * settled one never replaces a more settled one; among equally settled ones the later decides, by the time the sender
 * names, then by when the message was sent, then the one that corrects or takes back.
 *
 * @param stated when the sender says the status was reached (OBR-22, else MSH-7)
 * @param sent when the message was sent (MSH-7); null when that is {@code stated}
 */
public record Statement(ResultStatus status, Instant stated, Instant sent) {
    /** Whether the other one takes this one's place; an equal one does (arrival decides). */
    public boolean yieldsTo(Statement other) {
        if (status.lessSettledThan(other.status) || other.status.lessSettledThan(status)) {
            return status.lessSettledThan(other.status);
        }
        int order = stated.compareTo(other.stated);
        if (order == 0) {
            order = lastTime().compareTo(other.lastTime());
        }
        return order == 0 ? status.compareTo(other.status) <= 0 : order < 0;
    }

    private Instant lastTime() {
        return sent == null ? stated : sent;
    }
}
