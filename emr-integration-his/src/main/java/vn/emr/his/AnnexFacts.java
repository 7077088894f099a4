package vn.emr.his;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Medicines, requests, results and operations of an exchange record (groups IV to VII, X and XI). */
final class AnnexFacts {
    static final Set<String> KNOWN = Set.of(
            "ThongTinBenhNhan",
            "ThongTinVaoVien",
            "ThongTinDieuTri",
            "YLenhThuocVatTu",
            "PhieuChiDinh",
            "KetQuaChanDoanHinhAnh",
            "KetQuaXetNghiem",
            "PhieuThuThuat",
            "PhieuPhauThuat");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final AnnexRecord record;
    private final Map<String, Integer> keys = new HashMap<>();

    AnnexFacts(AnnexRecord record) {
        this.record = record;
    }

    /** Sheets of medicines; a sheet may lie directly in the group. */
    void medicines(AnnexGroup group) {
        for (AnnexGroup sheet : group.list("danhsach")) {
            String number = sheet.peek("sophieu");
            String doctor = sheet.text("bacsichidinh", "mabacsichidinh");
            for (AnnexGroup line : sheet.list("danhsach")) {
                medicine(number, doctor, line);
            }
            medicine(number, doctor, sheet);
        }
        rest("YLenhThuocVatTu", group);
    }

    private void medicine(String sheet, String doctor, AnnexGroup line) {
        String code = line.text("mathuocvattu_byt", "mathuocvattu_bv");
        String name = line.text("tenthuocvattu");
        if (code == null && name == null) {
            rest("YLenhThuocVatTu/" + sheet, line);
            return;
        }
        ObjectNode body = AnnexRecord.body(
                "category", line.text("loaithuoc", "nhom"),
                "instructions", line.text("cachdung"),
                "quantity", line.number("soluongthuocvattu"),
                "unit", line.text("donvitinh"),
                "orderedAt", line.time("ngaykedonthuoc"),
                "prescriber", doctor);
        body.set("medicine", AnnexRecord.body("code", code, "text", name));
        record.fact("medication", key("365", sheet, line.peek("machidinh"), code), body, line.rest());
    }

    void requests(AnnexGroup sheet) {
        String number = sheet.peek("sophieu");
        String doctor = sheet.text("bacsichidinh", "mabacsichidinh");
        for (AnnexGroup line : sheet.list("danhsach")) {
            String code = line.text("machidinh");
            String name = line.text("tenchidinh");
            ObjectNode body = AnnexRecord.body(
                    "category", line.text("loaichidinh", "loaimachidinh"),
                    "quantity", line.number("soluong"),
                    "orderedAt", line.time("ngaychidinh"),
                    "orderedBy", doctor,
                    "department", line.text("manoithuchienchidinh"),
                    "status", "ORDERED");
            if (code == null && name == null) {
                rest("PhieuChiDinh/" + number, line);
            } else {
                body.set("code", AnnexRecord.body("code", code, "text", name));
                record.fact("procedure", key("365", number, code), body, line.rest());
            }
        }
        rest("PhieuChiDinh", sheet);
    }

    void imaging(AnnexGroup g) {
        String number = g.peek("sophieu");
        String code = g.text("machidinh");
        ObjectNode report = report(g, number, code, "RAD");
        report.put("code", code == null ? "CDHA" : code);
        ArrayNode values = report.putArray("observations");
        for (String name : new String[] {"kqcls_mota", "kqcls_ketluan", "kqcls_denghi"}) {
            // An empty conclusion is sent on as empty: over a final one it is held for a person.
            if (g.names().contains(name)) {
                values.add(AnnexRecord.body("code", name, "value", g.text(name)));
            }
        }
        notes(report, g);
    }

    void laboratory(AnnexGroup g) {
        String number = g.peek("sophieu");
        ObjectNode report = report(g, number, g.peek("masobenhpham"), "LAB");
        ArrayNode values = report.putArray("observations");
        Map<String, Integer> codes = new HashMap<>();
        for (AnnexGroup one : g.list("results")) {
            String code = one.text("machiso");
            String name = one.text("name", "tenchiso");
            if (code == null && name == null) {
                rest("KetQuaXetNghiem/" + number, one);
                continue;
            }
            ObjectNode value = values.addObject();
            value.set("code", AnnexRecord.body("code", code, "text", name));
            int times = codes.merge(code == null ? name : code, 1, Integer::sum);
            value.setAll(AnnexRecord.body(
                    "subId", times == 1 ? null : Integer.toString(times),
                    "value", one.text("value", "ketqua"),
                    "unit", one.text("unit", "donvi"),
                    "range", one.text("reference", "chisobinhthuong"),
                    "flag", flag(one)));
            rest("KetQuaXetNghiem/" + number + "/" + code, one);
        }
        notes(report, g);
    }

    private ObjectNode report(AnnexGroup g, String number, String of, String category) {
        ObjectNode report = AnnexRecord.body(
                "key", key("365", category, number, of),
                "category", category,
                "placerNumber", number,
                "effectiveAt", g.time("giolaymau"),
                "issuedAt", g.time("ngayketqua"),
                "performer", g.text("bacsithuchien", "nguoithuchienxetnghiem"));
        record.item("report").set("report", report);
        return report;
    }

    void surgery(String category, AnnexGroup g) {
        String number = g.peek("sophieu");
        String method = g.text("phuongphapphauthuat");
        ObjectNode body = AnnexRecord.body(
                "category", category,
                "performedAt", g.time("ngaygiophauthuat"),
                "department", g.text("khoa_ma"),
                "bed", g.text("giuong"),
                "anaesthesia", g.text("phuongphapvocam"),
                "status", "COMPLETED");
        body.set("code", AnnexRecord.body("text", method == null ? category : method));
        ArrayNode performers = JSON.arrayNode();
        for (String name : new String[] {"phauthuatvien", "bacsigaymehoisuc", "phuphauthuat", "phudungcu"}) {
            String person = g.text(name);
            if (person != null) {
                performers.add(person);
            }
        }
        body.set("performers", performers);
        String reason = g.text("maicd");
        if (reason != null) {
            body.putArray("reasons").add(reason);
        }
        record.fact("procedure", key("365", category, number), body, g.rest());
    }

    /** 0 and 1 say only whether a value is abnormal (HL7 table 0078: N, A); other words are kept as sent. */
    private static String flag(AnnexGroup one) {
        String flag = one.text("abnormal", "batthuong", "abnormal_flag");
        return flag == null ? null : flag.equals("1") ? "A" : flag.equals("0") ? "N" : flag;
    }

    /** What nobody took of a report is said in its notes. */
    private static void notes(ObjectNode report, AnnexGroup g) {
        ArrayNode notes = report.putArray("notes");
        g.rest()
                .properties()
                .forEach(e -> notes.add(e.getKey() + ": " + e.getValue().asText()));
    }

    private void rest(String group, AnnexGroup g) {
        ObjectNode rest = g.rest();
        if (!rest.isEmpty()) {
            record.fact("paper", key("365", group), AnnexRecord.body("form", "RECORD_GROUP"), rest);
        }
    }

    /** The same for the same thing sent again; the second of two alike is numbered. */
    private String key(String... parts) {
        StringBuilder key = new StringBuilder();
        for (String part : parts) {
            key.append(key.isEmpty() ? "" : "/").append(part == null ? "" : part);
        }
        int times = keys.merge(key.toString(), 1, Integer::sum);
        return times == 1 ? key.toString() : key + "#" + times;
    }
}
