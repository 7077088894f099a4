package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.exchange.Exchange;
import vn.emr.core.exchange.Received;
import vn.emr.core.exchange.RecordFile.Form;
import vn.emr.core.exchange.RecordFile.What;
import vn.emr.core.exchange.ToldStay;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.FullChart;
import vn.emr.core.testing.Role;

/** A record that one hospital gave out is taken in by another, and leaves there as it came. */
class ReceivedRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final ToldElsewhere TOLD = new ToldElsewhere();

    private Receiving here;

    @BeforeEach
    void another_hospital_stands_empty() {
        here = new Receiving();
    }

    @AfterEach
    void it_closes() {
        here.close();
    }

    @Test
    void what_leaves_as_xml_is_taken_in_and_leaves_again_as_the_same_bytes() {
        Received.Taken taken = here.take(TOLD.xml);
        assertFalse(taken.known());
        assertArrayEquals(TOLD.xml, here.xml(taken));
        assertArrayEquals(TOLD.json, here.json(taken));
    }

    @Test
    void what_leaves_as_json_is_taken_in_and_leaves_again_as_the_same_bytes() {
        Received.Taken taken = here.take(TOLD.json);
        assertArrayEquals(TOLD.json, here.json(taken));
        assertArrayEquals(TOLD.xml, here.xml(taken));
    }

    @Test
    void before_it_is_taken_in_it_says_whose_it_is_and_keeps_nothing() {
        Received.Preview preview = here.look(TOLD.xml);
        assertEquals(List.of(), preview.faults());
        assertEquals(Form.XML, preview.form());
        assertTrue(preview.mayTake());
        assertNull(preview.here().patientId());
        assertEquals("VV260001", preview.about().admissionNumber());
        assertEquals("LT/2026/000001", preview.about().archiveNumber());
        assertEquals(
                Map.of(
                        "danhsachsinhhieu", 2,
                        "YLenhThuocVatTu", 3,
                        "PhieuChiDinh", 3,
                        "KetQuaChanDoanHinhAnh", 1,
                        "KetQuaXetNghiem", 1,
                        "GiayChuyenVien", 1,
                        "PhieuThuThuat", 1,
                        "PhieuPhauThuat", 2),
                preview.about().rows());
        assertEquals(0, here.count("inbound"));
        assertEquals(0, here.count("patient"));
        assertEquals(1, here.hospital.audits("IMPORT"));
    }

    @Test
    void its_facts_stand_in_the_chart_and_its_folder_is_closed_as_received_from_there() {
        Received.Taken taken = here.take(TOLD.xml);
        RecordFolder folder = here.folder(taken);
        assertEquals(RecordFolder.State.CLOSED, folder.state());
        assertEquals(RecordFolder.Act.RECEIVE, folder.step().act());
        assertNull(folder.archiveNumber(), "ours is given when it goes into our archive");
        RecordFolder.Received from = folder.received();
        assertEquals("Bệnh viện Đa khoa Phương Nam", from.sender());
        assertEquals("79099", from.senderCode());
        assertEquals("VV260001", from.admissionNumber());
        assertEquals("LT/2026/000001", from.archiveNumber());
        assertEquals(BlobStore.name(TOLD.xml), from.sha256());
        assertEquals("79099/VV260001", folder.admissionNumber());
        assertEquals(3, here.count("condition"), "one main illness and two others");
        assertEquals(2, here.count("diagnostic_report"));
        assertEquals(3, here.count("medication_order"));
        assertEquals(6, here.count("procedure"), "three requests, a procedure and two operations");
        assertEquals(0, here.count("department_stay where department_id is not null"), "its wards are not ours");
        assertEquals(1, here.count("inbound"));
        assertArrayEquals(TOLD.xml, here.keptBytes());
    }

    /** The record leaves as it came all the same; this says what of it the chart, lists and alerts know. */
    @Test
    void what_the_facts_alone_would_not_tell_is_listed_name_by_name() throws IOException {
        Received.Taken taken = here.take(TOLD.json);
        here.forgetOrigin(taken);
        List<String> other = new ArrayList<>();
        compare("", JSON.readTree(TOLD.json), JSON.readTree(here.json(taken)), other);
        Path golden = Path.of("src/test/resources/received-as-facts.txt");
        String said = String.join("\n", other) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, said);
        }
        assertEquals(Files.readString(golden), said);
    }

    private static void compare(String at, JsonNode told, JsonNode facts, List<String> other) {
        if (told.isObject() && facts.isObject()) {
            told.properties()
                    .forEach(field ->
                            compare(at + "/" + field.getKey(), field.getValue(), facts.path(field.getKey()), other));
        } else if (told.isArray() && facts.isArray() && told.size() == facts.size()) {
            for (int i = 0; i < told.size(); i++) {
                compare(at + "/" + i, told.get(i), facts.get(i), other);
            }
        } else if (!told.equals(facts)) {
            other.add(told.isArray() ? at + ": " + told.size() + " rows → " + facts.size() : at);
        }
    }

    @Test
    void damaged_files_are_read_or_refused_and_never_an_exception() {
        Random random = new Random(20261123);
        ReceivedRecordTranslator translator = new ReceivedRecordTranslator();
        Sources sender = Sources.only(here.source);
        int refused = 0;
        for (byte[] whole : List.of(TOLD.xml, TOLD.json)) {
            for (int i = 0; i < 1_500; i++) {
                Delivery delivery = translator.read(AnyBytesTest.damaged(whole, random), Source.RECORD, "", sender);
                assertTrue((delivery.reading() == null) != (delivery.refusal() == null));
                refused += delivery.refusal() == null ? 0 : 1;
            }
        }
        assertTrue(refused > 500, "the damage was felt: " + refused);
    }

    @Test
    void the_same_record_taken_in_again_is_recognised_in_either_form_and_changes_nothing() {
        Received.Taken taken = here.take(TOLD.xml);
        long versions = here.count("revision");
        assertTrue(here.look(TOLD.xml).here().folderId().equals(taken.folderId()));
        assertFalse(here.look(TOLD.xml).mayTake());
        for (byte[] again : List.of(TOLD.xml, TOLD.json)) {
            Received.Taken known = here.take(again);
            assertTrue(known.known());
            assertEquals(taken.folderId(), known.folderId());
        }
        assertEquals(versions, here.count("revision"));
        assertEquals(1, here.count("inbound"));
    }

    @Test
    void a_newer_edition_of_it_takes_its_place() {
        Received.Taken taken = here.take(TOLD.xml);
        byte[] edition = TOLD.json("Khó thở", "Khó thở nhiều về đêm");
        assertTrue(here.look(edition).here().edition());
        assertEquals(taken.folderId(), here.take(edition).folderId());
        assertArrayEquals(edition, here.json(taken));
        assertEquals(1, here.count("record_folder"));
    }

    @Test
    void every_fault_is_told_with_its_place_and_nothing_is_taken_in() {
        byte[] wrong = TOLD.json(
                "\"hoten\" : \"", "\"ten\" : \"",
                "\"ngaysinh\" : \"03/02/1960\"", "\"ngaysinh\" : \"31/02/1960\"",
                "\"cannang\" : \"", "\"cannang\" : \"nặng ");
        Received.Preview preview = here.look(wrong);
        assertFalse(preview.mayTake());
        assertEquals(
                List.of(
                        "/ThongTinBenhNhan/hoten MISSING",
                        "/ThongTinBenhNhan/ngaysinh NO_SUCH_DAY",
                        "/ThongTinBenhNhan/ten UNKNOWN_NAME",
                        "/ThongTinVaoVien/cannang MALFORMED",
                        "/ThongTinDieuTri/danhsachsinhhieu/0/cannang MALFORMED",
                        "/ThongTinDieuTri/danhsachsinhhieu/1/cannang MALFORMED"),
                preview.faults().stream().map(f -> f.at() + " " + f.what()).toList());
        refused(Code.MALFORMED_FIELD, () -> here.records.take(here.clerk, here.sender, wrong, preview.sha256(), true));
        assertEquals(0, here.count("inbound"));
        assertEquals(0, here.count("patient"));
    }

    @Test
    void what_cannot_be_read_or_speaks_of_several_visits_is_said_by_its_place() {
        told("/ NOT_A_RECORD", new byte[0]);
        told("2:1 UNREADABLE", "{\n".getBytes(StandardCharsets.UTF_8));
        told("/ NOT_A_RECORD", "<Khac/>".getBytes(StandardCharsets.UTF_8));
        told(
                "1:12 UNREADABLE",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><HoSoBenhAn>&b;</HoSoBenhAn>"
                        .getBytes(StandardCharsets.UTF_8));
        told("/ThongTinVaoVien/sovaovien OTHER_VISIT", TOLD.secondVisit());
        told("/ThongTinDieuTri/ngayravien ENDS_BEFORE_IT_BEGINS", TOLD.endedIn("2025"));
    }

    private void told(String first, byte[] file) {
        var fault = here.look(file).faults().getFirst();
        assertEquals(first.substring(first.indexOf(' ')), " " + fault.what());
        if (fault.what() != What.UNREADABLE) {
            assertEquals(first, fault.at() + " " + fault.what());
        }
    }

    @Test
    void a_person_of_that_national_number_who_has_another_name_here_is_compared_first() {
        here.known("Lê Thị Khác", TOLD.nationalId());
        Received.Preview preview = here.look(TOLD.xml);
        assertTrue(preview.here().nameDiffers());
        assertTrue(preview.mayTake());
        refused(Code.CONFLICT, () -> here.records.take(here.clerk, here.sender, TOLD.xml, preview.sha256(), false));
        assertEquals(0, here.count("inbound"));
        UUID known = preview.here().patientId();
        assertEquals(
                known,
                here.records
                        .take(here.clerk, here.sender, TOLD.xml, preview.sha256(), true)
                        .patientId());
    }

    @Test
    void another_file_than_the_one_that_was_looked_at_is_not_taken() {
        String seen = here.look(TOLD.xml).sha256();
        refused(Code.CONFLICT, () -> here.records.take(here.clerk, here.sender, TOLD.json, seen, false));
        assertEquals(0, here.count("inbound"));
    }

    @Test
    void who_keeps_no_records_takes_none_in_and_only_a_hospital_is_a_sender_of_them() {
        refused(Code.FORBIDDEN, () -> here.records.look(here.doctor, here.sender, TOLD.xml));
        refused(Code.FORBIDDEN, () -> here.records.senders(here.doctor));
        refused(Code.NOT_FOUND, () -> here.records.look(here.clerk, here.hospital.source, TOLD.xml));
        assertEquals(
                List.of("Bệnh viện Đa khoa Phương Nam"),
                here.records.senders(here.clerk).stream()
                        .map(Received.Sender::name)
                        .toList());
    }

    private static void refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
    }

    /** A stay in another hospital of which every group has a row, as it leaves there. */
    static final class ToldElsewhere {
        final byte[] xml;
        final byte[] json;

        ToldElsewhere() {
            FullChart chart = new FullChart();
            new ToldStay(chart).everything();
            Access access = new Access(chart.hospital.database, new AuditTrail(chart.hospital.database));
            Exchange exchange = new Exchange(
                    access,
                    chart.hospital.database,
                    null,
                    new HospitalForms(ToldStay.FORMS, chart.hospital.database),
                    Clock.fixed(FullChart.NOW, ZoneId.of("UTC")));
            var clerk =
                    chart.hospital.caller(chart.hospital.account("lt", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
            xml = exchange.xml(clerk, access.open(clerk, clerk.purpose(), chart.patient), chart.folder);
            json = exchange.json(clerk, access.open(clerk, clerk.purpose(), chart.patient), chart.folder);
        }

        /** With these texts in the place of those. */
        byte[] json(String... changed) {
            String text = new String(json, StandardCharsets.UTF_8);
            for (int i = 0; i < changed.length; i += 2) {
                assertTrue(text.contains(changed[i]), changed[i]);
                text = text.replace(changed[i], changed[i + 1]);
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }

        byte[] secondVisit() {
            String text = new String(json, StandardCharsets.UTF_8);
            int at = text.indexOf("\"sovaovien\"", text.indexOf("ThongTinVaoVien"));
            return (text.substring(0, at) + text.substring(at).replaceFirst("VV260001", "VV260002"))
                    .getBytes(StandardCharsets.UTF_8);
        }

        byte[] endedIn(String year) {
            return new String(json, StandardCharsets.UTF_8)
                    .replaceFirst("(\"ngayravien\" : \"../../)\\d{4}", "$1" + year)
                    .getBytes(StandardCharsets.UTF_8);
        }

        String nationalId() {
            String text = new String(json, StandardCharsets.UTF_8);
            String from = text.substring(text.indexOf("\"cccd_so\" : \"") + "\"cccd_so\" : \"".length());
            return from.substring(0, from.indexOf('"'));
        }
    }
}
