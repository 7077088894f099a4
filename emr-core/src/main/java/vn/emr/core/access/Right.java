package vn.emr.core.access;

/**
 * What a caller may do at all; which roles hold it is data ({@code role_version}). Which patients a right reaches is
 * decided by {@link Access}. Reading, copying, printing and exporting are different rights (Luật KBCB 15/2023 art. 69).
 */
public enum Right {
    /** Read charts of the patients the role reaches. */
    PATIENT_READ(true),
    /** Place and cancel orders for patients whose charts the role reaches. */
    ORDER_WRITE(true),
    /** Give ordered medicines, and record what came of it. */
    MEDICATION_GIVE(true),
    /** Say what a visit's illness is, change and withdraw it. */
    DIAGNOSIS_WRITE(true),
    /** Say that somebody came into another department, room or bed. */
    VISIT_MOVE(true),
    /** Make new documents of a record. */
    RECORD_CREATE(true),
    /** Change documents of a record; every change is a new version. */
    RECORD_EDIT(true),
    /** Declare a document void (hủy); it stays readable as such. */
    RECORD_CANCEL(true),
    /** Take a cancellation back (khôi phục). */
    RECORD_RESTORE(true),
    /** Sign what one wrote or took part in. */
    RECORD_SIGN(true),
    /** Sign where a form asks for a doctor. */
    RECORD_SIGN_AS_DOCTOR(true),
    /** Sign as head of a department, chair or chief nurse. */
    RECORD_SIGN_AS_HEAD(true),
    /** Sign as director, and with the seal of the facility. */
    RECORD_SIGN_FOR_FACILITY(true),
    RECORD_PRINT(true),
    /** Take the record out as data. */
    RECORD_EXPORT(true),
    /** Give a copy to somebody entitled to it (sao chụp). */
    RECORD_COPY(true),
    /** Let another facility see the record. */
    RECORD_SHARE(true),
    /** Declare the record of a treatment complete (hoàn thành): the act of who treats. */
    RECORD_COMPLETE(true),
    /** Check and close a completed record (đóng), archive it, and hold it back from destruction. */
    RECORD_CLOSE(true),
    /** Open a completed record for changes again. */
    RECORD_REOPEN(true),
    /** See how many records there are, how long they took and what they are of; nobody by name. */
    STATISTICS_READ(false),
    /** Open in an emergency what is closed to one, with the rights of the own roles, for a reason and a limited time. */
    BREAK_GLASS(false),
    /** Judge afterwards what others opened in an emergency. */
    EMERGENCY_REVIEW(false),
    /** Put a restricting label on a record or a part of it, and end it. */
    RECORD_RESTRICT(false),
    /** Record what a patient agreed to and took back. */
    CONSENT_RECORD(false),
    /** Answer for personal data: texts of consents, the register of processing, what people ask about their data, breaches. */
    PRIVACY_MANAGE(false),
    /** Put a colleague on a patient's team, or ask another department. */
    CARE_ASSIGN(false),
    /** Take in requests for records, hand out what was approved, and note it. */
    DISCLOSE(false),
    /** Decide about requests for records that somebody else took in. */
    DISCLOSE_DECIDE(false),
    /** List records whose term is over, write down how they were appraised, and carry out what was approved. */
    DESTROY(false),
    /** Approve or refuse that records are destroyed, as one of two; never a list of the own. */
    DESTROY_APPROVE(false),
    PARKED_READ(false),
    PARKED_APPLY(false),
    /** See who may be the same person, and messages whose patient is not known. */
    MATCH_READ(false),
    /** Decide who is who: link, merge, take back. */
    MATCH(false),
    /** See what local codes mean and which nobody mapped. */
    CODE_READ(false),
    /** Say what local codes mean. */
    CODE_MAP(false),
    /** Read what became of a message: outcome and reasons, no content. */
    MESSAGE_READ(false),
    /** Read the bytes of a message, when everybody it was filed under may be read; a doctor's only way to messages. */
    MESSAGE_BODY(false),
    /** Put a corrected copy in the place of a message that waits. */
    MESSAGE_CORRECT(false),
    /** A sending system reads what became of its own messages. */
    OWN_MESSAGE_READ(false),
    /** A sending system sends notices. */
    NOTICE_SEND(false),
    /** A sending system sends insurance claims. */
    CLAIM_SEND(false),
    /** A sending system sends long files and sees how far they are. */
    IMPORT_SEND(false),
    /** Bring in files for a system of the hospital, and see what became of them. */
    IMPORT(false),
    /** A system asks what changed. */
    CHANGE_READ(false),
    SOURCE_READ(false),
    HEALTH_READ(false),
    AUDIT_READ(false),
    /** Make, disable and unlock accounts. */
    ACCOUNT_MANAGE(false),
    /** Say what roles may do, and give them to people. */
    ROLE_MANAGE(false),
    /** Say what labels hide, and to which roles they open. */
    LABEL_MANAGE(false),
    /** See what roles may do, who has them, and why somebody could open a record. */
    ACCESS_REVIEW(false),
    /** Draw forms of the hospital, approve those that somebody else drew, say which were compared with the official print. */
    FORM_MANAGE(false),
    CONFIGURE(false);

    private final boolean ofRecord;

    Right(boolean ofRecord) {
        this.ofRecord = ofRecord;
    }

    /** Whether a role holds it for each state of a record by itself. */
    public boolean ofRecord() {
        return ofRecord;
    }

    /** Whether people may hold it; the others belong to the keys of sending systems ({@link Scope}). */
    public boolean ofPeople() {
        return switch (this) {
            case OWN_MESSAGE_READ, NOTICE_SEND, CLAIM_SEND, IMPORT_SEND, CHANGE_READ -> false;
            default -> true;
        };
    }
}
