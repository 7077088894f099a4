package vn.emr.api.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.drop.SftpPeer;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;

/** A sender with an SFTP server of its own, asked by the whole server. */
@QuarkusTest
@QuarkusTestResource(Server.class)
@Timeout(120)
class SftpDoorTest {
    @TempDir
    Path folder;

    @Inject
    Doors doors;

    private final Hospital hospital = Server.hospital();

    @Test
    void files_over_there_reach_the_record_are_answered_there_and_a_server_that_is_away_is_red() throws Exception {
        UUID source = Ids.next();
        String name = "sftp-" + source.toString().substring(24);
        try (SftpPeer peer = new SftpPeer(folder.resolve("server"))) {
            Files.createDirectories(peer.root.resolve("out"));
            Path keys = Files.createDirectories(Path.of("target", "test-data", "keys", "sftp"));
            Path password = Files.writeString(keys.resolve(name + ".password"), SftpPeer.PASSWORD);
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(
                    peer.root.resolve("out/people.hl7"),
                    "MSH|^~\\&|ANY|ANY|EMR|BV|20261120093000||ADT^A28^ADT_A05|S1|P|2.5|||||VNM|UNICODE UTF-8\r"
                            + "EVN||20261120093000\rPID|1||S00001^^^BV^MR||Nguyễn^Sen||19800101|F\rPV1|1|N\r");
            hospital.database.update(
                    """
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain, drop_folder,
                                    sftp_address, sftp_host_key)
                values (?, ?, ?, ?, 'HIS', 'files', 'ADT^*', 'BV', ?, ?, ?)
                """,
                    source,
                    hospital.tenant,
                    hospital.facility,
                    name,
                    name,
                    peer.address("/out"),
                    peer.fingerprint());
            Path answers = peer.root.resolve("out/done/people.hl7.ack");
            await(() -> Files.exists(answers));
            assertTrue(Files.readString(answers).contains("MSA|AA|S1\r"));
            assertEquals(
                    1L,
                    hospital.database
                            .first(
                                    "select count(*) as n from inbound where source_id = ? and outcome = 'APPLIED' and peer = ?",
                                    row -> row.number("n"),
                                    source,
                                    "sftp/" + name)
                            .orElseThrow());
            assertTrue(door(name).up());
            peer.stop();
            await(() -> !door(name).up());
            assertTrue(door(name).lastError().contains("SFTP"), door(name).lastError());
        }
        hospital.database.update("update source set enabled = false where id = ?", source);
        await(() -> doors.states().stream().noneMatch(of(name)));
    }

    private DoorState door(String name) {
        return doors.states().stream().filter(of(name)).findFirst().orElseThrow();
    }

    private static Predicate<DoorState> of(String name) {
        return door -> door.name().equals("sftp/" + name);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
