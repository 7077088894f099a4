package vn.emr.core.record;

/**
 * A code with its system and the text shown to people. Codes are text: leading zeros stay. The system is named as sent
 * (for example {@code LN}, {@code ICD10}) or empty for the sender's own list.
 */
public record Coded(String code, String system, String text) {
    /** What a person reads: the text, else the code. */
    public String shown() {
        return text != null && !text.isBlank() ? text : code;
    }
}
