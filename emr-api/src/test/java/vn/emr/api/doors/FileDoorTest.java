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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;

/** A sender's folder on the whole server: what lies in it reaches the record, once, in its order. */
@QuarkusTest
@QuarkusTestResource(Server.class)
@Timeout(120)
class FileDoorTest {
    private static final int PEOPLE = 300;

    @Inject
    Doors doors;

    private Hospital hospital;
    private String name;
    private UUID source;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        hospital = Server.hospital();
        source = Ids.next();
        name = "his-" + source.toString().substring(24);
        folder = Path.of("target", "test-data", "drop", name).toAbsolutePath();
        Files.createDirectories(folder);
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain, drop_folder)
                values (?, ?, ?, ?, 'HIS', 'files', 'ADT^*', 'BV', ?)
                """, source, hospital.tenant, hospital.facility, name, name);
    }

    private static String adt(String event, int person, String given) {
        return "MSH|^~\\&|ANY|ANY|EMR|BV|20261120093000||ADT^%s^ADT_A05|%s-%d|P|2.5|||||VNM|UNICODE UTF-8\r"
                        .formatted(event, event, person)
                + "EVN||202611200%s00\rPID|1||F%05d^^^BV^MR||Nguyễn^%s||19800101|F\rPV1|1|N\r"
                        .formatted(event.equals("A28") ? "930" : "931", person, given);
    }

    /** Under its final name by rename, and not just now: it is taken at the second look. */
    private void drop(String file, String text) throws IOException {
        Path written = Files.writeString(folder.resolve(file + ".tmp"), text);
        Files.setLastModifiedTime(written, FileTime.from(Instant.now().minusSeconds(60)));
        Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private String answers(String file) throws Exception {
        Path done = folder.resolve("done").resolve(file + ".ack");
        Path failed = folder.resolve("failed").resolve(file + ".ack");
        while (!Files.exists(done) && !Files.exists(failed)) {
            Thread.onSpinWait();
            Thread.yield();
        }
        return Files.readString(Files.exists(done) ? done : failed);
    }

    private long count(String sql) {
        return hospital.database.first(sql, row -> row.number("n"), source).orElseThrow();
    }

    @Test
    void many_messages_of_a_file_are_applied_in_their_order_and_a_second_time_only_answered() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < PEOPLE; i++) {
            all.append(adt("A28", i, "Cũ")).append(adt("A31", i, "Mới"));
        }
        drop("people.hl7", all.toString());
        String answers = answers("people.hl7");
        assertEquals(2 * PEOPLE, answers.split("MSA\\|AA\\|", -1).length - 1);
        assertTrue(answers.indexOf("MSA|AA|A28-7\r") < answers.indexOf("MSA|AA|A31-7\r"));
        assertEquals(
                2 * PEOPLE,
                count(
                        "select count(*) as n from inbound where source_id = ? and outcome = 'APPLIED' and door = 'files'"));
        assertEquals(
                PEOPLE,
                hospital.database
                        .first(
                                "select count(*) as n from patient where tenant_id = ? and name like '%Mới%'",
                                row -> row.number("n"), hospital.tenant)
                        .orElseThrow());

        drop("again.hl7", all.toString());
        assertEquals(answers, answers("again.hl7"), "the same answers, word for word");
        assertEquals(2 * PEOPLE, count("select count(*) as n from inbound where source_id = ?"));
        DoorState door = doors.states().stream()
                .filter(d -> d.name().equals("files/" + name))
                .findFirst()
                .orElseThrow();
        assertTrue(door.up());
        assertEquals(4 * PEOPLE, door.received());
    }

    @Test
    void what_the_source_may_not_send_is_refused_and_the_file_says_so() throws Exception {
        drop("wrong.hl7", adt("A28", 1, "Tốt") + adt("A28", 2, "Sai").replace("ADT^A28^ADT_A05", "ORU^R01"));
        String answers = answers("wrong.hl7");
        assertTrue(answers.contains("MSA|AA|A28-1\r") && answers.contains("MSA|AR|A28-2"), answers);
        assertTrue(Files.exists(folder.resolve("failed/wrong.hl7")));
        assertEquals(1, count("select count(*) as n from inbound where source_id = ? and outcome = 'REFUSED'"));
    }
}
