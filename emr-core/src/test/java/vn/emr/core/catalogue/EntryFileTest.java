package vn.emr.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Official lists as they come: workbooks and CSV, with titles above and columns of their own, and files that mean harm. */
class EntryFileTest {
    private static List<String> entries(String catalogue, byte[] file) {
        return EntryFile.of(catalogue, file).good.stream()
                .map(n -> n.line() + " " + n.entry().code() + " " + n.entry().words())
                .toList();
    }

    private static Code refused(byte[] file) {
        return assertThrows(Refusal.class, () -> EntryFile.of("icd10", file)).code();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A line of the official list: 29 columns. */
    private static List<String> icd(String code, String english, String vietnamese, int... flags) {
        List<String> cells = new ArrayList<>(Collections.nCopies(29, ""));
        cells.set(0, "7");
        cells.set(17, code);
        cells.set(18, code.replace(".", ""));
        cells.set(19, english);
        cells.set(21, vietnamese);
        for (int flag : flags) {
            cells.set(flag - 1, "x");
        }
        return cells;
    }

    private static List<List<String>> official() {
        List<String> head = new ArrayList<>(Collections.nCopies(29, "cột"));
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= 29; i++) {
            numbers.add(String.valueOf(i));
        }
        List<String> first = icd("A00", "Cholera", "Bệnh tả", 26);
        first.set(1, "I");
        first.set(5, "A00-A09");
        first.set(14, "A00");
        List<String> second = icd("A00.0", "Cholera due to Vibrio cholerae 01", "Bệnh tả do phẩy khuẩn tả 01");
        second.set(14, "A00");
        second.set(22, "Dùng khi có bằng chứng");
        return List.of(
                List.of("Phụ lục Bảng danh mục"),
                head,
                numbers,
                first,
                second,
                icd("O80", "Single spontaneous delivery", "Đẻ thường một thai", 24, 28),
                icd("G01*", "", "Viêm màng não trong bệnh nhiễm khuẩn", 24),
                icd("G01", "", "Viêm màng não do vi khuẩn", 24));
    }

    @Test
    void the_icd_workbook_is_read_by_its_columns_with_flags_and_what_stands_once_for_several_lines() {
        assertEquals(
                List.of(
                        "4 A00 Bệnh tả · Cholera · block A00-A09 · chapter I · not_used 1",
                        "5 A00.0 Bệnh tả do phẩy khuẩn tả 01 · Cholera due to Vibrio cholerae 01 · A00 · block A00-A09"
                                + " · chapter I · guidance Dùng khi có bằng chứng",
                        "6 O80 Đẻ thường một thai · Single spontaneous delivery · block A00-A09 · chapter I · female_only 1"
                                + " · not_primary 1",
                        "7 G01 Viêm màng não trong bệnh nhiễm khuẩn · block A00-A09 · chapter I · mark * · not_primary 1"
                                + " · other_names Viêm màng não do vi khuẩn"),
                entries("icd10", Packed.workbook(official())));
    }

    @Test
    void a_line_of_the_icd_list_without_a_code_is_named_and_nothing_is_guessed() {
        List<List<String>> rows = new ArrayList<>(official());
        rows.add(icd("", "", "Bệnh không có mã"));
        rows.add(icd("A0", "", "Mã cụt"));
        rows.add(icd("A01", "Typhoid", ""));
        assertEquals(
                List.of("9 18 MISSING", "10 18 UNKNOWN", "11 22 MISSING"),
                EntryFile.of("icd10", Packed.workbook(rows)).faults.stream()
                        .map(f -> f.line() + " " + f.column() + " " + f.wrong())
                        .toList());
    }

    @Test
    void other_lists_say_their_columns_in_a_line_under_their_title() {
        byte[] workbook = Packed.workbook(List.of(
                List.of("Danh mục thuốc năm 2026"),
                List.of("STT", "MÃ THUỐC", "TÊN THUỐC", "Hàm lượng", "Đơn vị"),
                List.of("1", "40.30", "Paracetamol & cafein", "500mg", "viên"),
                List.of("", "", "", "", ""),
                List.of("2", "40.02", "Lidocain", "", "ống")));
        assertEquals(
                List.of(
                        "3 40.30 Paracetamol & cafein · don_vi viên · ham_luong 500mg",
                        "5 40.02 Lidocain · don_vi ống"),
                entries("medicines", workbook));
        assertEquals(
                List.of("2 01 Kinh; Việt · Kinh"),
                entries("ethnic-groups", utf8("\uFEFFcode;name;name_en;parent\r\n01;\"Kinh; Việt\";Kinh;\r\n")));
    }

    @Test
    void codes_stay_texts_whatever_a_spreadsheet_thinks_of_them() {
        byte[] workbook = Packed.zip(Map.of("xl/worksheets/sheet1.xml", """
                <worksheet><sheetData>
                <row><c t="inlineStr"><is><t>code</t></is></c><c t="inlineStr"><is><r><t>na</t></r><r><t>me</t></r></is></c></row>
                <row r="9"><c r="A9"><v>1.10</v></c><c r="B9" t="str"><f>HYPERLINK("http://x")</f><v>Một</v></c></row>
                </sheetData></worksheet>
                """));
        assertEquals(List.of("9 1.10 Một"), entries("x", workbook));
    }

    @Test
    void what_is_no_list_is_refused() {
        assertEquals(Code.REQUIRED_FIELD_MISSING, refused(new byte[0]));
        assertEquals(Code.REQUIRED_FIELD_MISSING, refused(utf8("code,name\n")));
        assertEquals(Code.MALFORMED_FIELD, refused(utf8("a,b\n1,2\n")));
        assertEquals(Code.UNDECODABLE_TEXT, refused(new byte[] {'c', (byte) 0xC3, 'x'}));
        assertEquals(Code.UNREADABLE, refused(Packed.zip(Map.of("word/document.xml", "<a/>"))));
        assertEquals(Code.UNREADABLE, refused(Arrays.copyOf(Packed.workbook(official()), 300)));
        assertEquals(Code.TOO_LARGE, refused(new byte[(16 << 20) + 1]));
    }

    @Test
    void a_workbook_that_brings_an_entity_or_unpacks_without_end_is_refused() throws IOException {
        byte[] entity = Packed.zip(Map.of(
                "xl/worksheets/sheet1.xml",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet>&x;</worksheet>"));
        assertEquals(Code.UNREADABLE, refused(entity));
        assertEquals(Code.TOO_LARGE, refused(bomb("xl/worksheets/sheet1.xml")));
        assertEquals(Code.TOO_LARGE, refused(bomb("docProps/thumbnail.jpeg")), "also in a part that nobody reads");
        String long40 = "<worksheet><sheetData><row><c t=\"str\"><v>" + "a".repeat(40_000)
                + "</v></c></row></sheetData></worksheet>";
        assertEquals(Code.TOO_LARGE, refused(Packed.zip(Map.of("xl/worksheets/sheet1.xml", long40))));
    }

    /** Some 300 MB of empty rows, packed into a few hundred KB. */
    private static byte[] bomb(String part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] blanks = utf8("<row/>".repeat(1 << 18));
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(part));
            zip.write(utf8("<worksheet>"));
            for (int i = 0; i < 200; i++) {
                zip.write(blanks);
            }
        }
        return bytes.toByteArray();
    }
}
