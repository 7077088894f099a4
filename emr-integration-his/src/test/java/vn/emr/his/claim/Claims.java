package vn.emr.his.claim;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Claim files of an invented patient, put together in a test. */
final class Claims {
    /** Table 1 of an examination without a card and without costs: nothing is wrong with it. */
    static final Map<String, String> SUMMARY = fields(
            "MA_LK", "LK0001",
            "STT", "1",
            "MA_BN", "0000123",
            "HO_TEN", "Nguyễn Thị Mẫu",
            "SO_CCCD", "079160000001",
            "NGAY_SINH", "196000000000",
            "GIOI_TINH", "2",
            "MA_QUOCTICH", "000",
            "MA_DANTOC", "01",
            "MA_NGHE_NGHIEP", "00",
            "DIA_CHI", "Số 1 đường Mẫu",
            "MATINH_CU_TRU", "79",
            "MAXA_CU_TRU", "26734",
            "LY_DO_VV", "Ho",
            "CHAN_DOAN_VAO", "Theo dõi viêm phế quản",
            "CHAN_DOAN_RV", "Viêm phế quản cấp",
            "MA_BENH_CHINH", "J20.9",
            "MA_DOITUONG_KCB", "9",
            "NGAY_VAO", "202511190800",
            "NGAY_RA", "202511191030",
            "SO_NGAY_DTRI", "1",
            "KET_QUA_DTRI", "2",
            "MA_LOAI_RV", "1",
            "T_THUOC", "0.00",
            "T_VTYT", "0.00",
            "T_TONGCHI_BV", "0.00",
            "T_TONGCHI_BH", "0.00",
            "T_BNTT", "0.00",
            "T_BNCCT", "0.00",
            "T_BHTT", "0.00",
            "T_NGUONKHAC", "0.00",
            "T_BHTT_GDV", "0.00",
            "NAM_QT", "2025",
            "THANG_QT", "11",
            "MA_LOAI_KCB", "01",
            "MA_KHOA", "K01",
            "MA_CSKCB", "79001",
            "CAN_NANG", "52.50",
            "MA_HSBA", "KB25.0001");

    private Claims() {}

    /** Names and values in their order. */
    static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** Table 1 with other fields; null empties one. */
    static Map<String, String> summary(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>(SUMMARY);
        fields.putAll(fields(namesAndValues));
        fields.values().removeIf(java.util.Objects::isNull);
        return fields;
    }

    /** A table with its rows, as its content is written. */
    @SafeVarargs
    static String table(String name, Map<String, String>... rows) {
        Layout.Table table = Layout.table(name);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        boolean listed = !table.root().equals(table.row());
        xml.append(listed ? "<" + table.root() + "><DSACH>" : "");
        for (Map<String, String> row : rows) {
            xml.append('<').append(table.row()).append('>');
            row.forEach((field, value) -> xml.append('<')
                    .append(field)
                    .append('>')
                    .append(escaped(value))
                    .append("</")
                    .append(field)
                    .append('>'));
            xml.append("</").append(table.row()).append('>');
        }
        return xml.append(listed ? "</DSACH></" + table.root() + ">" : "").toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One FILEHOSO with the content as it stands. */
    static String packed(String table, String content) {
        return "<FILEHOSO><LOAIHOSO>" + table + "</LOAIHOSO><NOIDUNGFILE>" + content + "</NOIDUNGFILE></FILEHOSO>";
    }

    /** One HOSO of tables, each as base64. */
    static String hoso(String... namesAndTables) {
        StringBuilder hoso = new StringBuilder("<HOSO>");
        for (int i = 0; i < namesAndTables.length; i += 2) {
            hoso.append(packed(namesAndTables[i], base64(namesAndTables[i + 1])));
        }
        return hoso.append("</HOSO>").toString();
    }

    /** A file made on a day. */
    static String file(String made, String... hosos) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<GIAMDINHHS><THONGTINDONVI><MACSKCB>79001</MACSKCB></THONGTINDONVI>"
                + "<THONGTINHOSO><NGAYLAP>" + made + "</NGAYLAP><SOLUONGHOSO>" + hosos.length
                + "</SOLUONGHOSO><DANHSACHHOSO>" + String.join("\n", hosos)
                + "</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI><Signature>x</Signature></CHUKYDONVI></GIAMDINHHS>\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
