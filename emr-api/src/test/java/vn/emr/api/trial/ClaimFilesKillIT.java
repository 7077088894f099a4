package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;
import vn.emr.api.demo.SampleClaim;
import vn.emr.api.demo.SampleClaims;
import vn.emr.core.store.BlobStore;

/** The packaged server and its database are killed while it reads a claim file and a file of notices, which go on by count. */
class ClaimFilesKillIT {
    private static final String CLAIMS = "hoso.xml";
    private static final String NOTICES = "people.ndjson";
    /** Some notices are larger than what stays in a row. */
    private static final int LARGE_EVERY = 500;

    private static final String LARGE = ",\"padding\":\"" + "x".repeat(300_000) + "\"";

    @Test
    void two_kills_in_the_middle_of_claims_and_notices_lose_nothing_and_double_nothing() throws Exception {
        kills(2, 300, 3_000, 20261121L);
    }

    @Test
    @Tag("trial")
    void ten_kills_in_the_middle_of_claims_and_notices_lose_nothing_and_double_nothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        kills(10, 3_000, 40_000, seed);
    }

    private static void kills(int times, int visits, int people, long seed) throws Exception {
        Random random = new Random(seed);
        Path folder = Folders.scratch("emr-claim-files-kill-");
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            Path drop = Files.createDirectories(server.data().resolve("drop").resolve(FilesUnderKills.FOLDER));
            put(drop.resolve(CLAIMS), claims(visits), 20);
            put(drop.resolve(NOTICES), notices(people).getBytes(StandardCharsets.UTF_8), 10);
            FilesUnderKills.senderOfFiles(server);
            long most = 80L * (visits + people) / times;
            FilesUnderKills.kill(server, drop, times, () -> random.nextLong(most / 4, most));
            FilesUnderKills.await(
                    () -> FilesUnderKills.answers(drop.resolve("done")).size() == 2);
            judge(server, drop, visits, people);
        }
        Folders.remove(folder);
    }

    private static void put(Path file, byte[] content, int secondsAgo) throws IOException {
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }

    private static byte[] claims(int visits) {
        return SampleClaim.file(
                SampleClaims.FACILITY,
                IntStream.range(0, visits)
                        .mapToObj(number -> SampleClaims.claim(number, LocalDate.of(2025, 11, 19)))
                        .toList());
    }

    private static String notices(int people) {
        return IntStream.range(0, people)
                .mapToObj(number ->
                        "{\"kind\":\"patient\",\"id\":\"N%d\",\"statedAt\":\"202611200800\",\"patient\":{\"identifiers\":"
                                        .formatted(number)
                                + "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"88%05d\"}],\"names\":[\"Nguyễn Văn Mẫu\"]}%s}"
                                        .formatted(number, number % LARGE_EVERY == 0 ? LARGE : ""))
                .collect(Collectors.joining("\n"));
    }

    private static void judge(PackagedServer server, Path drop, int visits, int people) throws Exception {
        judge(drop.resolve("done").resolve(CLAIMS), visits);
        judge(drop.resolve("done").resolve(NOTICES), people);
        try (Stream<Path> left = Files.list(drop.resolve("working"))) {
            assertEquals(List.of(), left.toList());
        }
        Record record = new Record(server);
        String kept = "inbound where door = 'files' and outcome = 'APPLIED' and message_type = '%s'";
        assertEquals(visits, record.count(kept.formatted("claim")));
        assertEquals(people, record.count(kept.formatted("patient")));
        assertEquals(
                visits + people,
                record.count("(select distinct control_id from inbound where door = 'files') each_one"),
                "nothing came that was not in the files");
        record.mustBeWhole();
        System.out.printf(
                "%d visits and %d notices in 2 files: each once; answered again after a kill: %d%n",
                visits, people, record.count("inbound_event where kind = 'REPLAYED'"));
    }

    /** A line for each message in its place, and one for the file as it lies there. */
    private static void judge(Path file, int messages) throws IOException {
        List<String> lines =
                Files.readAllLines(file.resolveSibling(file.getFileName() + ".result.ndjson"), StandardCharsets.UTF_8);
        assertEquals(messages + 1, lines.size());
        for (int i = 0; i < messages; i++) {
            assertTrue(
                    lines.get(i).matches("\\{\"index\":" + i + ",\"outcome\":\"(applied|replayed)\",.*"), lines.get(i));
        }
        String last = "{\"sha256\":\"" + BlobStore.name(Files.readAllBytes(file)) + "\",\"messages\":" + messages + ",";
        assertTrue(lines.getLast().startsWith(last), lines.getLast());
        assertTrue(lines.getLast().contains("\"refused\":0"), lines.getLast());
    }
}
