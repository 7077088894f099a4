package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.organization.Source;

/** Long files from their bytes to rows of a real database. */
class ImportsIntoTheRecordTest extends Importing {
    @Test
    void every_item_of_a_file_is_judged_and_the_bad_ones_are_told_by_their_number() throws Exception {
        runner.start();
        String file = people(0, 600, "") + "{\"kind\":\"patient\",\"id\":\"x\"}\r\n\r\n" + "not json\n" + report()
                + "\n" + people(600, 1_200, "").strip();
        UUID id = send("k", null, file).id();
        var done = awaitDone(id);
        assertEquals(1_203, done.items());
        assertEquals(1_203, done.judged());
        assertEquals(1_200, done.applied());
        assertEquals(1, done.parked());
        assertEquals(2, done.refused());
        assertTrue(done.perSecond() > 0);
        assertEquals(1_200, house.count("patient"));
        assertEquals(
                List.of("600 REFUSED /statedAt", "601 REFUSED null", "602 PARKED /patient/identifiers"),
                done.firstFaults().stream()
                        .map(f -> f.item() + " " + f.outcome() + " " + f.pointer())
                        .toList());
        assertFalse(done.toString().contains("Lê"), "no patient data");
        house.mustBeWhole();

        // The same file under its key is known; under another key its items are.
        assertTrue(send("k", null, file).known());
        assertEquals(id, send("k", null, file).id());
        var again = awaitDone(send("k2", null, file).id());
        assertEquals(List.of(1_201L, 2L), List.of(again.replayed(), again.refused()));
        assertEquals(1_200, house.count("patient"));
    }

    @Test
    void a_file_that_breaks_off_is_gone_on_with_from_its_start_or_from_the_next_item() throws Exception {
        String file = people(0, 200, "x".repeat(60_000));
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        assertThrows(IOException.class, () -> take("k", null, broken(bytes, 9 << 20)));
        UUID id = UUID.fromString(house.database
                .first("select id::text as id from import_file", row -> row.text("id"))
                .orElseThrow());
        long next = file(id).items();
        assertEquals("RECEIVING", file(id).state());
        assertTrue(next > 100 && next < 180, "pieces that were whole are kept: " + next);
        anotherServer();
        runner.start();
        assertEquals(Code.CONFLICT, refused("k", next - 1, file));
        assertThrows(IOException.class, () -> take("k", null, broken(bytes, 10 << 20)));
        assertEquals(next, file(id).items());
        String rest = file.substring(file.indexOf("{\"kind\":\"patient\",\"id\":\"n" + next + "\""));
        assertEquals(id, send("k", next, rest).id());
        assertEquals(200, awaitDone(id).applied());
        assertTrue(send("k", null, file).known(), "as if it had come at once");
        assertEquals(Code.CONFLICT, refused("k", next, rest));
    }

    @Test
    void a_file_of_a_source_that_is_switched_off_waits_and_holds_up_no_other() throws Exception {
        UUID waits = send("off", null, people(0, 10, "")).id();
        house.database.update("update source set enabled = false where id = ?", source.id);
        Source off = source;
        source = house.addSource("HIS khác", "his-rest");
        UUID goesOn = send("on", null, people(10, 1_100, "")).id();
        runner.start();
        assertEquals(1_090, awaitDone(goesOn).applied());
        assertEquals(1, house.count("import_file where state = 'RUNNING' and stepped_at is null"));
        house.database.update("update source set enabled = true where id = ?", off.id);
        source = off;
        assertEquals(10, awaitDone(waits).applied());
    }

    @Test
    void a_file_of_which_a_piece_is_lost_holds_up_no_other() throws Exception {
        send("lost", null, people(0, 10, ""));
        String piece = house.database
                .first("select sha256 from import_piece", row -> row.text("sha256"))
                .orElseThrow();
        try (Stream<Path> files = Files.walk(house.folder)) {
            Files.delete(files.filter(file -> file.getFileName().toString().equals(piece))
                    .findFirst()
                    .orElseThrow());
        }
        UUID goesOn = send("whole", null, people(10, 1_600, "")).id();
        runner.start();
        assertEquals(1_590, awaitDone(goesOn).applied());
        assertEquals(1, house.count("import_file where state = 'RUNNING' and judged = 0"));
    }

    @Test
    void faults_are_kept_up_to_a_hundred_thousand_and_counted_beyond() throws Exception {
        UUID id = send("k", null, "{}\n{}\n{}\n" + people(0, 1, "")).id();
        house.database.update("""
                insert into import_fault (import_id, item, outcome)
                select ?, n, 'REFUSED' from generate_series(100, 100 + 99997) as n
                """, id);
        runner.start();
        var done = awaitDone(id);
        assertEquals(3, done.refused());
        assertEquals(1, done.applied());
        assertEquals(100_000, house.count("import_fault"));
        assertEquals(2, house.count("import_fault where item < 3"));
    }

    @Test
    void a_file_whose_server_was_stopped_goes_on_and_applies_each_item_once() throws Exception {
        runner.start();
        UUID id = send("k", null, people(0, 3_000, "")).id();
        for (long seen = 0; seen < 3_000; seen = file(id).judged()) {
            runner.stop();
            anotherServer();
            runner.start();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        var done = awaitDone(id);
        assertEquals(3_000, done.judged());
        assertEquals(3_000, done.applied() + done.replayed());
        assertEquals(3_000, house.count("patient"));
        assertEquals(3_000, house.count("inbound"));
    }

    @Test
    void pieces_that_wait_are_not_swept_and_those_of_a_file_that_is_done_are() throws Exception {
        UUID id = send("k", null, people(0, 10, "")).id();
        var later = java.time.Instant.now().plus(java.time.Duration.ofDays(2));
        assertEquals(0, house.blobs.sweep(later));
        runner.start();
        awaitDone(id);
        assertEquals(1, house.blobs.sweep(later));
        assertTrue(send("k", null, people(0, 10, "")).known());
    }

    @Test
    void items_of_an_array_may_have_line_ends_and_are_kept_as_they_came() throws Exception {
        runner.start();
        String file =
                "[" + people(0, 3, "").strip().replace("\n", ",\n").replace(",\"patient\":", ",\n\"patient\":") + "]";
        assertEquals(3, awaitDone(send("array", null, file).id()).applied());
        assertEquals(3, house.count("inbound where position('\n' in convert_from(body, 'UTF8')) > 0"));
    }

    @Test
    void pieces_of_lines_as_they_were_kept_before_are_still_judged() throws Exception {
        UUID id = Ids.next();
        String lines = house.blobs.put(people(0, 2, "").getBytes(StandardCharsets.UTF_8));
        house.database.update("""
                insert into import_file (id, tenant_id, source_id, request_key, format, door, peer, state, begun_at, received_at)
                values (?, ?, ?, 'k', 'notice-1.0', 'his-rest', '', 'RUNNING', now(), now())
                """, id, house.tenant, source.id);
        house.database.update("""
                insert into import_piece (import_id, line, first_item, items, bytes, sha256) values (?, 0, 0, 2, 1, ?)
                """, id, lines);
        runner.start();
        assertEquals(2, awaitDone(id).applied());
    }

    /** A connection that breaks after so many bytes. */
    private static InputStream broken(byte[] bytes, int after) {
        InputStream end = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the connection is lost");
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, after), end);
    }

    private static String report() {
        return "{\"kind\":\"report\",\"id\":\"r\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":[{\"kind\":"
                + "\"PATIENT_NUMBER\",\"value\":\"nobody\"}]},\"report\":{\"fillerNumber\":\"1\",\"code\":\"CTM\","
                + "\"observations\":[{\"code\":\"WBC\",\"value\":\"7.1\"}]}}";
    }
}
