package vn.emr.api.record;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import vn.emr.core.testing.Role;

/**
 * Who may use one route.
 *
 * @param route method and path
 * @param may those who may, with blanks between them
 * @param body sent as JSON, null for none
 */
record Route(String route, String may, String body) {
    /** One of those who may, at least when the record is complete. */
    String somebody() {
        return may.equals(NONE_IN_TREATMENT) ? "RECORDS_CLERK" : may.split(" ")[0];
    }

    private static final String PEOPLE =
            Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(" "));
    private static final String DOCTORS = "DOCTOR HEAD_OF_DEPARTMENT";
    private static final String NURSES = "NURSE CHIEF_NURSE";

    /** Whose reach has the patient of the test: by the ward, by an order, or by the facility. */
    static final String CLINICAL =
            DOCTORS + " NURSE CHIEF_NURSE STUDENT LABORATORY IMAGING RECORDS_CLERK DIRECTOR" + " QUALITY_OFFICER";

    /** Of these, who may print of a record under treatment. */
    private static final String PRINTERS = DOCTORS + " NURSE CHIEF_NURSE LABORATORY IMAGING";

    /** Who may fill in sheets of a record under treatment. */
    private static final String WRITERS = PRINTERS;

    /** Who signs anything. */
    private static final String SIGNERS = PRINTERS + " DIRECTOR";

    /** Who may read charts at all. */
    private static final String READERS = CLINICAL + " PHARMACY EXTERNAL_PRACTITIONER INSPECTOR INSURANCE_ASSESSOR";

    static final String CLERK_AND_IT = "RECORDS_CLERK IT_ADMIN";
    private static final String OF_MESSAGES = CLERK_AND_IT + " INTERFACE_ENGINEER";
    private static final String OF_SOURCES = "IT_ADMIN INTERFACE_ENGINEER";
    private static final String OF_AUDIT = "IT_ADMIN DIRECTOR QUALITY_OFFICER DATA_PROTECTION_OFFICER";
    private static final String OF_REVIEW = "IT_ADMIN DIRECTOR QUALITY_OFFICER DATA_PROTECTION_OFFICER";
    private static final String OF_EMERGENCIES = DOCTORS + " NURSE CHIEF_NURSE";
    private static final String OF_EMERGENCY_REVIEW = "HEAD_OF_DEPARTMENT DIRECTOR DATA_PROTECTION_OFFICER";
    private static final String OF_LABELS = DOCTORS + " RECORDS_CLERK DIRECTOR";
    private static final String DECIDES = "DIRECTOR QUALITY_OFFICER";
    private static final String OF_FORMS = "IT_ADMIN QUALITY_OFFICER";
    private static final String OF_DISCLOSURES = "RECORDS_CLERK " + DECIDES;

    /** Who lists records to be destroyed, and who approves. */
    private static final String OF_DESTRUCTIONS = OF_DISCLOSURES;

    private static final String OF_FOLDERS = DOCTORS + " RECORDS_CLERK DIRECTOR";
    private static final String OF_STATISTICS = "HEAD_OF_DEPARTMENT RECORDS_CLERK DIRECTOR QUALITY_OFFICER";
    private static final String OF_CONSENTS = DOCTORS + " NURSE CHIEF_NURSE RECORDS_CLERK";
    private static final String OF_PRIVACY = "DATA_PROTECTION_OFFICER";
    private static final String OF_TEAMS = DOCTORS + " CHIEF_NURSE";
    private static final String OF_CODES =
            DOCTORS + " LABORATORY IMAGING PHARMACY RECORDS_CLERK QUALITY_OFFICER IT_ADMIN INTERFACE_ENGINEER";
    /** The record tried here is in treatment; a clerk takes out one that is complete. */
    private static final String NONE_IN_TREATMENT = "";

    /** Who finds in catalogues: who may read charts, and whose work codes are. */
    private static final String FINDERS = READERS + " IT_ADMIN INTERFACE_ENGINEER";

    static final String ALL = PEOPLE + " SOURCE";
    static final String ANYBODY = ALL + " NOBODY";
    static final List<String> CALLERS = List.of(ANYBODY.split(" "));

    /** The table. A route that is not in it fails the test. */
    static final List<Route> TABLE = List.of(
            new Route("POST /api/v1/session", ANYBODY, "{\"username\":\"x-nobody\",\"password\":\"y\"}"),
            new Route("POST /api/v1/session/refresh", ANYBODY, null),
            new Route("DELETE /api/v1/session", ANYBODY, null),
            new Route("GET /api/v1/session/provider", ANYBODY, null),
            new Route("GET /api/v1/session/provider/return", ANYBODY, null),
            new Route("POST /api/v1/session/provider/logout", ANYBODY, null),
            new Route("GET /api/v1/me", PEOPLE, null),
            new Route("GET /api/v1/me/sessions", PEOPLE, null),
            new Route("POST /api/v1/me/sessions/end", PEOPLE, "{\"id\":\"01930000-0000-7000-8000-000000000000\"}"),
            new Route("POST /api/v1/me/emergency", PEOPLE, "{}"),
            new Route("PUT /api/v1/me/password", PEOPLE, "{\"current\":\"" + "x\",\"next\":\"y\"}"),
            new Route("POST /api/v1/session/factor", PEOPLE, "{\"code\":\"1\"}"),
            new Route("GET /api/v1/me/factors", PEOPLE, null),
            new Route("POST /api/v1/me/factors/totp", PEOPLE, "{}"),
            new Route("POST /api/v1/me/factors/totp/confirm", PEOPLE, "{\"code\":\"1\"}"),
            new Route("POST /api/v1/me/factors/recovery-codes", PEOPLE, "{}"),
            new Route("POST /api/v1/me/factors/remove", PEOPLE, "{}"),
            new Route("POST /api/v1/me/factors/passkeys/options", PEOPLE, "{}"),
            new Route("POST /api/v1/me/factors/passkeys", PEOPLE, "{}"),
            new Route("POST /api/v1/session/passkey/options", PEOPLE, null),
            new Route("POST /api/v1/session/passkey", PEOPLE, "{}"),
            new Route("GET /api/v1/about", ANYBODY, null),
            new Route("GET /q/health/ready", ANYBODY, null),
            new Route("GET /api/v1/openapi", ALL, null),
            new Route("POST /api/v1/patients/search", READERS, "{\"text\":\"\"}"),
            new Route("GET /api/v1/patients/{id}", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/laboratory", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/reports", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/reports/{reportId}", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/reports/{reportId}.pdf", PRINTERS, null),
            new Route("GET /api/v1/patients/{id}/sheets/{sheetId}.pdf", PRINTERS, null),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}.pdf", PRINTERS, "{\"answers\":{}}"),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/prints", PRINTERS, "{}"),
            new Route("GET /api/v1/patients/{id}/record-folders/{folderId}/prints/{printId}", PRINTERS, null),
            new Route("GET /api/v1/patients/{id}/record-folders/{folderId}/prints/{printId}.pdf", PRINTERS, null),
            new Route("GET /api/v1/patients/{id}/studies", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/treatment", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/documents", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/documents/{documentId}/content", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/identifiers/reveal", CLINICAL, "{\"kind\":\"PATIENT_NUMBER\"}"),
            new Route("POST /api/v1/patients/{id}/prints", PRINTERS, "{\"section\":\"LABORATORY\"}"),
            new Route("GET /api/v1/patients/{id}/allergies", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/allergies/{allergyId}/versions", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/allergies", WRITERS, "{}"),
            new Route("PUT /api/v1/patients/{id}/allergies/{allergyId}", WRITERS, "{}"),
            new Route("PUT /api/v1/patients/{id}/allergies/none-known", WRITERS, "{}"),
            new Route("GET /api/v1/patients/{id}/problems", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/problems/{problemId}/versions", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/problems", DOCTORS, "{}"),
            new Route("PUT /api/v1/patients/{id}/problems/{problemId}", DOCTORS, "{}"),
            new Route("GET /api/v1/patients/{id}/procedures/{procedureId}/versions", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/procedures", WRITERS, "{}"),
            new Route("PUT /api/v1/patients/{id}/procedures/{procedureId}", WRITERS, "{}"),
            new Route(
                    "GET /api/v1/patients/{id}/encounters/{encounterId}/movements/departments",
                    DOCTORS + " " + NURSES,
                    null),
            new Route("POST /api/v1/patients/{id}/encounters/{encounterId}/movements", DOCTORS + " " + NURSES, "{}"),
            new Route(
                    "PUT /api/v1/patients/{id}/encounters/{encounterId}/movements/{key}", DOCTORS + " " + NURSES, "{}"),
            new Route("GET /api/v1/patients/{id}/vital-signs", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/vital-signs/{vitalsId}/versions", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/vital-signs", WRITERS, "{}"),
            new Route("PUT /api/v1/patients/{id}/vital-signs/{vitalsId}", WRITERS, "{}"),
            new Route("PUT /api/v1/patients/{id}/vital-signs/early-warning", DOCTORS, "{}"),
            new Route("GET /api/v1/patients/{id}/medications", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/medications/{orderId}/versions", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/medications", DOCTORS, "{}"),
            new Route("POST /api/v1/patients/{id}/medications/warnings", DOCTORS, "{}"),
            new Route("PUT /api/v1/patients/{id}/medications/{orderId}", DOCTORS, "{}"),
            new Route("POST /api/v1/patients/{id}/medications/{orderId}/stop", DOCTORS, "{}"),
            new Route("POST /api/v1/patients/{id}/medications/doses", NURSES, "{}"),
            new Route("POST /api/v1/patients/{id}/medications/doses/{doseId}/error", NURSES, "{}"),
            new Route("GET /api/v1/due-doses", NURSES, null),
            new Route("GET /api/v1/patients/{id}/record-folders/{folderId}/sheets/new", WRITERS, null),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/sheets", WRITERS, "{}"),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/scans/files", WRITERS, "{}"),
            new Route(
                    "GET /api/v1/patients/{id}/record-folders/{folderId}/scans/files/{fileId}/{page}.jpg",
                    WRITERS,
                    null),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/scans", WRITERS, "{}"),
            new Route("GET /api/v1/patients/{id}/sheets/{sheetId}/pages/{page}.jpg", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/sheets/{sheetId}", CLINICAL, null),
            new Route("PUT /api/v1/patients/{id}/sheets/{sheetId}", WRITERS, "{}"),
            new Route("GET /api/v1/patients/{id}/sheets/{sheetId}/prefill", CLINICAL, null),
            new Route("PUT /api/v1/patients/{id}/sheets/{sheetId}/draft", WRITERS, "{}"),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}/editor", WRITERS, "{}"),
            new Route("DELETE /api/v1/patients/{id}/sheets/{sheetId}/editor", WRITERS, null),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}/entries", WRITERS, "{}"),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}/entries/{entryId}/strike", WRITERS, "{}"),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}/cancel", DOCTORS + " NURSE CHIEF_NURSE", "{}"),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}/restore", "HEAD_OF_DEPARTMENT RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/patients/{id}/diagnoses", DOCTORS, "{}"),
            new Route("PUT /api/v1/patients/{id}/diagnoses/{diagnosisId}", DOCTORS, "{}"),
            new Route("POST /api/v1/patients/{id}/diagnoses/{diagnosisId}/withdraw", DOCTORS, "{}"),
            new Route("GET /api/v1/patients/{id}/diagnoses/{diagnosisId}/versions", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/sheets/{sheetId}/signatures", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/sheets/{sheetId}/signed.pdf", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}/signatures/refusal", SIGNERS, "{}"),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}/revision", WRITERS, "{}"),
            new Route("GET /api/v1/patients/{id}/sheets/{sheetId}/patient-signings", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/sheets/{sheetId}/patient-signings", SIGNERS, "{}"),
            new Route("DELETE /api/v1/patients/{id}/sheets/{sheetId}/patient-signings/{signingId}", SIGNERS, null),
            new Route(
                    "POST /api/v1/patients/{id}/sheets/{sheetId}/patient-signings/{signingId}/confirmation",
                    SIGNERS,
                    "{}"),
            new Route("GET /api/v1/patient-signings/{token}", ANYBODY, null),
            new Route("GET /api/v1/patient-signings/{token}/document.pdf", ANYBODY, null),
            new Route("POST /api/v1/patient-signings/{token}", ANYBODY, "{}"),
            new Route("POST /api/v1/patient-signings/{token}/refusal", ANYBODY, "{\"reason\":\"Không ký\"}"),
            new Route("GET /api/v1/signing/awaited", SIGNERS, null),
            new Route("GET /api/v1/signing/counts", SIGNERS, null),
            new Route("POST /api/v1/signing/signatures", SIGNERS, "{}"),
            new Route("GET /api/v1/signing/keys", SIGNERS + " IT_ADMIN", null),
            new Route("POST /api/v1/signing/keys", SIGNERS + " IT_ADMIN", "{}"),
            new Route("DELETE /api/v1/signing/keys/{keyId}", SIGNERS + " IT_ADMIN", null),
            new Route("GET /api/v1/signing/keys/{keyId}/check", SIGNERS + " IT_ADMIN", null),
            new Route("GET /api/v1/trusted-certificates", SIGNERS + " IT_ADMIN", null),
            new Route("POST /api/v1/trusted-certificates", "IT_ADMIN", "{}"),
            new Route("DELETE /api/v1/trusted-certificates/{certificateId}", "IT_ADMIN", null),
            new Route("GET /api/v1/signed-documents/{documentId}", ANYBODY, null),
            new Route("POST /api/v1/signatures/verification", READERS, "{}"),
            new Route("GET /api/v1/prints/{printId}", ANYBODY, null),
            new Route("GET /api/v1/prints/{printId}/place", READERS, null),
            new Route("GET /api/v1/forms", READERS + " IT_ADMIN", null),
            new Route("GET /api/v1/forms/{code}/{version}", READERS + " IT_ADMIN", null),
            new Route("GET /api/v1/own-forms", OF_FORMS, null),
            new Route("POST /api/v1/own-forms", OF_FORMS, "{}"),
            new Route("GET /api/v1/own-forms/{id}", OF_FORMS, null),
            new Route("PUT /api/v1/own-forms/{id}", OF_FORMS, "{}"),
            new Route("POST /api/v1/own-forms/{id}/send", OF_FORMS, "{}"),
            new Route("POST /api/v1/own-forms/{id}/return", OF_FORMS, "{}"),
            new Route("POST /api/v1/own-forms/{id}/approve", OF_FORMS, "{}"),
            new Route("POST /api/v1/own-forms/{id}/withdraw", OF_FORMS, "{}"),
            new Route("POST /api/v1/own-forms/{id}/drop", OF_FORMS, "{}"),
            new Route("POST /api/v1/own-forms/{id}/print", OF_FORMS, "{}"),
            new Route("GET /api/v1/form-confirmations", OF_FORMS, null),
            new Route("PUT /api/v1/form-confirmations", OF_FORMS, "{}"),
            new Route("POST /api/v1/audit/openings", OF_AUDIT, "{\"number\":\"x\"}"),
            new Route("POST /api/v1/audit/deeds", OF_AUDIT, "{\"username\":\"x\"}"),
            new Route("POST /api/v1/audit/refusals", OF_AUDIT, "{}"),
            new Route("POST /api/v1/audit/anomalies", OF_AUDIT, "{}"),
            new Route("GET /api/v1/audit/export", OF_AUDIT, null),
            new Route("GET /api/v1/parked", CLERK_AND_IT, null),
            new Route("POST /api/v1/parked/{inboundId}/apply", CLERK_AND_IT, null),
            new Route("GET /api/v1/codes/unmapped", OF_CODES, null),
            new Route("GET /api/v1/codes/mappings", OF_CODES, null),
            new Route("POST /api/v1/codes/mappings", CLERK_AND_IT, "{}"),
            new Route("PUT /api/v1/codes/mappings", CLERK_AND_IT, "{}"),
            new Route("POST /api/v1/codes/mappings/removal", CLERK_AND_IT, "{}"),
            new Route("GET /api/v1/codes/mappings/file", OF_CODES, null),
            new Route("POST /api/v1/codes/mappings/file", CLERK_AND_IT, null),
            new Route("GET /api/v1/catalogues", OF_CODES, null),
            new Route("POST /api/v1/catalogues/{catalogue}/search", FINDERS, "{}"),
            new Route("GET /api/v1/catalogues/abbreviations", FINDERS, null),
            new Route("GET /api/v1/catalogues/{catalogue}/editions", OF_CODES, null),
            new Route("POST /api/v1/catalogues/{catalogue}/preview", CLERK_AND_IT, null),
            new Route("POST /api/v1/catalogues/{catalogue}/editions", CLERK_AND_IT, null),
            new Route("POST /api/v1/codes/targets", OF_CODES, "{}"),
            new Route("POST /api/v1/codes/reapplication", CLERK_AND_IT, null),
            new Route("GET /api/v1/matching/duplicates", DOCTORS + " RECORDS_CLERK", null),
            new Route("GET /api/v1/matching/provisional", DOCTORS + " RECORDS_CLERK", null),
            new Route("GET /api/v1/matching/links", DOCTORS + " RECORDS_CLERK", null),
            new Route("GET /api/v1/matching/unmatched", DOCTORS + " RECORDS_CLERK", null),
            new Route("GET /api/v1/matching/unmatched/{inboundId}", "RECORDS_CLERK", null),
            new Route("POST /api/v1/matching/unmatched/{inboundId}/file", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/matching/merge", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/matching/unmerge", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/matching/distinct", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/parked/{inboundId}/dismiss", CLERK_AND_IT, "{\"reason\":\"gửi nhầm\"}"),
            // A doctor must name a patient in the search; MessageSearchRightsTest has that case.
            new Route("POST /api/v1/inbound/search", OF_MESSAGES + " SOURCE", "{}"),
            new Route("GET /api/v1/inbound/{id}", DOCTORS + " " + OF_MESSAGES + " SOURCE", null),
            new Route("GET /api/v1/inbound/{id}/body", DOCTORS + " RECORDS_CLERK", null),
            new Route("GET /api/v1/inbound/{id}/content", DOCTORS + " " + OF_MESSAGES, null),
            new Route("GET /api/v1/inbound/{id}/corrections", OF_MESSAGES, null),
            new Route(
                    "POST /api/v1/inbound/{id}/corrections",
                    "RECORDS_CLERK",
                    "{\"text\":\"x\",\"reason\":\"gửi nhầm\"}"),
            new Route("POST /api/v1/inbound/{id}/corrections/rehearsal", "RECORDS_CLERK", "{\"text\":\"x\"}"),
            new Route("GET /api/v1/replays", CLERK_AND_IT, null),
            new Route("POST /api/v1/replays", CLERK_AND_IT, "{\"reason\":\"đã khai báo\",\"code\":\"FUTURE_TIME\"}"),
            new Route("POST /api/v1/replays/preview", CLERK_AND_IT, "{}"),
            new Route("GET /api/v1/replays/{id}", CLERK_AND_IT, null),
            new Route("POST /api/v1/replays/{id}/approve", CLERK_AND_IT, null),
            new Route("POST /api/v1/replays/{id}/stop", CLERK_AND_IT, null),
            new Route("GET /api/v1/traffic", OF_SOURCES, null),
            new Route("GET /api/v1/traffic/{id}", OF_SOURCES, null),
            new Route("GET /api/v1/traffic/{id}/conformance", OF_SOURCES, null),
            new Route("GET /api/v1/traffic/{id}/conformance.csv", OF_SOURCES, null),
            new Route("GET /api/v1/sources", OF_SOURCES, null),
            new Route("POST /api/v1/sources", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/sources/test", "IT_ADMIN", "{}"),
            new Route("GET /api/v1/sources/choices", "IT_ADMIN", null),
            new Route("GET /api/v1/sources/{id}", "IT_ADMIN", null),
            new Route("GET /api/v1/sources/{id}/history", OF_AUDIT, null),
            new Route("PUT /api/v1/sources/{id}", "IT_ADMIN", "{}"),
            new Route("GET /api/v1/sources/{id}/keys", "IT_ADMIN", null),
            new Route("POST /api/v1/sources/{id}/keys", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/sources/{id}/keys/{keyId}/rotation", "IT_ADMIN", "{}"),
            new Route(
                    "POST /api/v1/sources/{id}/keys/{keyId}/revocation", "IT_ADMIN", "{\"reason\":\"không dùng nữa\"}"),
            new Route("GET /api/v1/health", OF_SOURCES + " DIRECTOR DATA_PROTECTION_OFFICER", null),
            new Route("GET /api/v1/configuration", "IT_ADMIN", null),
            new Route("POST /api/v1/configuration", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/his/notices", "SOURCE", "[]"),
            new Route("POST /api/v1/his/claims", "SOURCE", "<a/>"),
            new Route("GET /api/v1/his/notice-1.0.schema.json", ANYBODY, null),
            new Route("POST /api/v1/his/imports", "SOURCE", null),
            new Route("GET /api/v1/his/imports", CLERK_AND_IT + " SOURCE", null),
            new Route("GET /api/v1/his/imports/{id}", CLERK_AND_IT + " SOURCE", null),
            new Route("GET /api/v1/his/imports/{id}/faults", CLERK_AND_IT + " SOURCE", null),
            new Route("GET /api/v1/his/imports/{id}/faults.csv", CLERK_AND_IT + " SOURCE", null),
            new Route("GET /api/v1/imports/sources", CLERK_AND_IT, null),
            new Route("POST /api/v1/imports", CLERK_AND_IT, null),
            new Route("POST /api/v1/patients/{id}/orders", DOCTORS, "{}"),
            new Route(
                    "POST /api/v1/patients/{id}/orders/{orderId}/cancel", DOCTORS, "{\"version\":1,\"reason\":\"x\"}"),
            new Route("GET /api/v1/roles", OF_REVIEW, null),
            new Route("GET /api/v1/roles/{id}/history", OF_REVIEW, null),
            new Route("POST /api/v1/roles", "IT_ADMIN", "{}"),
            new Route("PUT /api/v1/roles/{id}", "IT_ADMIN", "{}"),
            new Route("GET /api/v1/staff", OF_REVIEW, null),
            new Route("GET /api/v1/staff/choices", OF_REVIEW, null),
            new Route("GET /api/v1/staff/{id}", OF_REVIEW, null),
            new Route("POST /api/v1/staff/{id}/roles", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/staff/{id}/roles/{heldId}/end", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/accounts", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/accounts/file/trial", "IT_ADMIN", null),
            new Route("POST /api/v1/accounts/file", "IT_ADMIN", null),
            new Route("POST /api/v1/accounts/{id}/disable", "IT_ADMIN", "{\"reason\":\"nghỉ việc\"}"),
            new Route("POST /api/v1/accounts/{id}/enable", "IT_ADMIN", null),
            new Route("POST /api/v1/accounts/{id}/unlock", "IT_ADMIN", null),
            new Route("POST /api/v1/accounts/{id}/password", "IT_ADMIN", null),
            new Route("POST /api/v1/accounts/{id}/factors/remove", "IT_ADMIN", null),
            new Route("POST /api/v1/accounts/{id}/identity/end", "IT_ADMIN", null),
            new Route("GET /api/v1/provider-roles", OF_REVIEW, null),
            new Route("POST /api/v1/provider-roles", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/provider-roles/{id}/end", "IT_ADMIN", null),
            new Route("GET /api/v1/accounts/{id}/sessions", "IT_ADMIN", null),
            new Route("POST /api/v1/accounts/{id}/sessions/end", "IT_ADMIN", null),
            new Route("POST /api/v1/staff/explanation", OF_REVIEW, "{}"),
            new Route("GET /api/v1/account-reviews", OF_REVIEW, null),
            new Route("GET /api/v1/account-reviews/due", OF_REVIEW, null),
            new Route("GET /api/v1/account-reviews/next", OF_REVIEW, null),
            new Route("POST /api/v1/account-reviews", OF_REVIEW, "{}"),
            new Route("GET /api/v1/account-reviews/{id}", OF_REVIEW, null),
            new Route("POST /api/v1/emergencies", OF_EMERGENCIES, "{}"),
            new Route("POST /api/v1/emergencies/end", OF_EMERGENCIES, "{}"),
            new Route("GET /api/v1/emergencies", OF_EMERGENCY_REVIEW, null),
            new Route("GET /api/v1/emergencies/waiting", OF_EMERGENCY_REVIEW, null),
            new Route("POST /api/v1/emergencies/{id}/review", OF_EMERGENCY_REVIEW, "{}"),
            new Route("GET /api/v1/labels", OF_LABELS + " DATA_PROTECTION_OFFICER", null),
            new Route("GET /api/v1/labels/{id}/history", "DATA_PROTECTION_OFFICER", null),
            new Route("POST /api/v1/labels", "DATA_PROTECTION_OFFICER", "{}"),
            new Route("PUT /api/v1/labels/{id}", "DATA_PROTECTION_OFFICER", "{}"),
            new Route("GET /api/v1/privacy/texts", OF_PRIVACY, null),
            new Route("POST /api/v1/privacy/texts", OF_PRIVACY, "{}"),
            new Route("GET /api/v1/privacy/requests", OF_PRIVACY, null),
            new Route("GET /api/v1/privacy/requests/kinds", OF_PRIVACY, null),
            new Route("POST /api/v1/privacy/requests", OF_PRIVACY, "{}"),
            new Route("POST /api/v1/privacy/requests/{requestId}/steps", OF_PRIVACY, "{}"),
            new Route("POST /api/v1/privacy/requests/{requestId}/prints", OF_PRIVACY, null),
            new Route("POST /api/v1/privacy/breach", OF_PRIVACY, "{}"),
            new Route("POST /api/v1/privacy/breach/export", OF_PRIVACY, "{}"),
            new Route("GET /api/v1/privacy/register", OF_PRIVACY + " " + OF_SOURCES, null),
            new Route("GET /api/v1/patients/{id}/consents", OF_CONSENTS, null),
            new Route("POST /api/v1/patients/{id}/consents", OF_CONSENTS, "{}"),
            new Route("POST /api/v1/patients/{id}/consents/{consentId}/withdrawal", OF_CONSENTS, "{}"),
            new Route("POST /api/v1/patients/{id}/consents/prints", OF_CONSENTS, null),
            new Route("GET /api/v1/patients/{id}/record-folders", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/record-folders/{folderId}", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/complete", DOCTORS, "{}"),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/close", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/archive", "RECORDS_CLERK", "{}"),
            new Route(
                    "POST /api/v1/patients/{id}/record-folders/{folderId}/reopen",
                    "HEAD_OF_DEPARTMENT RECORDS_CLERK DIRECTOR",
                    "{}"),
            new Route(
                    "POST /api/v1/patients/{id}/record-folders/{folderId}/cancel",
                    DOCTORS + " NURSE CHIEF_NURSE",
                    "{}"),
            new Route(
                    "POST /api/v1/patients/{id}/record-folders/{folderId}/restore",
                    "HEAD_OF_DEPARTMENT RECORDS_CLERK",
                    "{}"),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/hold", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/release", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/patients/{id}/record-folders/{folderId}/exchange/xml", NONE_IN_TREATMENT, null),
            new Route("GET /api/v1/patients/{id}/record-folders/{folderId}/exchange/json", NONE_IN_TREATMENT, null),
            new Route("GET /api/v1/exchange/HoSoBenhAn.xsd", "RECORDS_CLERK", null),
            new Route("GET /api/v1/exchange/HoSoBenhAn.schema.json", "RECORDS_CLERK", null),
            new Route("POST /api/v1/patients/{id}/record-folders/{folderId}/lendings", "RECORDS_CLERK", "{}"),
            new Route(
                    "POST /api/v1/patients/{id}/record-folders/{folderId}/lendings/{lendingId}/return",
                    "RECORDS_CLERK",
                    "{}"),
            new Route("GET /api/v1/folder-rules", "IT_ADMIN", null),
            new Route("PUT /api/v1/folder-rules/{id}", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/record-statistics/search", OF_STATISTICS, "{}"),
            new Route("POST /api/v1/record-folders/search", OF_FOLDERS, "{}"),
            new Route("GET /api/v1/record-folders/counts", OF_FOLDERS, null),
            new Route("GET /api/v1/record-folders/choices", OF_FOLDERS, null),
            new Route("GET /api/v1/record-folders/filters", OF_FOLDERS, null),
            new Route("PUT /api/v1/record-folders/filters", OF_FOLDERS, "{}"),
            new Route("POST /api/v1/record-folders/filters/drop", OF_FOLDERS, "{}"),
            new Route("POST /api/v1/record-folders/file", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/record-imports/senders", "RECORDS_CLERK", null),
            new Route("POST /api/v1/record-imports/look", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/record-imports", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/record-imports/packs", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/record-imports/packs", "RECORDS_CLERK", null),
            new Route("GET /api/v1/record-imports/packs/{packId}", "RECORDS_CLERK", null),
            new Route("POST /api/v1/record-imports/packs/{packId}/take", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/record-imports/packs/{packId}/cancel", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/record-imports/packs/{packId}/records/{place}", "RECORDS_CLERK", null),
            new Route("POST /api/v1/record-imports/packs/{packId}/records/{place}/take", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/destructions/candidates", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/destructions", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/destructions", OF_DESTRUCTIONS, null),
            new Route("GET /api/v1/destructions/{id}", OF_DESTRUCTIONS, null),
            new Route("POST /api/v1/destructions/{id}/appraise", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/destructions/{id}/approve", DECIDES, "{}"),
            new Route("POST /api/v1/destructions/{id}/refuse", DECIDES, "{}"),
            new Route("POST /api/v1/destructions/{id}/withdraw", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/destructions/{id}/start", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/destructions/{id}/minutes.pdf", OF_DESTRUCTIONS, null),
            new Route("POST /api/v1/record-exports", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/record-exports", "RECORDS_CLERK", null),
            new Route("GET /api/v1/record-exports/{exportId}", "RECORDS_CLERK", null),
            new Route("POST /api/v1/record-exports/{exportId}/cancel", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/record-exports/{exportId}/parts/{part}", "RECORDS_CLERK", null),
            new Route("GET /api/v1/patients/{id}/labels", OF_LABELS, null),
            new Route("POST /api/v1/patients/{id}/labels", OF_LABELS, "{}"),
            new Route("POST /api/v1/patients/{id}/labels/{putId}/end", OF_LABELS, "{}"),
            new Route("GET /api/v1/disclosures/choices", OF_DISCLOSURES, null),
            new Route("POST /api/v1/disclosures/search", OF_DISCLOSURES, "{}"),
            new Route("GET /api/v1/disclosures/waiting", OF_DISCLOSURES, null),
            new Route("POST /api/v1/disclosures/register", OF_DISCLOSURES, "{}"),
            new Route("POST /api/v1/disclosures", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/disclosures/{id}", OF_DISCLOSURES, null),
            new Route("POST /api/v1/disclosures/{id}/versions", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/disclosures/{id}/papers", OF_DISCLOSURES, "{}"),
            new Route("POST /api/v1/disclosures/{id}/decision", DECIDES, "{}"),
            new Route("POST /api/v1/disclosures/{id}/deliveries", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/disclosures/{id}/close", "RECORDS_CLERK", "{}"),
            new Route("GET /api/v1/disclosures/opened", READERS, null),
            new Route("POST /api/v1/disclosures/{id}/guests", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/disclosures/{id}/guests/{guestId}/end", OF_DISCLOSURES, "{}"),
            new Route("POST /api/v1/disclosures/{id}/prints", OF_DISCLOSURES, null),
            new Route("GET /api/v1/patients/{id}/disclosures", OF_DISCLOSURES, null),
            new Route("GET /api/v1/patients/{id}/care", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/care", OF_TEAMS, "{}"),
            new Route("POST /api/v1/patients/{id}/care/{relationId}/end", OF_TEAMS, null),
            new Route("GET /api/v1/colleagues", OF_TEAMS, null),
            new Route("GET /api/v1/services", DOCTORS, null),
            new Route("GET /api/v1/outgoing/parked", CLERK_AND_IT, null),
            new Route("POST /api/v1/outgoing/{id}/send", CLERK_AND_IT, null),
            new Route("POST /api/v1/outgoing/{id}/dismiss", CLERK_AND_IT, null),
            new Route("GET /api/v1/webhooks", OF_SOURCES, null),
            new Route("GET /api/v1/webhooks/parked", CLERK_AND_IT, null),
            new Route("POST /api/v1/webhooks/{id}/send", CLERK_AND_IT, null),
            new Route("POST /api/v1/webhooks/{id}/dismiss", CLERK_AND_IT, null),
            new Route("POST /api/v1/webhooks/subscribers/{id}/send", CLERK_AND_IT, null),
            new Route("GET /api/v1/streams", OF_SOURCES, null),
            new Route("GET /api/v1/changes", "SOURCE", null),
            new Route("GET /api/v1/changes/record-changed-1.0.schema.json", ANYBODY, null));
}
