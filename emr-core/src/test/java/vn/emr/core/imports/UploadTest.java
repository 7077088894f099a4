package vn.emr.core.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;

class UploadTest {
    /** A format of one item per line; the line {@code broken} is no whole item, {@code huge} is over its limit. */
    private static final FileFormat LINES = new FileFormat() {
        @Override
        public Translator translator() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean begins(byte[] head) {
            return true;
        }

        @Override
        public Delivery refused(Message message, String door, String peer, Sources sources) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Messages open(InputStream file) {
            Scanner lines = new Scanner(file, StandardCharsets.UTF_8).useDelimiter("\n");
            return new Messages() {
                @Override
                public Optional<Message> next() {
                    return lines.hasNext() ? Optional.of(message(lines.next())) : Optional.empty();
                }

                @Override
                public List<String> remarks() {
                    return List.of();
                }

                @Override
                public void close() {
                    lines.close();
                }
            };
        }
    };

    private static FileFormat.Message message(String line) {
        byte[] bytes = line.equals("huge") ? new byte[0] : line.getBytes(StandardCharsets.UTF_8);
        Refusal refusal = line.equals("huge") ? HUGE : line.equals("broken") ? new Refusal(Code.UNREADABLE, "x") : null;
        return new FileFormat.Message(bytes, refusal, FileFormat.Place.START);
    }

    private static final Refusal HUGE = new Refusal(Code.TOO_LARGE, "huge");

    @Test
    void items_stand_in_a_piece_as_they_came_whatever_they_hold() throws IOException {
        Upload upload = new Upload(LINES, stream("{\"a\":1}\r\n{\"b\":\"é\"}\nbroken"));
        Upload.Piece piece = upload.next();
        assertEquals(3, piece.items());
        assertEquals(List.of("{\"a\":1}\r", "{\"b\":\"é\"}", "broken"), items(piece, 0, 9));
        assertEquals(List.of("{\"b\":\"é\"}"), items(piece, 1, 1));
        assertEquals(2, items(piece, 1, 9).size());
        assertEquals(0, items(piece, 3, 9).size());
        assertNull(upload.next());
    }

    @Test
    void a_file_of_no_item_has_no_piece_and_one_item_over_the_limit_ends_it() throws IOException {
        assertNull(new Upload(LINES, stream("")).next());
        assertSame(HUGE, assertThrows(Refusal.class, () -> new Upload(LINES, stream("a\nhuge\nb")).next()));
    }

    @Test
    void a_piece_ends_with_the_item_that_reaches_its_size_and_is_cut_alike_from_any_piece_on() throws IOException {
        byte[] file = ("x".repeat(999_999) + "\n").repeat(20).getBytes(StandardCharsets.US_ASCII);
        Upload upload = new Upload(LINES, new ByteArrayInputStream(file));
        int items = 0;
        for (Upload.Piece piece = upload.next(); piece != null; piece = upload.next()) {
            assertEquals(5, piece.items());
            items += piece.items();
        }
        assertEquals(20, items);
        assertEquals(file.length, upload.taken());
        assertEquals(
                5,
                new Upload(LINES, new ByteArrayInputStream(file, 5_000_000, 15_000_000))
                        .next()
                        .items());
    }

    @Test
    void lines_as_they_were_kept_before_are_found_too() {
        byte[] lines = "{\"a\":1}\n{\"b\":2}\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(2, Strides.items(lines, false, 0, 9).size());
        assertEquals("{\"b\":2}", text(Strides.items(lines, false, 1, 9).getFirst()));
    }

    private static List<String> items(Upload.Piece piece, int skip, int most) {
        return Strides.items(piece.bytes(), true, skip, most).stream()
                .map(UploadTest::text)
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Gives one byte at a time, as a slow socket does. */
    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
    }
}
