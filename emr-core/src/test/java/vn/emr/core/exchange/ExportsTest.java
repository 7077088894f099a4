package vn.emr.core.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.exchange.ExportProgress.Export;
import vn.emr.core.exchange.ExportProgress.Standing;
import vn.emr.core.exchange.Exports.Asked;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** Closed and archived records leave together: in parts, whatever interrupts it, and nothing left out silently. */
class ExportsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ExportRoom room;

    @BeforeEach
    void come(@TempDir Path data) {
        room = new ExportRoom(data);
    }

    @Test
    void closed_and_archived_folders_leave_in_parts_with_a_manifest_and_the_others_stay() throws Exception {
        UUID first = room.folder("Một", State.CLOSED);
        UUID second = room.folder("Hai", State.ARCHIVED);
        UUID third = room.folder("Ba", State.CLOSED);
        room.folder("Đang điều trị", State.IN_TREATMENT);
        room.folder("Mới hoàn thành", State.COMPLETED);
        int before = room.hospital.audits("EXPORT");
        Export begun = room.begin(false);
        assertEquals(3, begun.folders());
        assertEquals(Standing.RUNNING, begun.standing());
        room.run();
        Export done = room.one(begun.id());
        assertEquals(Standing.DONE, done.standing());
        assertEquals(3, done.written());
        assertEquals(0, done.refused());
        assertEquals(2, done.parts().size(), "two folders a part");
        Map<String, byte[]> one = room.part(done, 1);
        assertEquals(
                Stream.of(
                                "manifest.json",
                                first + "/HoSoBenhAn.xml",
                                first + "/HoSoBenhAn.json",
                                second + "/HoSoBenhAn.xml",
                                second + "/HoSoBenhAn.json")
                        .sorted()
                        .toList(),
                List.copyOf(one.keySet()));
        JsonNode manifest = JSON.readTree(one.get("manifest.json"));
        assertEquals(2, manifest.get("parts").asInt());
        manifest.get("folders").forEach(folder -> folder.get("files")
                .forEach(file -> assertEquals(
                        file.get("sha256").asText(),
                        BlobStore.name(one.get(file.get("name").asText())))));
        assertTrue(room.part(done, 2).containsKey(third + "/HoSoBenhAn.xml"));
        JsonNode record = JSON.readTree(one.get(first + "/HoSoBenhAn.json"));
        assertEquals("Một", record.at("/ThongTinBenhNhan/hoten").asText());
        // The list, the export, three folders, two parts taken.
        assertEquals(before + 7, room.hospital.audits("EXPORT"));
    }

    @Test
    void an_export_that_is_killed_anywhere_and_gone_on_with_gives_the_same_bytes() throws Exception {
        for (int i = 0; i < 5; i++) {
            room.folder("Người " + i, i % 2 == 0 ? State.CLOSED : State.ARCHIVED);
        }
        goesOnAlike(room.begin(false).id());
    }

    @Test
    void prints_that_a_kill_lost_are_made_again_under_their_codes_and_times_as_the_same_bytes() throws Exception {
        for (int i = 0; i < 5; i++) {
            UUID folder = room.folder("Người " + i, State.CLOSED);
            if (i > 0) {
                room.sheet(folder);
            }
        }
        UUID id = room.begin(true).id();
        goesOnAlike(id);
        assertEquals(4, room.hospital.audits("PRINT"), "each is traced once");
        assertEquals(5 * 2 + 4, room.files(id));
        room.asNew(id);
        room.sheet(room.folderAt(id, 1));
        room.run();
        assertEquals(5, room.hospital.audits("PRINT"), "what shows something else is another paper");
    }

    private void goesOnAlike(UUID id) throws Exception {
        room.run();
        List<byte[]> whole = room.parts(room.one(id));
        assertEquals(3, whole.size());
        // Five folders, three parts, the end: killed before each of these steps, with what a kill leaves behind.
        for (int steps = 0; steps < 9; steps++) {
            room.asNew(id);
            for (int i = 0; i < steps; i++) {
                room.runner.step();
            }
            room.killed(id);
            room.now = room.now.plus(Duration.ofHours(1));
            room.run();
            List<byte[]> again = room.parts(room.one(id));
            assertEquals(3, again.size());
            for (int part = 0; part < 3; part++) {
                assertArrayEquals(whole.get(part), again.get(part), "killed after step " + steps);
            }
        }
    }

    @Test
    void what_is_lost_before_its_part_is_whole_is_made_again() throws Exception {
        room.folder("Một", State.CLOSED);
        room.folder("Hai", State.CLOSED);
        UUID id = room.begin(false).id();
        room.runner.step();
        room.runner.step();
        try (Stream<Path> files = Files.list(room.data.resolve("exports").resolve(id.toString()))) {
            for (Path file : files.limit(1).toList()) {
                Files.writeString(file, "half");
            }
        }
        room.run();
        assertEquals(5, room.part(room.one(id), 1).size());
        assertEquals(2, room.one(id).written());
    }

    @Test
    void with_pdf_each_record_is_printed_whole_and_one_that_holds_nothing_to_print_has_none() throws Exception {
        UUID empty = room.folder("Hồ sơ trống", State.CLOSED);
        UUID full = room.folder("Có bệnh án", State.CLOSED);
        room.sheet(full);
        UUID id = room.begin(true).id();
        room.run();
        Map<String, byte[]> part = room.part(room.one(id), 1);
        assertFalse(part.containsKey(empty + "/HoSoBenhAn.pdf"));
        byte[] pdf = part.get(full + "/HoSoBenhAn.pdf");
        assertNotNull(pdf);
        assertEquals("%PDF", new String(pdf, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(2, room.one(id).written());
    }

    @Test
    void with_prints_go_the_newest_signed_files_as_they_are_kept_and_nothing_that_nobody_signed() throws Exception {
        UUID folder = room.folder("Đã ký", State.CLOSED);
        UUID document = UUID.fromString("01a20a5f-0000-7000-8000-000000000001");
        UUID unsigned = UUID.fromString("01a20a5f-0000-7000-8000-000000000002");
        byte[] newest = room.signed(folder, document, 2);
        room.signed(folder, unsigned, 0);
        for (int i = 0; i < 4; i++) {
            room.folder("Người " + i, State.CLOSED);
        }
        UUID bare = room.begin(false).id();
        room.run();
        assertEquals(5 * 2, room.files(bare), "without prints there are none");

        UUID id = room.begin(true).id();
        room.now = room.now.plus(Duration.ofHours(1));
        BlobStore blobs = new BlobStore(room.data.toString(), room.hospital.database);
        room.file(blobs, document, 3, room.now);
        room.file(blobs, unsigned, 1, room.now);
        goesOnAlike(id);
        assertEquals(5 * 2 + 1, room.files(id));
        Map<String, byte[]> part = room.part(room.one(id), 1);
        String name = folder + "/signed/" + document + ".pdf";
        assertArrayEquals(newest, part.get(name), "as of the export, whatever was added since");
        JsonNode files =
                JSON.readTree(part.get("manifest.json")).get("folders").get(0).get("files");
        assertEquals(name, files.get(files.size() - 1).get("name").asText());
        assertEquals(
                BlobStore.name(newest),
                files.get(files.size() - 1).get("sha256").asText());
    }

    @Test
    void what_labels_hide_is_refused_by_name_of_the_reason_and_the_others_go_on() throws Exception {
        UUID hidden = room.folder("Có phần kín", State.CLOSED);
        room.hospital.condition(room.patientOf(hidden), room.visitOf(hidden), "B20", "Bệnh kín");
        room.folder("Không kín", State.CLOSED);
        UUID id = room.begin(false).id();
        room.run();
        Export done = room.one(id);
        assertEquals(1, done.written());
        assertEquals(1, done.refused());
        assertEquals("LABELS", done.refusals().getFirst().reason());
        assertEquals(hidden, done.refusals().getFirst().folderId());
        assertNull(done.refusals().getFirst().patientId());
        JsonNode listed = JSON.readTree(room.part(done, 1).get("manifest.json")).get("folders");
        assertEquals("LABELS", listed.get(0).get("refused").asText());
        assertEquals(0, listed.get(0).get("files").size());
    }

    @Test
    void what_was_reopened_meanwhile_is_refused_and_said() {
        UUID reopened = room.folder("Mở lại", State.CLOSED);
        UUID id = room.begin(false).id();
        room.reopen(reopened);
        room.run();
        assertEquals("FORBIDDEN", room.one(id).refusals().getFirst().reason());
        assertEquals(0, room.one(id).written());
    }

    @Test
    void where_the_ground_is_consent_only_who_agreed_is_taken_out() {
        room.folder("Chưa đồng ý", State.CLOSED);
        UUID id = room.exports
                .begin(
                        room.clerk,
                        new Asked(null, null, null, null, false, "RESEARCH", "consent", null, "Viện Nghiên cứu Mẫu"))
                .id();
        room.run();
        assertEquals("NO_CONSENT", room.one(id).refusals().getFirst().reason());
    }

    @Test
    void there_is_one_at_a_time_and_it_can_be_ended_and_its_files_go() {
        room.folder("Một", State.CLOSED);
        UUID id = room.begin(false).id();
        refused(Code.NOT_YET, () -> room.begin(false));
        room.runner.step();
        Path files = room.data.resolve("exports").resolve(id.toString());
        assertTrue(Files.exists(files));
        assertEquals(Standing.CANCELLED, room.exports.cancel(room.clerk, id).standing());
        room.run();
        assertFalse(Files.exists(files));
        assertEquals(List.of(), room.one(id).parts());
        room.begin(false);
        room.run();
    }

    @Test
    void files_are_kept_for_a_week_and_for_the_one_who_asked_alone() throws IOException {
        room.folder("Một", State.CLOSED);
        UUID id = room.begin(false).id();
        room.run();
        Caller other =
                room.hospital.caller(room.hospital.account("luutru2", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
        refused(Code.NOT_FOUND, () -> room.progress.one(other, id));
        refused(Code.NOT_FOUND, () -> room.exports.file(other, id, 1));
        refused(Code.NOT_FOUND, () -> room.exports.file(room.clerk, id, 2));
        assertEquals(List.of(), room.progress.list(other).exports());
        room.now = room.now.plus(Duration.ofDays(7)).minusSeconds(60);
        room.run();
        assertTrue(Files.exists(room.exports.file(room.clerk, id, 1)));
        room.now = room.now.plusSeconds(120);
        room.run();
        refused(Code.NOT_FOUND, () -> room.exports.file(room.clerk, id, 1));
        assertFalse(Files.exists(room.data.resolve("exports").resolve(id.toString())));
    }

    @Test
    void it_ends_when_the_one_who_asked_may_not_export_any_more() {
        room.folder("Một", State.CLOSED);
        room.folder("Hai", State.CLOSED);
        UUID id = room.begin(false).id();
        room.runner.step();
        room.hospital.database.update("update account set enabled = false where id = ?", room.clerk.id());
        room.run();
        assertEquals(Standing.NOT_ALLOWED, room.one(id).standing());
        assertEquals(1, room.one(id).written());
    }

    @Test
    void who_may_not_export_begins_none_and_what_is_asked_wrongly_is_said() {
        room.folder("Một", State.CLOSED);
        Asked asked = ExportRoom.asked(false);
        refused(Code.FORBIDDEN, () -> room.exports.begin(room.doctor, asked));
        refused(Code.FORBIDDEN, () -> room.progress.list(room.doctor));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.exports.begin(
                        room.clerk,
                        new Asked(
                                State.IN_TREATMENT,
                                null,
                                null,
                                null,
                                false,
                                "REPORTING",
                                "legal-duty",
                                "Điều 69",
                                "Sở Y tế")));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.exports.begin(
                        room.clerk,
                        new Asked(null, null, null, null, false, "REPORTING", "legal-duty", null, "Sở Y tế")));
        refused(
                Code.NOT_APPLICABLE,
                () -> room.exports.begin(
                        room.clerk,
                        new Asked(
                                State.ARCHIVED,
                                null,
                                null,
                                null,
                                false,
                                "REPORTING",
                                "legal-duty",
                                "Điều 69",
                                "Sở Y tế")));
    }

    private static void refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
    }

    /** The entries of a ZIP, by name. */
    static Map<String, byte[]> entries(byte[] file) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
