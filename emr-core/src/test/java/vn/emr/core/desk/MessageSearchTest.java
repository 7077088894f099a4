package vn.emr.core.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.Scope;
import vn.emr.core.access.Secrets;
import vn.emr.core.desk.MessageSearch.Asked;
import vn.emr.core.desk.MessageSearch.Found;
import vn.emr.core.desk.MessageSearch.Standing;
import vn.emr.core.organization.Account.Role;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.store.AuditTrail;

class MessageSearchTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private static Hospital hospital;
    private static UUID ward;
    private static UUID lis;
    private static UUID his;
    private static MessageAccess access;
    private static MessageSearch search;
    private static final List<UUID> IN_ORDER = new ArrayList<>();
    private static UUID filed;
    private static UUID waiting;

    @BeforeAll
    static void messages() {
        hospital = new Hospital();
        ward = hospital.department("NOI");
        access = new MessageAccess(new Access(hospital.database, new AuditTrail(hospital.database)), hospital.database);
        search = new MessageSearch(hospital.database);
        lis = source("LIS 1");
        his = source("HIS 1");
        for (int i = 0; i < 30; i++) {
            String outcome = i % 10 == 3 ? "REFUSED" : "APPLIED";
            UUID id = message(i % 3 == 0 ? his : lis, i, i % 3 == 0 ? "ADT^A08" : "ORU^R01", "C" + i, outcome);
            IN_ORDER.addFirst(id);
        }
        IN_ORDER.addFirst(message(null, 30, "ORU^R01", "C30", "REFUSED"));
        waiting = message(lis, 31, "ORU^R01", "C31", "PARKED");
        IN_ORDER.addFirst(waiting);
        UUID patient = hospital.patient("Nguyễn Văn Tìm", "BN-1", null, List.of());
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        filed = IN_ORDER.get(10);
        file(filed, patient);
        hospital.database.update(
                "insert into parked_wait (tenant_id, system, value, inbound_id) values (?, 'BV', 'BN-9', ?)",
                hospital.tenant,
                waiting);
    }

    @Test
    void pages_follow_each_other_newest_first_and_miss_nothing() {
        Caller it = hospital.caller(Role.IT_ADMIN);
        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            MessageSearch.Page page = find(it, asked(null, null, null, null, null, null, cursor, 7));
            page.messages().forEach(m -> seen.add(m.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(IN_ORDER, seen);
    }

    @Test
    void each_filter_finds_what_fits_it() {
        Caller it = hospital.caller(Role.IT_ADMIN);
        assertEquals(
                10,
                find(it, asked(his, null, null, null, null, null, null, 100))
                        .messages()
                        .size());
        assertEquals(
                22,
                find(it, asked(null, null, "ORU^R01", null, null, null, null, 100))
                        .messages()
                        .size());
        assertEquals(
                4,
                find(it, asked(null, null, null, Standing.REFUSED, null, null, null, 100))
                        .messages()
                        .size());
        assertEquals(List.of(waiting), ids(find(it, asked(null, null, null, Standing.WAITING, null, null, null, 100))));
        assertEquals(
                List.of(waiting), ids(find(it, asked(lis, null, null, null, Code.UNKNOWN_PATIENT, null, null, 100))));
        assertEquals(List.of(IN_ORDER.getLast()), ids(find(it, asked(null, "C0", null, null, null, null, null, 100))));
        assertEquals(List.of(IN_ORDER.get(1)), ids(find(it, asked(null, "C30", null, null, null, null, null, 100))));
        Asked hour = new Asked(null, null, null, null, null, null, null, at(5), at(8), null, 100);
        assertEquals(3, find(it, hour).messages().size());
        assertEquals(
                0,
                find(it, asked(his, "C1", null, null, null, null, null, 100))
                        .messages()
                        .size(),
                "both must fit");
    }

    @Test
    void a_row_says_where_the_message_stands_now() {
        Found row = find(hospital.caller(Role.IT_ADMIN), asked(null, "C2", null, null, null, null, null, 1))
                .messages()
                .getFirst();
        assertEquals("APPLIED", row.outcome());
        UUID refused = IN_ORDER.get(IN_ORDER.size() - 1 - 13);
        hospital.database.update(
                "insert into inbound_event (id, inbound_id, at, tenant_id, kind, actor) values (?, ?, now(), ?, 'APPLIED', 'x')",
                Ids.next(),
                refused,
                hospital.tenant);
        Found later = find(hospital.caller(Role.IT_ADMIN), asked(null, "C13", null, null, null, null, null, 1))
                .messages()
                .getFirst();
        assertEquals("REFUSED", later.outcome());
        assertEquals("APPLIED", later.standing());
    }

    @Test
    void a_patient_number_finds_what_was_filed_under_its_holder() {
        for (Caller who : List.of(hospital.caller(Role.RECORDS_CLERK), hospital.caller(Role.DOCTOR, ward))) {
            assertEquals(List.of(filed), ids(find(who, ofPatient("BN-1"))));
        }
        assertEquals(List.of(waiting), ids(find(hospital.caller(Role.RECORDS_CLERK), ofPatient("BN-9"))));
    }

    @Test
    void a_patient_number_needs_the_right_to_its_holder_and_leaves_one_refusal() {
        refused(Code.FORBIDDEN, hospital.caller(Role.IT_ADMIN), ofPatient("BN-1"));
        refused(Code.FORBIDDEN, hospital.caller(Role.DOCTOR, hospital.department("K" + Ids.next())), ofPatient("BN-1"));
        refused(Code.NOT_FOUND, hospital.caller(Role.DOCTOR, ward), ofPatient("BN-9"));
        refused(Code.FORBIDDEN, hospital.caller(Role.DOCTOR, ward), Asked.ANYTHING);
        refused(Code.FORBIDDEN, hospital.caller(Role.NURSE, ward), ofPatient("BN-1"));
        refused(Code.FORBIDDEN, vendor(lis), ofPatient("BN-1"));
    }

    @Test
    void a_sender_finds_its_own_messages_only() {
        List<UUID> own = ids(find(vendor(his), asked(null, null, null, null, null, null, null, 100)));
        assertEquals(10, own.size());
        assertEquals(own, ids(find(vendor(his), asked(lis, null, null, null, null, null, null, 100))));
        assertEquals(List.of(), ids(find(vendor(his), asked(null, "C1", null, null, null, null, null, 100))));
    }

    @Test
    void an_order_number_finds_the_messages_of_its_report() {
        UUID patient = hospital.patient("Lê Thị Phiếu");
        UUID report = hospital.report(patient, NOW, "5.0", "N");
        UUID id = message(lis, 40, "ORU^R01", "C40", "APPLIED");
        try {
            file(id, patient);
            // The report's own commit came from this message.
            hospital.asOwner("update record_commit set inbound_id = '" + id
                    + "' where id = (select commit_id from revision where noun_id = '" + report + "')");
            Caller it = hospital.caller(Role.IT_ADMIN);
            assertEquals(List.of(id), ids(find(it, ofOrder(report.toString()))));
            assertEquals(List.of(), ids(find(it, ofOrder(report.toString().substring(0, 20)))));
            assertEquals(List.of(), ids(find(it, ofOrder("%"))));
        } finally {
            hospital.asOwner("delete from inbound where id = '" + id + "'");
        }
    }

    @Test
    void another_hospitals_messages_are_not_found() {
        Hospital other = new Hospital(hospital.address);
        assertEquals(
                0, find(other.caller(Role.IT_ADMIN), Asked.ANYTHING).messages().size());
    }

    @Test
    void a_foreign_cursor_is_refused() {
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> find(hospital.caller(Role.IT_ADMIN), asked(null, null, null, null, null, null, "x", 1)));
        assertEquals(Code.MALFORMED_FIELD, refusal.code());
    }

    @Test
    void every_search_is_traced_by_its_filters_only() {
        find(hospital.caller(Role.IT_ADMIN), asked(his, "C1", null, null, null, null, null, 1));
        long traced = hospital.database
                .first(
                        "select count(*) as n from audit_event where tenant_id = ? and kind = 'SEARCH' and detail = 'source control'",
                        row -> row.number("n"),
                        hospital.tenant)
                .orElseThrow();
        assertTrue(traced > 0);
    }

    private static void refused(Code code, Caller who, Asked asked) {
        int before = hospital.audits("REFUSED");
        Refusal refusal = assertThrows(Refusal.class, () -> find(who, asked));
        assertEquals(code, refusal.code());
        assertEquals(before + 1, hospital.audits("REFUSED"));
    }

    private static MessageSearch.Page find(Caller who, Asked asked) {
        return search.page(access.list(who, asked.patientNumber(), asked.filters()), asked);
    }

    private static List<UUID> ids(MessageSearch.Page page) {
        return page.messages().stream().map(Found::id).toList();
    }

    private static Asked asked(
            UUID source,
            String controlId,
            String type,
            Standing outcome,
            Code code,
            Instant from,
            String cursor,
            int limit) {
        return new Asked(null, null, source, controlId, type, outcome, code, from, null, cursor, limit);
    }

    private static Asked ofPatient(String number) {
        return new Asked(number, null, null, null, null, null, null, null, null, null, null);
    }

    private static Asked ofOrder(String number) {
        return new Asked(null, number, null, null, null, null, null, null, null, null, null);
    }

    private static Caller vendor(UUID source) {
        return Caller.source(
                source,
                hospital.tenant,
                hospital.facility,
                "vendor",
                Ids.next(),
                Set.of(Scope.NOTICES_SEND),
                "127.0.0.1",
                "r");
    }

    private static UUID source(String name) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'LIS', 'lis', '*', 'BV')
                """, id, hospital.tenant, hospital.facility, name);
        return id;
    }

    private static Instant at(int minute) {
        return NOW.minus(2, ChronoUnit.HOURS).plus(minute, ChronoUnit.MINUTES);
    }

    private static UUID message(UUID source, int minute, String type, String controlId, String outcome) {
        UUID id = Ids.next();
        String code =
                outcome.equals("PARKED") ? "UNKNOWN_PATIENT" : outcome.equals("REFUSED") ? "MALFORMED_FIELD" : null;
        hospital.database.update(
                """
                insert into inbound (id, received_at, tenant_id, source_id, door, format, message_type, control_id,
                                     content_digest, size, body, outcome, code)
                values (?, ?, ?, ?, 'lis', 'hl7v2', ?, ?, ?, 1, 'x', ?, ?)
                """, id, at(minute), hospital.tenant, source, type, controlId, Secrets.sha256("" + id), outcome, code);
        hospital.database.update(
                """
                insert into inbound_key (tenant_id, source_id, control_id, content_digest, inbound_id, received_at)
                values (?, ?, ?, ?, ?, ?)
                """,
                hospital.tenant,
                source == null ? new UUID(0, 0) : source,
                controlId,
                Secrets.sha256("" + id),
                id,
                at(minute));
        if (outcome.equals("PARKED")) {
            hospital.database.update("""
                    insert into parked (inbound_id, received_at, tenant_id, source_id, message_type, code, changed_at)
                    values (?, ?, ?, ?, ?, ?, now())
                    """, id, at(minute), hospital.tenant, source, type, code);
        }
        return id;
    }

    /** As intake would: a commit that came from the message and touched the patient. */
    private static void file(UUID inbound, UUID patient) {
        UUID commit = Ids.next();
        hospital.database.update("""
                insert into record_commit (id, at, tenant_id, actor_kind, actor_id, actor_name, why, inbound_id, digest, digest_version)
                values (?, now(), ?, 'SOURCE', ?, 'x', 'x', ?, 'x', 1)
                """, commit, hospital.tenant, commit, inbound);
        hospital.database.update("""
                insert into audit_event (id, at, tenant_id, kind, success, actor_kind, patient_id, commit_id, digest, digest_version)
                values (?, now(), ?, 'UPDATE', true, 'SOURCE', ?, ?, 'x', 1)
                """, Ids.next(), hospital.tenant, patient, commit);
    }
}
