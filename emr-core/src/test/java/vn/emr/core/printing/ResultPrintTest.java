package vn.emr.core.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ResultStatus;

/** Received results on the forms of the ministry: everything they say, and a line of the trace for each print. */
class ResultPrintTest {
    private static final Instant AT = Instant.parse("2026-11-10T02:15:00Z");

    private Hospital hospital;
    private PrintRoom room;
    private UUID patient;
    private UUID encounter;
    private Caller doctor;
    private Grant grant;

    @BeforeEach
    void come(@TempDir Path folder) {
        room = new PrintRoom(folder);
        hospital = room.hospital;
        patient = room.patient;
        encounter = room.visit;
        doctor = room.doctor;
        grant = room.open();
    }

    @Test
    void a_result_of_the_laboratory_is_printed_with_all_it_says_and_its_print_is_traced() throws Exception {
        UUID report =
                kept("CH", "Sinh hóa máu", ResultStatus.FINAL, number(1, "Glucose", "7.7"), number(2, "Kali", "4.1"));
        byte[] pdf = room.prints.report(doctor, grant, report);
        String text = Samples.text(pdf).replaceAll("\\s+", " ");
        for (String said : List.of(
                "PHIẾU XÉT NGHIỆM HÓA SINH MÁU",
                "Nguyễn Văn Ấn",
                "Glucose",
                "7.7",
                "mmol/L",
                "3.9 - 6.4",
                "Kali",
                "4.1",
                "Ghi chú",
                "KTV. Mẫu",
                "Đã duyệt",
                "09:15 10/11/2026",
                "Mẫu chưa xác nhận")) {
            assertTrue(text.contains(said), said + " in " + text);
        }
        assertEquals("", Samples.notPdfA(pdf));
        List<String> lines = hospital.database.query(
                "select id::text as id from audit_event where kind = 'PRINT' and object_kind = 'DIAGNOSTIC_REPORT'"
                        + " and object_id = ? and patient_id = ? and encounter_id = ?",
                row -> row.text("id"),
                report,
                patient,
                encounter);
        assertEquals(1, lines.size());
        assertTrue(text.contains("Mã tra cứu: " + lines.getFirst()), "the paper names its line of the trace");
    }

    @Test
    void a_result_of_no_visit_is_printed_without_a_ward() throws Exception {
        UUID report = hospital.report(patient, AT, "5.0", "N");
        assertTrue(Samples.text(room.prints.report(doctor, grant, report)).contains("Khoa: ..."));
    }

    @ParameterizedTest
    @CsvSource({
        "LAB, Sinh hóa máu, 22/BV2",
        "CH, Bộ mỡ, 22/BV2",
        "LAB, Tổng phân tích tế bào máu, 17/BV2",
        "HM, CTM, 17/BV2",
        "LAB, Huyết tủy đồ, 18/BV2",
        "LAB, Hóa sinh nước tiểu, 23/BV2",
        "MB, Cấy đờm, 24/BV2",
        "LAB, HIV Ab, 16/BV2",
        "RAD, Chụp X-quang ngực thẳng, 08/BV2",
        "RAD, Chụp CLVT sọ não, 09/BV2",
        "NMR, Cột sống, 10/BV2",
        "RAD, Siêu âm ổ bụng, 11/BV2"
    })
    void the_title_or_else_the_category_names_the_form(String category, String title, String form) throws Exception {
        UUID report = kept(category, title, ResultStatus.FINAL, words(1, "Kết luận", "Bình thường"));
        assertTrue(Samples.text(room.prints.report(doctor, grant, report)).contains("MS: " + form));
    }

    @Test
    void of_a_reading_of_pictures_description_conclusion_and_advice_stand_apart_and_nothing_is_lost() throws Exception {
        UUID report = kept(
                "RAD",
                "Siêu âm ổ bụng",
                ResultStatus.FINAL,
                words(1, "Gan", "Không to, nhu mô đều"),
                words(2, "Kết luận", "Sỏi túi mật 8 mm"),
                words(3, "Đề nghị", "Khám ngoại"));
        String text = Samples.text(room.prints.report(doctor, grant, report));
        assertTrue(text.contains("Mô tả: Gan: Không to, nhu mô đều"), text);
        assertTrue(text.contains("Kết luận: Sỏi túi mật 8 mm"), text);
        assertTrue(text.contains("Đề nghị: Khám ngoại"), text);
    }

    @Test
    void what_no_form_prints_and_what_was_taken_back_is_not_printed_and_leaves_no_print_in_the_trace() {
        UUID unknown = kept("EC", "Điện tim", ResultStatus.FINAL, words(1, "Kết luận", "Nhịp xoang"));
        UUID wrong = kept("CH", "Sinh hóa máu", ResultStatus.ENTERED_IN_ERROR, number(1, "Glucose", "7.7"));
        for (UUID report : List.of(unknown, wrong)) {
            Refusal refusal = assertThrows(Refusal.class, () -> room.prints.report(doctor, grant, report));
            assertEquals(Code.NOT_FOUND, refusal.code());
        }
        assertEquals(0, hospital.audits("PRINT"));
    }

    @Test
    void a_result_of_somebody_else_is_not_found_and_the_attempt_is_traced() {
        UUID other = hospital.report(hospital.patient("Trần Thị Khác"), AT, "5.0", "N");
        int refused = hospital.audits("REFUSED");
        Refusal refusal = assertThrows(Refusal.class, () -> room.prints.report(doctor, grant, other));
        assertEquals(Code.NOT_FOUND, refusal.code());
        assertEquals(refused + 1, hospital.audits("REFUSED"));
        assertEquals(0, hospital.audits("PRINT"));
    }

    private UUID kept(String category, String title, ResultStatus status, Observation... values) {
        return room.result(category, title, status, values);
    }

    private static Observation number(int line, String name, String value) {
        return Hospital.value(line, name, name, value, "mmol/L", "3.9", "6.4", "N", AT);
    }

    private static Observation words(int line, String name, String text) {
        Observation o = number(line, name, "1");
        return new Observation(
                o.line(),
                name,
                o.code(),
                null,
                null,
                "TX",
                null,
                null,
                text,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                o.status(),
                o.observed(),
                AT,
                null,
                null,
                List.of());
    }
}
