package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.exchange.PackProgress.Line;
import vn.emr.core.exchange.PackProgress.Pack;
import vn.emr.core.exchange.PackProgress.Standing;
import vn.emr.core.exchange.PackedRecord.Finding;
import vn.emr.core.exchange.Received.Preview;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** Records that another hospital gave out together are taken in together, each through the door of one that comes alone. */
class ReceivedPacksTest {
    private static final byte[] XML = PackRoom.record("xml");
    private static final byte[] JSON = PackRoom.record("json");

    @TempDir
    Path data;

    private PackRoom room;

    @BeforeEach
    void a_hospital_stands_empty() {
        room = new PackRoom(data);
    }

    @AfterEach
    void it_closes() {
        room.close();
    }

    @Test
    void what_one_hospital_gives_out_together_another_takes_in_and_gives_out_as_the_same_bytes(@TempDir Path elsewhere)
            throws IOException {
        try (PackRoom first = new PackRoom(elsewhere)) {
            first.at.take(XML);
            first.at.take(PackRoom.other(1));
            first.at.take(PackRoom.other(2));
            byte[] part = first.exported();

            Pack looked = room.run(room.bring(part));
            assertEquals(Standing.READY, looked.standing());
            assertEquals(3, looked.counts().good());
            assertEquals(1, looked.part());
            assertEquals(1, looked.parts());
            assertEquals(0, room.at.count("inbound"), "nothing comes in by looking");
            assertEquals(0, room.at.count("patient"));

            room.packs.take(room.at.clerk, looked.id());
            Pack done = room.run(looked);
            assertEquals(Standing.DONE, done.standing());
            assertEquals(3, done.counts().taken());
            assertEquals(
                    Set.of(
                            BlobStore.name(XML),
                            BlobStore.name(first.at.xml(first.at.take(PackRoom.other(1)))),
                            BlobStore.name(first.at.xml(first.at.take(PackRoom.other(2))))),
                    room.lines(done).stream()
                            .map(line -> BlobStore.name(room.xml(line)))
                            .collect(Collectors.toSet()));
        }
        assertEquals(0, room.kept(), "a ZIP of which everything is in goes");
    }

    @Test
    void the_same_zip_again_changes_nothing() {
        byte[] zip = PackRoom.zip(three());
        Pack pack = room.bring(zip);
        assertEquals(pack.id(), room.bring(zip).id(), "while it is here it is found again");
        assertEquals(1, room.kept());
        takenAll(pack);
        long versions = room.at.count("revision");
        Pack again = room.run(room.bring(zip));
        assertNotEquals(pack.id(), again.id());
        assertEquals(Standing.DONE, again.standing());
        assertEquals(3, again.counts().known());
        assertEquals(versions, room.at.count("revision"));
        assertEquals(3, room.at.count("inbound"));
        assertEquals(0, room.kept());
    }

    @Test
    void killed_anywhere_it_goes_on_and_nothing_is_taken_twice() {
        Pack pack = room.bring(three());
        for (int step = 0; step < 3; step++) {
            room.runner.step();
            lost(pack, "null");
        }
        room.packs.take(room.at.clerk, room.run(pack).id());
        for (int step = 0; step < 3; step++) {
            room.runner.step();
            lost(pack, "'GOOD'");
        }
        Pack done = room.run(pack);
        assertEquals(Standing.DONE, done.standing());
        assertEquals(3, done.counts().taken() + done.counts().known());
        assertEquals(3, room.at.count("inbound"));
        assertEquals(3, room.at.count("record_folder"));
    }

    /** The last word of a server that was killed did not reach the database; it is started anew. */
    private void lost(Pack pack, String finding) {
        room.at.hospital.database.update("""
                update received_pack_record set finding = %s
                where pack_id = ? and place = (select max(place) from received_pack_record where pack_id = ? and finding is not null
                                                 and finding is distinct from %s)
                """.formatted(finding, finding), pack.id(), pack.id());
        room.restarted();
    }

    @Test
    void what_is_wrong_with_one_record_is_told_and_the_others_come_in() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("tốt/HoSoBenhAn.xml", XML);
        files.put("tốt/HoSoBenhAn.json", JSON);
        files.put("tốt/HoSoBenhAn.pdf", new byte[] {'%', 'P', 'D', 'F'});
        files.put("đổi/HoSoBenhAn.json", PackRoom.other(1));
        files.put("thêm/HoSoBenhAn.json", PackRoom.other(2));
        files.put("lệch/HoSoBenhAn.xml", PackRoom.changed(XML, "VV260001", "VV269999"));
        files.put("lệch/HoSoBenhAn.json", PackRoom.other(3));
        files.put("lỗi/HoSoBenhAn.json", PackRoom.changed(JSON, "\"hoten\" : \"", "\"ten\" : \""));
        Map<String, byte[]> whole = new LinkedHashMap<>();
        whole.put("manifest.json", manifest(files, "thêm/HoSoBenhAn.json", "mất/HoSoBenhAn.xml"));
        whole.putAll(files);
        whole.put("đổi/HoSoBenhAn.json", PackRoom.other(4));
        whole.put("phần-2.zip", PackRoom.zip(three()));
        whole.put("đọc.txt", new byte[] {'x'});
        Pack pack = room.looked(whole);
        assertEquals(
                Map.of(
                        "tốt/HoSoBenhAn", "GOOD",
                        "đổi/HoSoBenhAn", "DIGEST",
                        "thêm/HoSoBenhAn", "UNLISTED",
                        "lệch/HoSoBenhAn", "FORMS_DIFFER",
                        "lỗi/HoSoBenhAn", "FAULTY",
                        "mất/HoSoBenhAn", "MISSING",
                        "phần-2.zip", "NESTED"),
                room.findings(pack));
        assertEquals(1, pack.prints());
        assertEquals(1, pack.others());
        assertEquals(1, pack.withheld());
        Pack done = takenAll(pack);
        assertEquals(1, done.counts().taken());
        assertEquals(1, room.at.count("inbound"));
        assertEquals(1, room.kept(), "what was not taken in can be looked at still");
        int faulty = place(done, Finding.FAULTY);
        assertEquals(
                "/ThongTinBenhNhan/hoten",
                room.packs
                        .look(room.at.clerk, done.id(), faulty)
                        .faults()
                        .getFirst()
                        .at());
        int changed = room.lines(done).stream()
                .filter(line -> "DIGEST".equals(line.reason()))
                .findFirst()
                .orElseThrow()
                .place();
        refused(Code.NOT_APPLICABLE, () -> room.packs.look(room.at.clerk, done.id(), changed));
        String seen = BlobStore.name(PackRoom.other(4));
        refused(Code.NOT_APPLICABLE, () -> room.packs.take(room.at.clerk, done.id(), changed, seen, true));
    }

    private static byte[] manifest(Map<String, byte[]> files, String without, String more) {
        String listed = files.entrySet().stream()
                .filter(file -> !file.getKey().equals(without))
                .map(file ->
                        "{\"name\":\"%s\",\"sha256\":\"%s\"}".formatted(file.getKey(), BlobStore.name(file.getValue())))
                .collect(Collectors.joining(","));
        return """
                {"form":"HoSoBenhAn","part":2,"parts":3,"folders":[{"files":[%s,{"name":"%s","sha256":"%s"}]},
                 {"refused":"LABELS","files":[]}]}
                """.formatted(listed, more, "0".repeat(64)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_visit_that_a_zip_tells_twice_comes_in_once_and_told_differently_not_at_all() {
        Pack pack = room.looked(PackRoom.files(
                "a.xml",
                XML,
                "b.json",
                JSON,
                "c.json",
                PackRoom.other(1),
                "d.json",
                PackRoom.changed(PackRoom.other(1), "Khó thở", "Khó thở nhiều")));
        assertEquals(Map.of("a", "GOOD", "b", "SAME", "c", "TWO_EDITIONS", "d", "TWO_EDITIONS"), room.findings(pack));
        assertEquals(1, takenAll(pack).counts().taken());
        assertEquals(1, room.at.count("inbound"));
    }

    @Test
    void who_differs_and_what_is_another_edition_waits_for_a_person_who_decides_one_by_one() {
        room.at.known("Lê Thị Khác", "000119600203");
        room.at.take(PackRoom.other(1));
        Pack pack = room.looked(PackRoom.files(
                "a.xml", XML, "b.json", PackRoom.changed(PackRoom.other(1), "Khó thở", "Khó thở nhiều")));
        assertEquals(Map.of("a", "COMPARE", "b", "EDITION"), room.findings(pack));
        Pack done = takenAll(pack);
        assertEquals(1, room.at.count("inbound"), "neither comes in by itself");
        assertEquals(Standing.DONE, done.standing());
        Preview seen = room.packs.look(room.at.clerk, pack.id(), 1);
        refused(Code.CONFLICT, () -> room.packs.take(room.at.clerk, pack.id(), 1, seen.sha256(), false));
        refused(Code.CONFLICT, () -> room.packs.take(room.at.clerk, pack.id(), 1, "another", true));
        room.packs.take(room.at.clerk, pack.id(), 1, seen.sha256(), true);
        Preview edition = room.packs.look(room.at.clerk, pack.id(), 2);
        room.packs.take(room.at.clerk, pack.id(), 2, edition.sha256(), false);
        assertEquals(2, room.run(pack).counts().taken());
        assertEquals(3, room.at.count("inbound"));
        assertEquals(0, room.kept());
    }

    @Test
    void only_who_keeps_records_brings_a_zip_and_only_the_one_who_brought_it_sees_it() {
        refused(Code.FORBIDDEN, () -> room.bring(room.at.doctor, PackRoom.zip(three())));
        assertEquals(0, room.kept());
        refused(
                Code.NOT_FOUND,
                () -> room.packs.bring(
                        room.at.clerk, room.at.hospital.source, new ByteArrayInputStream(PackRoom.zip(three()))));
        Pack pack = room.looked(three());
        Caller other = room.at.hospital.caller(
                room.at.hospital.account("luutru2", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
        refused(Code.FORBIDDEN, () -> room.progress.list(room.at.doctor));
        refused(Code.NOT_FOUND, () -> room.progress.one(other, pack.id()));
        refused(Code.NOT_FOUND, () -> room.packs.take(other, pack.id()));
        refused(Code.NOT_FOUND, () -> room.packs.cancel(other, pack.id()));
        refused(Code.NOT_FOUND, () -> room.packs.look(other, pack.id(), 1));
        refused(Code.NOT_FOUND, () -> room.packs.look(room.at.clerk, pack.id(), 99));
        assertEquals(List.of(), room.progress.list(other).packs());
        assertEquals(1, room.progress.list(room.at.clerk).packs().size());
    }

    @Test
    void it_ends_when_the_one_who_brought_it_may_take_records_in_no_more() {
        Pack pack = room.bring(three());
        refused(Code.NOT_YET, () -> room.packs.take(room.at.clerk, pack.id()));
        room.runner.step();
        room.at.hospital.database.update("update account set enabled = false where id = ?", room.at.clerk.id());
        assertEquals(Standing.NOT_ALLOWED, room.run(pack).standing());
        assertEquals(0, room.kept());
        assertEquals(0, room.at.count("inbound"));
    }

    @Test
    void its_file_and_what_it_says_of_people_go_when_it_is_cancelled_or_a_week_is_over() {
        Pack cancelled = room.looked(three());
        assertNotNull(room.lines(cancelled).getFirst().person());
        assertEquals(
                Standing.CANCELLED,
                room.packs.cancel(room.at.clerk, cancelled.id()).standing());
        gone(room.run(cancelled));
        Pack old = room.looked(PackRoom.files("a.xml", XML));
        room.now = room.now.plus(Duration.ofDays(7)).minusSeconds(60);
        assertEquals(1, room.kept());
        assertEquals(Standing.READY, room.run(old).standing());
        room.now = room.now.plusSeconds(120);
        Pack after = room.run(old);
        assertEquals(Standing.GONE, after.standing());
        gone(after);
        refused(Code.NOT_FOUND, () -> room.packs.look(room.at.clerk, old.id(), 1));
    }

    private void gone(Pack pack) {
        assertEquals(0, room.kept());
        assertNull(pack.keptUntil());
        for (Line line : room.lines(pack)) {
            assertNull(line.person());
            assertNull(line.name());
        }
    }

    @Test
    void a_zip_whose_file_is_lost_says_so_and_what_no_zip_names_is_removed_at_the_start() throws IOException {
        Pack pack = room.bring(three());
        Path file = data.resolve("received").resolve(pack.id() + ".zip");
        Files.writeString(data.resolve("received").resolve(UUID.randomUUID() + ".tmp"), "half");
        Files.writeString(data.resolve("received").resolve(UUID.randomUUID() + ".zip"), "nobody's");
        room.runner.start();
        room.runner.stop();
        assertEquals(1, room.kept());
        Files.delete(file);
        lost(pack, "null");
        assertEquals(Standing.GONE, room.run(pack).standing());
    }

    private Pack takenAll(Pack pack) {
        Pack looked = room.run(pack);
        room.packs.take(room.at.clerk, looked.id());
        return room.run(looked);
    }

    private int place(Pack pack, Finding finding) {
        return room.lines(pack).stream()
                .filter(line -> line.finding() == finding)
                .findFirst()
                .orElseThrow()
                .place();
    }

    private static Map<String, byte[]> three() {
        return PackRoom.files("a.xml", XML, "b.json", PackRoom.other(1), "c.json", PackRoom.other(2));
    }

    private static void refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
    }
}
