package vn.emr.core.anamnesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Mask;
import vn.emr.core.anamnesis.Problems.Change;
import vn.emr.core.anamnesis.Problems.New;
import vn.emr.core.anamnesis.Problems.Panel;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.ProblemList.Line;
import vn.emr.core.record.Problem.Importance;
import vn.emr.core.record.Problem.Status;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.AtTheBedside;
import vn.emr.core.testing.Role;

class ProblemsTest extends AtTheBedside {
    private static final Hospital HOSPITAL = new Hospital();

    private final Problems problems = new Problems(
            access, charts, HOSPITAL.database, HOSPITAL.records, new Catalogues(HOSPITAL.database), Clock.systemUTC());

    ProblemsTest() {
        super(HOSPITAL);
    }

    @AfterAll
    static void the_current_rows_follow_from_history() {
        assertEquals(List.of(), HistoryCheck.differences(HOSPITAL.database));
    }

    private static ProblemForm words(String text) {
        return new ProblemForm(null, text, "2015", null, null, null, null);
    }

    private static ProblemForm coded(String code, String text, Status status) {
        return new ProblemForm(code, text, "2015-03", status, Importance.HIGH, "đang dùng thuốc", null);
    }

    private Panel record(Caller caller, ProblemForm said) {
        return problems.record(caller, open(caller), new New(Ids.next(), said));
    }

    private Panel change(Caller caller, Line seen, ProblemForm said, String reason) {
        return problems.change(caller, open(caller), seen.id(), new Change(seen.version(), reason, said));
    }

    private static List<String> names(List<Line> lines) {
        return lines.stream().map(Line::text).toList();
    }

    @Test
    void what_stands_comes_first_and_of_that_what_is_important() {
        record(doctor, words("Viêm dạ dày"));
        record(doctor, coded("I10", "Tăng huyết áp", Status.STABLE));
        record(doctor, coded("J45.9", "Hen phế quản", Status.ACTIVE));
        Panel panel = record(doctor, coded("B05.9", "Sởi", Status.RESOLVED));
        assertEquals(List.of("Hen phế quản", "Viêm dạ dày", "Tăng huyết áp"), names(panel.problems()));
        assertEquals(List.of("Sởi"), names(panel.past()));
        Line asthma = panel.problems().getFirst();
        assertEquals("2015-03", asthma.since().sent());
        assertEquals("đang dùng thuốc", asthma.note());
        assertEquals(
                names(panel.problems()),
                names(charts.chart(open(doctor), patient).problems()),
                "the chart shows the same");
    }

    @Test
    void a_problem_stays_with_the_person_in_the_next_visit_and_names_where_it_was_seen() {
        record(doctor, new ProblemForm(null, "Suy tim", "2024-11-02", null, null, null, visit));
        hospital.stay(patient, ward, null, null, false);
        Line line = problems.of(open(doctor)).problems().getFirst();
        assertEquals(visit, line.seenIn());
        refused(Code.NOT_FOUND, () -> record(doctor, new ProblemForm(null, "Hen", null, null, null, null, Ids.next())));
    }

    @Test
    void every_version_stays_and_names_who_what_and_why() {
        Line seen = record(doctor, words("Đau ngực chưa rõ")).problems().getFirst();
        Caller other = somebody(Role.HEAD_OF_DEPARTMENT);
        Line changed = change(other, seen, coded("I20.9", "Đau thắt ngực", Status.STABLE), "có điện tâm đồ")
                .problems()
                .getFirst();
        Panel gone = change(doctor, changed, null, "ghi nhầm người bệnh");
        assertEquals(List.of(), gone.problems());
        assertEquals(Status.ENTERED_IN_ERROR, gone.past().getFirst().status());
        List<Line> versions = problems.versions(open(nurse), seen.id());
        assertEquals(List.of("Đau thắt ngực", "Đau thắt ngực", "Đau ngực chưa rõ"), names(versions));
        assertEquals("ghi nhầm người bệnh", versions.getFirst().reason());
        assertNull(versions.getLast().reason());
        refused(Code.CONFLICT, () -> change(doctor, gone.past().getFirst(), null, "lần nữa rồi"));
    }

    @Test
    void a_change_names_the_version_that_was_seen_and_says_why() {
        Line seen = record(doctor, words("Gút")).problems().getFirst();
        change(doctor, seen, coded("M10.9", "Gút", Status.ACTIVE), "thêm mã");
        refused(Code.CONFLICT, () -> change(doctor, seen, words("Gút mạn"), "ý khác"));
        refused(Code.REQUIRED_FIELD_MISSING, () -> change(doctor, seen, words("Gút mạn"), " "));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> problems.change(doctor, open(doctor), seen.id(), new Change(null, "ý khác", null)));
        refused(Code.NOT_FOUND, () -> problems.change(doctor, open(doctor), Ids.next(), new Change(1, "ý khác", null)));
        assertEquals(2, problems.of(open(doctor)).problems().getFirst().version());
    }

    @Test
    void the_same_request_records_one_and_the_same_problem_stands_once() {
        New asked = new New(Ids.next(), coded("E11.9", "Đái tháo đường", Status.ACTIVE));
        problems.record(doctor, open(doctor), asked);
        assertEquals(1, problems.record(doctor, open(doctor), asked).problems().size());
        refused(Code.KEY_REUSED, () -> problems.record(doctor, open(doctor), new New(asked.requestId(), words("Hen"))));
        refused(Code.CONFLICT, () -> record(doctor, coded("E11.9", "Tiểu đường", Status.ACTIVE)));
        record(doctor, words("Trĩ"));
        refused(Code.CONFLICT, () -> record(doctor, words("TRĨ")));
        assertEquals(
                1,
                record(doctor, coded("E11.9", "Đái tháo đường", Status.RESOLVED))
                        .past()
                        .size(),
                "an old one may be told");
    }

    @Test
    void what_does_not_fit_is_refused_with_a_pointer() {
        for (ProblemForm wrong : List.of(
                new ProblemForm(null, " ", null, null, null, null, null),
                new ProblemForm("x9", "Gì đó", null, null, null, null, null),
                new ProblemForm("I10", null, null, null, null, null, null),
                new ProblemForm(null, "a\u0007b", null, null, null, null, null),
                new ProblemForm(null, "x".repeat(201), null, null, null, null, null),
                new ProblemForm(null, "Hen", "20/5/2019", null, null, null, null),
                new ProblemForm(null, "Hen", "2999", null, null, null, null),
                new ProblemForm(null, "Hen", null, Status.ENTERED_IN_ERROR, null, null, null),
                new ProblemForm(null, "Hen", null, null, null, "x".repeat(501), null))) {
            Code code = wrong.since() != null && wrong.since().equals("2999")
                    ? Code.FUTURE_TIME
                    : wrong.text() != null && wrong.text().isBlank()
                            ? Code.REQUIRED_FIELD_MISSING
                            : Code.MALFORMED_FIELD;
            assertFalse(refused(code, () -> record(doctor, wrong)).fields().isEmpty(), wrong.toString());
        }
        refused(Code.REQUIRED_FIELD_MISSING, () -> problems.record(doctor, open(doctor), null));
    }

    @Test
    void nurses_read_and_do_not_write_and_who_treats_nobody_there_does_not_even_read() {
        assertTrue(problems.of(open(doctor)).writable());
        assertFalse(problems.of(open(nurse)).writable());
        refused(Code.FORBIDDEN, () -> record(nurse, words("Hen")));
        Line line = record(doctor, words("Hen")).problems().getFirst();
        refused(Code.FORBIDDEN, () -> change(nurse, line, null, "nhầm rồi"));
        Caller stranger = somebody(Role.DOCTOR, hospital.department("W" + Ids.next()));
        refused(Code.FORBIDDEN, () -> open(stranger));
    }

    @Test
    void a_closed_record_takes_no_change() {
        Line line = record(doctor, words("Hen")).problems().getFirst();
        hospital.folder(patient, visit, hospital.facility, State.ARCHIVED);
        Caller clerk = somebody(Role.RECORDS_CLERK);
        assertFalse(problems.of(open(clerk)).writable());
        refused(Code.FORBIDDEN, () -> change(clerk, line, null, "nhầm rồi"));
    }

    @Test
    void problems_of_who_was_merged_stand_in_the_chart_of_the_survivor() {
        UUID survivor = patient;
        patient = hospital.patient("Nguyễn Văn Mẫu");
        hospital.stay(patient, ward, null, null, false);
        Line line = record(doctor, words("Hen")).problems().getFirst();
        UUID loser = patient;
        patient = survivor;
        hospital.merge(loser, survivor);
        assertEquals(
                List.of("Hen phế quản"),
                names(change(doctor, line, words("Hen phế quản"), "đúng tên").problems()));
    }

    @Test
    void a_problem_that_a_label_names_is_hidden_and_the_chart_says_that_something_is() {
        New hidden = new New(Ids.next(), coded("B20.9", "Bệnh HIV", Status.ACTIVE));
        problems.record(doctor, open(doctor), hidden);
        assertEquals(List.of(), problems.record(doctor, open(doctor), hidden).problems(), "sent again it is one");
        assertTrue(open(doctor).masks().contains(new Mask("PROBLEM", null, null)));
        UUID id = hospital.database
                .first("select problem_id from problem where patient_id = ?", row -> row.uuid("problem_id"), patient)
                .orElseThrow();
        refused(Code.NOT_FOUND, () -> problems.versions(open(doctor), id));
        refused(Code.NOT_FOUND, () -> problems.change(doctor, open(doctor), id, new Change(1, "nhầm rồi", null)));
        assertEquals(List.of(), charts.chart(open(doctor), patient).problems());
    }

    @Test
    void a_problem_seen_in_a_visit_that_a_label_hides_is_hidden_with_it() {
        record(doctor, new ProblemForm(null, "Rối loạn lo âu", null, null, null, null, visit));
        record(doctor, words("Hen"));
        hospital.database.update("""
                insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
                select ?, tenant_id, label_id, ?, 'ENCOUNTER', ?, now(), ?, 'người bệnh yêu cầu'
                from label_now where tenant_id = ? and code = 'PROTECTED_PERSON'
                """, Ids.next(), patient, visit, doctor.id(), hospital.tenant);
        hospital.stay(patient, ward, null, null, false);
        assertEquals(List.of("Hen"), names(problems.of(open(doctor)).problems()));
    }

    @Test
    void reading_is_traced_once_and_every_change_for_itself() {
        int created = hospital.audits("CREATE");
        int updated = hospital.audits("UPDATE");
        Line line = record(doctor, words("Hen")).problems().getFirst();
        change(doctor, line, words("Hen phế quản"), "đúng tên");
        assertEquals(created + 1, hospital.audits("CREATE"));
        assertEquals(updated + 1, hospital.audits("UPDATE"));
        problems.of(open(doctor));
        problems.of(open(doctor));
        assertEquals(
                1L,
                hospital.database
                        .first(
                                "select count(*) as n from audit_event where kind = 'OPEN' and object_kind = 'PROBLEMS' and patient_id = ?",
                                row -> row.number("n"),
                                patient)
                        .orElseThrow());
    }
}
