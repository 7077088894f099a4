package vn.emr.core.record;

/** What kind of number an identifier is (TT 13/2025 art. 1, NĐ 69/2024, NĐ 70/2024). */
public enum IdentifierKind {
    /** Số định danh cá nhân, 12 digits; unique among active ones. */
    CCCD,
    /** The facility's own patient number; unique among active ones within its issuer. */
    PATIENT_NUMBER,
    /** Code this server made for a person without papers; never looks like 12 digits. */
    TEMPORARY,
    FOREIGNER_ID,
    PASSPORT,
    ORIGIN_CERTIFICATE,
    EID_ACCOUNT,
    /** Old 9-digit identity card, an alias only. */
    CMND,
    INSURANCE_CARD,
    SOCIAL_INSURANCE,
    /** Account or visit-bound number used by some senders in place of a patient number. */
    ACCOUNT,
    OTHER;

    /** True where one active value belongs to one person only. */
    public boolean unique() {
        return this == CCCD || this == PATIENT_NUMBER || this == TEMPORARY;
    }
}
