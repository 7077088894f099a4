package vn.emr.api.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One visit as a claim tells it: its tables, their rows and fields as they are written.
 *
 * @param visit MA_LK
 * @param made NGAYLAP
 */
public record SampleClaim(String visit, String made, Map<String, List<Map<String, String>>> tables) {
    /** Root element, list element and row element of a table; the same three times for a document. */
    private static final Map<String, String[]> ELEMENTS = Map.ofEntries(
            Map.entry("XML1", elements("TONG_HOP")),
            Map.entry("XML2", elements("CHITIEU_CHITIET_THUOC", "DSACH_CHI_TIET_THUOC", "CHI_TIET_THUOC")),
            Map.entry("XML3", elements("CHITIEU_CHITIET_DVKT_VTYT", "DSACH_CHI_TIET_DVKT", "CHI_TIET_DVKT")),
            Map.entry("XML4", elements("CHITIEU_CHITIET_DICHVUCANLAMSANG", "DSACH_CHI_TIET_CLS", "CHI_TIET_CLS")),
            Map.entry(
                    "XML5",
                    elements(
                            "CHITIEU_CHITIET_DIENBIENLAMSANG",
                            "DSACH_CHI_TIET_DIEN_BIEN_BENH",
                            "CHI_TIET_DIEN_BIEN_BENH")),
            Map.entry(
                    "XML6",
                    elements(
                            "CHI_TIEU_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS",
                            "DSACH_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS",
                            "HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS")),
            Map.entry("XML7", elements("CHI_TIEU_DU_LIEU_GIAY_RA_VIEN")),
            Map.entry("XML8", elements("CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN")),
            Map.entry(
                    "XML9",
                    elements("CHI_TIEU_DU_LIEU_GIAY_CHUNG_SINH", "DSACH_GIAYCHUNGSINH", "DU_LIEU_GIAY_CHUNG_SINH")),
            Map.entry("XML10", elements("CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI")),
            Map.entry("XML11", elements("CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI")),
            Map.entry("XML12", elements("CHI_TIEU_DU_LIEU_GIAM_DINH_YKHOA")),
            Map.entry("XML13", elements("CHI_TIEU_GIAYCHUYENTUYEN")),
            Map.entry("XML14", elements("CHI_TIEU_GIAYHEN_KHAMLAI")),
            Map.entry(
                    "XML15",
                    elements("CHI_TIEU_DIEUTRI_BENHLAO", "DSACH_CHITIET_DIEUTRI_BENHLAO", "CHITIET_DIEUTRI_BENHLAO")));

    private static String[] elements(String... elements) {
        return elements;
    }

    /** The rows of a table, none when the visit has none. */
    public List<Map<String, String>> rows(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /** Table 1. */
    public Map<String, String> summary() {
        return rows("XML1").getFirst();
    }

    /** The same visit told again on another day with other rows; what the change returns empty is left out. */
    public SampleClaim changed(String madeThen, String table, UnaryOperator<List<Map<String, String>>> change) {
        Map<String, List<Map<String, String>>> copy = new LinkedHashMap<>();
        tables.forEach((name, rows) -> {
            List<Map<String, String>> own = new ArrayList<>();
            rows.forEach(row -> own.add(new LinkedHashMap<>(row)));
            copy.put(name, name.equals(table) ? change.apply(own) : own);
        });
        copy.values().removeIf(List::isEmpty);
        return new SampleClaim(visit, madeThen, copy);
    }

    /** The HOSO with its tables in base64. */
    public String record() {
        StringBuilder xml = new StringBuilder("<HOSO>");
        tables.forEach((table, rows) -> xml.append("\n<FILEHOSO><LOAIHOSO>")
                .append(table)
                .append("</LOAIHOSO><NOIDUNGFILE>")
                .append(Base64.getEncoder().encodeToString(content(table, rows).getBytes(StandardCharsets.UTF_8)))
                .append("</NOIDUNGFILE></FILEHOSO>"));
        return xml.append("\n</HOSO>").toString();
    }

    /** One file of visits that were put together on the same day. */
    public static byte[] file(String facility, List<SampleClaim> claims) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        xml.append("<GIAMDINHHS xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
                .append(" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">\n<THONGTINDONVI><MACSKCB>")
                .append(facility)
                .append("</MACSKCB></THONGTINDONVI>\n<THONGTINHOSO><NGAYLAP>")
                .append(claims.getFirst().made())
                .append("</NGAYLAP><SOLUONGHOSO>")
                .append(claims.size())
                .append("</SOLUONGHOSO>\n<DANHSACHHOSO>\n");
        claims.forEach(claim -> xml.append(claim.record()).append('\n'));
        xml.append("</DANHSACHHOSO></THONGTINHOSO>\n<CHUKYDONVI/></GIAMDINHHS>\n");
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String content(String table, List<Map<String, String>> rows) {
        String[] elements = ELEMENTS.get(table);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        for (int i = 0; i < elements.length - 1; i++) {
            xml.append('<').append(elements[i]).append('>');
        }
        String row = elements[elements.length - 1];
        for (Map<String, String> fields : rows) {
            xml.append('<').append(row).append('>');
            fields.forEach((field, value) -> element(xml, field, value));
            xml.append("</").append(row).append('>');
        }
        for (int i = elements.length - 2; i >= 0; i--) {
            xml.append("</").append(elements[i]).append('>');
        }
        return xml.toString();
    }

    private static void element(StringBuilder xml, String field, String value) {
        xml.append('<').append(field).append('>');
        xml.append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        xml.append("</").append(field).append('>');
    }
}
