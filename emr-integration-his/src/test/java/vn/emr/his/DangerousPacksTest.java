package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Refusal;

/** ZIPs that are damaged, or were made to harm. */
class DangerousPacksTest {
    private static final byte[] XML = PackRoom.record("xml");

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
    void a_record_that_cannot_be_unpacked_or_is_too_large_does_not_keep_the_others() {
        byte[] zip = PackRoom.zip(PackRoom.files("a.xml", XML, "b.json", PackRoom.other(1)));
        int at = indexOf(zip, "b.json") + "b.json".length() + 60;
        zip[at] ^= 0x55;
        assertEquals(Map.of("a", "GOOD", "b", "UNREADABLE"), room.findings(room.run(room.bring(zip))));
        byte[] large = new byte[33 << 20];
        new Random(7).nextBytes(large);
        assertEquals(
                Map.of("a", "GOOD", "b", "TOO_LARGE"),
                room.findings(room.looked(PackRoom.files("a.xml", XML, "b.xml", large))));
    }

    @Test
    void a_zip_that_could_do_harm_or_is_none_is_refused_wholly_and_nothing_of_it_stays() {
        byte[] two = PackRoom.zip(PackRoom.files("a.xml", XML, "b.xml", XML));
        told("this is no ZIP, or its end is missing", XML);
        told("this is no ZIP, or its end is missing", Arrays.copyOf(two, two.length - 30));
        told("the ZIP holds no HoSoBenhAn, neither XML nor JSON", PackRoom.zip(PackRoom.files("a.txt", XML)));
        told(
                "the ZIP holds other packed files and no record; unpack it and give each by itself",
                PackRoom.zip(PackRoom.files("a.zip", two)));
        for (String name : List.of("../a.xml", "/etc/a.xml", "C:\\a.xml", "b\\..\\..\\a.xml", "a\u0007.xml")) {
            told("a name in the ZIP is not that of a file in it", PackRoom.zip(PackRoom.files(name, XML)));
        }
        told("two files of the ZIP have the same name", replaced(two, "b.xml", "a.xml"));
        told("the ZIP has a password", locked(two));
        told(
                "the ZIP would unpack to far more than records are",
                PackRoom.zip(PackRoom.files("a.xml", new byte[8 << 20])));
        told(
                "the manifest of the ZIP cannot be read",
                PackRoom.zip(PackRoom.files("manifest.json", new byte[] {'{'}, "a.xml", XML)));
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= 10_000; i++) {
            many.put(i + ".xml", new byte[0]);
        }
        told("a ZIP may hold 10,000 files of records, and 60,000 in all", PackRoom.zip(many));
        Map<String, byte[]> others = new LinkedHashMap<>();
        for (int i = 0; i <= 60_000; i++) {
            others.put(i + ".pdf", new byte[0]);
        }
        told("a ZIP may hold 10,000 files of records, and 60,000 in all", PackRoom.zip(others));
        assertEquals(0, room.kept());
        assertEquals(0, room.at.count("received_pack"));
    }

    private void told(String detail, byte[] zip) {
        Refusal refusal = assertThrows(Refusal.class, () -> room.bring(zip));
        assertEquals(detail, refusal.getMessage());
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static byte[] replaced(byte[] zip, String one, String other) {
        return new String(zip, StandardCharsets.ISO_8859_1).replace(one, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The flag of a password in every header of the directory. */
    private static byte[] locked(byte[] zip) {
        byte[] locked = zip.clone();
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("PK\1\2"); at >= 0; at = text.indexOf("PK\1\2", at + 1)) {
            locked[at + 8] |= 1;
        }
        return locked;
    }
}
