package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.lis.Laboratory.MSH;
import static vn.emr.lis.Laboratory.OBR;
import static vn.emr.lis.Laboratory.PID;
import static vn.emr.lis.Laboratory.read;
import static vn.emr.lis.Laboratory.value;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.StatedDocument;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.intake.StatedObservation.Said;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;

/** OBX: values, units, ranges, flags and documents. */
class ObservedValueTest {
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
    void a_document_that_cannot_be_decoded_is_damaged_and_keeps_its_text_as_sent() {
        Reading reading = read(MSH, PID, OBR, "OBX|1|ED|PDF||^application^pdf^Base64^AAAAA");
        StatedDocument document = report(reading).documents().getFirst();
        assertTrue(document.damaged());
        assertArrayEquals(ascii("AAAAA"), document.content());
        assertEquals(1, reading.remarks().size());
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.4 invented %%EOF,pdf,false",
        "%PDF-1.4 invented,pdf,true",
        "MZ program,pdf,true",
        "plain text,JPEG,true",
        "plain text,html,false",
        "GIF89a,gif,false"
    })
    void a_document_is_damaged_when_its_end_is_missing_or_its_first_bytes_are_of_another_type(
            String content, String subtype, boolean damaged) {
        Reading reading =
                read(MSH, PID, OBR, "OBX|1|ED|DOC||^application^" + subtype + "^Base64^" + base64(ascii(content)));
        assertEquals(damaged, report(reading).documents().getFirst().damaged());
    }

    @ParameterizedTest
    @CsvSource({
        "'OBX|1|NM|GLU||5.0||||||F',VALUE",
        "'OBX|1|NM|GLU||||||||F',NOTHING",
        "'OBX|1|NM|GLU||\"\"||||||F',EMPTIED",
        "'OBX|1|NM|GLU||||||||U',SETTLED",
        "'OBX|1|NM|GLU||5.0||||||U',VALUE",
        "'OBX|1|NM|GLU||||||||P',NOTHING",
        "'OBX|1|NM|GLU||||||||X',VALUE",
        "'OBX|1|NM|GLU||||||||W',VALUE",
        "'OBX|1|NM|GLU||||||||I',VALUE"
    })
    void nothing_sent_and_two_quotes_and_not_sent_again_are_three_things(String obx, Said said) {
        assertEquals(said, value(obx).said());
    }

    @Test
    void every_coded_answer_keeps_its_code() {
        StatedObservation value = value("OBX|1|CWE|ORG||ECO^Escherichia coli^L~KPN^Klebsiella^L||||||F");
        assertEquals(List.of(new Coded("KPN", "L", "Klebsiella")), value.furtherAnswers());
    }

    @ParameterizedTest
    @CsvSource({"DT,20261120", "TM,0815", "TS,20261120081530+0700", "DTM,202611"})
    void dates_and_times_stay_as_sent(String type, String sent) {
        StatedObservation value = value("OBX|1|" + type + "|T||" + sent + "||||||F");
        assertEquals(sent, value.text());
        assertEquals(type, value.valueType());
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
