package vn.emr.api.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.api.demo.SampleClaim;
import vn.emr.api.demo.SampleClaims;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Secrets;
import vn.emr.core.testing.GivenKeys;
import vn.emr.core.testing.Role;

/** Claim files as long files: from the system itself, and brought in by a person, {@code POST /api/v1/imports}. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class ClaimImportsTest {
    private static final String DOOR = "/api/v1/his/imports";
    private static final String BY_HAND = "/api/v1/imports";
    private static final LocalDate END = LocalDate.of(2025, 11, 19);
    private static final int VISITS = 100;
    private static final int FAULTY = 50;

    private Hospital hospital;
    private Browser it;
    private String key;
    private UUID source;
    private UUID ward;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        ward = hospital.department("NOI");
        it = Browser.in(hospital, Role.IT_ADMIN, ward);
        key = Secrets.nextSourceCredential();
        source = source(key, "claim", true);
    }

    @Test
    void a_person_brings_in_a_hundred_visits_and_the_faulty_one_in_the_middle_is_told_with_its_field()
            throws Exception {
        Response answer = bring(it, source, "web-1", file(FAULTY));
        answer.then().statusCode(202);
        String path = DOOR + "/" + answer.jsonPath().getString("id");
        awaitDone(path);
        it.ask()
                .get(path)
                .then()
                .statusCode(200)
                .body("items", equalTo(VISITS))
                .body("judged", equalTo(VISITS))
                .body("applied", equalTo(VISITS - 1))
                .body("refused", equalTo(1))
                .body("format", equalTo("claim-xml"))
                .body("by", not(equalTo(null)))
                .body("reasons[0].code", equalTo("REQUIRED_FIELD_MISSING"))
                .body("reasons[0].items", equalTo(1));
        it.ask()
                .get(path + "/faults?outcome=REFUSED")
                .then()
                .statusCode(200)
                .body("[0].item", equalTo(FAULTY))
                .body("[0].pointer", equalTo("XML1/MA_LK"))
                .body("[0].code", equalTo("REQUIRED_FIELD_MISSING"));
        it.ask().get(path + "/faults?outcome=PARKED").then().body("size()", equalTo(0));
        it.ask().get(path + "/faults?code=UNREADABLE").then().body("size()", equalTo(0));
        it.ask().get(path + "/faults?after=" + FAULTY).then().body("size()", equalTo(0));
        it.ask().get(path + "/faults.csv").then().body(containsString("XML1/MA_LK"));
        assertEquals(VISITS - 1, count("encounter"));
        assertEquals(1, hospital.audits("IMPORT"));

        bring(it, source, "web-1", file(FAULTY)).then().statusCode(202).header("Idempotency-Replayed", equalTo("true"));
        bring(it, source, "web-1", file(-1)).then().statusCode(422).body("code", equalTo("KEY_REUSED"));
        String again =
                DOOR + "/" + bring(it, source, "web-2", file(FAULTY)).jsonPath().getString("id");
        awaitDone(again);
        it.ask().get(again).then().body("replayed", equalTo(VISITS - 1));
    }

    @Test
    void a_claim_file_that_breaks_off_is_gone_on_with_from_what_came() throws Exception {
        byte[] file = large();
        try (Socket socket = connected("half", file.length)) {
            socket.getOutputStream().write(file, 0, 6 << 20);
            socket.getOutputStream().flush();
            await(() -> pieces("half") >= 1);
        }
        long before = pieces("half");
        await(() -> send(key, "half", "application/xml", file).statusCode() == 202);
        assertTrue(pieces("half") > before);
        String path = DOOR + "/" + with(key).get(DOOR).jsonPath().getString("[0].id");
        awaitDone(path);
        with(key).get(path).then().body("items", equalTo(60)).body("applied", equalTo(60));
        send(key, "half", "application/xml", file).then().header("Idempotency-Replayed", equalTo("true"));
    }

    @Test
    void a_person_brings_in_notices_as_lines_or_as_an_array_and_what_is_neither_is_refused() throws Exception {
        UUID notices = source(Secrets.nextSourceCredential(), "*", true);
        String person =
                "{\"kind\":\"patient\",\"id\":\"%s\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                        + "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"%s\"}],\"names\":[\"Lê Thị Hoa\"]}}";
        for (String file : List.of(
                person.formatted("a", "1") + "\n" + person.formatted("b", "2") + "\n",
                "[" + person.formatted("c", "3") + ",\n" + person.formatted("d", "4") + "]")) {
            String path = DOOR + "/"
                    + bring(it, notices, "k" + file.length(), file.getBytes(StandardCharsets.UTF_8))
                            .jsonPath()
                            .getString("id");
            awaitDone(path);
            it.ask().get(path).then().body("applied", equalTo(2)).body("format", equalTo("notice-1.0"));
        }
        for (String file : List.of("PK\u0003\u0004", "", "<html></html>")) {
            bring(it, notices, "other", file.getBytes(StandardCharsets.UTF_8))
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("UNREADABLE"));
        }
    }

    @Test
    void a_person_brings_in_messages_of_hl7() throws Exception {
        UUID speaks = source(Secrets.nextSourceCredential(), "ADT^*", true);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            file.append("MSH|^~\\&|HIS|BV|EMR|EMR|20261101080000||ADT^A04^ADT_A01|M%d|P|2.5\r".formatted(i))
                    .append("PID|1||7700%d^^^BV^PI||LE^BINH||19800101|M\rPV1|1|O\r".formatted(i));
        }
        String path = DOOR + "/"
                + bring(it, speaks, "hl7", file.toString().getBytes(StandardCharsets.UTF_8))
                        .jsonPath()
                        .getString("id");
        awaitDone(path);
        it.ask().get(path).then().body("applied", equalTo(3)).body("format", equalTo("hl7v2"));
    }

    @Test
    void nobody_brings_in_a_file_without_the_right_or_for_a_system_that_is_not_theirs_or_may_not() {
        byte[] file = file(-1);
        Browser doctor = Browser.in(hospital, Role.DOCTOR, ward);
        bring(doctor, source, "k", file).then().statusCode(403);
        bring(Browser.in(hospital, Role.RECORDS_CLERK, ward), source, "clerk", file)
                .then()
                .statusCode(202);
        given().header("Idempotency-Key", "k")
                .body(file)
                .post(BY_HAND + "?source=" + source)
                .then()
                .statusCode(401);
        with(key)
                .contentType("application/xml")
                .body(file)
                .post(BY_HAND + "?source=" + source)
                .then()
                .statusCode(403);
        UUID others = source(Secrets.nextSourceCredential(), "patient,report", true);
        bring(it, others, "k", file).then().statusCode(403).body("code", equalTo("NOT_ALLOWED_FOR_SENDER"));
        UUID off = source(Secrets.nextSourceCredential(), "claim", false);
        bring(it, off, "k", file).then().statusCode(404);
        bring(it, Ids.next(), "k", file).then().statusCode(404);
        Hospital elsewhere = Server.hospital();
        UUID theirs = source(elsewhere, Secrets.nextSourceCredential(), "claim", true);
        int refused = hospital.audits("REFUSED");
        bring(it, theirs, "k", file).then().statusCode(404);
        assertEquals(refused + 1, hospital.audits("REFUSED"));
        it.ask().contentType("application/xml").body(file).post(BY_HAND).then().statusCode(422);
        it.ask()
                .get(BY_HAND + "/sources")
                .then()
                .statusCode(200)
                .body("id", hasItem(source.toString()))
                .body("id", not(hasItem(off.toString())))
                .body("id", not(hasItem(theirs.toString())));
        send(key, "k", "text/csv", file).then().statusCode(415);
    }

    private static byte[] file(int faulty) {
        List<SampleClaim> claims = new ArrayList<>();
        for (int number = 0; number < VISITS; number++) {
            SampleClaim claim = SampleClaims.claim(number, END);
            claims.add(
                    number != faulty
                            ? claim
                            : claim.changed("20251120", "XML1", rows -> {
                                rows.getFirst().remove("MA_LK");
                                return rows;
                            }));
        }
        return SampleClaim.file(SampleClaims.FACILITY, claims);
    }

    /** Sixty visits of some 150 kB each: blanks between their tables. */
    private static byte[] large() {
        List<SampleClaim> claims = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            claims.add(SampleClaims.claim(number, END));
        }
        String text = new String(SampleClaim.file(SampleClaims.FACILITY, claims), StandardCharsets.UTF_8);
        return text.replace("<HOSO>", "<HOSO>" + " ".repeat(150_000)).getBytes(StandardCharsets.UTF_8);
    }

    private static Response bring(Browser who, UUID source, String requestKey, byte[] file) {
        return who.ask()
                .header("Idempotency-Key", requestKey)
                .contentType("application/octet-stream")
                .body(file)
                .post(BY_HAND + "?source=" + source);
    }

    private static Response send(String credential, String requestKey, String type, byte[] file) {
        return with(credential)
                .header("Idempotency-Key", requestKey)
                .contentType(type)
                .body(file)
                .post(DOOR);
    }

    private static io.restassured.specification.RequestSpecification with(String credential) {
        return given().header("Authorization", "Bearer " + credential);
    }

    private Socket connected(String requestKey, int length) throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        socket.getOutputStream()
                .write(("POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\n"
                                + "Content-Type: application/xml\r\nContent-Length: %d\r\n\r\n")
                        .formatted(DOOR, key, requestKey, length)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private long pieces(String requestKey) {
        return hospital.database
                .first("""
                        select count(*) as n from import_piece p join import_file f on f.id = p.import_id
                        where f.request_key = ? and f.tenant_id = ?
                        """, row -> row.number("n"), requestKey, hospital.tenant)
                .orElseThrow();
    }

    private long count(String table) {
        return hospital.database
                .first(
                        "select count(*) as n from " + table + " where tenant_id = ?",
                        row -> row.number("n"),
                        hospital.tenant)
                .orElseThrow();
    }

    private void awaitDone(String path) throws InterruptedException {
        await(() -> it.ask().get(path).jsonPath().getString("state").equals("DONE"));
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < limit);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private UUID source(String credential, String types, boolean enabled) {
        return source(hospital, credential, types, enabled);
    }

    private static UUID source(Hospital of, String credential, String types, boolean enabled) {
        UUID id = Ids.next();
        of.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain, enabled)
                values (?, ?, ?, ?, 'HIS', 'his-rest', ?, 'BV', ?)
                """, id, of.tenant, of.facility, "source " + id, types, enabled);
        GivenKeys.put(of.database, id, credential);
        return id;
    }
}
