package vn.emr.core.intake;

import java.util.List;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;

/**
 * One message as a door took it, translated but not yet judged. Nothing is stored before {@link Inbox#receive} has
 * committed it.
 *
 * @param door name of the door it came through
 * @param peer address of the sender, for the trace
 * @param format {@code hl7v2}, {@code notice-1.0}, {@code dicom+json}
 * @param source the configured sender, null when nobody matches (then {@code refusal} says so)
 * @param controlId the sender's message number, empty when it gave none
 * @param contentDigest sha-256 of the message without what changes on a repeat (MSH-7, MSH-10)
 * @param bytes the message exactly as it came
 * @param charsetRule how the text was decoded, null for binary formats
 * @param reading what it says; null when {@code refusal} is set
 * @param refusal why it cannot be applied; refused when its code answers AR, parked when it answers AA
 * @param answering builds the answer that is stored and sent; must be pure
 * @param sending names the request, file or import it came in and its place there, the same when that is handed on again
 *     after a crash; null where that has no name
 */
public record Delivery(
        String door,
        String peer,
        String format,
        Source source,
        String messageType,
        String controlId,
        byte[] contentDigest,
        byte[] bytes,
        String charsetRule,
        Reading reading,
        Refusal refusal,
        Function<Outcome, byte[]> answering,
        String sending) {

    public Delivery {
        messageType = plain(messageType);
        controlId = controlId == null ? "" : plain(controlId);
    }

    /** The same message, with what a person has confirmed; null for nothing. */
    Delivery confirmed(Code reason) {
        return reason == null || reading == null ? this : with(reading.confirmed(reason), sending);
    }

    /** The same with more to say about it; a message that is not applied says why and nothing else. */
    public Delivery remarked(List<String> safeSentences) {
        return reading == null || safeSentences.isEmpty() ? this : with(reading.remarked(safeSentences), sending);
    }

    /** The same, as part of a sending. */
    public Delivery of(String named) {
        return with(reading, named);
    }

    private Delivery with(Reading other, String named) {
        return new Delivery(
                door,
                peer,
                format,
                source,
                messageType,
                controlId,
                contentDigest,
                bytes,
                charsetRule,
                other,
                refusal,
                answering,
                named);
    }

    /** PostgreSQL text holds no NUL; the bytes keep it. */
    private static String plain(String text) {
        return text == null ? null : text.replace("\u0000", "");
    }
}
