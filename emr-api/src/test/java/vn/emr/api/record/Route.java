package vn.emr.api.record;

import java.util.List;

/**
 * Who may use one route.
 *
 * @param route method and path
 * @param may those who may, with blanks between them
 * @param body sent as JSON, null for none
 */
record Route(String route, String may, String body) {
    static final String CLINICAL = "DOCTOR NURSE RECORDS_CLERK";
    static final String CLERK_AND_IT = "RECORDS_CLERK IT_ADMIN";
    private static final String PEOPLE = "DOCTOR NURSE RECORDS_CLERK IT_ADMIN";
    static final String ALL = PEOPLE + " SOURCE";
    static final String ANYBODY = ALL + " NOBODY";
    static final List<String> CALLERS = List.of(ANYBODY.split(" "));

    /** The table. A route that is not in it fails the test. */
    static final List<Route> TABLE = List.of(
            new Route("POST /api/v1/session", ANYBODY, "{\"username\":\"x-nobody\",\"password\":\"y\"}"),
            new Route("POST /api/v1/session/refresh", ANYBODY, null),
            new Route("DELETE /api/v1/session", ANYBODY, null),
            new Route("GET /api/v1/me", PEOPLE, null),
            new Route("PUT /api/v1/me/password", PEOPLE, "{\"current\":\"" + "x\",\"next\":\"y\"}"),
            new Route("GET /api/v1/about", ANYBODY, null),
            new Route("GET /q/health/ready", ANYBODY, null),
            new Route("GET /api/v1/openapi", ALL, null),
            new Route("POST /api/v1/patients/search", CLINICAL, "{\"text\":\"\"}"),
            new Route("GET /api/v1/patients/{id}", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/laboratory", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/reports", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/reports/{reportId}", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/studies", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/treatment", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/documents", CLINICAL, null),
            new Route("GET /api/v1/patients/{id}/documents/{documentId}/content", CLINICAL, null),
            new Route("POST /api/v1/patients/{id}/identifiers/reveal", CLINICAL, "{\"kind\":\"PATIENT_NUMBER\"}"),
            new Route("POST /api/v1/patients/{id}/prints", CLINICAL, "{\"section\":\"LABORATORY\"}"),
            new Route("POST /api/v1/audit/openings", "IT_ADMIN", "{\"number\":\"x\"}"),
            new Route("POST /api/v1/audit/deeds", "IT_ADMIN", "{\"username\":\"x\"}"),
            new Route("POST /api/v1/audit/refusals", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/audit/anomalies", "IT_ADMIN", "{}"),
            new Route("GET /api/v1/audit/export", "IT_ADMIN", null),
            new Route("GET /api/v1/parked", CLERK_AND_IT, null),
            new Route("POST /api/v1/parked/{inboundId}/apply", CLERK_AND_IT, null),
            new Route("GET /api/v1/codes/unmapped", "DOCTOR RECORDS_CLERK IT_ADMIN", null),
            new Route("GET /api/v1/codes/mappings", "DOCTOR RECORDS_CLERK IT_ADMIN", null),
            new Route("POST /api/v1/codes/mappings", CLERK_AND_IT, "{}"),
            new Route("PUT /api/v1/codes/mappings", CLERK_AND_IT, "{}"),
            new Route("POST /api/v1/codes/mappings/removal", CLERK_AND_IT, "{}"),
            new Route("GET /api/v1/codes/mappings/file", "DOCTOR RECORDS_CLERK IT_ADMIN", null),
            new Route("POST /api/v1/codes/mappings/file", CLERK_AND_IT, null),
            new Route("POST /api/v1/codes/catalogue/file", CLERK_AND_IT, null),
            new Route("GET /api/v1/codes/catalogues", "DOCTOR RECORDS_CLERK IT_ADMIN", null),
            new Route("POST /api/v1/codes/targets", "DOCTOR RECORDS_CLERK IT_ADMIN", "{}"),
            new Route("POST /api/v1/codes/reapplication", CLERK_AND_IT, null),
            new Route("GET /api/v1/matching/duplicates", "DOCTOR RECORDS_CLERK", null),
            new Route("GET /api/v1/matching/provisional", "DOCTOR RECORDS_CLERK", null),
            new Route("GET /api/v1/matching/links", "DOCTOR RECORDS_CLERK", null),
            new Route("GET /api/v1/matching/unmatched", "DOCTOR RECORDS_CLERK", null),
            new Route("GET /api/v1/matching/unmatched/{inboundId}", "RECORDS_CLERK", null),
            new Route("POST /api/v1/matching/unmatched/{inboundId}/file", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/matching/merge", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/matching/unmerge", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/matching/distinct", "RECORDS_CLERK", "{}"),
            new Route("POST /api/v1/parked/{inboundId}/dismiss", CLERK_AND_IT, "{\"reason\":\"gửi nhầm\"}"),
            // A doctor must name a patient in the search; MessageSearchRightsTest has that case.
            new Route("POST /api/v1/inbound/search", CLERK_AND_IT + " SOURCE", "{}"),
            new Route("GET /api/v1/inbound/{id}", "DOCTOR " + CLERK_AND_IT + " SOURCE", null),
            new Route("GET /api/v1/inbound/{id}/body", "DOCTOR RECORDS_CLERK", null),
            new Route("GET /api/v1/inbound/{id}/content", "DOCTOR " + CLERK_AND_IT, null),
            new Route("GET /api/v1/inbound/{id}/corrections", CLERK_AND_IT, null),
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
            new Route("GET /api/v1/traffic", "IT_ADMIN", null),
            new Route("GET /api/v1/traffic/{id}", "IT_ADMIN", null),
            new Route("GET /api/v1/traffic/{id}/conformance", "IT_ADMIN", null),
            new Route("GET /api/v1/traffic/{id}/conformance.csv", "IT_ADMIN", null),
            new Route("GET /api/v1/sources", "IT_ADMIN", null),
            new Route("POST /api/v1/sources", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/sources/test", "IT_ADMIN", "{}"),
            new Route("GET /api/v1/sources/choices", "IT_ADMIN", null),
            new Route("GET /api/v1/sources/{id}", "IT_ADMIN", null),
            new Route("GET /api/v1/sources/{id}/history", "IT_ADMIN", null),
            new Route("PUT /api/v1/sources/{id}", "IT_ADMIN", "{}"),
            new Route("GET /api/v1/sources/{id}/keys", "IT_ADMIN", null),
            new Route("POST /api/v1/sources/{id}/keys", "IT_ADMIN", "{}"),
            new Route("POST /api/v1/sources/{id}/keys/{keyId}/rotation", "IT_ADMIN", "{}"),
            new Route(
                    "POST /api/v1/sources/{id}/keys/{keyId}/revocation", "IT_ADMIN", "{\"reason\":\"không dùng nữa\"}"),
            new Route("GET /api/v1/health", "IT_ADMIN", null),
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
            new Route("POST /api/v1/patients/{id}/orders", "DOCTOR", "{}"),
            new Route(
                    "POST /api/v1/patients/{id}/orders/{orderId}/cancel", "DOCTOR", "{\"version\":1,\"reason\":\"x\"}"),
            new Route("GET /api/v1/services", "DOCTOR", null),
            new Route("GET /api/v1/outgoing/parked", CLERK_AND_IT, null),
            new Route("POST /api/v1/outgoing/{id}/send", CLERK_AND_IT, null),
            new Route("POST /api/v1/outgoing/{id}/dismiss", CLERK_AND_IT, null),
            new Route("GET /api/v1/webhooks", "IT_ADMIN", null),
            new Route("GET /api/v1/webhooks/parked", CLERK_AND_IT, null),
            new Route("POST /api/v1/webhooks/{id}/send", CLERK_AND_IT, null),
            new Route("POST /api/v1/webhooks/{id}/dismiss", CLERK_AND_IT, null),
            new Route("POST /api/v1/webhooks/subscribers/{id}/send", CLERK_AND_IT, null),
            new Route("GET /api/v1/streams", "IT_ADMIN", null),
            new Route("GET /api/v1/changes", "SOURCE", null),
            new Route("GET /api/v1/changes/record-changed-1.0.schema.json", ANYBODY, null));
}
