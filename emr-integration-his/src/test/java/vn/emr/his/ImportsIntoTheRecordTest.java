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
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Scope;
import vn.emr.core.imports.ImportProgress;
import vn.emr.core.imports.ImportRunner;
import vn.emr.core.imports.Imports;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.RequestKeys;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.claim.ClaimFileFormat;
import vn.emr.his.claim.ClaimTranslator;

/** Long files from their bytes to rows of a real database. */
class ImportsIntoTheRecordTest {
    private static final NoticeTranslator NOTICE = new NoticeTranslator();
    private static final ClaimTranslator CLAIM = new ClaimTranslator();
    private static final List<Translator> TRANSLATORS = List.of(NOTICE, CLAIM);
    private static final FileFormat NOTICES = new NoticeFileFormat(NOTICE);
    private static final FileFormat CLAIMS = new ClaimFileFormat(CLAIM);

    private final House house = new House();
    private Source source;
    private Inbox inbox;
    private ImportRunner runner;
    private Imports imports;
    private ImportProgress progress;

    @BeforeEach
    void open() {
        source = house.addSource("HIS REST", "his-rest");
        inbox = house.inbox(TRANSLATORS);
        progress = new ImportProgress(house.database, Clock.systemUTC());
        anotherServer();
    }

    @AfterEach
    void close() {
        runner.stop();
        house.close();
    }

    /** As after a restart: nothing is known but what the database holds. */
    private void anotherServer() {
        runner = new ImportRunner(house.database, house.blobs, inbox, TRANSLATORS, house, Clock.systemUTC());
        RequestKeys keys = new RequestKeys(house.database, Clock.systemUTC());
        imports = new Imports(house.database, house.blobs, house.disk, keys, Clock.systemUTC(), runner);
    }

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
                List.of("600 REFUSED /statedAt", "601 REFUSED null", "602 PARKED null"),
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
        InputStream slow = new InputStream() {
            private boolean asked;

            @Override
            public int read() {
                return -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (!asked) {
                    asked = true;
                    assertEquals(Code.UNDER_WAY, refused("k", null, people(0, 1, "")));
                }
                return -1;
            }
        };
        take("k", null, new SequenceInputStream(stream(people(0, 1, "")), slow));
        assertEquals(1, house.count("import_file"));
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

    @Test
    void a_system_that_may_send_no_claims_brings_in_no_file_of_them() {
        source.allowedTypes = "patient,report";
        var sent = new Imports.Sent(source, "his-rest", "", CLAIMS, "k", null);
        Refusal refused =
                assertThrows(Refusal.class, () -> imports.take(sent, null, stream("<GIAMDINHHS></GIAMDINHHS>")));
        assertEquals(Code.NOT_ALLOWED_FOR_SENDER, refused.code());
        assertEquals(0, house.count("import_file"));
    }

    private Imports.Taken send(String key, Long from, String file) throws IOException {
        return take(key, from, stream(file));
    }

    private Imports.Taken take(String key, Long from, InputStream body) throws IOException {
        return imports.take(new Imports.Sent(source, "his-rest", "127.0.0.1", NOTICES, key, null), from, body);
    }

    private Code refused(String key, Long from, String file) {
        return assertThrows(Refusal.class, () -> send(key, from, file)).code();
    }

    private Code refused(Source of, String key, String file) {
        var sent = new Imports.Sent(of, "his-rest", "", NOTICES, key, null);
        return assertThrows(Refusal.class, () -> imports.take(sent, null, stream(file)))
                .code();
    }

    private ImportProgress.File file(UUID id) {
        Caller caller = Caller.source(
                source.id, house.tenant, null, "HIS REST", Ids.next(), Set.of(Scope.IMPORTS_SEND), "", "");
        return progress.file(caller, id).orElseThrow();
    }

    private ImportProgress.File awaitDone(UUID id) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!file(id).state().equals("DONE")) {
            assertTrue(System.nanoTime() < limit, () -> file(id).toString());
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return file(id);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
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

    /** One person a line; what is added makes the items longer. */
    private static String people(int from, int to, String added) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(
                            "{\"kind\":\"patient\",\"id\":\"n%d\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                                    .formatted(i))
                    .append(
                            "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"%d\"}],\"names\":[\"Lê Văn Bình\"]},\"padding\":\"%s\"}\n"
                                    .formatted(i, added));
        }
        return lines.toString();
    }

    private static String report() {
        return "{\"kind\":\"report\",\"id\":\"r\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":[{\"kind\":"
                + "\"PATIENT_NUMBER\",\"value\":\"nobody\"}]},\"report\":{\"fillerNumber\":\"1\",\"code\":\"CTM\","
                + "\"observations\":[{\"code\":\"WBC\",\"value\":\"7.1\"}]}}";
    }
}
