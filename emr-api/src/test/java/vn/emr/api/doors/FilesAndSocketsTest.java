package vn.emr.api.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.hl7.MllpClient;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;

/** One sender that speaks over sockets and lays down files at the same time, about the same people. */
@QuarkusTest
@QuarkusTestResource(Server.class)
@Timeout(180)
class FilesAndSocketsTest {
    private static final int PEOPLE = 200;

    @Inject
    Doors doors;

    private Hospital hospital;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
    }

    /** A sender with a socket and a folder of one name. */
    private String sender(String door, String types) throws IOException {
        UUID id = Ids.next();
        String name = door + "-" + id.toString().substring(24);
        Files.createDirectories(folder(name));
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, sending_application, sending_facility,
                                    allowed_types, patient_domain, drop_folder)
                values (?, ?, ?, ?, 'OTHER', ?, ?, '*', ?, ?, ?)
                """, id, hospital.tenant, hospital.facility, name, door, name, types, domain(), name);
        return name;
    }

    private String domain() {
        return "D" + hospital.tenant.toString().substring(24);
    }

    private static Path folder(String name) {
        return Path.of("target", "test-data", "drop", name).toAbsolutePath();
    }

    private static void drop(String name, String file, String text, int secondsAgo) throws IOException {
        Path written = Files.writeString(folder(name).resolve(file + ".tmp"), text);
        Files.setLastModifiedTime(written, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
        Files.move(written, folder(name).resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The answers to a file once it is filed among the done ones. */
    private static String done(String name, String file) throws Exception {
        Path answers = folder(name).resolve("done").resolve(file + ".ack");
        while (!Files.exists(answers)) {
            assertTrue(!Files.exists(folder(name).resolve("failed").resolve(file)), "was refused");
            Thread.onSpinWait();
            Thread.yield();
        }
        return Files.readString(answers);
    }

    private int port(String door) {
        DoorState state = doors.states().stream()
                .filter(d -> d.name().equals(door))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(state.address().substring(state.address().lastIndexOf(':') + 1));
    }

    /** @param minute of the event */
    private static String adt(String sender, String event, int person, int minute, String name) {
        String time = "202611200" + (700 + minute) + "00";
        return "MSH|^~\\&|%s|BV|EMR|BV|%s||ADT^%s|%s-%d-%d|P|2.5|||||VNM|UNICODE UTF-8\rEVN||%s\r"
                        .formatted(sender, time, event, event, person, minute, time)
                + "PID|1||P%05d||Nguyễn^%s||19800101|F\rPV1|1|O|NOI%sV%05d\r"
                        .formatted(person, name, "|".repeat(16), person);
    }

    private long count(String sql, Object... parameters) {
        return hospital.database.first(sql, row -> row.number("n"), parameters).orElseThrow();
    }

    @Test
    void an_update_in_a_file_never_passes_its_visit_while_the_same_sender_speaks_over_a_socket() throws Exception {
        String his = sender("his", "ADT^*");
        StringBuilder visits = new StringBuilder();
        StringBuilder updates = new StringBuilder();
        for (int i = 0; i < PEOPLE; i++) {
            visits.append(adt(his, "A04", i, 0, "Một")).append(adt(his, "A08", i, 1, "Hai"));
            updates.append(adt(his, "A08", i, 2, "Ba"));
        }
        // The updates lie in the folder first; the file of the visits was written before them.
        drop(his, "2-updates.hl7", updates.toString(), 30);
        drop(his, "1-visits.hl7", visits.toString(), 60);
        try (MllpClient socket = new MllpClient(port("his"))) {
            // At first about some, so that the files meet people known already and people not yet known.
            Path last = folder(his).resolve("done/2-updates.hl7.ack");
            for (int minute = 3; minute < 50 && (minute < 5 || !Files.exists(last)); minute++) {
                for (int i = minute == 3 ? PEOPLE / 2 : 0; i < PEOPLE; i++) {
                    String answer = known(socket, adt(his, "A08", i, minute, "Bốn"));
                    assertTrue(answer.contains("MSA|AA|A08-" + i + "-" + minute), answer);
                }
            }
        }
        done(his, "1-visits.hl7");
        done(his, "2-updates.hl7");
        assertEquals(
                PEOPLE,
                count("select count(*) as n from patient where tenant_id = ? and name like '%Bốn%'", hospital.tenant));
        assertEquals(PEOPLE, count("select count(*) as n from encounter where tenant_id = ?", hospital.tenant));
        assertEquals(0, count("""
                        with change as (
                          select v.noun_id, v.version, split_part(i.control_id, '-', 3) as minute
                          from inbound i
                          join record_commit c on c.inbound_id = i.id
                          join revision v on v.tenant_id = i.tenant_id and v.commit_id = c.id
                          where i.tenant_id = ? and i.door = 'files')
                        select count(*) as n
                        from change earlier join change later using (noun_id)
                        where later.minute > earlier.minute and later.version < earlier.version
                        """, hospital.tenant), "what came in files was taken in its order");
    }

    @Test
    void a_final_result_never_covers_its_correction_whichever_of_them_comes_as_a_file() throws Exception {
        String his = sender("his", "ADT^*");
        String lis = sender("lis", "ORU^R01");
        Random random = new Random(20261120);
        List<String> inFiles = new ArrayList<>();
        List<String> overSockets = new ArrayList<>();
        try (MllpClient socket = new MllpClient(port("his"))) {
            for (int i = 0; i < PEOPLE; i++) {
                known(socket, adt(his, "A04", i, 0, "Một"));
                for (String status : List.of("P", "F", "C")) {
                    (random.nextBoolean() ? inFiles : overSockets).add(result(lis, i, status));
                }
            }
        }
        Collections.shuffle(inFiles, random);
        Collections.shuffle(overSockets, random);
        for (int file = 0; file < 4; file++) {
            List<String> part = inFiles.subList(file * inFiles.size() / 4, (file + 1) * inFiles.size() / 4);
            drop(lis, "part-" + file, String.join("", part), 60 - file);
        }
        try (MllpClient socket = new MllpClient(port("lis"))) {
            for (String message : overSockets) {
                String answer = known(socket, message);
                assertTrue(answer.contains("MSA|AA|"), answer);
            }
        }
        for (int file = 0; file < 4; file++) {
            done(lis, "part-" + file);
        }
        assertEquals(
                3L * PEOPLE,
                count(
                        "select count(*) as n from inbound where tenant_id = ? and message_type = 'ORU^R01' and outcome = 'APPLIED'",
                        hospital.tenant));
        assertEquals(PEOPLE, count("""
                        select count(*) as n from diagnostic_report r
                        join observation o using (tenant_id, patient_id, report_id)
                        where r.tenant_id = ? and r.status = 'CORRECTED' and o.status = 'CORRECTED' and o.number = 3
                        """, hospital.tenant));
    }

    /** A sender registered just now is known within five seconds; what is refused before is judged anew. */
    private static String known(MllpClient socket, String message) throws Exception {
        String answer;
        do {
            answer = socket.write(MllpClient.frame(message)).answer();
        } while (answer.contains("MSA|AR"));
        return answer;
    }

    private static String result(String sender, int person, String status) {
        int step = "PFC".indexOf(status);
        String time = "202611200" + (900 + step) + "00";
        return "MSH|^~\\&|%s|BV|EMR|BV|%s||ORU^R01^ORU_R01|%s-%d|P|2.5.1|||||VNM|UNICODE UTF-8\rPID|1||P%05d\r"
                        .formatted(sender, time, status, person, person)
                + "OBR|1||F%d|CBC^Máu|||20261120080000|||||||||||||||%s|||%s\r".formatted(person, time, status)
                + "OBX|1|NM|GLU^Đường huyết||%d|mmol/L|||||%s|||%s\r".formatted(step + 1, status, time);
    }
}
