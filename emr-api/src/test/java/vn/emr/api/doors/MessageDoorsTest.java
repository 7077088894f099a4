package vn.emr.api.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
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
        source("lis", "LIS-N1", "ORU^R01");
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

    @Test
    void a_person_of_the_his_gets_the_results_of_the_lis_and_a_repeat_gets_the_same_answer() throws Exception {
        source("his", "HIS-N2", "ADT^*");
        source("lis", "LIS-N2", "ORU^R01");
        try (MllpClient his = new MllpClient(port("his"));
                MllpClient lis = new MllpClient(port("lis"))) {
            String admitted = answerOnceRegistered(his, admission("N2"));
            assertTrue(admitted.contains("MSA|AA|A-N2\r"), admitted);
            String first = answerOnceRegistered(lis, result("N2"));
            assertTrue(first.contains("MSA|AA|N2\r"), first);
            assertFalse(first.contains("ERR|"), first);
            assertEquals(first, lis.write(MllpClient.frame(result("N2"))).answer());
            assertEquals("APPLIED", outcome("N2"));
        }
    }

    @Test
    void a_document_of_20_mb_is_taken_in_under_two_seconds() throws Exception {
        source("his", "HIS-N3", "ADT^*");
        source("lis", "LIS-N3", "ORU^R01");
        try (MllpClient his = new MllpClient(port("his"));
                MllpClient lis = new MllpClient(port("lis"))) {
            answerOnceRegistered(his, admission("N3"));
            answerOnceRegistered(lis, result("N3"));
            long best = Long.MAX_VALUE;
            for (int i = 1; i <= 3; i++) {
                byte[] frame = MllpClient.frame(withDocument(i));
                long begin = System.nanoTime();
                String answer = lis.write(frame).answer();
                best = Math.min(best, System.nanoTime() - begin);
                assertTrue(answer.contains("MSA|AA|D" + i + "\r") && !answer.contains("ERR|"), answer);
            }
            System.out.printf("message with a document of 20 MB answered after %d ms%n", best / 1_000_000);
            assertTrue(best < 2_000_000_000L, () -> "20 MB took longer than 2 s");
        }
    }

    private static String withDocument(int number) {
        byte[] pdf = new byte[20 << 20];
        new Random(number).nextBytes(pdf);
        System.arraycopy("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII), 0, pdf, 0, 9);
        System.arraycopy("%%EOF\n".getBytes(StandardCharsets.US_ASCII), 0, pdf, pdf.length - 6, 6);
        return result("N3").replace("|N3|", "|D" + number + "|") + "OBX|2|ED|PDF||^application^pdf^Base64^"
                + Base64.getEncoder().encodeToString(pdf) + "||||||F\r";
    }

    private static String admission(String name) {
        return "MSH|^~\\&|HIS-" + name + "|BV|EMR|BV|20261101070000||ADT^A01^ADT_A01|A-" + name
                + "|P|2.5\rEVN||20261101070000\rPID|1||NOBODY-" + name + "||Nguyễn^An^Văn||1980|M\rPV1|1|I|NOI"
                + "|".repeat(16) + "V-" + name + "\r";
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
    private void source(String door, String application, String types) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, sending_application, sending_facility,
                                    allowed_types, patient_domain)
                values (?, ?, ?, ?, 'OTHER', ?, ?, '*', ?, 'BV')
                """, id, hospital.tenant, hospital.facility, id.toString(), door, application, types);
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
