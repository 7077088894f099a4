package vn.emr.core.record;

/**
 * One number of a patient.
 *
 * @param system the issuer: {@code VN} for national numbers, else the assigning authority as sent, else the source's own
 *     domain; never empty
 */
public record Identifier(IdentifierKind kind, String system, String value, boolean active) {
    /** What makes two identifiers the same number. */
    public record Key(String system, String value) {}

    public Key key() {
        return new Key(system, value);
    }
}
