package vn.emr.core.intake;

import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What became of a message.
 *
 * @param code why it was parked, refused or failed; null when applied
 * @param detail one safe sentence, null when applied without remark
 * @param fields where the fault is in the message, in the words of its format; empty where nobody knows
 * @param inboundId the stored message; null when nothing was stored ({@link Kind#FAILED})
 * @param answer the bytes to send, as stored; on a repeat the first answer again
 * @param remarks safe sentences kept with the message
 */
public record Outcome(
        Kind kind, Code code, String detail, List<String> fields, UUID inboundId, byte[] answer, List<String> remarks) {

    /** The four outcomes of the house, and our own temporary fault. */
    public enum Kind {
        APPLIED,
        PARKED,
        REFUSED,
        REPLAYED,
        /** Nothing was stored; sending again is right. */
        FAILED
    }

    /** One without a fault that has a place. */
    public Outcome(Kind kind, Code code, String detail, UUID inboundId, byte[] answer, List<String> remarks) {
        this(kind, code, detail, List.of(), inboundId, answer, remarks);
    }

    /** What a message that is not applied ends as. */
    public static Outcome refused(Kind kind, Refusal why) {
        return new Outcome(kind, why.code(), why.getMessage(), why.fields(), null, null, List.of());
    }

    /** The first of the fields; null where nobody knows one. */
    public String field() {
        return fields.isEmpty() ? null : fields.getFirst();
    }

    Outcome answered(byte[] bytes) {
        return new Outcome(kind, code, detail, fields, inboundId, bytes, remarks);
    }

    /** The same of the message that is kept under this id, without an answer yet. */
    Outcome of(UUID kept) {
        return new Outcome(kind, code, detail, fields, kept, null, remarks);
    }
}
