package vn.emr.core.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.privacy.Agreement.By;
import vn.emr.core.privacy.Agreement.Channel;
import vn.emr.core.privacy.Agreement.Given;
import vn.emr.core.privacy.Agreement.Withdrawn;
import vn.emr.core.privacy.Consents.Consent;
import vn.emr.core.store.StoreFault;
import vn.emr.core.testing.Role;

class ConsentsTest extends Agreeing {
    @Test
    void a_consent_says_who_gave_what_how_and_who_wrote_it_down_and_is_traced() {
        Consent one = give("RESEARCH", 1).consents().getFirst();
        assertTrue(one.inForce());
        assertNull(one.withdrawal());
        assertEquals(
                List.of("RESEARCH", "Phiếu đồng ý 1", "Tủ 3, số 12", "bs"),
                List.of(one.purpose(), one.text().title(), one.evidence(), one.recordedBy()));
        assertEquals(64, one.text().digest().length());
        assertEquals(
                "RESEARCH: - -> version 1",
                hospital.database
                        .first(
                                "select changes from audit_event where kind = 'CREATE' and object_id = ?",
                                row -> row.text("changes"),
                                one.id())
                        .orElseThrow());
    }

    @Test
    void a_representative_is_named_with_the_relation_and_nobody_else_is() {
        Consent one = consents.give(
                        doctor,
                        open(patient),
                        new Given(
                                "RESEARCH",
                                1,
                                By.CHILD_AND_REPRESENTATIVE,
                                "Trần Văn Cha",
                                "Cha",
                                Channel.ELECTRONIC,
                                "OTP 99",
                                null,
                                null))
                .consents()
                .getFirst();
        assertEquals(List.of("Trần Văn Cha", "Cha"), List.of(one.representative(), one.relation()));
        refused(
                Code.MALFORMED_FIELD,
                () -> consents.give(
                        doctor,
                        open(patient),
                        new Given("RESEARCH", 1, By.REPRESENTATIVE, " ", "Cha", Channel.ELECTRONIC, "x1", null, null)));
    }

    @Test
    void a_withdrawal_is_a_row_of_its_own_and_takes_back_everything_of_the_purpose() {
        give("RESEARCH", 1);
        UUID second = give("RESEARCH", 1).consents().getFirst().id();
        text("TEACHING", 0);
        give("TEACHING", 1);
        Consents.Panel panel = consents.withdraw(doctor, open(patient), second, withdrawn());
        assertEquals(
                List.of(true, false, false),
                panel.consents().stream().map(Consent::inForce).toList());
        assertEquals(
                2, panel.consents().stream().filter(c -> c.withdrawal() != null).count());
        refused(Code.CONFLICT, () -> consents.withdraw(doctor, open(patient), second, withdrawn()));
        assertTrue(give("RESEARCH", 1).consents().getFirst().inForce(), "who agrees again, agrees");
        refused(Code.CONFLICT, () -> consents.withdraw(doctor, open(patient), second, withdrawn()));
        assertTrue(
                consents.of(doctor, open(patient)).consents().getFirst().inForce(),
                "a page that knows only the old one does not take back the new one");
    }

    @Test
    void only_the_newest_text_that_is_offered_is_agreed_to() {
        text("RESEARCH", 1);
        refused(Code.CONFLICT, () -> give("RESEARCH", 1));
        refused(Code.CONFLICT, () -> give("TEACHING", 1));
        refused(Code.CONFLICT, () -> text("RESEARCH", 1));
        assertEquals(2, give("RESEARCH", 2).consents().getFirst().text().version());
        texts.make(
                officer,
                new ConsentTexts.Form(
                        "RESEARCH",
                        2,
                        "Không hỏi nữa",
                        "Nghiên cứu đã kết thúc, không hỏi người bệnh nữa về mục đích này.",
                        "Không ảnh hưởng.",
                        false));
        refused(Code.CONFLICT, () -> give("RESEARCH", 3));
        assertEquals(List.of(), consents.of(doctor, open(patient)).offered());
        assertEquals(
                3,
                texts.all(officer).stream()
                        .filter(p -> p.code().equals("RESEARCH"))
                        .findFirst()
                        .orElseThrow()
                        .versions()
                        .size());
    }

    @Test
    void what_cannot_be_is_refused_by_its_field() {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        refused(Code.MALFORMED_FIELD, () -> consents.give(doctor, open(patient), given("RESEARCH", 1, later, null)));
        refused(
                Code.MALFORMED_FIELD,
                () -> consents.give(doctor, open(patient), given("RESEARCH", 1, null, LocalDate.of(2020, 1, 1))));
        refused(Code.REQUIRED_FIELD_MISSING, () -> consents.give(doctor, open(patient), given(null, 1, null, null)));
        refused(Code.REQUIRED_FIELD_MISSING, () -> consents.give(doctor, open(patient), null));
        UUID id = give("RESEARCH", 1).consents().getFirst().id();
        refused(
                Code.MALFORMED_FIELD,
                () -> consents.withdraw(
                        doctor,
                        open(patient),
                        id,
                        new Withdrawn(By.PATIENT, null, null, null, Instant.parse("2020-01-01T00:00:00Z"))));
        refused(Code.NOT_FOUND, () -> consents.withdraw(doctor, open(patient), Ids.next(), withdrawn()));
    }

    @Test
    void who_lacks_the_right_neither_records_nor_writes_texts() {
        Caller student = hospital.caller(Role.STUDENT, ward);
        refused(Code.FORBIDDEN, () -> consents.give(student, open(patient), given("RESEARCH", 1, null, null)));
        refused(Code.FORBIDDEN, () -> consents.withdraw(student, open(patient), Ids.next(), withdrawn()));
        refused(Code.FORBIDDEN, () -> texts.all(doctor));
        refused(Code.FORBIDDEN, () -> texts.make(doctor, new ConsentTexts.Form("RESEARCH", 1, "a", "b", "c", true)));
        assertEquals(List.of(), consents.of(doctor, open(patient)).consents());
    }

    @Test
    void another_patient_of_the_ward_has_none_of_it() {
        UUID id = give("RESEARCH", 1).consents().getFirst().id();
        UUID other = hospital.patient("Người Khác", "BN2", null, List.of());
        hospital.stay(other, ward, null, null, false);
        assertEquals(List.of(), consents.of(doctor, open(other)).consents());
        refused(Code.NOT_FOUND, () -> consents.withdraw(doctor, open(other), id, withdrawn()));
        assertFalse(gate.pass(onConsent("RESEARCH"), EgressGate.Way.CHANGES, other, Ids.next())
                .isPresent());
    }

    @Test
    void nothing_that_was_agreed_to_is_changed_or_deleted_by_the_application() {
        give("RESEARCH", 1);
        for (String sql : List.of(
                "update consent set purpose = 'TEACHING'",
                "delete from consent",
                "update consent_text set body = body",
                "delete from consent_withdrawal")) {
            assertThrows(StoreFault.class, () -> hospital.database.update(sql), sql);
        }
    }
}
