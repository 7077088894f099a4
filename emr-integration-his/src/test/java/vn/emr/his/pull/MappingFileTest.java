package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.JdbcAddress.Product;
import vn.emr.his.Hospital;
import vn.emr.his.NoticeTranslator;

/** A mapping file is data: what is wrong in it is refused by its place, and nothing in it becomes SQL or an address. */
class MappingFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VIEW = """
            {"mapping": "thu", "version": 1, "about": "Để thử.",
             "view": {"name": "emr.v_thu", "watermark": "NGAY", "key": "ID"},
             "dates": ["dd-MM-yyyy HH:mm"],
             "tables": {"gioi": {"Nam": "M", "*": "U"}},
             "notices": [{"when": {"from": "LOAI", "is": ["BN"]}, "item": {
               "kind": "patient", "id": {"join": "BN-{ID}"}, "statedAt": {"from": "NGAY", "as": "time"},
               "patient": {"identifiers": [{"kind": "PATIENT_NUMBER", "value": {"from": "MA"}},
                                           {"kind": "CCCD", "value": {"from": "CCCD"}}],
                           "names": [{"from": ["TEN_MOI", "TEN"]}], "sex": {"from": "GIOI", "table": "gioi"},
                           "birth": {"from": "SINH", "as": "date"}}}}]}""";
    private static final String REQUEST = """
            {"mapping": "thu", "version": 1, "about": "Để thử.",
             "request": {"path": "/api/list?since={since}&page={page}", "rows": "/data", "watermark": "luc"},
             "asSent": true}""";

    @Test
    void a_row_becomes_a_notice_with_what_it_says_and_without_what_it_does_not() throws IOException {
        JsonNode row = JSON.readTree("""
                {"ID": 7, "NGAY": "02-03-2026 08:30", "LOAI": "bn", "MA": "0000007", "CCCD": " ", "TEN": "Lê Thị Bình",
                 "GIOI": "Nữ", "SINH": "1958-03-01T00:00:00"}""");
        assertEquals(JSON.readTree("""
                        {"kind": "patient", "id": "BN-7", "statedAt": "202603020830",
                         "patient": {"identifiers": [{"kind": "PATIENT_NUMBER", "value": "0000007"}],
                                     "names": ["Lê Thị Bình"], "sex": "U", "birth": "1958-03-01"}}"""), read(VIEW).items(row).getFirst());
        assertEquals(List.of(), read(VIEW).items(JSON.readTree("{\"ID\": 7, \"LOAI\": \"KHAC\"}")));
    }

    @Test
    void an_answer_with_lists_and_numbers_for_dates_becomes_one_notice_for_each_element() throws IOException {
        JsonNode answer = JSON.readTree("""
                {"maPhieu": "CD01", "maVach": "260302001", "soVaoVien": "LK1", "ngayChiDinh": 20260302083000, "bacSi": "BS An",
                 "benhNhan": {"ma": "0000007", "hoTen": "{\\\\rtf1 L\\\\u234? Th\\\\u7883? B\\\\u236?nh}", "ngaySinh": 19580301},
                 "dichVu": [{"soChiDinh": "1", "ma": "GLU", "ten": "Glucose"}, {"soChiDinh": "2", "ma": "URE", "ten": "Urê"}]}""");
        List<JsonNode> items = shipped("sen-vang-phieu").items(answer);
        assertEquals(List.of("BN-0000007", "CD-1", "CD-2"), texts(items, "/id"));
        assertEquals("Lê Thị Bình", items.getFirst().at("/patient/names/0").asText());
        for (JsonNode item : items) {
            assertEquals("20260302083000", item.at("/statedAt").asText());
            Delivery read = new NoticeTranslator()
                    .read(JSON.writeValueAsBytes(item), "pull", "pull:x", Sources.only(Hospital.source("*")));
            assertEquals(null, read.refusal());
            assertEquals(List.of(), read.reading().remarks());
        }
    }

    @Test
    void the_shipped_examples_are_in_order() throws Exception {
        for (String name : Mappings.SHIPPED) {
            assertEquals(name, shipped(name).name());
        }
        assertThrows(PullTrouble.class, () -> new Mappings(Path.of("khong-co")).named("khong-co"));
    }

    @Test
    void names_that_would_be_sql_are_refused_by_their_place() {
        refused("/view/name", VIEW.replace("emr.v_thu", "emr.v_thu; drop table x"));
        refused("/view/name", VIEW.replace("emr.v_thu", "(select * from emr.v_thu) t"));
        refused("/view/name", VIEW.replace("emr.v_thu", "emr..v_thu"));
        refused("/view/watermark", VIEW.replace("\"watermark\": \"NGAY\"", "\"watermark\": \"NGAY desc --\""));
        refused("/view/key", VIEW.replace("\"key\": \"ID\"", "\"key\": \"1 or 1=1\""));
        refused("/view/key", VIEW.replace("\"key\": \"ID\"", "\"key\": \"\\\"ID\\\"\""));
        refused("/notices/0/when/from", VIEW.replace("\"LOAI\"", "\"pg_sleep(9)\""));
        refused("/notices/0/item/statedAt/from", VIEW.replace("{\"from\": \"NGAY\"", "{\"from\": \"NGAY, MAT_KHAU\""));
        refused("/notices/0/item/id/join", VIEW.replace("BN-{ID}", "BN-{(select 1)}"));
        refused("/notices/0/item/patient/names/0/from", VIEW.replace("\"TEN_MOI\"", "\"TÊN MỚI\""));
    }

    @Test
    void only_the_columns_that_are_named_are_asked_for_in_every_product() {
        Mapping.View view = read(VIEW).view();
        String columns = "CCCD, GIOI, ID, LOAI, MA, NGAY, SINH, TEN, TEN_MOI";
        assertEquals(
                "select " + columns + " from emr.v_thu where NGAY is not null order by NGAY, ID limit 200",
                HospitalDatabase.sql(Product.POSTGRESQL, view, null));
        assertEquals(
                "select " + columns + " from emr.v_thu where NGAY >= ? order by NGAY, ID limit 200",
                HospitalDatabase.sql(Product.MYSQL, view, Mark.parse("number 1")));
        assertEquals(
                "select * from (select " + columns
                        + " from emr.v_thu where NGAY >= ? and (NGAY > ? or ID > ?) order by NGAY, ID) where rownum <= 200",
                HospitalDatabase.sql(Product.ORACLE, view, Mark.parse("number 1\ntext a")));
        assertEquals(
                "select top (200) " + columns + " from emr.v_thu where NGAY >= ? order by NGAY, ID",
                HospitalDatabase.sql(Product.SQLSERVER, view, Mark.parse("local 2026-03-01T08:00")));
    }

    @Test
    void paths_that_lead_elsewhere_are_refused() {
        assertFalse(read(REQUEST).request().path().isEmpty());
        for (String path : List.of(
                "https://khac.example/{since}",
                "//khac.example/{since}",
                "/api/../{since}",
                "/api/list",
                "/api/{visit}/{barcode}",
                "/api/{visit}?page={page}",
                "/api/{since}?x={khac}",
                "/api/{since} HTTP/1.1",
                "api/{since}",
                "/api/{since}#x",
                "@khac.example/{since}")) {
            refused("/request/path", REQUEST.replace("/api/list?since={since}&page={page}", path));
        }
        refused("/request/watermark", REQUEST.replace(", \"watermark\": \"luc\"", ""));
        refused("/request/since", REQUEST.replace("\"rows\"", "\"since\": \"nam\", \"rows\""));
        refused("/asSent", VIEW.replace("\"notices\"", "\"asSent\": true, \"notices\""));
        refused("/notices", REQUEST.replace("\"asSent\": true", "\"asSent\": false"));
    }

    @Test
    void what_is_wrong_is_named_by_its_place() {
        assertTrue(read(VIEW).view().columns().contains("CCCD"));
        refused("", "[]");
        refused("/mapping", VIEW.replace("\"thu\"", "\"Thử\""));
        refused("/version", VIEW.replace("\"version\": 1", "\"version\": 0"));
        refused("/ve", VIEW.replace("\"version\": 1", "\"ve\": 1"));
        refused("/view", VIEW.replace("\"view\"", "\"request\": {}, \"view\""));
        refused("/view/page", VIEW.replace("\"key\"", "\"page\": 5000, \"key\""));
        refused("/view/key", VIEW.replace("\"key\": \"ID\"", "\"key\": \"NGAY\""));
        refused("/dates/0", VIEW.replace("dd-MM-yyyy HH:mm", "ngày tháng"));
        refused("/tables/gioi/Nam", VIEW.replace("\"M\"", "1"));
        refused("/notices/0/item/kind", VIEW.replace("\"patient\", \"id\"", "\"nguoi\", \"id\""));
        refused("/notices/0/item/statedAt", VIEW.replace("\"statedAt\": {\"from\": \"NGAY\", \"as\": \"time\"},", ""));
        refused("/notices/0/item/statedAt/as", VIEW.replace("\"as\": \"time\"", "\"as\": \"gio\""));
        refused("/notices/0/item/statedAt/dinhDang", VIEW.replace("\"as\": \"time\"", "\"dinhDang\": \"x\""));
        refused("/notices/0/item/patient/sex/table", VIEW.replace("\"table\": \"gioi\"", "\"table\": \"khac\""));
        refused("/notices/0/item/patient/names", VIEW.replace("[{\"from\": [\"TEN_MOI\", \"TEN\"]}]", "null"));
        refused(
                "/notices/0/item/patient/names/each",
                VIEW.replace("[{\"from\": [\"TEN_MOI\", \"TEN\"]}]", "{\"each\": \"x\", \"item\": 1}"));
        assertThrows(Refusal.class, () -> MappingFile.read("{".getBytes(StandardCharsets.UTF_8)));
        assertThrows(Refusal.class, () -> MappingFile.read(new byte[MappingFile.LARGEST + 1]));
    }

    @Test
    void the_command_shows_what_a_row_becomes_and_where_a_file_or_a_row_is_wrong(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("thu.json"), VIEW);
        Path row = Files.writeString(folder.resolve("row.json"), """
                {"ID": 7, "NGAY": "20260302", "LOAI": "BN", "MA": "0000007", "TEN": "Lê Thị Bình", "GIOI": "Nam"}""");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MappingCommand command = new MappingCommand(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertEquals(0, command.run("check", file.toString(), row.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"Lê Thị Bình\""));
        Files.writeString(row, "{\"ID\": 7, \"LOAI\": \"BN\", \"MA\": \"0000007\"}");
        assertEquals(1, command.run("check", file.toString(), row.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("không đọc được: /statedAt"));
        Files.writeString(file, VIEW.replace("NGAY\", \"key", "NGÀY\", \"key"));
        assertEquals(2, command.run("check", file.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("/view/watermark: "));
        assertEquals(2, command.run("check"));
        Files.writeString(file, VIEW);
        Files.writeString(row, "{");
        assertEquals(2, command.run("check", file.toString(), row.toString()));
    }

    private static void refused(String pointer, String file) {
        Refusal refusal = assertThrows(Refusal.class, () -> read(file), file);
        assertEquals(List.of(pointer), refusal.fields(), refusal.getMessage());
    }

    private static List<String> texts(List<JsonNode> items, String pointer) {
        return items.stream().map(item -> item.at(pointer).asText()).toList();
    }

    private static Mapping read(String file) {
        return MappingFile.read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static Mapping shipped(String name) {
        try {
            return new Mappings(Path.of("khong-co")).named(name);
        } catch (PullTrouble trouble) {
            throw new AssertionError(trouble.getMessage());
        }
    }
}
