package vn.emr.core.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Scope;
import vn.emr.core.desk.MessageSearch.Asked;
import vn.emr.core.testing.Role;

/** Who finds which messages, and the trace that each search leaves. */
class MessageSearchRightsTest extends KeptMessages {
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
    void another_hospitals_messages_are_not_found() {
        Hospital other = new Hospital(hospital.address);
        assertEquals(
                0, find(other.caller(Role.IT_ADMIN), Asked.ANYTHING).messages().size());
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
}
