package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;

/** The server is killed in the middle of a request with a key, and in the middle of a long file. */
class ImportKillIT {
    private static final int ITEMS = 4_000;
    private static final int REQUEST = 1_000;
    private static final String OF_REQUEST = "inbound where control_id like 'kill-a-%'";
    private static final String OF_FILE = "inbound where control_id like 'kill-b-%'";

    private final ImportSender sender = new ImportSender();

    @Test
    void a_request_is_answered_in_full_when_it_is_repeated_and_a_file_goes_on_by_itself() throws Exception {
        Path folder = Folders.scratch("emr-import-");
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            sender.key(server);
            Record record = new Record(server);

            var broken = sender.sending(notices(server));
            ImportSender.await(() -> record.count(OF_REQUEST) >= 50);
            server.killServer();
            long kept = record.count(OF_REQUEST);
            broken.handle((answer, failure) -> null).join();
            server.start();
            sender.key(server);
            String first = sender.send(notices(server), 207, null);
            assertEquals(REQUEST, first.split("\"index\":", -1).length - 1, "every item is answered");
            assertTrue(
                    kept < REQUEST && first.split("replayed", -1).length - 1 >= kept,
                    "those that were in are replayed: " + kept + " " + first);
            assertEquals(first, sender.send(notices(server), 207, "true"));
            server.killServer();
            server.start();
            sender.key(server);
            assertEquals(first, sender.send(notices(server), 207, "true"), "the answer outlives the server");

            sender.send(file(server), 202, null);
            ImportSender.await(() -> record.count(OF_FILE) >= ITEMS / 4);
            server.killServer();
            server.killDatabase();
            server.start();
            ImportSender.await(() -> record.count("import_file where state = 'DONE'") == 1);
            assertEquals(ITEMS, record.count(OF_FILE));
            assertEquals(1, record.count("import_file where judged = " + ITEMS + " and refused + parked = 0"));
            assertEquals(REQUEST, record.count(OF_REQUEST));
            sender.key(server);
            sender.send(file(server), 202, "true");
        }
        Folders.remove(folder);
    }

    private HttpRequest notices(PackagedServer server) {
        return sender.request(server, "/api/v1/his/notices", "a", ImportSender.items("kill-a", REQUEST));
    }

    private HttpRequest file(PackagedServer server) {
        return sender.request(server, "/api/v1/his/imports", "b", ImportSender.items("kill-b", ITEMS));
    }
}
