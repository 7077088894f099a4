package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class AccessTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static Hospital hospital;
    private static UUID ward;
    private static UUID otherWard;
    private static Access access;

    @BeforeAll
    static void hospital() {
        hospital = new Hospital();
        ward = hospital.department("NOI");
        otherWard = hospital.department("NGOAI");
        access = new Access(hospital.database, new AuditTrail(hospital.database));
    }

    @Test
    void a_ward_reads_who_lies_there_now_or_left_within_thirty_days() {
        Instant now = Instant.now();
        Caller doctor = hospital.caller(Role.DOCTOR, ward);
        assertOpens(doctor, inWard(null, null));
        assertOpens(doctor, inWard(now.minus(DAY.multipliedBy(29)), null));
        assertOpens(hospital.caller(Role.NURSE, ward), inWard(null, now.minus(DAY.multipliedBy(29))));
        assertForbidden(doctor, inWard(now.minus(DAY.multipliedBy(31)), null));
        assertForbidden(doctor, inWard(null, now.minus(DAY.multipliedBy(31))));
        assertForbidden(hospital.caller(Role.DOCTOR, otherWard), inWard(null, null));
        assertForbidden(hospital.caller(Role.DOCTOR), inWard(null, null));
    }

    @Test
    void a_cancelled_stay_opens_nothing() {
        UUID patient = hospital.patient("Lê Thị Hủy");
        hospital.stay(patient, ward, null, null, true);
        assertForbidden(hospital.caller(Role.DOCTOR, ward), patient);
        UUID visitCancelled = hospital.patient("Lê Văn Hủy");
        hospital.stay(visitCancelled, ward, null, null, false, EncounterStatus.CANCELLED);
        assertForbidden(hospital.caller(Role.DOCTOR, ward), visitCancelled);
    }

    @Test
    void a_stay_of_a_merged_person_opens_the_whole_link_set_under_the_survivor() {
        UUID loser = inWard(null, null);
        UUID survivor = hospital.patient("Phạm Thị Còn");
        hospital.merge(loser, survivor);
        Caller doctor = hospital.caller(Role.DOCTOR, ward);
        Grant grant = access.open(doctor, Purpose.TREATMENT, survivor);
        assertEquals(survivor, grant.patientId());
        assertEquals(Set.of(loser, survivor), Set.of(grant.people()));
        assertEquals(survivor, access.open(doctor, Purpose.TREATMENT, loser).patientId());
    }

    @Test
    void the_records_clerk_reads_folders_of_the_own_facility_only() {
        UUID own = hospital.patient("Hồ Sơ");
        hospital.folder(own, Ids.next(), hospital.facility, RecordFolder.State.COMPLETED);
        UUID foreign = hospital.patient("Hồ Ngoài");
        hospital.folder(foreign, Ids.next(), hospital.facility(Ids.next().toString()), RecordFolder.State.COMPLETED);
        UUID cancelled = hospital.patient("Hồ Hủy");
        hospital.folder(cancelled, Ids.next(), hospital.facility, RecordFolder.State.CANCELLED);
        Caller clerk = hospital.caller(Role.RECORDS_CLERK);
        assertOpens(clerk, own);
        assertForbidden(clerk, foreign);
        assertForbidden(clerk, cancelled);
        assertForbidden(clerk, inWard(null, null));
    }

    @Test
    void administrators_and_sources_read_nobody() {
        UUID patient = inWard(null, null);
        assertForbidden(hospital.caller(Role.IT_ADMIN, ward), patient);
        assertForbidden(
                Caller.source(
                        Ids.next(),
                        hospital.tenant,
                        hospital.facility,
                        "LIS",
                        Ids.next(),
                        Set.of(Scope.values()),
                        "127.0.0.1",
                        "r"),
                patient);
    }

    @Test
    void unknown_people_and_those_of_another_tenant_are_not_found() {
        Hospital other = new Hospital(hospital.address);
        UUID otherWard = other.department("NOI");
        UUID theirs = other.patient("Người Khác");
        other.stay(theirs, otherWard, null, null, false);
        Caller doctor = hospital.caller(Role.DOCTOR, ward, otherWard);
        assertRefused(Code.NOT_FOUND, doctor, theirs);
        assertRefused(Code.NOT_FOUND, doctor, Ids.next());
        assertOpens(other.caller(Role.DOCTOR, otherWard), theirs);
    }

    @Test
    void a_refusal_leaves_exactly_one_row_and_an_opening_one_row_per_visit_to_the_chart() {
        Hospital own = new Hospital(hospital.address);
        UUID noi = own.department("NOI");
        UUID patient = own.patient("Trần Văn Vết");
        own.stay(patient, noi, null, null, false);
        Moving clock = new Moving();
        Access here = new Access(own.database, new AuditTrail(own.database), clock);
        Caller doctor = own.caller(Role.DOCTOR, noi);
        for (int i = 0; i < 3; i++) {
            here.open(doctor, Purpose.TREATMENT, patient);
        }
        assertEquals(1, own.audits("GRANT"));
        here.open(own.caller(Role.DOCTOR, noi), Purpose.TREATMENT, patient);
        assertEquals(2, own.audits("GRANT"), "another session");
        clock.now = clock.now.plus(Duration.ofMinutes(16));
        Grant later = here.open(doctor, Purpose.TREATMENT, patient);
        assertEquals(3, own.audits("GRANT"), "another visit");
        here.section(later, "LABORATORY");
        here.section(later, "LABORATORY");
        here.section(later, "STUDIES");
        assertEquals(2, own.audits("OPEN"));
        here.reveal(later, IdentifierKind.CCCD);
        here.reveal(later, IdentifierKind.CCCD);
        assertEquals(2, own.audits("REVEAL"), "hidden numbers each time");
        assertThrows(Refusal.class, () -> here.open(own.caller(Role.IT_ADMIN), Purpose.OPERATION, patient));
        assertEquals(1, own.audits("REFUSED"));
        assertEquals(
                Code.NOT_FOUND,
                assertThrows(Refusal.class, () -> here.report(later, Ids.next()))
                        .code());
        assertEquals(2, own.audits("REFUSED"), "an object of somebody else");
    }

    @Test
    void the_line_of_an_opened_report_names_its_visit_and_one_of_no_visit_names_none() {
        Hospital own = new Hospital();
        UUID noi = own.department("NOI");
        UUID patient = own.patient("Lê Thị Lượt");
        UUID visit = own.stay(patient, noi, null, null, false);
        Instant at = Instant.now();
        UUID ofVisit = Ids.next();
        own.commit(own.report(ofVisit, 1, patient, visit, at, List.of()));
        UUID ofNone = own.report(patient, at, "5.0", "N");
        Access here = new Access(own.database, new AuditTrail(own.database));
        Grant grant = here.open(own.caller(Role.DOCTOR, noi), Purpose.TREATMENT, patient);
        here.report(grant, ofVisit);
        here.report(grant, ofNone);
        assertEquals(
                List.of(ofVisit + " " + visit, ofNone + " null"),
                own.database.query(
                        "select object_id, encounter_id from audit_event where kind = 'OPEN' and patient_id = ? order by at, id",
                        row -> row.uuid("object_id") + " " + row.uuid("encounter_id"),
                        patient));
    }

    @Test
    void when_the_trace_cannot_be_written_nothing_is_opened_not_even_a_chart_that_was_open() {
        Hospital own = new Hospital();
        UUID noi = own.department("NOI");
        UUID patient = own.patient("Trần Văn Kín");
        own.stay(patient, noi, null, null, false);
        Access here = new Access(own.database, new AuditTrail(own.database));
        Caller doctor = own.caller(Role.DOCTOR, noi);
        Grant before = here.open(doctor, Purpose.TREATMENT, patient);
        here.section(before, "LABORATORY");
        own.asOwner(
                "revoke insert on audit_event from " + own.address.application().user());
        assertTemporary(() -> here.open(doctor, Purpose.TREATMENT, patient));
        assertTemporary(() -> here.open(own.caller(Role.DOCTOR, noi), Purpose.TREATMENT, patient));
        assertTemporary(() -> here.section(before, "LABORATORY"));
        assertTemporary(() -> new ListAccess(here).search(doctor, Purpose.TREATMENT, null));
        assertTemporary(() -> here.open(own.caller(Role.IT_ADMIN), Purpose.OPERATION, patient));
        own.asOwner(
                "grant insert on audit_event to " + own.address.application().user());
        assertEquals(patient, here.open(doctor, Purpose.TREATMENT, patient).patientId());
    }

    private static UUID inWard(Instant stayEnd, Instant visitEnd) {
        UUID patient = hospital.patient("Nguyễn Văn Nằm");
        hospital.stay(patient, ward, stayEnd, visitEnd, false);
        return patient;
    }

    private static void assertOpens(Caller caller, UUID patient) {
        assertEquals(patient, access.open(caller, caller.purpose(), patient).patientId());
    }

    private static void assertForbidden(Caller caller, UUID patient) {
        assertRefused(Code.FORBIDDEN, caller, patient);
    }

    private static void assertRefused(Code code, Caller caller, UUID patient) {
        int before = hospital.audits("REFUSED");
        Refusal refusal = assertThrows(Refusal.class, () -> access.open(caller, caller.purpose(), patient));
        assertEquals(code, refusal.code());
        assertEquals(before + 1, hospital.audits("REFUSED"));
    }

    private static void assertTemporary(org.junit.jupiter.api.function.Executable reading) {
        Refusal refusal = assertThrows(Refusal.class, reading);
        assertEquals(Code.TEMPORARY, refusal.code());
        assertTrue(refusal.getMessage().contains("trace"));
    }

    /** A clock that moves when told. */
    static final class Moving extends Clock {
        Instant now = Instant.now();

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
