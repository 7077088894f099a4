package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.lis.Laboratory.MSH;
import static vn.emr.lis.Laboratory.OBR;
import static vn.emr.lis.Laboratory.PID;
import static vn.emr.lis.Laboratory.read;
import static vn.emr.lis.Laboratory.reports;
import static vn.emr.lis.Laboratory.value;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Notice.StatedDocument;
import vn.emr.core.intake.Notice.StatedObservation;
import vn.emr.core.intake.Reading;
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
    void a_result_without_any_status_is_preliminary_unless_its_source_sends_only_released_results() {
        String[] message = {MSH, PID, "OBR|1||F1|CBC", "OBX|1|NM|GLU||5"};
        assertEquals(
                ResultStatus.PRELIMINARY,
                ((ReportStated) read(message).notices().getFirst()).status());
        Reading released = Laboratory.deliver(
                        Laboratory.bytes(StandardCharsets.UTF_8, message),
                        Map.of(ResultReport.UNSTATED_STATUS, "FINAL"))
                .reading();
        assertEquals(ResultStatus.FINAL, ((ReportStated) released.notices().getFirst()).status());
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

    @ParameterizedTest
    @CsvSource({
        "5.6,5.6,",
        "<0.01,0.01,<",
        "<=5,5,<=",
        "≥ 90,90,>=",
        ">1000,1000,>",
        "'5,6',5.6,",
        "=7,7,",
        "-2.5,-2.5,",
        "1e3,1E+3,"
    })
    void a_number_keeps_its_comparator_and_its_text(String sent, String number, String comparator) {
        StatedObservation value = value("OBX|1|NM|GLU||" + sent + "|mmol/L|||||F");
        assertEquals(number, value.number().toString());
        assertEquals(comparator, value.comparator());
        assertEquals(sent, value.text());
    }

    @ParameterizedTest
    @CsvSource({"hemolysed", "'1,234'", "1:128", "5 6", "++", "1e999999999", "'<'"})
    void what_is_no_clear_number_stays_text(String sent) {
        StatedObservation value = value("OBX|1|NM|GLU||" + sent + "|mmol/L|||||F");
        assertNull(value.number());
        assertEquals(sent, value.text());
    }

    @Test
    void a_text_result_with_a_unit_counts_as_a_number_and_one_without_does_not() {
        assertEquals("5.6", value("OBX|1|ST|GLU||5.6|mmol/L").number().toString());
        assertNull(value("OBX|1|ST|PHONE||0912345678").number());
    }

    @ParameterizedTest
    @CsvSource({
        "^182,182,,182",
        ">^100,100,>,>100",
        "^1^:^128,,,1:128",
        "^3^+,,,3+",
        "=^5,5,,=5",
        "182,182,,182",
        ">^1^.^3,,,>1.3"
    })
    void a_structured_number_is_a_number_only_when_it_stands_alone(
            String sent, String number, String comparator, String text) {
        StatedObservation value = value("OBX|1|SN|T||" + sent + "||||||F");
        assertEquals(number, value.number() == null ? null : value.number().toString());
        assertEquals(comparator, value.comparator());
        assertEquals(text, value.text());
    }

    @ParameterizedTest
    @CsvSource({
        "3.9-6.4,3.9,6.4", "3.9 - 6.4,3.9,6.4", "70_105,70,105", "'3,9 – 6,4',3.9,6.4", "3.5~5.5,3.5,5.5", "<5.2,,5.2",
        "≤ 5.2,,5.2", "> 90,90,", ">=90 mL/min,90,", "-2 - 2,-2,2", "[3.5-5.5],3.5,5.5", "4.0 - 10.0 10^9/L,4.0,10.0"
    })
    void a_reference_range_is_read_and_kept_as_sent(String sent, String low, String high) {
        StatedObservation value = value("OBX|1|NM|GLU||5|mmol/L|" + sent + "||||F");
        assertEquals(low, value.rangeLow() == null ? null : value.rangeLow().toString());
        assertEquals(high, value.rangeHigh() == null ? null : value.rangeHigh().toString());
        assertEquals(sent, value.rangeText());
    }

    @ParameterizedTest
    @CsvSource({"Âm tính", "Nam: 3-5; Nữ: 2-4", "6.4-3.9", "1-2-3", "3.5-5.5 (M) 3-5 (F)", "'1,000-2,000'"})
    void a_range_that_is_not_clear_is_text_only(String sent) {
        StatedObservation value = value("OBX|1|NM|GLU||5|mmol/L|" + sent + "||||F");
        assertNull(value.rangeLow());
        assertNull(value.rangeHigh());
        assertEquals(sent, value.rangeText());
    }

    @Test
    void flags_keep_their_repetitions_and_units_are_as_sent() {
        StatedObservation value = value("OBX|1|NM|GLU||5|mmol/L^millimol^UCUM|3-4|H~*|||F");
        assertEquals("H~*", value.flag());
        assertEquals("mmol/L", value.unit());
    }

    @Test
    void coded_values_keep_code_and_text_and_each_repetition_is_a_line() {
        StatedObservation value = value("OBX|1|CWE|ORG||ECO^Escherichia coli^L~KPN^Klebsiella^L||||||F");
        assertEquals(new Coded("ECO", "L", "Escherichia coli"), value.coded());
        assertEquals("Escherichia coli\nKlebsiella", value.text());
    }

    @Test
    void text_repetitions_are_lines_and_escapes_are_resolved() {
        assertEquals("dòng 1\ndòng 2", value("OBX|1|TX|KL||dòng 1~dòng 2").text());
        assertEquals("a\nb | c", value("OBX|1|FT|KL||a\\.br\\b \\F\\ c").text());
    }

    @ParameterizedTest
    @CsvSource({"DT,20260101", "TM,0830", "TS,202601010830+0700", "DTM,2026", "'',abc", "XYZ,abc", "IS,abc"})
    void other_and_unknown_types_are_text(String type, String sent) {
        assertEquals(sent, value("OBX|1|" + type + "|K||" + sent).text());
    }

    @Test
    void an_empty_and_an_erased_value_are_no_text() {
        assertNull(value("OBX|1|NM|K||").text());
        assertNull(value("OBX|1|ST|K||\"\"").text());
        assertNull(value("OBX|1").text());
    }

    @Test
    void a_reference_to_a_document_is_kept_as_text() {
        assertEquals(
                "1.2.3.4 (application/pdf)",
                value("OBX|1|RP|DOC||1.2.3.4^PACS^application^pdf").text());
    }

    @Test
    void an_embedded_pdf_is_a_document_with_its_bytes() {
        byte[] pdf = "%PDF-1.4 invented %%EOF\n".getBytes(StandardCharsets.US_ASCII);
        Reading reading = read(MSH, PID, OBR, "OBX|1|ED|PDF^Phiếu kết quả||LIS^application^pdf^Base64^" + base64(pdf));
        StatedDocument document = report(reading).documents().getFirst();
        assertEquals("application/pdf", document.mediaType());
        assertArrayEquals(pdf, document.content());
        assertEquals("PDF|", document.key());
        assertEquals("Phiếu kết quả", document.title());
        assertEquals(ResultStatus.FINAL, document.status());
        assertEquals(List.of(), reading.remarks());
        assertEquals(1, reading.observationsIn());
    }

    @Test
    void a_pdf_cut_short_is_kept_and_remarked() {
        Reading reading = read(MSH, PID, OBR, "OBX|1|ED|PDF||^application^pdf^Base64^" + base64(ascii("%PDF-1.4 x")));
        assertEquals(1, report(reading).documents().size());
        assertTrue(reading.remarks().toString().contains("cut short"), reading.remarks()::toString);
    }

    @Test
    void a_document_that_is_not_what_it_says_is_kept_without_a_type() {
        Reading reading = read(MSH, PID, OBR, "OBX|1|ED|PDF||^application^pdf^Base64^" + base64(ascii("MZ program")));
        assertEquals(
                "application/octet-stream",
                report(reading).documents().getFirst().mediaType());
        assertEquals(1, reading.remarks().size());
    }

    @Test
    void a_document_that_cannot_be_decoded_is_a_value_that_says_so() {
        Reading reading = read(MSH, PID, OBR, "OBX|1|ED|PDF||^application^pdf^Base64^AAAAA");
        assertEquals(0, report(reading).documents().size());
        assertEquals(1, report(reading).observations().size());
        assertEquals(1, reading.remarks().size());
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

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
