package vn.emr.core.record;

/**
 * The value that a report says more about, as its sender names it (OBR-26, OBR-29): numbers of the parent's order, code and
 * sub-id of the value, and its text. Any of them may be null.
 */
public record ParentResult(String placerNumber, String fillerNumber, String code, String subId, String text) {
    /** What the parent report is found by: the laboratory's number, else the ordering side's. */
    public String number() {
        return fillerNumber != null ? fillerNumber : placerNumber;
    }

    /** Whether a value of the parent report is the one meant. */
    public boolean means(Observation value) {
        String valueCode = value.code() == null ? null : value.code().code();
        boolean sameCode = code == null || code.equals(valueCode);
        return sameCode && (subId == null || subId.equals(value.subId()));
    }
}
