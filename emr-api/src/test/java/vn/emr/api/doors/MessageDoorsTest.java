package vn.emr.api.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.hl7.MllpClient;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;

/** The message doors of the running server, spoken to over real sockets. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class MessageDoorsTest {
    @Inject
    Doors doors;

    private final Hospital hospital = Server.hospital();

    @Test
    void a_result_for_a_person_nobody_announced_is_kept_and_answered_aa_with_the_reason() throws Exception {
        source("lis", "ORU^R01");
        try (MllpClient client = new MllpClient(port("lis"))) {
            String answer = answerOnceRegistered(client, result("N1"));
            assertTrue(answer.contains("MSA|AA|N1|Chưa có người bệnh với mã này\r"), answer);
            assertTrue(answer.contains("ERR||PID^1^3|204^"), answer);
            assertEquals("PARKED", outcome("N1"));
        }
    }

    @Test
    void what_is_no_message_is_answered_ar() throws Exception {
        try (MllpClient client = new MllpClient(port("lis"))) {
            String answer = client.write(MllpClient.frame("hello")).answer();
            assertTrue(answer.contains("MSA|AR|"), answer);
        }
    }

    /** A sender registered just now is known within 5 seconds; until then it is refused, and what was refused is judged anew. */
    private static String answerOnceRegistered(MllpClient client, String message) throws Exception {
        long limit = System.nanoTime() + 20_000_000_000L;
        String answer;
        do {
            answer = client.write(MllpClient.frame(message)).answer();
        } while (answer.contains("MSA|AR") && System.nanoTime() < limit);
        return answer;
    }

    private static String result(String controlId) {
        return "MSH|^~\\&|LIS-" + controlId + "|BV|EMR|BV|20261101093000||ORU^R01^ORU_R01|" + controlId
                + "|P|2.5.1\rPID|1||NOBODY-" + controlId + "\rOBR|1||F" + controlId
                + "|CBC|||20261101080000|||||||||||||||20261101092500|||F\rOBX|1|NM|GLU||5.6|mmol/L|3.9-6.4||||F\r";
    }

    private String outcome(String controlId) {
        return hospital.database
                .first(
                        "select outcome from inbound where control_id = ? and source_id is not null",
                        r -> r.text("outcome"),
                        controlId)
                .orElseThrow();
    }

    /** Each test has a sender of its own, found by MSH-3. */
    private void source(String door, String types) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, sending_application, sending_facility,
                                    allowed_types, patient_domain)
                values (?, ?, ?, ?, 'LIS', ?, 'LIS-N1', '*', ?, 'BV')
                """, id, hospital.tenant, hospital.facility, id.toString(), door, types);
    }

    private int port(String door) {
        DoorState state = doors.states().stream()
                .filter(d -> d.name().equals(door))
                .findFirst()
                .orElseThrow();
        assertTrue(state.up(), state::toString);
        return Integer.parseInt(state.address().substring(state.address().lastIndexOf(':') + 1));
    }
}
