package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vn.emr.lis.Laboratory.MSH;
import static vn.emr.lis.Laboratory.OBR;
import static vn.emr.lis.Laboratory.PID;
import static vn.emr.lis.Laboratory.read;
import static vn.emr.lis.Laboratory.reports;
import static vn.emr.lis.Laboratory.value;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.record.Coded;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.ResultStatus;

class OruTranslatorTest {
    @Test
    void a_report_is_known_by_the_filler_number_with_its_namespace_and_the_panel() {
        ReportStated report = reports(OBR, "OBX|1|NM|GLU||5.6||||||F").getFirst();
        assertEquals("F1^LIS|CBC", report.reportKey());
        assertEquals("F1", report.fillerNumber());
        assertEquals("P1", report.placerNumber());
    }

    @Test
    void without_a_filler_number_the_placer_number_then_the_time_then_the_message_makes_the_report() {
        assertEquals("P1^HIS|CBC", reports("OBR|1|P1^HIS||CBC").getFirst().reportKey());
        assertEquals(
                "@20261120|CBC", reports("OBR|1|||CBC|||20261120").getFirst().reportKey());
        assertEquals("M1#1|CBC", reports("OBR|1|||CBC").getFirst().reportKey());
    }

    @Test
    void numbers_left_out_of_obr_are_taken_from_the_orc_before_it_and_not_from_an_earlier_one() {
        List<ReportStated> two = reports("ORC|RE|P7|F7", "OBR|1|||CBC", "OBR|2|||CRP|||20261120");
        assertEquals("F7|CBC", two.get(0).reportKey());
        assertEquals("P7", two.get(0).placerNumber());
        assertEquals("@20261120|CRP", two.get(1).reportKey());
    }

    @ParameterizedTest
    @CsvSource({
        "O,REGISTERED",
        "I,REGISTERED",
        "S,REGISTERED",
        "A,PRELIMINARY",
        "P,PRELIMINARY",
        "R,PRELIMINARY",
        "F,FINAL",
        "C,CORRECTED",
        "X,CANCELLED",
        "?,PRELIMINARY"
    })
    void a_report_status_is_read_by_table_0123(String letter, ResultStatus status) {
        ReportStated report =
                reports("OBR|1||F1|CBC|||||||||||||||||||||" + letter).getFirst();
        assertEquals(status, report.status());
    }

    @ParameterizedTest
    @CsvSource({
        "F,FINAL", "U,FINAL", "P,PRELIMINARY", "R,PRELIMINARY", "S,PRELIMINARY", "I,REGISTERED", "N,REGISTERED",
        "O,REGISTERED", "C,CORRECTED", "A,AMENDED", "X,CANCELLED", "D,DELETED", "W,ENTERED_IN_ERROR", "f,FINAL"
    })
    void a_value_status_is_read_by_table_0085(String letter, ResultStatus status) {
        assertEquals(status, value("OBX|1|NM|GLU||5.6||||||" + letter).status());
    }

    @Test
    void a_value_without_status_has_the_one_of_its_report() {
        assertEquals(ResultStatus.FINAL, value("OBX|1|NM|GLU||5.6").status());
    }

    @Test
    void a_report_without_status_is_no_more_settled_than_its_least_settled_value() {
        assertEquals(
                ResultStatus.PRELIMINARY,
                reports("OBR|1||F1|CBC", "OBX|1|NM|GLU||5||||||F", "OBX|2|NM|URE||5||||||P")
                        .getFirst()
                        .status());
        assertEquals(
                ResultStatus.FINAL,
                reports("OBR|1||F1|CBC", "OBX|1|NM|GLU||5||||||X", "OBX|2|NM|URE||5||||||F")
                        .getFirst()
                        .status());
    }

    @Test
    void a_result_without_any_status_is_preliminary() {
        String[] message = {MSH, PID, "OBR|1||F1|CBC", "OBX|1|NM|GLU||5"};
        assertEquals(
                ResultStatus.PRELIMINARY,
                ((ReportStated) read(message).notices().getFirst()).status());
    }

    @Test
    void it_is_stated_at_obr_22_else_at_msh_7_else_at_receipt_in_the_zone_of_the_source() {
        assertEquals(
                Instant.parse("2026-11-20T02:25:00Z"), reports(OBR).getFirst().stated());
        assertEquals(
                Instant.parse("2026-11-20T02:30:00Z"),
                reports("OBR|1||F1|CBC").getFirst().stated());
        Reading silent = read(MSH.replace("20261120093000", ""), PID, "OBR|1||F1|CBC");
        assertEquals(Laboratory.CLOCK.instant(), silent.notices().getFirst().stated());
    }

    @Test
    void an_offset_that_was_sent_is_used() {
        Reading reading = read(MSH.replace("20261120093000", "20261120093000+0900"), PID, "OBR|1||F1|CBC");
        assertEquals(
                Instant.parse("2026-11-20T00:30:00Z"),
                reading.notices().getFirst().stated());
    }

    @Test
    void a_date_alone_gives_way_to_the_sending_time_of_the_same_day() {
        String day = OBR.replace("20261120092500", "20261120");
        assertEquals(
                Instant.parse("2026-11-20T02:30:00Z"), reports(day).getFirst().stated());
        String other = OBR.replace("20261120092500", "20261119");
        assertEquals(
                Instant.parse("2026-11-18T17:00:00Z"), reports(other).getFirst().stated());
    }

    @Test
    void a_code_in_the_alternate_place_is_found_as_analysers_send_it() {
        StatedObservation creatinine = value("OBX|1|NM|^^^CREA^CREATININE||1.1|mg/dL|||||F");
        assertEquals(new Coded("CREA", "", "CREATININE"), creatinine.code());
        assertEquals("CREA|", creatinine.key());
    }

    @Test
    void a_value_is_known_by_code_and_sub_id_and_a_repeated_pair_is_numbered_so_that_nothing_is_lost() {
        List<String> keys = reports(OBR, "OBX|1|ST|K||a", "OBX|2|ST|K||b", "OBX|3|ST|K|1|c", "OBX|4|ST|||d")
                .getFirst()
                .observations()
                .stream()
                .map(StatedObservation::key)
                .toList();
        assertEquals(List.of("K|", "K|#2", "K|1", "|"), keys);
    }

    @Test
    void the_same_report_in_two_obr_of_a_message_keeps_every_value_apart() {
        List<ReportStated> two = reports("OBR|1||F1|CBC", "OBX|1|ST|K||a", "OBR|2||F1|CBC", "OBX|1|ST|K||b");
        assertEquals(two.get(0).reportKey(), two.get(1).reportKey());
        assertNotEquals(
                two.get(0).observations().getFirst().key(),
                two.get(1).observations().getFirst().key());
    }

    @Test
    void notes_belong_to_the_segment_they_follow() {
        ReportStated report = reports(
                        "NTE|1||bệnh nhân nhịn ăn",
                        OBR,
                        "NTE|1||dòng 1~dòng 2",
                        "OBX|1|NM|GLU||5",
                        "NTE|1||mẫu tan huyết",
                        "NTE|2||đã kiểm tra lại",
                        "OBX|2|NM|URE||5",
                        "SPM|1|||SER^Huyết thanh",
                        "NTE|1||mẫu gửi muộn")
                .getFirst();
        assertEquals(List.of("bệnh nhân nhịn ăn", "dòng 1\ndòng 2", "mẫu gửi muộn"), report.notes());
        assertEquals(
                List.of("mẫu tan huyết", "đã kiểm tra lại"),
                report.observations().getFirst().notes());
        assertEquals(List.of(), report.observations().get(1).notes());
    }

    @Test
    void the_specimen_is_read_before_and_after_the_values_and_values_after_it_are_not_lost() {
        Coded serum = new Coded("SER", "L", "Huyết thanh");
        assertEquals(
                serum,
                reports("SPM|1|||SER^Huyết thanh^L", OBR, "OBX|1|NM|GLU||5")
                        .getFirst()
                        .specimen());
        ReportStated after =
                reports(OBR, "SPM|1|||SER^Huyết thanh^L", "OBX|1|NM|GLU||5").getFirst();
        assertEquals(serum, after.specimen());
        assertEquals(1, after.observations().size());
    }

    @Test
    void before_version_2_5_the_specimen_is_obr_15() {
        assertEquals(
                new Coded("BLD", "L", "Máu"),
                reports("OBR|1||F1|CBC|||||||||||BLD&Máu&L^^tay trái")
                        .getFirst()
                        .specimen());
    }

    @Test
    void the_susceptibilities_of_two_organisms_are_two_reports_that_name_their_organism() {
        List<ReportStated> two = reports(
                "OBR|1||F1|KSD|||||||||||||||||||||F|VK&Vi khuẩn^1^Escherichia coli",
                "OBX|1|NM|AMP||32|mg/L",
                "OBR|2||F1|KSD|||||||||||||||||||||F|VK&Vi khuẩn^2^Klebsiella",
                "OBX|1|NM|AMP||2|mg/L");
        assertEquals("F1|KSD|VK|1", two.get(0).reportKey());
        assertEquals("F1|KSD|VK|2", two.get(1).reportKey());
        assertEquals(List.of("Thuộc kết quả: Klebsiella"), two.get(1).notes());
        assertEquals("AMP|", two.get(1).observations().getFirst().key());
    }

    @Test
    void each_patient_of_a_message_has_their_own_reports() {
        Reading reading = read(
                MSH,
                PID,
                "PV1|1|I|||||||||||||||||V1",
                OBR,
                "OBX|1|NM|GLU||5",
                "PID|2||BN002",
                "OBR|1||F2|CBC",
                "OBX|1|NM|GLU||6");
        assertEquals(2, reading.notices().size());
        assertEquals("V1", ((ReportStated) reading.notices().get(0)).visitNumber());
        assertNull(((ReportStated) reading.notices().get(1)).visitNumber());
        assertEquals(
                "BN002", reading.notices().get(1).who().identifiers().getFirst().value());
        assertEquals(2, reading.observationsIn());
    }

    @Test
    void values_outside_any_obr_are_kept_and_remarked() {
        Reading reading = read(MSH, PID, "OBX|1|NM|GLU||5||||||F", "OBX|2|NM|URE||6||||||F");
        assertEquals("M1#1|", report(reading).reportKey());
        assertEquals(2, report(reading).observations().size());
        assertEquals(ResultStatus.FINAL, report(reading).status());
        assertEquals(1, reading.remarks().size());
    }

    @Test
    void a_message_without_results_says_so() {
        assertEquals(List.of("the message carries no result"), read(MSH, PID).remarks());
    }

    @Test
    void a_result_without_a_patient_names_nobody() {
        assertEquals(List.of(), read(MSH, OBR).notices().getFirst().who().identifiers());
    }

    @Test
    void all_numbers_of_the_patient_are_read_by_their_types_and_blank_ones_never() {
        Map<IdentifierKind, String> numbers = read(
                        MSH,
                        "PID|1||BN001^^^BV-A^MR~001080012345^^^^NI~DN4010112345678^^^BHXH^HC~^^^X^MR~\"\"^^^Y^MR~B1234567^^^VN^PPN~0000^^^Z|||||||||||||||A77",
                        OBR)
                .notices()
                .getFirst()
                .who()
                .identifiers()
                .stream()
                .collect(Collectors.toMap(i -> i.kind(), i -> i.system() + "/" + i.value()));
        assertEquals(
                Map.of(
                        IdentifierKind.PATIENT_NUMBER, "BV-A/BN001",
                        IdentifierKind.CCCD, "VN/001080012345",
                        IdentifierKind.INSURANCE_CARD, "VN/DN4010112345678",
                        IdentifierKind.PASSPORT, "VN/B1234567",
                        IdentifierKind.ACCOUNT, "BV-A/A77"),
                numbers);
    }

    private static ReportStated report(Reading reading) {
        return (ReportStated) reading.notices().getFirst();
    }
}
