package vn.emr.core.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.desk.MessageSearch.Asked;
import vn.emr.core.desk.MessageSearch.Found;
import vn.emr.core.desk.MessageSearch.Standing;
import vn.emr.core.testing.Role;

/** Messages are found by what is known of them. */
class MessageSearchTest extends KeptMessages {
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
        assertEquals(inOrder, seen);
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
        assertEquals(List.of(inOrder.getLast()), ids(find(it, asked(null, "C0", null, null, null, null, null, 100))));
        assertEquals(List.of(inOrder.get(1)), ids(find(it, asked(null, "C30", null, null, null, null, null, 100))));
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
        UUID refused = inOrder.get(inOrder.size() - 1 - 13);
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
    void an_order_number_finds_the_messages_of_its_report() {
        UUID patient = hospital.patient("Lê Thị Phiếu");
        UUID report = hospital.report(patient, NOW, "5.0", "N");
        UUID id = message(lis, 40, "ORU^R01", "C40", "APPLIED");
        try {
            hospital.file(id, patient);
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
    void a_foreign_cursor_is_refused() {
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> find(hospital.caller(Role.IT_ADMIN), asked(null, null, null, null, null, null, "x", 1)));
        assertEquals(Code.MALFORMED_FIELD, refusal.code());
    }

    private static Asked ofOrder(String number) {
        return new Asked(null, number, null, null, null, null, null, null, null, null, null);
    }
}
