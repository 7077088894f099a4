package vn.emr.core.intake;

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
}
