package vn.emr.core.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.organization.Source;
import vn.emr.core.privacy.EgressGate.Way;
import vn.emr.core.testing.Declared;

class EgressGateTest extends Agreeing {
    private static final Duration YEAR = Duration.ofDays(366);

    private boolean passes(Source to, UUID who) {
        return gate.pass(to, Way.CHANGES, who, Ids.next()).isPresent();
    }

    @Test
    void nothing_of_who_did_not_agree_leaves_which_is_counted_each_time_and_traced_once() {
        Source research = onConsent("RESEARCH");
        for (int i = 0; i < 3; i++) {
            assertFalse(passes(research, patient));
        }
        UUID what = Ids.next();
        for (int i = 0; i < 2; i++) {
            assertTrue(gate.pass(research, Way.CHANGES, patient, what).isEmpty());
        }
        assertEquals(4, withheld(), "what is asked for again is counted once");
        assertEquals(
                List.of("no consent: RESEARCH"),
                hospital.database.query(
                        "select detail from audit_event where kind = 'REFUSED' and not success and object_kind = 'EGRESS'"
                                + " and patient_id = ? and source_id = ?",
                        row -> row.text("detail"),
                        patient,
                        hospital.source));
        give("RESEARCH", 1);
        assertTrue(passes(research, patient));
        assertEquals(4, withheld());
    }

    @Test
    void a_withdrawal_holds_from_the_next_moment_on() {
        Source research = onConsent("RESEARCH");
        UUID id = give("RESEARCH", 1).consents().getFirst().id();
        assertTrue(passes(research, patient));
        consents.withdraw(doctor, open(patient), id, withdrawn());
        assertFalse(passes(research, patient));
    }

    @Test
    void people_merged_into_one_agree_and_take_back_as_one() {
        Source research = onConsent("RESEARCH");
        UUID other = hospital.patient("Nguyễn Thị Đồng Ý", "BN2", null, List.of());
        UUID id = give("RESEARCH", 1).consents().getFirst().id();
        assertFalse(passes(research, other));
        hospital.merge(other, patient);
        assertTrue(passes(research, other));
        consents.withdraw(doctor, open(patient), id, withdrawn());
        assertFalse(passes(research, other));
        assertFalse(passes(research, patient));
    }

    @Test
    void a_withdrawal_under_one_number_takes_back_what_was_given_before_under_the_other() {
        UUID other = hospital.patient("Nguyễn Thị Đồng Ý", "BN2", null, List.of());
        hospital.stay(other, ward, null, null, false);
        UUID id = give("RESEARCH", 1).consents().getFirst().id();
        UUID theirs = consents.give(doctor, open(other), given("RESEARCH", 1, null, null))
                .consents()
                .getFirst()
                .id();
        assertFalse(id.equals(theirs));
        consents.withdraw(doctor, open(other), theirs, withdrawn());
        assertTrue(passes(onConsent("RESEARCH"), patient));
        hospital.merge(other, patient);
        assertFalse(passes(onConsent("RESEARCH"), patient));
    }

    @Test
    void another_purpose_and_a_consent_whose_term_is_over_open_nothing() {
        text("TEACHING", 0);
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(1);
        consents.give(doctor, open(patient), given("TEACHING", 1, null, tomorrow));
        assertTrue(passes(onConsent("TEACHING"), patient));
        assertFalse(passes(onConsent("RESEARCH"), patient));
        EgressGate later = new EgressGate(
                hospital.database, trail, Clock.fixed(Instant.now().plus(Duration.ofDays(3)), ZoneOffset.UTC));
        assertTrue(later.pass(onConsent("TEACHING"), Way.CHANGES, patient, Ids.next())
                .isEmpty());
    }

    @Test
    void other_grounds_need_no_consent_and_leave_no_refusal() {
        assertTrue(passes(destination(Declared.processor(Map.of())), patient));
        assertEquals(0, hospital.audits("REFUSED"));
    }

    @Test
    void orders_go_for_care_unless_something_else_is_declared_and_changes_go_to_nobody_who_declared_nothing() {
        Source silent = destination(Map.of());
        assertTrue(gate.pass(silent, Way.ORDERS, patient, Ids.next()).isPresent());
        refused(Code.NOT_APPLICABLE, () -> gate.pass(silent, Way.CHANGES, patient, Ids.next()));
        Source half = destination(Map.of("egress-purpose", "TREATMENT"));
        refused(Code.NOT_APPLICABLE, () -> gate.pass(half, Way.ORDERS, patient, Ids.next()));
        assertTrue(gate.pass(onConsent("OTHER_FACILITY"), Way.ORDERS, patient, Ids.next())
                .isEmpty());
    }

    @Test
    void an_insurer_is_not_declared_as_care_nor_care_as_consent() {
        Map<String, String> good = Declared.consent("INSURER", Map.of());
        Declaration.check(good, "");
        for (List<String> wrong : List.of(
                List.of("egress-ground", "care"),
                List.of("egress-ground", "processor"),
                List.of("egress-ground", "because"),
                List.of("egress-purpose", "TREATMENT"),
                List.of("egress-purpose", "mọi việc"),
                List.of("egress-receiver", " "),
                List.of("egress-data", "x".repeat(301)),
                List.of("egress-country", "Việt Nam"))) {
            Map<String, String> settings = new HashMap<>(good);
            settings.put(wrong.getFirst(), wrong.getLast());
            refused(Code.MALFORMED_FIELD, () -> Declaration.check(settings, "/settings"));
        }
        Map<String, String> duty = new HashMap<>(good);
        duty.put("egress-ground", "legal-duty");
        Declaration.check(duty, "");
        duty.remove("egress-basis");
        refused(Code.MALFORMED_FIELD, () -> Declaration.check(duty, ""));
    }

    @Test
    void the_register_names_every_destination_with_what_it_declares_and_what_was_kept_back() {
        hospital.database.update(
                "update source set settings = ?::jsonb where id = ?",
                vn.emr.core.store.Content.json(
                        Declared.consent("PATIENT_APP", Map.of("webhook-address", "https://app.example/hook"))),
                hospital.source);
        assertFalse(passes(onConsent("PATIENT_APP"), patient));
        Register register = new Register(access, hospital.database, Clock.systemUTC());
        Register.Destination one = register.of(officer).getFirst();
        assertEquals(List.of(Register.Way.WEBHOOK), one.ways());
        assertEquals(Ground.CONSENT, one.declared().ground());
        assertEquals("Công ty Mẫu", one.declared().receiver());
        assertEquals(1, one.withheld());
        refused(Code.FORBIDDEN, () -> register.of(doctor));
        hospital.database.update(
                "update source set settings = '{\"webhook-address\": \"https://a.example\"}' where id = ?",
                hospital.source);
        assertEquals(null, register.of(officer).getFirst().declared());
        hospital.database.update(
                "update source set settings = '{}', address = 'mllp://lis:2575' where id = ?", hospital.source);
        assertTrue(register.of(officer).getFirst().usual());
        assertEquals(
                0,
                Register.of(hospital.database, hospital.tenant, Instant.now().plus(YEAR))
                        .getFirst()
                        .withheld());
    }

    private long withheld() {
        return hospital.database
                .first(
                        "select sum(withheld)::bigint as n from egress_withheld where tenant_id = ?",
                        row -> row.number("n"),
                        hospital.tenant)
                .orElse(0L);
    }
}
