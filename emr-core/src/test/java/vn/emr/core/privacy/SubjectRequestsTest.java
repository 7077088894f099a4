package vn.emr.core.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.organization.WorkingDays;
import vn.emr.core.privacy.Agreement.By;
import vn.emr.core.privacy.Agreement.Channel;
import vn.emr.core.privacy.SubjectRequest.Act;
import vn.emr.core.privacy.SubjectRequest.Form;
import vn.emr.core.privacy.SubjectRequest.Outcome;
import vn.emr.core.privacy.SubjectRequest.Sort;
import vn.emr.core.privacy.SubjectRequest.State;
import vn.emr.core.privacy.SubjectRequest.Step;
import vn.emr.core.store.StoreFault;
import vn.emr.core.testing.Role;

class SubjectRequestsTest extends Agreeing {
    /** A Friday in the afternoon, in Viet Nam. */
    private static final Instant FRIDAY = Instant.parse("2026-11-20T08:00:00Z");

    private SubjectRequests at(Instant now) {
        return at(now, "");
    }

    private SubjectRequests at(Instant now, String off) {
        WorkingDays working = new WorkingDays(Optional.of(off));
        return new SubjectRequests(access, hospital.database, trail, working, Clock.fixed(now, ZoneOffset.UTC));
    }

    private SubjectRequests at(int days) {
        return at(FRIDAY.plus(Duration.ofDays(days)));
    }

    private SubjectRequest take(String kind, boolean others) {
        return at(0).take(officer, form("BN1", kind, others));
    }

    private static Form form(String number, String kind, boolean others) {
        return new Form(
                number, kind, By.PATIENT, null, null, Channel.SIGNED_PAPER, "Tôi đề nghị như trên.", others, null);
    }

    private static Step step(Act act, Outcome outcome, String reason, String article) {
        return new Step(act, outcome, reason, article, null, null);
    }

    private SubjectRequest again(UUID id, int days) {
        return at(days).all(officer).stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_kind_has_the_terms_of_the_law() {
        assertEquals(
                List.of(
                        "VIEW 10 15",
                        "CORRECT 10 15",
                        "COPY 10 15",
                        "WITHDRAW 15 20",
                        "RESTRICT 15 20",
                        "OBJECT 15 20",
                        "ERASE 20 30"),
                at(0).kinds(officer).stream()
                        .map((Sort s) -> s.code() + " " + s.days() + " " + s.daysOthers())
                        .toList());
    }

    @Test
    void two_working_days_to_acknowledge_and_the_term_of_the_kind_to_answer() {
        SubjectRequest one = take("VIEW", false);
        assertEquals(Instant.parse("2026-11-24T17:00:00Z"), one.acknowledgeBy(), "the end of Tuesday");
        assertEquals(Instant.parse("2026-11-30T17:00:00Z"), one.answerBy());
        assertEquals(
                Instant.parse("2026-12-05T17:00:00Z"), take("CORRECT", true).answerBy());
        assertEquals(Instant.parse("2026-12-10T17:00:00Z"), take("ERASE", false).answerBy());
        assertEquals(State.OPEN, again(one.id(), 1).state());
        assertEquals(State.OVERDUE, again(one.id(), 5).state(), "nobody acknowledged it");
        at(1).step(officer, one.id(), step(Act.ACKNOWLEDGED, null, null, null));
        assertNull(again(one.id(), 5).acknowledgeBy());
        assertEquals(State.OPEN, again(one.id(), 5).state());
        assertEquals(State.SOON, again(one.id(), 8).state());
        assertEquals(State.OVERDUE, again(one.id(), 11).state());
    }

    @Test
    void days_on_which_the_hospital_does_not_work_do_not_count_to_acknowledge_and_do_to_answer() {
        SubjectRequest one = at(FRIDAY, "2026-11-23, 2026-11-24").take(officer, form("BN1", "VIEW", false));
        assertEquals(Instant.parse("2026-11-26T17:00:00Z"), one.acknowledgeBy(), "the end of Thursday");
        assertEquals(Instant.parse("2026-11-30T17:00:00Z"), one.answerBy());
    }

    @Test
    void it_is_extended_once_with_a_reason_and_answered_once() {
        UUID id = take("RESTRICT", false).id();
        refused(Code.MALFORMED_FIELD, () -> at(1).step(officer, id, step(Act.EXTENDED, null, " ", null)));
        SubjectRequest longer = at(1).step(officer, id, step(Act.EXTENDED, null, "Cần hỏi phòng xét nghiệm", null));
        assertEquals(Instant.parse("2026-12-20T17:00:00Z"), longer.answerBy());
        refused(Code.CONFLICT, () -> at(1).step(officer, id, step(Act.EXTENDED, null, "Thêm lần nữa", null)));
        refused(Code.REQUIRED_FIELD_MISSING, () -> at(2).step(officer, id, step(Act.ANSWERED, null, "Xong rồi", null)));
        refused(Code.REQUIRED_FIELD_MISSING, () -> at(2).step(
                        officer, id, step(Act.ANSWERED, Outcome.REFUSED, "Không được", null)));
        SubjectRequest answered =
                at(2).step(officer, id, step(Act.ANSWERED, Outcome.DONE, "Đã gắn nhãn hạn chế xem", null));
        assertEquals(State.ANSWERED, answered.state());
        assertEquals(
                List.of(Act.EXTENDED, Act.ANSWERED),
                answered.steps().stream().map(Step::act).toList());
        refused(Code.CONFLICT, () -> at(2).step(officer, id, step(Act.ACKNOWLEDGED, null, null, null)));
        assertEquals(State.ANSWERED, again(id, 90).state());
    }

    @Test
    void what_waits_comes_first_the_oldest_before_then_what_was_answered_last() {
        List<UUID> ids = List.of(
                take("VIEW", false).id(),
                take("COPY", false).id(),
                at(1).take(officer, form("BN1", "VIEW", false)).id(),
                at(2).take(officer, form("BN1", "VIEW", false)).id());
        at(3).step(officer, ids.get(0), step(Act.ANSWERED, Outcome.DONE, "Đã cho xem", null));
        at(4).step(officer, ids.get(1), step(Act.ANSWERED, Outcome.DONE, "Đã giao bản sao", null));
        assertEquals(
                List.of(ids.get(2), ids.get(3), ids.get(1), ids.get(0)),
                at(5).all(officer).stream().map(SubjectRequest::id).toList());
    }

    @Test
    void nothing_is_erased_while_the_law_wants_it_kept_and_the_refusal_names_the_article() {
        UUID id = take("ERASE", false).id();
        assertEquals("TT 33/2025/TT-BYT", again(id, 0).keptBy());
        refused(Code.NOT_APPLICABLE, () -> at(1).step(officer, id, step(Act.ANSWERED, Outcome.DONE, "Đã xóa", null)));
        assertEquals(1, hospital.audits("REFUSED"));
        SubjectRequest no =
                at(1).step(officer, id, step(Act.ANSWERED, Outcome.REFUSED, "Hồ sơ phải lưu trữ", "TT 33/2025/TT-BYT"));
        assertEquals(Outcome.REFUSED, no.steps().getLast().outcome());
        hospital.patient("Người Không Khám", "BN9", null, List.of());
        UUID nothing = at(0).take(officer, form("BN9", "ERASE", false)).id();
        assertNull(again(nothing, 0).keptBy());
        assertNotNull(at(1).step(officer, nothing, step(Act.ANSWERED, Outcome.DONE, "Không có hồ sơ", null)));
    }

    @Test
    void a_record_may_go_when_the_term_of_its_class_is_over_and_not_before() {
        UUID old = hospital.patient("Người Khám Xưa", "BN7", null, List.of());
        UUID visit = hospital.stay(old, ward, null, null, false);
        hospital.database.update(
                "update encounter set start_from = ?, end_from = ? where encounter_id = ?",
                Instant.parse("2015-12-31T20:00:00Z"),
                Instant.parse("2015-12-31T20:00:00Z"),
                visit);
        UUID id = at(0).take(officer, form("BN7", "ERASE", false)).id();
        assertEquals("TT 33/2025/TT-BYT", again(id, 0).keptBy(), "here it was 2016 already");
        assertNull(again(id, 60).keptBy());
        hospital.condition(old, visit, "F20.0", "Chẩn đoán");
        assertEquals("TT 33/2025/TT-BYT", again(id, 60).keptBy());
    }

    @Test
    void each_step_is_traced_with_whose_data_it_is_about() {
        UUID id = take("COPY", false).id();
        at(1).step(officer, id, step(Act.ANSWERED, Outcome.DONE, "Đã giao bản sao", null));
        at(1).print(officer, id);
        assertEquals(
                List.of("CREATE kind: - -> COPY", "UPDATE step: - -> ANSWERED DONE", "PRINT -"),
                hospital.database.query(
                        "select kind || ' ' || coalesce(changes, '-') as line from audit_event where object_id = ? and patient_id = ? order by id",
                        row -> row.text("line"),
                        id,
                        patient));
    }

    @Test
    void others_than_the_officer_and_wrong_numbers_are_refused_and_another_hospital_sees_nothing() {
        UUID id = take("VIEW", false).id();
        refused(Code.FORBIDDEN, () -> at(0).all(doctor));
        refused(Code.FORBIDDEN, () -> at(0).kinds(doctor));
        refused(Code.FORBIDDEN, () -> at(0).take(doctor, form("BN1", "VIEW", false)));
        refused(Code.FORBIDDEN, () -> at(0).step(doctor, id, step(Act.ACKNOWLEDGED, null, null, null)));
        refused(Code.FORBIDDEN, () -> at(0).print(doctor, id));
        refused(Code.NOT_FOUND, () -> at(0).take(officer, form("KHÔNG CÓ", "VIEW", false)));
        refused(Code.MALFORMED_FIELD, () -> at(0).take(officer, form("BN1", "SELL", false)));
        refused(Code.NOT_FOUND, () -> at(0).step(officer, Ids.next(), step(Act.ACKNOWLEDGED, null, null, null)));
        Hospital other = new Hospital(hospital.address);
        var stranger = other.caller(Role.DATA_PROTECTION_OFFICER);
        assertEquals(List.of(), at(0).all(stranger));
        refused(Code.NOT_FOUND, () -> at(0).step(stranger, id, step(Act.ACKNOWLEDGED, null, null, null)));
        refused(Code.NOT_FOUND, () -> at(0).print(stranger, id));
    }

    @Test
    void nothing_of_it_is_changed_or_deleted_by_the_application() {
        take("VIEW", false);
        for (String sql : List.of(
                "update subject_request set words = 'khác đi'",
                "delete from subject_request",
                "update subject_request_step set reason = 'khác đi'",
                "delete from subject_request_step")) {
            assertThrows(StoreFault.class, () -> hospital.database.update(sql), sql);
        }
    }
}
