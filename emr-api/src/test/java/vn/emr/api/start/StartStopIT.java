package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    @Test
    void a_taken_port_stops_the_start_with_a_sentence_and_leaves_no_database_behind() throws Exception {
        for (String setting : List.of("EMR_HTTP_PORT", "EMR_HIS_MLLP_PORT")) {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerProcess server = new ServerProcess()
                            .with(setting, Integer.toString(taken.getLocalPort()))
                            .launch()) {
                assertTrue(server.process().waitFor(60, TimeUnit.SECONDS), server.said());
                assertNotEquals(0, server.process().exitValue());
                String said = server.said();
                assertTrue(said.contains(Integer.toString(taken.getLocalPort())) && said.contains("in use"), said);
                assertFalse(said.contains("\tat "), said);
                assertFalse(Files.exists(server.data().resolve("postgres/postmaster.pid")), "database still runs");
            }
        }
    }

    @Test
    void tables_of_a_newer_program_stop_the_start_with_a_sentence() throws Exception {
        try (ServerProcess server = new ServerProcess().launch().ready()) {
            try (Connection owner = server.owner();
                    Statement sql = owner.createStatement()) {
                sql.execute(
                        "insert into flyway_schema_history select 9999, '999', 'of tomorrow', type, 'V999__of_tomorrow.sql',"
                                + " 1, installed_by, now(), 1, true from flyway_schema_history where installed_rank = 1");
            }
            assertEquals(143, server.stop());
            server.launch();
            assertTrue(server.process().waitFor(60, TimeUnit.SECONDS), server.said());
            assertEquals(1, server.process().exitValue());
            assertTrue(
                    server.said()
                            .contains(
                                    "The EMR server does not start. The tables of the database are not those this program"
                                            + " makes (see migration 999): a newer program made them"),
                    server.said());
            assertFalse(server.said().contains("\tat "), server.said());
        }
    }

    @Test
    void the_first_start_prints_a_secret_that_must_be_changed_and_the_second_start_prints_none() throws Exception {
        try (ServerProcess server = new ServerProcess().launch("-Demr.mode=run").ready()) {
            Matcher printed = Pattern.compile("one-time secret: (\\S+)").matcher(server.said());
            assertTrue(printed.find(), server.said());
            String secret = printed.group(1);
            assertFalse(printed.find(), "printed twice");
            String signedIn = signIn(server, secret, 200);
            assertTrue(signedIn.contains("\"hold\":\"NEW_PASSWORD\""), signedIn);
            signIn(server, secret + "x", 401);
            assertEquals(143, server.stop());
            server.launch("-Demr.mode=run").ready();
            assertEquals(
                    1, server.said().split("one-time secret", -1).length - 1, "the second start printed one again");
            signIn(server, secret, 200);
        }
    }

    private static String signIn(ServerProcess server, String password, int expected) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.setting("EMR_HTTP_PORT") + "/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"admin\",\"password\":\"" + password + "\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(expected, answer.statusCode(), answer.body());
            return answer.body();
        }
    }
}
