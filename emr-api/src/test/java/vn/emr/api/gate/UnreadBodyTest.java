package vn.emr.api.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Secrets;
import vn.emr.core.testing.GivenKeys;

/** Who may not send is told so before the body is read, on real sockets. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class UnreadBodyTest {
    private static final List<String[]> DOORS = List.of(
            new String[] {"/api/v1/his/notices", "application/json"},
            new String[] {"/api/v1/his/claims", "application/xml"},
            new String[] {"/api/v1/his/imports", "application/x-ndjson"});

    @TestHTTPResource("/")
    URI root;

    private final Hospital hospital = Server.hospital();

    @Test
    void without_a_key_that_works_the_answer_is_401_before_any_byte_of_the_body_and_the_connection_ends()
            throws IOException {
        String revoked = key();
        hospital.database.update(
                "update source_key set revoked_at = now(), revoked_by = 'it', revoked_because = 'mất' where sha256 = ?",
                Secrets.sha256(revoked));
        List<Socket> open = new ArrayList<>();
        for (String[] door : DOORS) {
            for (String authorization : new String[] {
                "", "Bearer " + Secrets.nextSourceCredential(), "Bearer " + revoked, "Basic eDp5", "Bearer abc"
            }) {
                open.add(refused(401, door, authorization));
            }
        }
        end(open);
    }

    @Test
    void a_key_without_the_scope_is_told_so_as_early() throws IOException {
        String narrow = key("changes:read");
        List<Socket> open = new ArrayList<>();
        for (String[] door : DOORS) {
            open.add(refused(403, door, "Bearer " + narrow));
        }
        end(open);
    }

    @Test
    void after_a_short_body_the_connection_stays() throws IOException {
        try (Socket socket = connected()) {
            for (int i = 0; i < 2; i++) {
                write(socket, DOORS.getFirst(), "Bearer abc", 2);
                socket.getOutputStream().write("[]".getBytes(StandardCharsets.US_ASCII));
                String answer = answer(socket);
                assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
            }
        }
    }

    /** Announces ten megabytes, sends none of them, and is answered. */
    private Socket refused(int status, String[] door, String authorization) throws IOException {
        Socket socket = connected();
        write(socket, door, authorization, 10 << 20);
        String answer = answer(socket);
        String which = door[0] + " " + authorization.replaceAll(" .*", "");
        assertTrue(answer.startsWith("HTTP/1.1 " + status), which + " " + answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("connection: close"), which + " " + answer);
        return socket;
    }

    /** The server waits for the rest of none of them. */
    private static void end(List<Socket> open) throws IOException {
        for (Socket socket : open) {
            assertEquals(-1, socket.getInputStream().read());
            socket.close();
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String[] door, String authorization, int length) throws IOException {
        String shown = authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
        socket.getOutputStream()
                .write("POST %s HTTP/1.1\r\nHost: emr\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                        .formatted(door[0], door[1], length, shown)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** The head of an answer; its body is read as well. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertTrue(next >= 0, head.toString());
            head.append((char) next);
        }
        String length = head.toString().toLowerCase(Locale.ROOT).replaceAll("(?s).*content-length: (\\d+).*", "$1");
        in.readNBytes(Integer.parseInt(length));
        return head.toString();
    }

    private String key(String... scopes) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', 'his-rest', '*', 'BV')
                """, id, hospital.tenant, hospital.facility, "HIS " + id);
        return GivenKeys.give(hospital.database, id, scopes);
    }
}
