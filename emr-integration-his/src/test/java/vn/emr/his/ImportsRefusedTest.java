package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.imports.Imports;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.organization.Source;
import vn.emr.his.claim.ClaimFileFormat;

/** Long files that are not taken, and what is said of them. */
class ImportsRefusedTest extends Importing {
    private static final FileFormat CLAIMS = new ClaimFileFormat(CLAIM);

    @Test
    void another_file_under_a_key_is_refused_wherever_it_differs() throws Exception {
        String file = people(0, 90, "x".repeat(60_000));
        send("k", null, file);
        assertEquals(2, house.count("import_piece"));
        assertEquals(Code.KEY_REUSED, refused("k", null, file.replace("\"id\":\"n0\"", "\"id\":\"m0\"")));
        assertEquals(Code.KEY_REUSED, refused("k", null, file + people(90, 91, "")));
        assertEquals(Code.KEY_REUSED, refused("k", null, people(0, 71, "x".repeat(60_000))));
        assertTrue(send("k", null, file).known());
        assertFalse(send("another", null, file).known());
    }

    @Test
    void a_source_with_too_many_files_is_told_to_come_later_and_a_full_disk_takes_none() throws Exception {
        for (int i = 0; i < 3; i++) {
            send("k" + i, null, people(i, i + 1, ""));
        }
        assertEquals(Code.OVERLOADED, refused("k3", null, people(3, 4, "")));
        assertTrue(send("k0", null, people(0, 1, "")).known());
        Source other = house.addSource("HIS khác", "his-rest");
        var sent = new Imports.Sent(other, "his-rest", "", NOTICES, "k3", null);
        assertFalse(imports.take(sent, null, stream(people(3, 4, ""))).known());
        assertEquals(Code.UNREADABLE, refused(other, "empty", " \r\n\n"));
        house.room = new vn.emr.core.store.DiskSpace.Room(0, 1L << 40);
        house.disk.look();
        assertEquals(Code.TEMPORARY, refused(other, "k4", people(4, 5, "")));
    }

    @Test
    void a_key_whose_file_is_being_received_is_refused_and_so_is_a_third_file_at_once() throws Exception {
        Source other = house.addSource("HIS khác", "his-rest");
        InputStream second = during(people(1, 2, ""), () -> {
            assertEquals(Code.OVERLOADED, refused(other, "third", people(2, 3, "")));
        });
        InputStream first = during(people(0, 1, ""), () -> {
            assertEquals(Code.UNDER_WAY, refused("k", null, people(0, 1, "")));
            take("second", null, second);
        });
        take("k", null, first);
        assertEquals(2, house.count("import_file"));
        send("third", null, people(2, 3, ""));
    }

    private interface Meanwhile {
        void happens() throws IOException;
    }

    /** A body at whose end something else happens once before it is said to have ended. */
    private static InputStream during(String text, Meanwhile what) {
        InputStream end = new InputStream() {
            private boolean done;

            @Override
            public int read() throws IOException {
                if (!done) {
                    done = true;
                    what.happens();
                }
                return -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(stream(text), end);
    }

    @Test
    void an_item_over_the_limit_ends_the_file_before_more_is_read() {
        long[] read = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read[0]++;
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                read[0] += length;
                java.util.Arrays.fill(into, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        assertEquals(
                Code.TOO_LARGE,
                assertThrows(Refusal.class, () -> take("k", null, endless)).code());
        assertTrue(read[0] < 33L << 20, "no more was read: " + read[0]);
        assertEquals(0, house.count("import_piece"));
    }

    @Test
    void a_system_that_may_send_no_claims_brings_in_no_file_of_them() {
        source.allowedTypes = "patient,report";
        var sent = new Imports.Sent(source, "his-rest", "", CLAIMS, "k", null);
        Refusal refused =
                assertThrows(Refusal.class, () -> imports.take(sent, null, stream("<GIAMDINHHS></GIAMDINHHS>")));
        assertEquals(Code.NOT_ALLOWED_FOR_SENDER, refused.code());
        assertEquals(0, house.count("import_file"));
    }

    private Code refused(Source of, String key, String file) {
        var sent = new Imports.Sent(of, "his-rest", "", NOTICES, key, null);
        return assertThrows(Refusal.class, () -> imports.take(sent, null, stream(file)))
                .code();
    }
}
