package vn.emr.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.FullChart;
import vn.emr.core.testing.Role;

/**
 * Records leave under the names of the annex of CV 365/TTYQG-GPQLCL. After a wanted change run with {@code -Dgolden.write=true} and
 * read the difference.
 */
class ExchangeTest {
    private static final Path GOLDEN = Path.of("src/test/resources/vn/emr/core/exchange");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FullChart chart;
    private ToldStay stay;
    private Access access;
    private Exchange exchange;
    private Caller clerk;

    @BeforeEach
    void a_stay_is_over() {
        chart = new FullChart();
        stay = new ToldStay(chart);
        access = new Access(chart.hospital.database, new AuditTrail(chart.hospital.database));
        Clock clock = Clock.fixed(FullChart.NOW, ZoneId.of("UTC"));
        exchange = new Exchange(
                access,
                chart.hospital.database,
                null,
                new HospitalForms(ToldStay.FORMS, chart.hospital.database),
                clock);
        clerk = chart.hospital.caller(chart.hospital.account("luutru", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
    }

    @Test
    void a_record_leaves_as_xml_that_keeps_to_the_published_schema() throws Exception {
        stay.everything();
        byte[] xml = exchange.xml(clerk, open(clerk), chart.folder);
        valid(xml);
        golden("record.xml", withoutIds(xml));
        golden("record.json", withoutIds(exchange.json(clerk, open(clerk), chart.folder)));
        golden("HoSoBenhAn.xsd", exchange.xmlSchema());
        golden("HoSoBenhAn.schema.json", exchange.jsonSchema());
        String text = new String(xml, StandardCharsets.UTF_8);
        invalid(text.replace("<hoten>", "<ten>").replace("</hoten>", "</ten>"));
        invalid(text.replaceFirst("<ngaysinh>[^<]*", "<ngaysinh>1960-02-03"));
    }

    @Test
    void a_medicine_that_a_doctor_ordered_and_a_system_tells_again_leaves_once_and_names_no_account() throws Exception {
        stay.everything();
        stay.ordered("FUROSEMID");
        List<JsonNode> medicines = new ArrayList<>();
        json().at("/YLenhThuocVatTu/danhsach")
                .forEach(slip -> slip.path("danhsach").forEach(medicines::add));
        assertEquals(
                List.of("Enalapril", "FUROSEMID"),
                medicines.stream()
                        .map(one -> one.path("tenthuocvattu").asText())
                        .sorted()
                        .toList());
        assertTrue(medicines.stream()
                .noneMatch(one -> one.path("machidinh").asText().contains("|")));
        assertTrue(
                medicines.stream().anyMatch(one -> one.path("cachdung").asText().equals("Uống, 1 viên, 08:00")));
    }

    @Test
    void the_same_record_as_json_says_the_same_in_eleven_groups() throws Exception {
        stay.everything();
        JsonNode json = json();
        assertEquals(
                json,
                tree(
                        parsed(exchange.xml(clerk, open(clerk), chart.folder)),
                        Shape.read().parts()));
        assertEquals(
                List.of(
                        "ThongTinBenhNhan",
                        "ThongTinVaoVien",
                        "ThongTinDieuTri",
                        "YLenhThuocVatTu",
                        "PhieuChiDinh",
                        "KetQuaChanDoanHinhAnh",
                        "KetQuaXetNghiem",
                        "GiayChuyenVien",
                        "HoSoCapCuu",
                        "PhieuThuThuat",
                        "PhieuPhauThuat"),
                json.properties().stream().map(Map.Entry::getKey).toList());
        assertEquals(2, json.at("/YLenhThuocVatTu/danhsach").size());
        assertEquals(2, json.at("/PhieuChiDinh").size());
        assertEquals("Chọc dò màng phổi", text(json, "/PhieuThuThuat/0/phuongphapphauthuat"));
        assertEquals("Đặt máy tạo nhịp", text(json, "/PhieuPhauThuat/0/phuongphapphauthuat"));
    }

    @Test
    void an_empty_record_has_every_name_too() throws Exception {
        UUID nobody = chart.hospital.patient("Không Rõ");
        UUID visit = chart.hospital.stay(nobody, chart.ward, null, null, false);
        chart.hospital.folder(nobody, visit, chart.hospital.facility, RecordFolder.State.CLOSED);
        UUID folder = chart.hospital
                .database
                .first(
                        "select folder_id from record_folder where encounter_id = ?",
                        row -> row.uuid("folder_id"),
                        visit)
                .orElseThrow();
        Grant grant = access.open(clerk, clerk.purpose(), nobody);
        byte[] xml = exchange.xml(clerk, grant, folder);
        valid(xml);
        JsonNode json = JSON.readTree(exchange.json(clerk, grant, folder));
        assertEquals(json, tree(parsed(xml), Shape.read().parts()));
        assertEquals("", text(json, "/ThongTinBenhNhan/mabhyt"));
        assertEquals(0, json.at("/KetQuaXetNghiem").size());
    }

    @Test
    void the_main_illness_that_a_person_said_leaves_and_not_the_one_that_systems_told() throws IOException {
        assertTrue(json().toString().contains("I50.0"));
        chart.hospital.commit(new Condition(
                Ids.next(),
                1,
                chart.patient,
                chart.visit,
                null,
                Ids.next().toString(),
                new Coded("I21.9", "icd10", "Nhồi máu cơ tim cấp"),
                "primary",
                true,
                TimePoint.at(FullChart.NOW),
                chart.hospital.origin()));
        String after = json().toString();
        assertTrue(after.contains("I21.9") && after.contains("E11.9"), "secondary diagnoses stay as they were told");
        assertFalse(after.contains("I50.0"));
    }

    @Test
    void a_sheet_that_is_not_complete_stays_in_the_house_and_an_operation_written_here_stands_for_those_told()
            throws Exception {
        stay.procedure("8", "Đặt máy tạo nhịp");
        stay.sheet("01/BV1", Sheet.Status.DRAFT);
        assertEquals("", text(json(), "/ThongTinVaoVien/quatrinhbenhly"));
        assertEquals("Đặt máy tạo nhịp", text(json(), "/PhieuPhauThuat/0/phuongphapphauthuat"));
        stay.sheet("06/BV2", Sheet.Status.COMPLETED);
        JsonNode after = json();
        assertEquals(
                1,
                after.at("/PhieuPhauThuat").size() + after.at("/PhieuThuThuat").size());
        assertFalse(after.toString().contains("Đặt máy tạo nhịp"));
    }

    @Test
    void only_who_may_export_in_that_state_takes_a_record_out_and_each_time_is_traced() throws IOException {
        int before = chart.hospital.audits("EXPORT");
        json();
        assertEquals(before + 1, chart.hospital.audits("EXPORT"));
        refused(Code.FORBIDDEN, () -> exchange.xml(chart.doctor, open(chart.doctor), chart.folder));
        // What is not there is judged by the newest record, which is still in treatment.
        refused(Code.FORBIDDEN, () -> exchange.xml(clerk, open(clerk), Ids.next()));
        assertEquals(before + 1, chart.hospital.audits("EXPORT"));
    }

    @Test
    void a_record_of_which_labels_hide_a_part_is_not_taken_out_with_a_hole() throws IOException {
        json();
        chart.hospital.condition(chart.patient, chart.visit, "B20", "Bệnh kín");
        Refusal refusal = refused(Code.FORBIDDEN, () -> exchange.json(clerk, open(clerk), chart.folder));
        assertTrue(refusal.getMessage().contains("labels hide a part"), refusal.getMessage());
    }

    private JsonNode json() throws IOException {
        return JSON.readTree(exchange.json(clerk, open(clerk), chart.folder));
    }

    private static String text(JsonNode json, String at) {
        return json.at(at).asText("missing");
    }

    private Grant open(Caller caller) {
        return access.open(caller, caller.purpose(), chart.patient);
    }

    private static Refusal refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }

    private static void golden(String name, byte[] made) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.write(file, made);
        }
        assertEquals(Files.readString(file), new String(made, StandardCharsets.UTF_8));
    }

    /** Numbers that the test's reports were given anew. */
    private static byte[] withoutIds(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8)
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void invalid(String xml) {
        assertThrows(SAXException.class, () -> valid(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private void valid(byte[] xml) throws SAXException, IOException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new ByteArrayInputStream(exchange.xmlSchema())))
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(xml)));
    }

    private static Element parsed(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
    }

    /** The XML read back by its shape. */
    private static ObjectNode tree(Element from, List<Shape.Part> parts) {
        ObjectNode tree = JSON.createObjectNode();
        for (Shape.Part part : parts) {
            List<Element> found = children(from, part.name());
            switch (part) {
                case Shape.Field field ->
                    tree.put(field.name(), found.getFirst().getTextContent());
                case Shape.Group group -> tree.set(group.name(), tree(found.getFirst(), group.parts()));
                case Shape.Rows rows -> {
                    ArrayNode array = tree.putArray(rows.name());
                    found.stream()
                            .filter(row -> row.getFirstChild() != null)
                            .forEach(row -> array.add(tree(row, rows.parts())));
                }
            }
        }
        return tree;
    }

    private static List<Element> children(Element from, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = from.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
