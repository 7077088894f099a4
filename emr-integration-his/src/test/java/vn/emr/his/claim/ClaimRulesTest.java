package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each family of rules: the right sentence at the right field, and silence when nothing is wrong. */
class ClaimRulesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    @Test
    void a_claim_without_a_fault_has_none() {
        assertEquals(List.of(), faults(Claims.SUMMARY));
    }

    @Test
    void required_fields_lengths_types_and_codes() {
        assertEquals(List.of("XML1/HO_TEN: the field must be filled"), faults(Claims.summary("HO_TEN", null)));
        assertEquals(
                List.of("XML1/MA_KHUVUC: longer than 2 characters", "XML1/MA_KHUVUC: not a code of its list"),
                faults(Claims.summary("MA_KHUVUC", "K11")));
        assertEquals(List.of("XML1/NAM_QT: not a whole number"), faults(Claims.summary("NAM_QT", "20.5")));
        assertEquals(
                List.of("XML1/T_THUOC: not a number with a decimal point and at most 2 decimals"),
                faults(Claims.summary("T_THUOC", "0,00")));
        assertEquals(
                List.of("XML1/NAM_NAM_LIEN_TUC: not a day written yyyyMMdd"),
                faults(Claims.summary("NAM_NAM_LIEN_TUC", "20250230")));
        assertEquals(
                List.of("XML1/NGAY_TTOAN: not a time written yyyyMMddHHmm"),
                faults(Claims.summary("NGAY_TTOAN", "20251119")));
        assertEquals(
                List.of("XML1/NGAY_MIEN_CCT: not a day written yyyyMMdd or a time written yyyyMMddHHmm"),
                faults(Claims.summary("NGAY_MIEN_CCT", "2025")));
        assertEquals(
                List.of("XML1/NGAY_TAI_KHAM: not a day written yyyyMMdd"),
                faults(Claims.summary("NGAY_TAI_KHAM", "20251201;202512")));
        assertEquals(List.of("XML1/GIOI_TINH: not a code of its list"), faults(Claims.summary("GIOI_TINH", "4")));
        assertEquals(List.of("XML1/LA: not a field of this table; it is kept"), faults(Claims.summary("LA", "x")));
    }

    @Test
    void a_code_is_of_its_list_by_the_day_the_visit_ended() {
        assertEquals(List.of("XML1/MA_LOAI_KCB: not a code of its list"), faults(Claims.summary("MA_LOAI_KCB", "12")));
        assertEquals(List.of(), faults(ended("202608051000", "MA_LOAI_KCB", "12")));
        assertEquals(
                List.of("XML1/MA_DOITUONG_KCB: not a code of its list"),
                faults(Claims.summary("MA_DOITUONG_KCB", "1.9")));
        assertFalse(faults(ended("202503051000", "MA_DOITUONG_KCB", "1.9"))
                .toString()
                .contains("MA_DOITUONG_KCB"));
    }

    @Test
    void fields_are_those_of_the_decision_of_the_day() {
        assertEquals(
                List.of("XML1/MAHUYEN_CU_TRU: the field must be filled"),
                faults(ended("202411191030", "MA_NGHE_NGHIEP", "00000")));
        assertEquals(
                List.of("XML1/MA_NGHE_NGHIEP: longer than 2 characters"),
                faults(Claims.summary("MA_NGHE_NGHIEP", "00000")));
    }

    @Test
    void conditions_between_fields() {
        assertEquals(
                List.of(
                        "XML1/MA_NOI_DEN: must be filled with what MA_LOAI_RV says",
                        "XML1/MA_LOAI_RV: table XML13 must come with it"),
                faults(Claims.summary("MA_LOAI_RV", "2")));
        assertEquals(
                List.of("XML1/NGAY_VAO_NOI_TRU: must be filled with what MA_LOAI_KCB says"),
                faults(Claims.summary("MA_LOAI_KCB", "09")));
        assertEquals(
                List.of("XML13: does not go with what XML1/MA_LOAI_RV says"),
                faults(Claims.SUMMARY, "XML13", Claims.fields("MA_LK", "LK0001")).stream()
                        .filter(f -> f.startsWith("XML13:"))
                        .toList());
        assertEquals(
                List.of("XML4[1]/MA_CHI_SO: it or MO_TA must be filled"),
                only("XML4", Claims.fields("STT", "1", "MA_LK", "LK0001")));
    }

    @Test
    void lists_beside_each_other_are_equally_long() {
        Map<String, String> cards = Claims.summary(
                "MA_THE_BHYT", "DN4790000000001;DN4790000000002",
                "MA_DKBD", "79001",
                "GT_THE_TU", "20250101;20250601",
                "GT_THE_DEN", "20250531;20251231;");
        assertEquals(List.of("XML1/MA_DKBD: a list of another length than MA_THE_BHYT"), faults(cards));
        assertEquals(
                List.of("XML1/MA_BENH_CHINH: more than 1 entries"), faults(Claims.summary("MA_BENH_CHINH", "A09;B1")));
    }

    @Test
    void days_are_in_their_order() {
        assertEquals(List.of("XML1/NGAY_RA: earlier than NGAY_VAO"), faults(Claims.summary("NGAY_RA", "202511190759")));
        assertEquals(
                List.of("XML3[1]/NGAY_TH_YL: earlier than NGAY_YL"),
                only("XML3", service("NGAY_TH_YL", "202511190800")));
        assertEquals(List.of("NGAYLAP: earlier than XML1/NGAY_RA"), faults(file("20251118", Claims.SUMMARY)));
        assertEquals(List.of("NGAYLAP: not a day written yyyyMMdd"), faults(file("", Claims.SUMMARY)));
        assertEquals(
                List.of("XML10/SO_NGAY: not the days from TU_NGAY to DEN_NGAY"),
                only(
                        "XML10",
                        Claims.fields(
                                "MA_LK", "LK0001", "TU_NGAY", "20260713", "DEN_NGAY", "20260811", "SO_NGAY", "29")));
        assertEquals(
                List.of("XML7/NGAY_CT: not the day of XML1/NGAY_RA"),
                only("XML7", Claims.fields("MA_LK", "LK0001", "NGAY_CT", "20251120")));
    }

    @Test
    void what_tables_repeat_is_the_same() {
        assertEquals(
                List.of("XML7/MA_YTE: not the same as XML1/MA_BN"),
                only("XML7", Claims.fields("MA_LK", "LK0001", "MA_YTE", "0000124")));
        assertEquals(
                List.of("XML5[1]/MA_LK: not the same as XML1/MA_LK"), only("XML5", Claims.fields("MA_LK", "LK0002")));
        assertEquals(
                List.of("XML1/MA_CSKCB: not the same as MACSKCB of the file"),
                faults(Claims.summary("MA_CSKCB", "79002")));
    }

    @Test
    void forms_of_codes() {
        assertEquals(List.of("XML1/CAN_NANG: not written in its form"), faults(Claims.summary("CAN_NANG", "52.5")));
        assertEquals(List.of("XML3[1]/MA_GIUONG: not written in its form"), only("XML3", service("MA_GIUONG", "A01")));
    }

    @Test
    void amounts_are_their_products_and_sums() {
        Map<String, String> line = service("DON_GIA_BV", "100.005", "DON_GIA_BH", "90.000", "SO_LUONG", "3.000");
        line.putAll(Claims.fields(
                "TYLE_TT_DV", "50",
                "TYLE_TT_BH", "100",
                "THANH_TIEN_BV", "150.01",
                "THANH_TIEN_BH", "135.00",
                "T_BHTT", "108.00",
                "T_BNCCT", "27.00",
                "T_BNTT", "15.01",
                "T_NGUONKHAC", "0.00",
                "MA_PTTT", "1"));
        Map<String, String> sums = Claims.summary(
                "T_TONGCHI_BV", "150.01",
                "T_TONGCHI_BH", "135.00",
                "T_BNTT", "15.01",
                "T_BNCCT", "27.00",
                "T_BHTT", "108.00",
                "T_BHTT_GDV", "108.00");
        assertEquals(List.of(), money(faults(sums, "XML3", line)));
        line.put("THANH_TIEN_BV", "165.02");
        sums.put("T_TONGCHI_BV", "165.02");
        assertEquals(List.of(), money(faults(sums, "XML3", line)), "the reduced share is not charged");
        line.put("THANH_TIEN_BV", "165.03");
        assertEquals(
                List.of(
                        "XML3[1]/THANH_TIEN_BV: not the amount that quantity, price and rate give",
                        "XML1/T_TONGCHI_BV: not the sum of THANH_TIEN_BV in XML2 and XML3"),
                money(faults(sums, "XML3", line)));
        assertEquals(List.of("XML1/T_BHTT: not T_TONGCHI_BH less T_BNCCT"), faults(Claims.summary("T_BHTT", "1.00")));
    }

    @Test
    void results_belong_to_services_and_images_have_a_conclusion() {
        assertEquals(
                List.of("XML4[1]/MA_DICH_VU: not a service of table XML3"),
                only("XML4", Claims.fields("MA_LK", "LK0001", "MA_DICH_VU", "23.1", "MO_TA", "x")));
        ClaimFile file = ClaimReader.read(Claims.bytes(Claims.file(
                "20251120",
                Claims.hoso(
                        "XML1", Claims.table("XML1", Claims.SUMMARY),
                        "XML3", Claims.table("XML3", service("MA_DICH_VU", "18.1", "MA_NHOM", "2")),
                        "XML4", Claims.table("XML4", Claims.fields("MA_DICH_VU", "18.1", "MO_TA", "x"))))));
        assertTrue(ClaimRules.faults(file, ZONE).contains("XML4[1]/KET_LUAN: must be filled for an image"));
    }

    @Test
    void unknown_tables_and_doubled_rows_and_fields_are_said() {
        String twice = Claims.table("XML1", Claims.SUMMARY).replace("<STT>", "<STT>2</STT><STT>");
        ClaimFile file = ClaimReader.read(Claims.bytes(Claims.file(
                "20251120",
                Claims.hoso("XML1", twice, "XML1", Claims.table("XML1", Claims.SUMMARY), "XML77", "<a><b>1</b></a>"))));
        assertEquals(
                List.of(
                        "XML1/STT: the field stands there twice; both are kept",
                        "XML1: more than one row",
                        "XML77: a table this server does not know; it is kept with the message"),
                ClaimRules.faults(file, ZONE));
    }

    @Test
    void very_many_faults_are_described_by_the_first_and_hold_nothing_of_the_patient() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(Claims.fields("MA_LK", "SECRET", "STT", "SECRET", "NGAY_YL", "SECRET", "SECRET", "SECRET"));
        }
        @SuppressWarnings("unchecked")
        String table = Claims.table("XML2", rows.toArray(Map[]::new));
        List<String> faults = ClaimRules.faults(
                ClaimReader.read(Claims.bytes(Claims.file(
                        "20251120", Claims.hoso("XML1", Claims.table("XML1", Claims.SUMMARY), "XML2", table)))),
                ZONE);
        assertEquals(Faults.LIMIT + 1, faults.size());
        assertEquals("there are more faults than are listed", faults.getLast());
        assertTrue(faults.stream().noneMatch(f -> f.replaceAll("^\\S+: ", "").contains("SECRET")));
    }

    private static Map<String, String> service(String... more) {
        Map<String, String> row = Claims.fields(
                "MA_LK",
                "LK0001",
                "STT",
                "1",
                "MA_DICH_VU",
                "02.1896",
                "TEN_DICH_VU",
                "Khám Nội",
                "NGAY_YL",
                "202511190805");
        row.putAll(Claims.fields(more));
        return row;
    }

    private static Map<String, String> ended(String time, String... more) {
        Map<String, String> fields = Claims.summary("NGAY_RA", time, "NGAY_VAO", time.substring(0, 8) + "0800");
        fields.putAll(Claims.fields(more));
        return fields;
    }

    private static List<String> money(List<String> faults) {
        return faults.stream()
                .filter(f -> f.matches(".*/(T_|THANH).*not the (amount|sum).*|.*less.*"))
                .toList();
    }

    /** The faults of a row of another table that are no missing fields. */
    private static List<String> only(String table, Map<String, String> row) {
        return faults(Claims.SUMMARY, table, row).stream()
                .filter(f -> f.startsWith(table) && !f.endsWith("the field must be filled"))
                .filter(f -> !f.contains("says") && !f.startsWith(table + ":"))
                .toList();
    }

    private static List<String> faults(Map<String, String> summary) {
        return faults(file("20261121", summary));
    }

    private static List<String> faults(Map<String, String> summary, String table, Map<String, String> row) {
        return faults(Claims.file(
                "20261121", Claims.hoso("XML1", Claims.table("XML1", summary), table, Claims.table(table, row))));
    }

    private static String file(String made, Map<String, String> summary) {
        return Claims.file(made, Claims.hoso("XML1", Claims.table("XML1", summary)));
    }

    private static List<String> faults(String file) {
        return ClaimRules.faults(ClaimReader.read(Claims.bytes(file)), ZONE);
    }
}
