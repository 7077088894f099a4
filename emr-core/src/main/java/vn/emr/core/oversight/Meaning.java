package vn.emr.core.oversight;

import vn.emr.core.audit.AuditEvent;

/**
 * What a kind of line is called elsewhere.
 *
 * @param action C, R, U, D or E
 * @param event DICOM PS3.16 CID 400 code and its name
 * @param subtype FHIR restful-interaction, null for what is none
 * @param profile of IHE BALP, null where it has none
 */
record Meaning(String action, String event, String eventName, String subtype, String profile) {
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    static Meaning of(AuditEvent e) {
        boolean patient = e.patientId() != null;
        return switch (e.kind()) {
            case SIGN_IN, SIGN_IN_FAILED, SECOND_FACTOR -> new Meaning("E", "110122", "Login", null, null);
            case SIGN_OUT -> new Meaning("E", "110123", "Logout", null, null);
            case ACCOUNT_LOCKED, REFUSED, MASK -> new Meaning("E", "110113", "Security Alert", null, null);
            case PASSWORD_CHANGED, ACCOUNT ->
                new Meaning("U", "110137", "User Security Attributes Changed", null, null);
            case RIGHTS -> new Meaning("U", "110136", "Security Roles Changed", null, null);
            case EMERGENCY -> new Meaning("E", "110127", "Emergency Override Started", null, null);
            case EMERGENCY_ENDED -> new Meaning("E", "110138", "Emergency Override Stopped", null, null);
            case CONFIGURATION -> new Meaning("U", "110131", "Software Configuration", null, null);
            case START -> new Meaning("E", "110120", "Application Start", null, null);
            // No program asked for it by REST, so it is no delete of BALP, which names client and custodian.
            case DESTRUCTION ->
                patient ? new Meaning("D", "110110", "Patient Record", "delete", null) : read("U", false);
            case DISCLOSURE -> new Meaning("U", "110100", "Application Activity", null, null);
            case BACKUP, EXPORT, SEND, DISCLOSED ->
                new Meaning("R", "110106", "Export", patient ? "read" : null, patient ? BALP + "PatientRead" : null);
            case IMPORT -> new Meaning("C", "110107", "Import", null, null);
            case SEARCH -> new Meaning("E", "110112", "Query", "search", BALP + (patient ? "PatientQuery" : "Query"));
            case CREATE -> new Meaning("C", "110110", "Patient Record", "create", profile(patient, "Create"));
            case UPDATE, MERGE, DISTINCT, SIGN ->
                new Meaning("U", "110110", "Patient Record", "update", profile(patient, "Update"));
            case GRANT, OPEN, REVEAL, PRINT, PARKED, MESSAGE_REFUSED, MESSAGE_OPEN -> read("R", patient);
            case PARKED_ACTION, EMERGENCY_REVIEWED -> read("U", patient);
        };
    }

    private static Meaning read(String elsewhere, boolean patient) {
        return patient
                ? new Meaning("R", "110110", "Patient Record", "read", BALP + "PatientRead")
                : new Meaning(elsewhere, "110100", "Application Activity", null, null);
    }

    private static String profile(boolean patient, String what) {
        return BALP + (patient ? "Patient" : "") + what;
    }
}
