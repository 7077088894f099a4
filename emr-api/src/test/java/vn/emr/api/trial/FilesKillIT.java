package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;

/** The packaged server and its database are killed while it reads files of many messages; then record and answers are judged. */
class FilesKillIT {
    private static final Pattern ANSWER = Pattern.compile("MSA\\|([A-Z]{2})\\|([^|\r]*)");

    @Test
    void two_kills_in_the_middle_of_files_lose_nothing_and_double_nothing() throws Exception {
        kills(2, 3, 1_500, 20261120L);
    }

    @Test
    @Tag("trial")
    void ten_kills_in_the_middle_of_files_lose_nothing_and_double_nothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        kills(10, 12, 5_000, seed);
    }

    private static void kills(int times, int files, int messages, long seed) throws Exception {
        Random random = new Random(seed);
        Path folder = Folders.scratch("emr-files-kill-");
        try (PackagedServer server = Folders.server(folder);
                Ledger ledger = new Ledger(folder.resolve("ledger"))) {
            server.start();
            Laboratory laboratory = new Laboratory(server, ledger, 'Y');
            laboratory.register();
            Path drop = server.data().resolve("drop").resolve(FilesUnderKills.FOLDER);
            write(laboratory, drop, files, messages);
            FilesUnderKills.senderOfFiles(server);
            long most = (long) files * messages * 100 / (times + 1);
            FilesUnderKills.kill(server, drop, times, () -> random.nextLong(20_000, most));
            FilesUnderKills.await(
                    () -> FilesUnderKills.answers(drop.resolve("done")).size() == files);
            judge(server, laboratory, drop, files, messages);
        }
        Folders.remove(folder);
    }

    private static void write(Laboratory laboratory, Path drop, int files, int messages) throws IOException {
        Files.createDirectories(drop);
        for (int file = 0; file < files; file++) {
            Path path = drop.resolve(name(file));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                for (int i = 0; i < messages; i++) {
                    out.write(laboratory.frame((long) file * messages + i));
                }
            }
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(1_000 - file)));
        }
    }

    private static String name(int file) {
        return "results-%03d.hl7".formatted(file);
    }

    private static void judge(PackagedServer server, Laboratory laboratory, Path drop, int files, int messages)
            throws Exception {
        for (int file = 0; file < files; file++) {
            String answers =
                    Files.readString(drop.resolve("done").resolve(name(file) + ".ack"), StandardCharsets.UTF_8);
            Matcher each = ANSWER.matcher(answers);
            for (int i = 0; i < messages; i++) {
                assertTrue(each.find(), name(file) + " has only " + i + " answers");
                assertEquals("AA", each.group(1));
                assertEquals(laboratory.messages().controlId((long) file * messages + i), each.group(2));
            }
            assertTrue(!each.find(), name(file) + " has more answers than messages");
        }
        try (Stream<Path> left = Files.list(drop.resolve("working"))) {
            assertEquals(List.of(), left.toList());
        }
        Record record = new Record(server);
        Map<String, Record.Found> found = record.messages('Y');
        assertEquals(files * messages, found.size());
        for (long number = 0; number < (long) files * messages; number++) {
            int documents = Laboratory.hasDocument(number) ? 1 : 0;
            String id = laboratory.messages().controlId(number);
            assertEquals(new Record.Found(1, 1, Laboratory.VALUES, documents), found.get(id), id);
        }
        assertEquals(found.size(), record.count("diagnostic_report"), "reports");
        record.mustBeWhole();
        System.out.printf(
                "%d messages in %d files: each once; answered again after a kill: %d%n",
                found.size(), files, record.count("inbound_event where kind = 'REPLAYED'"));
    }
}
