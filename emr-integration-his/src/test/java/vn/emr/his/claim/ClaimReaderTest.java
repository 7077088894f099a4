package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.NamedValue;

class ClaimReaderTest {
    private static final String TABLE = Claims.table("XML1", Claims.summary("LY_DO_VV", "Đau <2 ngày & sốt"));

    @Test
    void a_table_is_the_same_however_it_was_put_into_the_file() {
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("base64", Claims.base64(TABLE));
        ways.put("base64 with line breaks", Base64.getMimeEncoder().encodeToString(Claims.bytes(TABLE)));
        ways.put("base64 without padding", Claims.base64(TABLE).replace("=", ""));
        ways.put("base64 with wrong padding", Claims.base64(TABLE + "  ").replace("=", "") + "=");
        ways.put("base64 with a mark (77u)", Claims.base64("\ufeff" + TABLE));
        ways.put("a mark before base64", "\ufeff" + Claims.base64(TABLE));
        ways.put("as it is", TABLE.substring(TABLE.indexOf("?>") + 2));
        ways.put("as it is, with blanks", "\n  " + TABLE.substring(TABLE.indexOf("?>") + 2) + "\n");
        ways.put("CDATA", "<![CDATA[" + TABLE + "]]>");
        ways.put("CDATA that names another character set", "<![CDATA[" + TABLE.replace("utf-8", "utf-16") + "]]>");
        ways.put("escaped", Claims.escaped(TABLE));
        assertTrue(ways.get("base64 with a mark (77u)").startsWith("77u"));
        ClaimFile first = null;
        for (Map.Entry<String, String> way : ways.entrySet()) {
            ClaimFile file = read(Claims.packed("XML1", way.getValue()));
            assertEquals("Đau <2 ngày & sốt", file.summary().text("LY_DO_VV"), way.getKey());
            first = first == null ? file : first;
            assertEquals(first, file, way.getKey());
        }
    }

    @Test
    void the_envelope_is_read_and_the_signature_passed_over() {
        ClaimFile file = read(Claims.packed("XML1", Claims.base64(TABLE)));
        assertEquals("79001", file.facility());
        assertEquals("20251120", file.made());
        assertEquals(List.of("XML1"), List.copyOf(file.tables().keySet()));
    }

    @Test
    void empty_tables_have_no_rows() {
        String empty = "<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC/></CHITIEU_CHITIET_THUOC>";
        ClaimFile file = read(Claims.packed("XML1", Claims.base64(TABLE)) + Claims.packed("XML2", "")
                + Claims.packed("XML3", " \n ") + Claims.packed("XML4", Claims.base64(empty)) + "<FILEHOSO/>");
        assertEquals(1, file.rows("XML1").size());
        for (String table : List.of("XML2", "XML3", "XML4", "XML5")) {
            assertEquals(List.of(), file.rows(table));
        }
    }

    @Test
    void unknown_tables_and_fields_and_elements_within_a_field_are_kept() {
        ClaimFile file = read(Claims.packed(
                        "XML1",
                        Claims.base64("<TONG_HOP><MA_LK>1</MA_LK><LA>x</LA><DU_PHONG a=\"&lt;\">"
                                + "t<S><V>1 &lt; 2</V></S></DU_PHONG></TONG_HOP>"))
                + Claims.packed("XML77", "<R><L><D><A>1</A><B>2</B></D><D><A>3</A><B/></D></L></R>"));
        assertEquals("x", file.summary().text("LA"));
        assertEquals("t<S><V>1 &lt; 2</V></S>", file.summary().text("DU_PHONG"));
        assertEquals(
                List.of(new NamedValue("A", "1"), new NamedValue("B", "2")),
                file.rows("XML77").getFirst().fields());
        assertEquals(
                List.of(new NamedValue("A", "3")), file.rows("XML77").getLast().fields());
    }

    @Test
    void a_table_without_a_name_is_known_by_its_first_element_and_names_may_be_written_small() {
        ClaimFile file = read(("<FILEHOSO><NOIDUNGFILE>" + Claims.base64(TABLE) + "</NOIDUNGFILE></FILEHOSO>")
                .replace("FILEHOSO", "filehoso"));
        assertEquals("LK0001", file.summary().text("MA_LK"));
    }

    @Test
    void two_files_of_one_table_are_one_table_and_text_is_composed() {
        String row = Claims.table("XML5", Claims.fields("MA_LK", "1", "DIEN_BIEN_LS", "e\u0302\u0301"));
        ClaimFile file = read(Claims.packed("XML5", Claims.base64(row)) + Claims.packed("XML5", Claims.base64(row)));
        assertEquals(
                List.of(1, 2),
                file.rows("XML5").stream().map(ClaimFile.Row::number).toList());
        assertEquals("ế", file.rows("XML5").getLast().text("DIEN_BIEN_LS"));
    }

    @Test
    void what_cannot_be_read_names_its_table() {
        for (String content : List.of("!!!!", "AAAAA", "PEE+", Claims.base64("<a><b></a>"), "&lt;a")) {
            Refusal refusal = assertThrows(Refusal.class, () -> read(Claims.packed("XML3", content)), content);
            assertEquals(Code.UNREADABLE, refusal.code());
            assertEquals(List.of("XML3"), refusal.fields(), content);
        }
    }

    /** S26: the inner documents are read by the same reader. */
    @Test
    void a_doctype_within_a_table_is_refused() {
        String attack = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
        for (String content : List.of(Claims.base64(attack), Claims.escaped(attack), "<![CDATA[" + attack + "]]>")) {
            Refusal refusal = assertThrows(Refusal.class, () -> read(Claims.packed("XML1", content)));
            assertEquals("XML with DOCTYPE is not read here", refusal.getMessage());
        }
    }

    @Test
    void rows_and_fields_have_limits() {
        StringBuilder rows = new StringBuilder("<CHITIEU_CHITIET_DIENBIENLAMSANG>");
        for (int i = 0; i <= ClaimReader.ROW_LIMIT; i++) {
            rows.append("<CHI_TIET_DIEN_BIEN_BENH><STT>1</STT><MA_LK>1</MA_LK></CHI_TIET_DIEN_BIEN_BENH>");
        }
        rows.append("</CHITIEU_CHITIET_DIENBIENLAMSANG>");
        assertEquals(Code.TOO_LARGE, refused(Claims.base64(rows.toString())));
        String many = "<TONG_HOP>" + "<A/>".repeat(500_000) + "</TONG_HOP>";
        assertEquals(Code.TOO_LARGE, refused(Claims.base64(many)));
        String half = Claims.packed("XML1", "<TONG_HOP>" + "<A>1</A>".repeat(200_000) + "</TONG_HOP>");
        assertEquals(
                Code.TOO_LARGE,
                assertThrows(Refusal.class, () -> read(half + half + half)).code());
        String field = "<TONG_HOP><MA_LK>" + "x".repeat(ClaimReader.FIELD_LIMIT + 1) + "</MA_LK></TONG_HOP>";
        assertEquals(Code.TOO_LARGE, refused(Claims.base64(field)));
        assertEquals(Code.TOO_LARGE, refused(Claims.base64("<a>".repeat(65) + "</a>".repeat(65))));
    }

    @Test
    void what_is_no_claim_says_so() {
        assertEquals(
                "a claim file begins with GIAMDINHHS",
                assertThrows(Refusal.class, () -> ClaimReader.read(Claims.bytes("<a/>")))
                        .getMessage());
        assertEquals(
                "a message of a claim file has one HOSO",
                assertThrows(Refusal.class, () -> ClaimReader.read(Claims.bytes("<GIAMDINHHS/>")))
                        .getMessage());
    }

    @Test
    void an_empty_field_is_null() {
        assertNull(read(Claims.packed("XML1", "<TONG_HOP><MA_LK> </MA_LK><STT>1</STT></TONG_HOP>"))
                .summary()
                .text("MA_LK"));
    }

    private static Code refused(String content) {
        return assertThrows(Refusal.class, () -> read(Claims.packed("XML1", content)))
                .code();
    }

    private static ClaimFile read(String files) {
        return ClaimReader.read(
                Claims.file("20251120", "<HOSO>" + files + "</HOSO>").getBytes(StandardCharsets.UTF_8));
    }
}
