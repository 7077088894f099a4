package vn.emr.core.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.organization.Source;
import vn.emr.core.privacy.Agreement.By;
import vn.emr.core.privacy.Agreement.Channel;
import vn.emr.core.privacy.Agreement.Given;
import vn.emr.core.privacy.Agreement.Withdrawn;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Declared;
import vn.emr.core.testing.Role;

/** A ward with a patient, a doctor who writes down what is agreed to, and the officer who makes the texts. */
abstract class Agreeing {
    final Hospital hospital = new Hospital();
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    final ConsentTexts texts = new ConsentTexts(access, hospital.database, trail, Clock.systemUTC());
    final Consents consents = new Consents(access, hospital.database, trail, Clock.systemUTC());
    final EgressGate gate = new EgressGate(hospital.database, trail, Clock.systemUTC());
    final UUID ward = hospital.department("NOI");
    UUID patient;
    Caller doctor;
    Caller officer;

    @BeforeEach
    void people() {
        patient = hospital.patient("Nguyễn Thị Đồng Ý", "BN1", null, List.of());
        hospital.stay(patient, ward, null, null, false);
        doctor = hospital.caller(hospital.account("bs", "x", Role.DOCTOR, ward), Role.DOCTOR, ward);
        officer = hospital.caller(
                hospital.account("dpo", "x", Role.DATA_PROTECTION_OFFICER), Role.DATA_PROTECTION_OFFICER);
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, sending_application, sending_facility,
                                    allowed_types, patient_domain)
                values (?, ?, ?, 'Nơi nhận', 'HIS', 'his-rest', '*', '*', '*', 'BV')
                """, hospital.source, hospital.tenant, hospital.facility);
        text("RESEARCH", 0);
    }

    void text(String purpose, int newest) {
        texts.make(
                officer,
                new ConsentTexts.Form(
                        purpose,
                        newest,
                        "Phiếu đồng ý " + (newest + 1),
                        "Tôi đồng ý để dữ liệu sức khỏe của tôi được dùng như đã nói.",
                        "Không ảnh hưởng tới việc chữa bệnh.",
                        true));
    }

    Grant open(UUID who) {
        return access.open(doctor, doctor.purpose(), who);
    }

    Consents.Panel give(String purpose, int version) {
        return consents.give(doctor, open(patient), given(purpose, version, null, null));
    }

    static Given given(String purpose, Integer version, Instant at, LocalDate until) {
        return new Given(purpose, version, By.PATIENT, null, null, Channel.SIGNED_PAPER, "Tủ 3, số 12", at, until);
    }

    static Withdrawn withdrawn() {
        return new Withdrawn(By.PATIENT, null, null, null, null);
    }

    Source destination(Map<String, String> settings) {
        Source source = new Source();
        source.id = hospital.source;
        source.tenantId = hospital.tenant;
        source.name = "Nơi nhận";
        source.settings = settings;
        return source;
    }

    Source onConsent(String purpose) {
        return destination(Declared.consent(purpose, Map.of()));
    }

    static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
