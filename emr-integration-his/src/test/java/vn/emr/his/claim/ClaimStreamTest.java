package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.FileFormat.Message;

class ClaimStreamTest {
    private static final String ONE = Claims.hoso("XML1", Claims.table("XML1", Claims.SUMMARY));

    @Test
    void a_file_with_one_visit_is_one_message_byte_for_byte() throws IOException {
        String file = "\ufeff" + Claims.file("20251120", ONE) + "\n ";
        List<Message> parts = parts(file);
        assertEquals(1, parts.size());
        assertArrayEquals(Claims.bytes(file), parts.getFirst().bytes());
        assertNull(parts.getFirst().refusal());
    }

    @Test
    void several_visits_are_as_many_messages_each_with_the_envelope_and_the_last_with_the_signature()
            throws IOException {
        String second = "<HOSO>\n<!-- <HOSO> --><x><![CDATA[</HOSO>]]></x><y a='</HOSO>'/></HOSO>";
        String third = "<HOSO><HOSO/></HOSO>";
        List<Message> parts = parts(Claims.file("20251120", ONE, second, third));
        assertEquals(3, parts.size());
        String head = Claims.file("20251120", "<CUT/>", "", "").split("<CUT/>")[0];
        String closed = "</DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>";
        assertEquals(head + ONE + closed, text(parts.get(0)));
        assertEquals(head + second + closed, text(parts.get(1)));
        assertTrue(text(parts.get(2)).startsWith(head + third));
        assertTrue(text(parts.get(2)).contains("<Signature>x</Signature>"));
    }

    @Test
    void what_stands_between_visits_belongs_to_the_envelope_of_those_behind_it() throws IOException {
        String file = "<GIAMDINHHS><A><NGAYLAP>20251120</NGAYLAP>" + ONE + "</A><A><NGAYLAP>20251121</NGAYLAP>" + ONE
                + "</A></GIAMDINHHS>";
        List<Message> parts = parts(file);
        assertEquals("20251120", ClaimReader.read(parts.get(0).bytes()).made());
        assertEquals("20251121", ClaimReader.read(parts.get(1).bytes()).made());
    }

    @Test
    void the_announced_number_of_visits_is_compared_with_what_came() throws IOException {
        ClaimStream stream = stream(Claims.file("20251120", ONE).replace("<SOLUONGHOSO>1<", "<SOLUONGHOSO> 7 <"));
        while (stream.next().isPresent()) {
            assertEquals(7, stream.announced());
        }
        assertTrue(stream.ended());
        assertEquals(1, stream.visits());
    }

    @Test
    void a_file_cut_short_gives_the_whole_visits_and_says_what_is_missing() throws IOException {
        String file = Claims.file("20251120", ONE, ONE);
        int cut = file.lastIndexOf("</HOSO>");
        List<Message> parts = parts(file.substring(0, cut));
        assertEquals(2, parts.size());
        assertNull(parts.get(0).refusal());
        assertEquals(Code.UNREADABLE, parts.get(1).refusal().code());
        assertEquals(
                "the file ends before the record is closed",
                parts.get(1).refusal().getMessage());
        assertTrue(parts.get(1).bytes().length > 100);
    }

    @Test
    void every_place_to_cut_a_file_ends_in_messages_and_no_fault_of_ours() throws IOException {
        String file = Claims.file("20251120", "<HOSO a=\"1\"><b>&amp;</b><!-- c --></HOSO>", "<HOSO/>");
        for (int cut = 0; cut <= file.length(); cut++) {
            for (Message part : parts(file.substring(0, cut))) {
                assertTrue(part.refusal() != null || part.bytes() != null);
            }
        }
    }

    @Test
    void a_doctype_is_refused_before_anything_is_read_behind_it() throws IOException {
        List<Message> parts = parts("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/'>" + Claims.file("20251120", ONE));
        assertEquals(1, parts.size());
        assertEquals(
                "XML with DOCTYPE is not read here", parts.getFirst().refusal().getMessage());
    }

    @Test
    void visits_and_files_over_their_limits_stop_the_reading_and_keep_what_came_before() throws IOException {
        String large = "<HOSO>" + "x".repeat(5_000) + "</HOSO>";
        List<Message> parts = all(
                new ClaimStream(new ByteArrayInputStream(Claims.bytes(Claims.file("1", ONE, large))), 1 << 20, 4_000));
        assertEquals(2, parts.size());
        assertNull(parts.get(0).refusal());
        assertEquals(Code.TOO_LARGE, parts.get(1).refusal().code());
        assertEquals(0, parts.get(1).bytes().length);

        parts = all(new ClaimStream(endless("<GIAMDINHHS>", ONE), 1 << 20, 4_000));
        assertEquals(Code.TOO_LARGE, parts.getLast().refusal().code());
        assertEquals("a claim file may hold 1024 KiB", parts.getLast().refusal().getMessage());
        assertTrue(parts.size() > 100);

        parts = all(new ClaimStream(endless("<GIAMDINHHS>", "<a/>"), ClaimStream.FILE_LIMIT, 4_000));
        assertEquals(1, parts.size());
        assertEquals(Code.TOO_LARGE, parts.getLast().refusal().code());
    }

    @Test
    void more_visits_than_a_file_may_have_stop_the_reading() throws IOException {
        List<Message> parts = all(new ClaimStream(endless("<GIAMDINHHS>", "<HOSO/>")));
        assertEquals(ClaimStream.VISIT_LIMIT + 1, parts.size());
        assertEquals(
                "a claim file may hold 10000 records", parts.getLast().refusal().getMessage());
    }

    /** S27: a packed body is never unpacked, so it cannot grow. */
    @Test
    void a_bomb_of_packed_bytes_is_no_claim_and_stays_as_small_as_it_came() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                packed.write(new byte[1 << 20]);
            }
        }
        List<Message> parts = all(new ClaimStream(new ByteArrayInputStream(bomb.toByteArray())));
        int kept = parts.stream().mapToInt(p -> p.bytes().length).sum();
        assertTrue(kept <= bomb.size(), () -> kept + " of " + bomb.size());
        assertTrue(new ClaimTranslator()
                .read(
                        bomb.toByteArray(),
                        "his-rest",
                        "p",
                        vn.emr.core.intake.Sources.only(vn.emr.his.Hospital.source("*")))
                .refusal()
                .getMessage()
                .startsWith("not well-formed XML"));
    }

    private static InputStream endless(String head, String part) {
        byte[] first = Claims.bytes(head);
        byte[] again = Claims.bytes(part);
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                long n = at++;
                return n < first.length ? first[(int) n] : again[(int) ((n - first.length) % again.length)];
            }
        };
    }

    private static ClaimStream stream(String file) {
        return new ClaimStream(new ByteArrayInputStream(Claims.bytes(file)));
    }

    private static List<Message> parts(String file) throws IOException {
        return all(stream(file));
    }

    private static List<Message> all(ClaimStream stream) throws IOException {
        List<Message> all = new ArrayList<>();
        for (Optional<Message> part = stream.next(); part.isPresent(); part = stream.next()) {
            all.add(part.get());
        }
        assertTrue(stream.next().isEmpty());
        return all;
    }

    private static String text(Message part) {
        return new String(part.bytes(), StandardCharsets.UTF_8);
    }
}
