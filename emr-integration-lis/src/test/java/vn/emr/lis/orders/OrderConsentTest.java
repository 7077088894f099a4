package vn.emr.lis.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.testing.Declared;

/** A laboratory of others that is sent orders of people who agree only. */
class OrderConsentTest extends AtTheLaboratory {
    private final UUID account = Ids.next();

    @BeforeEach
    void onConsent() {
        house.settings(
                destination,
                Declared.consent("OTHER_FACILITY", Map.of("order-timeout", "1", "order-tries", String.valueOf(TRIES))));
        restart();
        house.database.update(
                "insert into account (id, tenant_id, username, display_name, password_hash, created_at) values (?, ?, ?, 'Cán bộ', '-', now())",
                account,
                house.tenant,
                "cb-" + account);
        house.database.update("""
                insert into consent_text (tenant_id, purpose, version, made_at, made_by, title, body, consequence, digest, offered)
                values (?, 'OTHER_FACILITY', 1, now(), ?, 'Gửi nơi khác', ?, 'Không gửi nữa.', ?, true)
                """, house.tenant, account, "Tôi đồng ý ".repeat(6), "a".repeat(64));
    }

    @Test
    void no_message_is_made_of_an_order_whose_patient_did_not_agree() throws Exception {
        place();
        drain();
        assertEquals(List.of(), states());
        assertEquals(List.of(), numbers());
        assertEquals(
                1,
                house.count("audit_event where kind = 'REFUSED' and object_kind = 'EGRESS' and patient_id = '" + patient
                        + "'"));
        agrees();
        place();
        drain();
        assertEquals(List.of("E00000002"), numbers());
    }

    @Test
    void what_waits_when_the_consent_is_taken_back_stops_for_a_person_and_does_not_go() throws Exception {
        UUID consent = agrees();
        place();
        laboratory.close();
        queue.step();
        assertEquals(List.of("WAITING"), states());
        house.database.update(
                "insert into consent_withdrawal (consent_id, withdrawn_at, withdrawn_by, recorded_at, recorded_by)"
                        + " values (?, now(), 'PATIENT', now(), ?)",
                consent,
                account);
        queue.step();
        assertEquals(List.of("PARKED"), states());
        assertTrue(house.count("egress_withheld") > 0);
    }

    private UUID agrees() {
        UUID id = Ids.next();
        house.database.update("""
                insert into consent (id, tenant_id, patient_id, purpose, text_version, given_by, channel, evidence, given_at,
                                     recorded_at, recorded_by)
                values (?, ?, ?, 'OTHER_FACILITY', 1, 'PATIENT', 'SIGNED_PAPER', 'Tủ 1', now(), now(), ?)
                """, id, house.tenant, patient, account);
        return id;
    }
}
