package vn.emr.core.hl7;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.emr.core.intake.Delivery;

/**
 * A message that was read to see what would become of it. Holds patient data, and is kept nowhere.
 *
 * @param text as it came, decoded; null when it could not be read at all
 * @param corrected as the sender's dialect made it before it was read; equal to the text when nothing was corrected
 * @param unread fields that say something and that no translator asked for, such as {@code OBX-15}, in their order; empty
 *     for a message that was not read
 */
public record TriedMessage(Delivery delivery, String text, String corrected, List<String> unread) {
    /** About the message and not about anybody's health. */
    private static final Set<String> ENVELOPE = Set.of("MSH", "SFT", "UAC", "EVN", "DSC", "MSA", "ERR");

    /** Segments whose first field only counts them. */
    private static final Set<String> COUNTED = Set.of(
            "PID", "PV1", "NK1", "DG1", "AL1", "IAM", "IN1", "OBR", "OBX", "NTE", "SPM", "TXA", "AIG", "AIL", "AIP",
            "AIS");

    /** Sees which message is read, and which of its fields. */
    static final class Watch {
        private final Set<String> fieldsRead = new HashSet<>();
        private Hl7Message message;

        void over(Hl7Message read) {
            message = read;
            read.watched((segment, field) -> fieldsRead.add(segment.name() + "-" + field));
        }

        TriedMessage tried(Delivery delivery) {
            if (message == null) {
                return new TriedMessage(delivery, null, null, List.of());
            }
            return new TriedMessage(
                    delivery,
                    new String(delivery.bytes(), message.charset().charset()),
                    new String(message.bytes(), message.encoding()),
                    understood(delivery) ? unread(message, fieldsRead) : List.of());
        }
    }

    private static boolean understood(Delivery delivery) {
        return delivery.reading() != null && !delivery.reading().remarks().contains(Hl7Translator.KEPT_UNREAD);
    }

    private static List<String> unread(Hl7Message message, Set<String> fieldsRead) {
        Set<String> unread = new LinkedHashSet<>();
        for (Segment segment : message.segments()) {
            for (int n = 1; n <= segment.size() && !ENVELOPE.contains(segment.name()); n++) {
                String field = segment.name() + "-" + n;
                boolean says = segment.has(n) && !segment.isErased(n) && !(n == 1 && COUNTED.contains(segment.name()));
                if (says && !fieldsRead.contains(field)) {
                    unread.add(field);
                }
            }
        }
        return List.copyOf(unread);
    }
}
