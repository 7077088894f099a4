package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged server as the service manager and the power switch treat it. */
class StartStopIT {
    @Test
    void it_becomes_ready_stops_in_order_and_takes_its_database_along() throws Exception {
        try (ServerProcess server = new ServerProcess().launch().ready()) {
            assertTrue(server.databaseMarked());
            assertEquals(143, server.stop());
            assertFalse(server.databaseMarked(), "the database still runs");
            assertTrue(server.said().contains("EMR server ready: http://127.0.0.1:"), server.said());
            String secret = Files.readString(server.data().resolve("keys/database.properties"));
            for (String line : secret.split("\n")) {
                assertFalse(server.said().contains(line.substring(line.indexOf('=') + 1)), "a password was printed");
            }
        }
    }

    @Test
    void after_kill_of_the_server_the_next_start_takes_over_the_running_database() throws Exception {
        try (ServerProcess server = new ServerProcess().launch().ready()) {
            long database = server.databasePid();
            server.kill();
            server.launch().ready();
            assertEquals(database, server.databasePid());
            assertEquals(143, server.stop());
            assertFalse(server.databaseMarked(), "the database still runs");
        }
    }

    @Test
    void a_killed_database_comes_back_under_the_running_server() throws Exception {
        try (ServerProcess server = new ServerProcess().launch().ready()) {
            long before = server.databasePid();
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (!server.databaseMarked() || server.databasePid() == before) {
                assertTrue(System.nanoTime() < limit, server.said());
                TimeUnit.MILLISECONDS.sleep(50);
            }
            server.ready();
        }
    }

    @Test
    void an_unknown_setting_and_a_folder_in_use_stop_the_start_with_one_sentence() throws Exception {
        try (ServerProcess server =
                new ServerProcess().with("EMR_HTTP_PROT", "1").launch()) {
            assertTrue(server.process().waitFor(30, TimeUnit.SECONDS));
            assertEquals(2, server.process().exitValue());
            assertEquals(
                    "The EMR server does not start. Unknown setting EMR_HTTP_PROT in the environment.",
                    server.said().strip());
        }
        try (ServerProcess server = new ServerProcess().launch().ready();
                ServerProcess second = new ServerProcess()
                        .with("EMR_DATA_DIR", server.data().toString())
                        .launch()) {
            assertTrue(second.process().waitFor(30, TimeUnit.SECONDS));
            assertEquals(2, second.process().exitValue());
            assertTrue(second.said().contains("Another EMR server is using the folder"), second.said());
            assertEquals(200, server.get("/q/health/ready"));
        }
    }
}
