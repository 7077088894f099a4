package vn.emr.his;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Converts one record in the shape of the annex to CV 365/TTYQG-GPQLCL ({@code {"HoSoBenhAn": {…}}}) into items of
 * notice-1.0. What real feeds do is converted and never refused: RTF, separators of thousands, several forms of dates, empty
 * texts. What has no field of its own stays under its name, in the paper of its group or beside its fact.
 */
final class AnnexRecord {
    static final String ROOT = "HoSoBenhAn";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] TIMES = {
        "thoigianvaovien",
        "denkhambenhluc",
        "ngaynhapkhoa",
        "ngayravien",
        "thoidiem",
        "ngaykedonthuoc",
        "ngaychidinh",
        "ngayketqua",
        "giolaymau",
        "ngaygiovaovien",
        "ngaygiophauthuat"
    };

    private final AnnexGroup root;
    private final String visit;
    private final String stated;
    private final ObjectNode patient = JSON.objectNode();
    private final List<ObjectNode> items = new ArrayList<>();

    private AnnexRecord(JsonNode item) {
        this.root = new AnnexGroup(item.path(ROOT));
        AnnexGroup person = new AnnexGroup(item.path(ROOT).path("ThongTinBenhNhan"));
        this.visit = visit(item, person.peek("sovaovien"));
        String said = new AnnexGroup(item).time("statedAt");
        this.stated = said != null ? said : newest(item.path(ROOT), "");
    }

    /** The items it says, each for {@link ItemReading}; the visit's number is the control id. */
    static List<ObjectNode> items(JsonNode item) {
        return new AnnexRecord(item).read();
    }

    /** The join key of all groups: the first group that names it is enough. */
    static String visit(JsonNode item, String own) {
        if (own != null) {
            return own;
        }
        JsonNode found = item.path(ROOT).findValue("sovaovien");
        return found == null || !found.isValueNode() || found.asText().isBlank()
                ? null
                : found.asText().strip();
    }

    /** The record says no time of its own: it is as new as the newest thing it tells. */
    private static String newest(JsonNode node, String newest) {
        AnnexGroup group = new AnnexGroup(node);
        String latest = newest;
        for (String name : TIMES) {
            String time = group.time(name);
            // yyyyMMdd… compares as text; ISO texts are left to the others.
            latest = time != null && !time.contains("-") && time.compareTo(latest) > 0 ? time : latest;
        }
        for (JsonNode inner : node) {
            latest = inner.isContainerNode() ? newest(inner, latest) : latest;
        }
        return latest;
    }

    private List<ObjectNode> read() {
        needed(visit != null, "sovaovien");
        needed(!stated.isEmpty(), "thoigianvaovien");
        AnnexGroup person = root.inner("ThongTinBenhNhan");
        AnnexGroup admission = root.inner("ThongTinVaoVien");
        AnnexGroup treatment = root.inner("ThongTinDieuTri");
        patient.setAll(AnnexPerson.of(person));
        needed(!patient.path("identifiers").isEmpty(), "mabenhnhan");
        visit(person, admission, treatment);
        card(person);
        conditions(treatment);
        signs("vaovien", admission);
        int measured = 0;
        for (AnnexGroup signs : treatment.list("danhsachsinhhieu")) {
            signs("sinhhieu/" + ++measured, signs);
        }
        paper("ThongTinBenhNhan", person);
        paper("ThongTinVaoVien", admission);
        paper("ThongTinDieuTri", treatment);
        AnnexFacts facts = new AnnexFacts(this);
        root.list("YLenhThuocVatTu").forEach(facts::medicines);
        root.list("PhieuChiDinh").forEach(facts::requests);
        root.list("KetQuaChanDoanHinhAnh").forEach(facts::imaging);
        root.list("KetQuaXetNghiem").forEach(facts::laboratory);
        root.list("PhieuThuThuat").forEach(g -> facts.surgery("Thủ thuật", g));
        root.list("PhieuPhauThuat").forEach(g -> facts.surgery("Phẫu thuật", g));
        for (String group : root.names()) {
            int number = 0;
            for (AnnexGroup one : AnnexFacts.KNOWN.contains(group) ? List.<AnnexGroup>of() : root.list(group)) {
                paper(++number == 1 ? group : group + "/" + number, one);
            }
        }
        paper(ROOT, new AnnexGroup(root.rest()));
        return items;
    }

    /** What no record can do without: which visit, of whom, and how new it is. */
    private static void needed(boolean there, String field) {
        if (!there) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "a required field is missing",
                    "/" + ROOT + "/ThongTinBenhNhan/" + field);
        }
    }

    /** One more item, of the patient and the visit. */
    ObjectNode item(String kind) {
        ObjectNode item = JSON.objectNode();
        item.put("kind", kind).put("id", visit).put("statedAt", stated).put("visitNumber", visit);
        item.set("patient", kind.equals("visit") ? patient : AnnexPerson.reference(patient));
        items.add(item);
        return item;
    }

    /** One more fact under its key, with what nobody took of the group. */
    void fact(String kind, String key, ObjectNode body, ObjectNode rest) {
        body.put("key", key);
        if (!rest.isEmpty()) {
            body.set(kind.equals("paper") ? "fields" : "more", rest);
        }
        item(kind).set(kind, body);
    }

    private void paper(String group, AnnexGroup of) {
        String number = of.peek("sophieu");
        ObjectNode rest = of.rest();
        if (!rest.isEmpty()) {
            fact(
                    "paper",
                    "365/" + group + (number == null ? "" : "/" + number),
                    body("form", "RECORD_GROUP", "number", number),
                    rest);
        }
    }

    private void visit(AnnexGroup person, AnnexGroup admission, AnnexGroup treatment) {
        String start = person.time("thoigianvaovien");
        String end = treatment.time("ngayravien");
        String department = person.text("makhoa");
        ObjectNode body = body(
                "number",
                visit,
                "event",
                end != null ? "DISCHARGED" : start != null ? "ADMITTED" : "UPDATED",
                "start",
                start,
                "end",
                end,
                "attendingDoctor",
                treatment.text("bacsidieutri"),
                "reason",
                admission.text("lydovaovien"));
        String room = person.text("buong");
        String bed = person.text("giuong");
        if (end == null || start == null || department == null) {
            fill(body, "occurredAt", end != null ? end : start, "department", department, "room", room, "bed", bed);
        } else {
            fill(body, "occurredAt", end);
            body.putArray("stays")
                    .add(body("key", "vaovien", "department", department, "room", room, "bed", bed, "start", start));
        }
        item("visit").set("visit", body);
    }

    private void card(AnnexGroup person) {
        String number = person.peek("mabhyt");
        String from = person.time("tungaybhyt");
        String to = person.time("denngaybhyt");
        String facility = number == null ? null : person.text("noidangkykcbbd");
        if (number != null) {
            item("coverage")
                    .set(
                            "coverage",
                            body("number", number, "validFrom", from, "validTo", to, "registeredFacility", facility));
        }
    }

    private void conditions(AnnexGroup treatment) {
        ArrayNode conditions = JSON.arrayNode();
        Set<String> known = new HashSet<>();
        String main = treatment.text("maicd");
        if (main != null && known.add(main)) {
            conditions
                    .addObject()
                    .put("rank", "primary")
                    .set("code", body("code", main, "text", treatment.text("tenicd")));
        }
        String others = treatment.text("maicd_khac");
        for (String code : others == null ? new String[0] : others.split("[;,]")) {
            if (!code.isBlank() && known.add(code.strip())) {
                conditions.addObject().put("rank", "secondary").put("code", code.strip());
            }
        }
        if (!conditions.isEmpty()) {
            item("conditions").set("conditions", conditions);
        }
    }

    private void signs(String key, AnnexGroup group) {
        ArrayNode signs = JSON.arrayNode();
        String[][] names = {
            {"PULSE", "mach"},
            {"TEMPERATURE", "nhietdo"},
            {"RESPIRATION", "nhiptho"},
            {"SYSTOLIC_PRESSURE", "huyetap_tamthu"},
            {"DIASTOLIC_PRESSURE", "huyetap_tamtruong"},
            {"SYSTOLIC_PRESSURE", "huyetap_cao"},
            {"DIASTOLIC_PRESSURE", "huyetap_thap"},
            {"OXYGEN_SATURATION", "spo2"},
            {"WEIGHT", "cannang"},
            {"HEIGHT", "chieucao"}
        };
        for (String[] name : names) {
            String value = group.number(name[1]);
            if (value != null) {
                signs.add(body("kind", name[0], "value", value));
            }
        }
        boolean admission = key.equals("vaovien");
        if (!signs.isEmpty() || !admission && !group.rest().isEmpty()) {
            ObjectNode note = body("writtenAt", admission ? group.time("denkhambenhluc") : group.time("thoidiem"));
            if (!signs.isEmpty()) {
                note.set("vitalSigns", signs);
            }
            fact("note", "365/" + key, note, admission ? JSON.objectNode() : group.rest());
        }
    }

    /** An object of what is said: names and values by turns. */
    static ObjectNode body(String... namesAndValues) {
        return fill(JSON.objectNode(), namesAndValues);
    }

    private static ObjectNode fill(ObjectNode body, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                body.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return body;
    }
}
