package vn.emr.core.intake;

import java.util.Optional;
import vn.emr.core.organization.Source;

/**
 * From bytes to a delivery, one per format. A translator is pure: it never sees a table, a rule or a transaction. It
 * never throws; what it cannot read becomes a delivery with a refusal.
 */
public interface Translator {
    /** {@code hl7v2}, {@code notice-1.0}, {@code dicom+json}. */
    String format();

    /**
     * Reads one message.
     *
     * @param sources finds the configured sender
     */
    Delivery read(byte[] bytes, String door, String peer, Sources sources);

    /** Where what a rule found at fault stands in a message of this type; empty where the format has no one place for it. */
    default Optional<String> place(AtFault what, String messageType) {
        return Optional.empty();
    }

    /**
     * The person as the sender describes them, for a human being who compares; never used to match. Empty where the format
     * says it with its notices, or says nothing.
     */
    default Optional<Demographics> described(byte[] bytes, Source source) {
        return Optional.empty();
    }
}
