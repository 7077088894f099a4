package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;
import vn.emr.api.bench.Processes;

/** A file of nearly the largest size is kept, judged to its last item and sent again, in a memory that does not grow with it. */
@Tag("trial")
class LargeImportIT {
    private static final String DOOR = "/api/v1/his/imports";
    private static final long LARGEST = 2L << 30;
    /** Notices of 32 KiB: remarks of years. */
    private static final int EACH = 32 << 10;

    private static final int ITEMS = (int) (LARGEST / EACH) - 1;
    /** A heap of 512 MB that is full of garbage, and what lies beside it: the file itself is never held. */
    private static final double MOST_MEGABYTES = 800;

    private final ImportSender sender = new ImportSender();

    @Test
    void a_file_of_nearly_2_GiB_is_judged_to_its_end_and_a_larger_one_is_refused() throws Exception {
        Path folder = Folders.scratch("emr-large-import-");
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            sender.key(server);
            String path =
                    DOOR + "/" + send(server, "large", ITEMS, 202).path("id").asText();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
            JsonNode progress = sender.asked(server, path);
            while (!progress.path("state").asText().equals("DONE")) {
                assertTrue(System.nanoTime() < end, progress::toString);
                TimeUnit.SECONDS.sleep(1);
                progress = sender.asked(server, path);
            }
            assertEquals(ITEMS, progress.path("applied").asInt(), progress::toString);
            assertEquals(
                    "TOO_LARGE",
                    send(server, "larger", ITEMS + 2, 413).path("code").asText());
            double peak = Processes.peakMegabytes(server.pid());
            System.out.println(ITEMS + " items of " + EACH + " bytes, peak memory " + peak + " MB");
            assertTrue(peak < MOST_MEGABYTES, "peak memory " + peak + " MB");
        }
        Folders.remove(folder);
    }

    private JsonNode send(PackagedServer server, String key, int items, int status) throws Exception {
        var body =
                BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(new Items(items))));
        return new ObjectMapper()
                .readTree(sender.send(sender.request(server, DOOR, "application/x-ndjson", key, body), status, null));
    }

    /** Each of just {@link #EACH} bytes with its line end. */
    private static final class Items extends AbstractList<InputStream> {
        private final int items;

        Items(int items) {
            this.items = items;
        }

        @Override
        public InputStream get(int number) {
            String item = ImportSender.items("large-" + number, 1).replace("}}\n", "},\"remark\":\"");
            int written = item.getBytes(StandardCharsets.UTF_8).length;
            return new ByteArrayInputStream(
                    (item + "x".repeat(EACH - written - 3) + "\"}\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int size() {
            return items;
        }
    }
}
