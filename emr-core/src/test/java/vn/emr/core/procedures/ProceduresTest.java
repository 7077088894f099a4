package vn.emr.core.procedures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.ProcedureList;
import vn.emr.core.chart.TreatmentPage.Item;
import vn.emr.core.chart.TreatmentPage.Treatment;
import vn.emr.core.procedures.Procedures.Change;
import vn.emr.core.procedures.Procedures.New;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.Procedure.Details;
import vn.emr.core.record.Procedure.Member;
import vn.emr.core.record.Procedure.Part;
import vn.emr.core.record.Procedure.Side;
import vn.emr.core.record.Procedure.Sort;
import vn.emr.core.record.Procedure.Status;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.AtTheBedside;
import vn.emr.core.testing.Role;

class ProceduresTest extends AtTheBedside {
    private static final Hospital HOSPITAL = new Hospital();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final List<Member> TEAM = List.of(
            new Member(Part.OPERATOR, "BS. Phẫu Thuật"),
            new Member(Part.ASSISTANT, "BS. Phụ Mổ"),
            new Member(Part.ANAESTHETIST, "BS. Gây Mê"));

    private final Procedures procedures = new Procedures(
            access, charts, HOSPITAL.database, HOSPITAL.records, new Catalogues(HOSPITAL.database), Clock.systemUTC());

    ProceduresTest() {
        super(HOSPITAL);
    }

    @AfterAll
    static void the_current_rows_follow_from_history() {
        assertEquals(List.of(), HistoryCheck.differences(HOSPITAL.database));
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    private static ProcedureForm surgery(String code, String name) {
        return form(Sort.SURGERY, code == null ? null : "icd9", code, name, ago(120), ago(30), TEAM);
    }

    private static ProcedureForm form(
            Sort sort, String catalogue, String code, String name, Instant from, Instant to, List<Member> team) {
        return new ProcedureForm(
                sort,
                catalogue,
                code,
                name,
                from,
                to,
                team,
                "Gây mê nội khí quản",
                "Hố chậu",
                Side.RIGHT,
                "Ổn định",
                "Không",
                null,
                null);
    }

    private Item<Details> record(Caller caller, ProcedureForm said) {
        return procedures.record(caller, open(caller), new New(Ids.next(), visit, said));
    }

    private Item<Details> change(Caller caller, Item<Details> seen, ProcedureForm said, String reason) {
        return procedures.change(caller, open(caller), seen.id(), new Change(seen.version(), reason, said));
    }

    private Treatment treatment(Caller caller) {
        return charts.treatment(open(caller));
    }

    private void told(String code, String name, Instant at) {
        HOSPITAL.commit(new Procedure(
                Ids.next(),
                1,
                patient,
                visit,
                HOSPITAL.source,
                "V1",
                "DV-" + Ids.next(),
                new Details(
                        Status.COMPLETED,
                        Sort.SURGERY.category(),
                        new Coded(code, "", name),
                        BigDecimal.ONE,
                        null,
                        null,
                        TimePoint.at(at),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of()),
                HOSPITAL.origin()));
    }

    private List<String> done() {
        return HOSPITAL.database.inTransaction(t -> ProcedureList.done(t, open(doctor), visit)).stream()
                .map(p -> (p.sourceId() == null ? "EMR " : "HIS ")
                        + p.details().code().shown())
                .toList();
    }

    @Test
    void what_was_written_stands_in_the_treatment_with_all_that_was_said() {
        record(doctor, surgery("47.01", "Cắt ruột thừa nội soi"));
        Item<Details> item = treatment(nurse).procedures().items().getFirst();
        Details d = item.details();
        assertTrue(item.here());
        assertEquals("47.01", d.code().code());
        assertEquals(Sort.SURGERY.category(), d.category());
        assertEquals(ago(120), d.performed().from());
        assertEquals(ago(30), d.ended().from());
        assertEquals(List.of("BS. Phẫu Thuật"), d.performers());
        assertEquals(TEAM, d.entered().team());
        assertEquals("Hố chậu", d.entered().site());
        assertEquals(Side.RIGHT, d.entered().side());
        assertEquals("Gây mê nội khí quản", d.anaesthesia());
        assertEquals(visit, item.encounterId());
        assertNull(item.visitNumber());
    }

    @Test
    void every_version_stays_and_what_was_taken_back_is_shown_as_such() {
        Item<Details> seen = record(doctor, surgery(null, "Cắt ruột thừa"));
        Item<Details> changed = change(doctor, seen, surgery("47.09", "Cắt ruột thừa mổ mở"), "chuyển mổ mở");
        Item<Details> gone = change(nurse, changed, null, "ghi nhầm người bệnh");
        assertEquals(Status.ENTERED_IN_ERROR, gone.details().status());
        List<Item<Details>> versions = procedures.versions(open(nurse), seen.id());
        assertEquals(List.of(3, 2, 1), versions.stream().map(Item::version).toList());
        assertEquals("ghi nhầm người bệnh", versions.getFirst().reason());
        assertEquals("Cắt ruột thừa", versions.getLast().details().code().shown());
        assertEquals(
                Status.ENTERED_IN_ERROR,
                treatment(doctor).procedures().items().getFirst().details().status());
        assertEquals(List.of(), done());
        refused(Code.CONFLICT, () -> change(doctor, gone, null, "lần nữa rồi"));
    }

    @Test
    void a_change_names_the_version_that_was_seen_and_says_why() {
        Item<Details> seen = record(doctor, surgery(null, "Cắt ruột thừa"));
        change(doctor, seen, surgery(null, "Cắt ruột thừa nội soi"), "rõ hơn");
        refused(Code.CONFLICT, () -> change(doctor, seen, surgery(null, "Khác"), "ý khác"));
        refused(Code.REQUIRED_FIELD_MISSING, () -> change(doctor, seen, surgery(null, "Khác"), " "));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> procedures.change(doctor, open(doctor), seen.id(), new Change(null, "ý khác", null)));
        refused(
                Code.NOT_FOUND,
                () -> procedures.change(doctor, open(doctor), Ids.next(), new Change(1, "ý khác", null)));
    }

    @Test
    void the_same_request_writes_one_and_another_visit_is_another_request() {
        New asked = new New(Ids.next(), visit, surgery(null, "Cắt ruột thừa"));
        UUID first = procedures.record(doctor, open(doctor), asked).id();
        assertEquals(first, procedures.record(doctor, open(doctor), asked).id());
        UUID other = HOSPITAL.stay(patient, ward, null, null, false);
        refused(
                Code.KEY_REUSED,
                () -> procedures.record(doctor, open(doctor), new New(asked.requestId(), other, asked.procedure())));
    }

    @Test
    void what_does_not_fit_is_refused_with_a_pointer() {
        List<Member> nobody = List.of(new Member(Part.ASSISTANT, "BS. Phụ"));
        for (ProcedureForm wrong : List.of(
                form(null, null, null, "Mổ", ago(9), null, TEAM),
                form(Sort.SURGERY, null, null, " ", ago(9), null, TEAM),
                form(Sort.SURGERY, null, null, "Mổ", null, null, TEAM),
                form(Sort.SURGERY, null, null, "Mổ", NOW.plusSeconds(9000), null, TEAM),
                form(Sort.SURGERY, null, null, "Mổ", ago(9), ago(10), TEAM),
                form(Sort.SURGERY, null, null, "Mổ", ago(60 * 24 * 400), null, TEAM),
                form(Sort.SURGERY, null, null, "Mổ", ago(9), null, List.of()),
                form(Sort.SURGERY, null, null, "Mổ", ago(9), null, nobody),
                form(Sort.SURGERY, null, "47.01", "Mổ", ago(9), null, TEAM),
                form(Sort.SURGERY, "icd9", "47.01", null, ago(9), null, TEAM),
                form(Sort.SURGERY, "medicines", "47.01", "Mổ", ago(9), null, TEAM),
                form(Sort.SURGERY, null, null, "a\u0007b", ago(9), null, TEAM))) {
            Refusal refusal = assertThrows(Refusal.class, () -> record(doctor, wrong), wrong.toString());
            assertFalse(refusal.fields().isEmpty(), wrong.toString());
        }
    }

    @Test
    void an_order_must_be_one_of_the_chart() {
        ProcedureForm said = surgery(null, "Chọc dò");
        ProcedureForm ordered = new ProcedureForm(
                said.sort(),
                null,
                null,
                said.text(),
                said.from(),
                said.to(),
                TEAM,
                null,
                null,
                null,
                null,
                null,
                null,
                Ids.next());
        refused(Code.NOT_FOUND, () -> record(doctor, ordered));
    }

    @Test
    void who_only_reads_writes_nothing_and_who_treats_nobody_there_does_not_even_read() {
        Caller student = somebody(Role.STUDENT);
        assertTrue(treatment(student).recordable().isEmpty());
        assertTrue(treatment(doctor).recordable().contains(visit));
        assertTrue(treatment(doctor).changeable().contains(visit));
        refused(Code.FORBIDDEN, () -> record(student, surgery(null, "Mổ")));
        Item<Details> seen = record(nurse, form(Sort.PROCEDURE, null, null, "Đặt sonde", ago(9), null, TEAM));
        refused(Code.FORBIDDEN, () -> change(student, seen, null, "nhầm rồi"));
        Caller stranger = somebody(Role.DOCTOR, HOSPITAL.department("W" + Ids.next()));
        refused(Code.FORBIDDEN, () -> open(stranger));
    }

    @Test
    void a_closed_record_takes_none() {
        Item<Details> seen = record(doctor, surgery(null, "Mổ"));
        HOSPITAL.folder(patient, visit, HOSPITAL.facility, State.ARCHIVED);
        Caller clerk = somebody(Role.RECORDS_CLERK);
        assertTrue(treatment(clerk).recordable().isEmpty());
        refused(Code.FORBIDDEN, () -> change(clerk, seen, null, "nhầm rồi"));
    }

    @Test
    void what_a_system_tells_is_changed_there_and_counts_once_beside_what_people_write() {
        told("47.01", "Cắt ruột thừa qua nội soi", ago(100));
        told("47.01", "Cắt ruột thừa qua nội soi", ago(60 * 24 * 3));
        told("86.22", "Cắt lọc vết thương", ago(100));
        Item<Details> his = treatment(doctor).procedures().items().getFirst();
        refused(Code.NOT_APPLICABLE, () -> change(doctor, his, null, "nhầm rồi"));
        assertEquals(3, done().size());
        record(doctor, surgery("47.01", "Cắt ruột thừa nội soi"));
        assertEquals(
                List.of("HIS Cắt ruột thừa qua nội soi", "EMR Cắt ruột thừa nội soi", "HIS Cắt lọc vết thương"),
                done());
        assertEquals(4, treatment(doctor).procedures().items().size(), "the page shows both, each with its source");
    }

    @Test
    void what_a_label_names_is_hidden() {
        record(doctor, surgery(null, "Tư vấn trước xét nghiệm HIV"));
        assertEquals(List.of(), treatment(doctor).procedures().items());
        UUID id = HOSPITAL.database
                .first(
                        "select procedure_id from procedure where patient_id = ?",
                        row -> row.uuid("procedure_id"),
                        patient)
                .orElseThrow();
        refused(Code.NOT_FOUND, () -> procedures.versions(open(doctor), id));
        refused(Code.NOT_FOUND, () -> procedures.change(doctor, open(doctor), id, new Change(1, "nhầm rồi", null)));
    }
}
