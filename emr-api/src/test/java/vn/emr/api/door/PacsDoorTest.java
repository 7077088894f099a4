package vn.emr.api.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;

/** A PACS source is configured, and the running server finds the studies of its archive by itself. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class PacsDoorTest {
    private static final String STUDY = """
            [{"0020000D":{"vr":"UI","Value":["1.2.840.77"]},"00100020":{"vr":"LO","Value":["77"]},
              "00100010":{"vr":"PN","Value":[{"Alphabetic":"Đặng^Văn Bình"}]},
              "00201206":{"vr":"IS","Value":[1]},"00201208":{"vr":"IS","Value":[3]}}]
            """;
    private static final String SERIES = """
            [{"0020000E":{"vr":"UI","Value":["1.2.840.77.1"]},"00080060":{"vr":"CS","Value":["CT"]},
              "00201209":{"vr":"IS","Value":[3]}}]
            """;

    @Inject
    Doors doors;

    @Test
    void a_configured_archive_is_asked_and_its_study_is_in_the_record_before_the_next_look() throws Exception {
        Semaphore looks = new Semaphore(0);
        HttpServer archive = archive(looks);
        Hospital hospital = Server.hospital();
        UUID source = Ids.next();
        String name = "archive " + source;
        try {
            hospital.database.update(
                    """
                    insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain, address, settings)
                    values (?, ?, ?, ?, 'PACS', 'pacs', 'study', 'BV', ?, '{"periodSeconds":"1"}')
                    """,
                    source,
                    hospital.tenant,
                    hospital.facility,
                    name,
                    "http://127.0.0.1:" + archive.getAddress().getPort() + "/dicom-web");
            assertTrue(looks.tryAcquire(2, 60, TimeUnit.SECONDS), "the archive was looked into twice");
            assertEquals(1, count(hospital, "imaging_study", source));
            assertEquals(1, count(hospital, "inbound", source));
            DoorState door = door(name);
            assertTrue(door.up());
            assertEquals("DICOMweb", door.protocol());
            assertEquals(1, door.received());
        } finally {
            hospital.database.update("update source set enabled = false where id = ?", source);
            archive.stop(0);
        }
    }

    private DoorState door(String name) {
        DoorState door = doors.states().stream()
                .filter(d -> d.name().equals("pacs/" + name))
                .findFirst()
                .orElseThrow();
        assertFalse(door.address().isEmpty());
        return door;
    }

    private static long count(Hospital hospital, String table, UUID source) {
        return hospital.database
                .first("select count(*) as n from " + table + " where source_id = ?", row -> row.number("n"), source)
                .orElseThrow();
    }

    /** Counts a look when its first page is asked for. */
    private static HttpServer archive(Semaphore looks) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/dicom-web/studies", exchange -> {
            String asked = exchange.getRequestURI().toString();
            String answer = asked.contains("/series?") ? SERIES : asked.contains("offset=0") ? STUDY : "[]";
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/dicom+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            if (asked.contains("offset=0") && !asked.contains("/series?")) {
                looks.release();
            }
        });
        server.start();
        return server;
    }
}
