package vn.emr.core.intake;

import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;

/**
 * What became of a message.
 *
 * @param code why it was parked, refused or failed; null when applied
 * @param detail one safe sentence, null when applied without remark
 * @param inboundId the stored message; null when nothing was stored ({@link Kind#FAILED})
 * @param answer the bytes to send, as stored; on a repeat the first answer again
 * @param remarks safe sentences kept with the message
 */
public record Outcome(Kind kind, Code code, String detail, UUID inboundId, byte[] answer, List<String> remarks) {

    /** The four outcomes of the house, and our own temporary fault. */
    public enum Kind {
        APPLIED,
        PARKED,
        REFUSED,
        REPLAYED,
        /** Nothing was stored; sending again is right. */
        FAILED
    }

    Outcome answered(byte[] bytes) {
        return new Outcome(kind, code, detail, inboundId, bytes, remarks);
    }
}
