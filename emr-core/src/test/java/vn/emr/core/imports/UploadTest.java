package vn.emr.core.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

class UploadTest {
    @Test
    void a_file_is_cut_between_items_and_blank_lines_are_none() throws IOException {
        Upload upload = new Upload(slow("{\"a\":1}\r\n\n \t\n{\"b\":\"é\"}\n{bad"));
        Upload.Piece piece = upload.next();
        assertEquals(3, piece.items());
        assertEquals("{\"a\":1}\r\n{\"b\":\"é\"}\n{bad\n", new String(piece.bytes(), StandardCharsets.UTF_8));
        assertNull(upload.next());
        assertEquals(
                List.of("{\"b\":\"é\"}"),
                Strides.items(piece.bytes(), 1, 1).stream()
                        .map(item -> new String(item, StandardCharsets.UTF_8))
                        .toList());
        assertEquals(2, Strides.items(piece.bytes(), 1, 9).size());
        assertEquals(0, Strides.items(piece.bytes(), 3, 9).size());
    }

    @Test
    void a_file_of_no_item_has_no_piece() throws IOException {
        assertNull(new Upload(slow("")).next());
        assertNull(new Upload(slow(" \n\r\n\t")).next());
    }

    @Test
    void a_piece_ends_with_the_item_that_reaches_its_size_and_is_cut_alike_from_any_piece_on() throws IOException {
        byte[] file = ("x".repeat(999_999) + "\n").repeat(20).getBytes(StandardCharsets.US_ASCII);
        Upload upload = new Upload(new ByteArrayInputStream(file));
        int items = 0;
        for (Upload.Piece piece = upload.next(); piece != null; piece = upload.next()) {
            assertEquals(5, piece.items());
            items += piece.items();
        }
        assertEquals(20, items);
        assertEquals(file.length, upload.taken());
        assertEquals(
                5,
                new Upload(new ByteArrayInputStream(file, 5_000_000, 15_000_000))
                        .next()
                        .items());
    }

    @Test
    void an_item_of_32_MiB_is_taken_and_one_byte_more_is_refused() throws IOException {
        assertEquals(1, new Upload(repeated(Upload.LARGEST_ITEM)).next().items());
        Refusal refused = assertThrows(Refusal.class, () -> new Upload(repeated(Upload.LARGEST_ITEM + 1)).next());
        assertEquals(Code.TOO_LARGE, refused.code());
        Upload endless = new Upload(repeated(Long.MAX_VALUE));
        assertThrows(Refusal.class, endless::next);
        assertTrue(endless.taken() < Upload.LARGEST_ITEM + (1 << 20), "no more was read");
    }

    private static InputStream repeated(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int some = (int) Math.min(left, length);
                java.util.Arrays.fill(into, offset, offset + some, (byte) 'x');
                left -= some;
                return some == 0 ? -1 : some;
            }
        };
    }

    /** Gives one byte at a time, as a slow socket does. */
    private static InputStream slow(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
    }
}
