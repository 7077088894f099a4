package vn.emr.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.diagnosis.Diagnoses.Asked;
import vn.emr.core.diagnosis.Diagnoses.Change;
import vn.emr.core.diagnosis.Diagnoses.Version;
import vn.emr.core.diagnosis.Diagnoses.Withdrawal;
import vn.emr.core.diagnosis.Diagnoses.Written;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.store.StoreFault;
import vn.emr.core.testing.Role;

/** Diagnoses are said, changed and withdrawn version by version; who may is decided by right and state of the record. */
class DiagnosesTest extends AtTheVisit {
    @Test
    void every_version_stays_and_names_who_what_and_why() {
        Written said = say("primary", "J18.9", "Viêm phổi");
        Written changed = change(said, "primary", "J15.9", "Viêm phổi do vi khuẩn", "Cấy đờm dương tính");
        withdraw(changed, "Nhầm người bệnh");
        List<Version> versions = diagnoses.versions(open(doctor), said.id()).versions();
        assertEquals(
                List.of("Nhầm người bệnh", "Cấy đờm dương tính"),
                versions.subList(0, 2).stream().map(Version::reason).toList());
        assertEquals(
                List.of("J15.9", "J15.9", "J18.9"),
                versions.stream().map(Version::code).toList());
        assertEquals(
                List.of(false, true, true),
                versions.stream().map(Version::active).toList());
        assertEquals(1, versions.stream().map(Version::by).distinct().count());
        assertEquals(List.of(), HistoryCheck.differences(hospital.database));
        refused(Code.CONFLICT, () -> withdraw(changed, "Lần nữa"));
    }

    @Test
    void saying_and_changing_are_traced_with_the_visit_and_reading_its_history_once() {
        int said = hospital.audits("CREATE");
        int changed = hospital.audits("UPDATE");
        Written one = say("admission", null, "Sốt chưa rõ nguyên nhân");
        assertEquals(said + 1, hospital.audits("CREATE"));
        change(one, "admission", null, "Sốt xuất huyết", "Có NS1");
        assertEquals(changed + 1, hospital.audits("UPDATE"));
        diagnoses.versions(open(doctor), one.id());
        diagnoses.versions(open(doctor), one.id());
        assertEquals(
                1L,
                hospital.database
                        .first(
                                "select count(*) as n from audit_event where kind = 'OPEN' and object_kind = 'CONDITION' and object_id = ?"
                                        + " and encounter_id = ?",
                                row -> row.number("n"),
                                one.id(),
                                visit)
                        .orElseThrow());
    }

    @Test
    void the_same_request_twice_makes_one_and_another_visit_is_another_request() {
        Asked asked = new Asked(visit, "primary", null, "Viêm phổi", Ids.next());
        assertEquals(say(doctor, asked), say(doctor, asked));
        assertNotEquals(
                say("secondary", null, "Tăng huyết áp").id(),
                say("secondary", null, "Tăng huyết áp").id());
        UUID other = hospital.stay(patient, ward, null, null, false);
        refused(Code.KEY_REUSED, () -> say(doctor, new Asked(other, "primary", null, "Viêm phổi", asked.requestId())));
        assertNotEquals(
                say(somebody(Role.DOCTOR), new Asked(visit, "working", null, "Viêm phổi", asked.requestId()))
                        .id(),
                say(doctor, asked).id());
    }

    @Test
    void whoever_saw_an_older_version_is_told_and_overwrites_nothing() {
        Written seen = say("working", null, "Theo dõi viêm phổi");
        change(seen, "working", null, "Viêm phổi", "Có phim");
        assertEquals(
                List.of("/version"),
                refused(Code.CONFLICT, () -> change(seen, "working", null, "Lao phổi", "Ý khác"))
                        .fields());
        refused(Code.CONFLICT, () -> withdraw(seen, "Ý khác"));
        assertEquals("Viêm phổi", newest(seen).text());
    }

    @Test
    void saying_what_stands_already_makes_no_version() {
        Written said = say("working", null, "Viêm phổi");
        assertEquals(said, change(said, "working", null, " Viêm phổi ", "Không đổi gì"));
    }

    @Test
    void a_change_and_a_withdrawal_need_a_reason_and_the_version_that_was_seen() {
        Written said = say("working", null, "Viêm phổi");
        refused(Code.REQUIRED_FIELD_MISSING, () -> change(said, "working", null, "Lao phổi", " "));
        refused(Code.MALFORMED_FIELD, () -> change(said, "working", null, "Lao phổi", "x"));
        refused(Code.REQUIRED_FIELD_MISSING, () -> withdraw(said, null));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> diagnoses.withdraw(doctor, open(doctor), said.id(), new Withdrawal(null, "Nhầm")));
        refused(Code.REQUIRED_FIELD_MISSING, () -> diagnoses.change(doctor, open(doctor), said.id(), null));
        assertEquals(1, newest(said).version());
    }

    @Test
    void a_visit_has_one_main_illness_and_another_may_follow_when_that_one_is_changed_or_withdrawn() {
        Written main = say("primary", null, "Viêm phổi");
        assertEquals(
                List.of("/rank"),
                refused(Code.CONFLICT, () -> say("primary", null, "Suy tim")).fields());
        Written second = say("secondary", null, "Suy tim");
        refused(Code.CONFLICT, () -> change(second, "primary", null, "Suy tim", "Nặng hơn"));
        change(main, "secondary", null, "Viêm phổi", "Suy tim nặng hơn");
        Written now = change(second, "primary", null, "Suy tim", "Nặng hơn");
        withdraw(now, "Ghi nhầm");
        say("primary", null, "Viêm phổi nặng");
        UUID other = hospital.stay(patient, ward, null, null, false);
        say(doctor, new Asked(other, "primary", null, "Gãy xương", Ids.next()));
    }

    @Test
    void of_two_who_say_the_main_illness_at_once_one_is_told() throws Exception {
        Caller other = somebody(Role.DOCTOR);
        CountDownLatch both = new CountDownLatch(2);
        List<Future<Boolean>> said = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            for (Caller who : List.of(doctor, other)) {
                said.add(people.submit(() -> {
                    both.countDown();
                    both.await();
                    try {
                        say(who, new Asked(visit, "primary", null, "Viêm phổi", Ids.next()));
                        return true;
                    } catch (Refusal refusal) {
                        assertEquals(Code.CONFLICT, refusal.code());
                        return false;
                    }
                }));
            }
        }
        assertTrue(said.get(0).get() ^ said.get(1).get());
    }

    @Test
    void the_database_itself_keeps_no_second_main_illness_and_none_of_no_visit() {
        say("primary", null, "Viêm phổi");
        Written second = say("secondary", null, "Suy tim");
        String to = "update condition set %s where condition_id = ?";
        assertEquals(
                "condition_one_primary",
                assertThrows(
                                StoreFault.class,
                                () -> hospital.database.update(to.formatted("rank = 'primary'"), second.id()))
                        .constraint());
        for (String wrong : List.of("encounter_id = null", "rank = 'discharge'", "rank = null")) {
            assertThrows(StoreFault.class, () -> hospital.database.update(to.formatted(wrong), second.id()), wrong);
        }
    }

    @Test
    void one_visit_told_by_two_systems_has_one_main_illness() {
        UUID system = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, 'Bảo hiểm', 'HIS', 'claims', '*', 'BV')
                """, system, hospital.tenant, hospital.facility);
        UUID teller = hospital.toldBy(system, visit, patient, "DT-2");
        say("primary", null, "Viêm phổi");
        refused(Code.CONFLICT, () -> say(doctor, new Asked(teller, "primary", null, "Suy tim", Ids.next())));
        Written said = say(doctor, new Asked(teller, "secondary", null, "Suy tim", Ids.next()));
        assertEquals(
                visit,
                hospital.database
                        .first(
                                "select encounter_id from condition where condition_id = ?",
                                row -> row.uuid("encounter_id"),
                                said.id())
                        .orElseThrow(),
                "under the telling with the folder");
    }

    @Test
    void doctors_say_diagnoses_of_a_record_under_treatment_and_nobody_else_does() {
        say(somebody(Role.HEAD_OF_DEPARTMENT), new Asked(visit, "working", null, "Viêm phổi", Ids.next()));
        Written said = say("primary", null, "Viêm phổi");
        for (Role role : List.of(Role.NURSE, Role.CHIEF_NURSE, Role.STUDENT, Role.RECORDS_CLERK, Role.DIRECTOR)) {
            Caller who = somebody(role);
            int before = hospital.audits("REFUSED");
            refused(Code.FORBIDDEN, () -> say(who, new Asked(visit, "working", null, "Ho", Ids.next())));
            refused(
                    Code.FORBIDDEN,
                    () -> diagnoses.change(who, open(who), said.id(), new Change(1, "primary", null, "Ho", "Ý khác")));
            refused(Code.FORBIDDEN, () -> diagnoses.withdraw(who, open(who), said.id(), new Withdrawal(1, "Ý khác")));
            assertEquals(before + 3, hospital.audits("REFUSED"));
            assertEquals(1, diagnoses.versions(open(who), said.id()).versions().size());
            assertEquals(List.of(), charts.chart(open(who), patient).diagnosable(), role.name());
        }
        assertEquals(List.of(visit), charts.chart(open(doctor), patient).diagnosable());
    }

    @Test
    void a_record_that_is_completed_closed_or_archived_takes_no_diagnoses() {
        Written said = say("primary", null, "Viêm phổi");
        for (State state : List.of(State.COMPLETED, State.CLOSED, State.ARCHIVED)) {
            folderIs(state);
            refused(Code.FORBIDDEN, () -> say("secondary", null, "Suy tim"));
            refused(Code.FORBIDDEN, () -> change(said, "primary", null, "Lao phổi", "Ý khác"));
            refused(Code.FORBIDDEN, () -> withdraw(said, "Ý khác"));
            assertEquals(List.of(), charts.chart(open(doctor), patient).diagnosable());
        }
        folderIs(State.IN_TREATMENT);
        change(said, "primary", null, "Lao phổi", "Mở lại hồ sơ");
    }

    @Test
    void a_cancelled_visit_and_a_visit_of_somebody_else_take_none() {
        UUID cancelled = hospital.stay(patient, ward, null, null, false, EncounterStatus.CANCELLED);
        refused(Code.NOT_APPLICABLE, () -> say(doctor, new Asked(cancelled, "primary", null, "Ho", Ids.next())));
        UUID other = hospital.patient("Trần Thị Khác");
        UUID theirs = hospital.stay(other, ward, null, null, false);
        int before = hospital.audits("REFUSED");
        refused(Code.NOT_FOUND, () -> say(doctor, new Asked(theirs, "primary", null, "Ho", Ids.next())));
        assertEquals(before + 1, hospital.audits("REFUSED"));
        refused(Code.REQUIRED_FIELD_MISSING, () -> say(doctor, new Asked(null, "primary", null, "Ho", Ids.next())));
        refused(Code.REQUIRED_FIELD_MISSING, () -> say(doctor, new Asked(visit, "primary", null, "Ho", null)));
        refused(Code.REQUIRED_FIELD_MISSING, () -> say(doctor, null));
    }

    @Test
    void what_a_system_told_is_not_changed_but_answered_beside_it_and_its_history_is_read() {
        hospital.condition(patient, visit, "J18.9", "Viêm phổi");
        UUID told = charts.chart(open(doctor), patient).conditions().getFirst().id();
        refused(
                Code.NOT_APPLICABLE,
                () -> diagnoses.change(
                        doctor, open(doctor), told, new Change(1, "primary", null, "Lao phổi", "Ý khác")));
        refused(Code.NOT_APPLICABLE, () -> diagnoses.withdraw(doctor, open(doctor), told, new Withdrawal(1, "Ý khác")));
        Written own = say("primary", null, "Lao phổi");
        var shown = charts.chart(open(doctor), patient).conditions();
        assertEquals(2, shown.size());
        assertTrue(shown.stream().anyMatch(d -> d.id().equals(own.id()) && d.enteredHere() && d.version() == 1));
        assertFalse(shown.stream()
                .filter(d -> d.id().equals(told))
                .findFirst()
                .orElseThrow()
                .enteredHere());
        assertEquals(1, diagnoses.versions(open(doctor), told).versions().size());
        assertTrue(Instant.now().isAfter(newest(own).at()));
    }

    @Test
    void a_visit_has_at_most_sixty() {
        for (int i = 0; i < 60; i++) {
            say("secondary", null, "Bệnh " + i);
        }
        refused(Code.TOO_LARGE, () -> say("secondary", null, "Bệnh nữa"));
    }
}
