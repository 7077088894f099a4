package vn.emr.api.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Secrets;
import vn.emr.core.testing.GivenKeys;
import vn.emr.core.testing.Role;

/** Names of files tell of patients: what a person called a file is that person's alone. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class NamesOfImportsTest {
    private static final String DOOR = "/api/v1/his/imports";
    private static final byte[] FILE = """
            {"kind":"patient","id":"1","statedAt":"202411200800","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"1"}],"names":["Lê Thị Hoa"]}}
            """.getBytes(StandardCharsets.UTF_8);

    private final UUID source = Ids.next();
    private final String key = Secrets.nextSourceCredential();
    private Hospital hospital;
    private Browser it;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        it = Browser.in(hospital, Role.IT_ADMIN, hospital.department("NOI"));
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', 'his-rest', '*', 'BV')
                """, source, hospital.tenant, hospital.facility, "source " + source);
        GivenKeys.put(hospital.database, source, key);
    }

    @Test
    void the_name_a_person_gave_a_file_is_kept_without_folders_and_shown_to_nobody_else() {
        String path = bring("a", "attachment; filename*=UTF-8''C%3A%5Ch%E1%BB%93%20s%C6%A1%2F%E1%BB%93%2Bx.xml")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        it.ask().get(path).then().body("fileName", equalTo("ồ+x.xml")).body("bytes", equalTo(FILE.length - 1));
        it.ask().get(DOOR).then().body("find { it.key == 'a' }.fileName", equalTo("ồ+x.xml"));
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK, hospital.department("NGOAI"));
        clerk.ask().get(path).then().statusCode(200).body("fileName", nullValue());
        clerk.ask().get(DOOR).then().body("find { it.key == 'a' }.fileName", nullValue());
        given().header("Authorization", "Bearer " + key)
                .get(path)
                .then()
                .statusCode(200)
                .body("fileName", nullValue());
    }

    @Test
    void a_name_that_is_none_is_refused_by_its_header_and_one_of_which_nothing_is_left_is_not_kept() {
        for (String other : List.of("inline", "attachment; filename*=UTF-8''%zz", "attachment; filename=\"x\"")) {
            bring("b", other).then().statusCode(422).body("fields", contains("Content-Disposition"));
        }
        bring("c", "attachment; filename*=UTF-8''%0A%2F").then().statusCode(202);
        it.ask().get(DOOR).then().body("find { it.key == 'c' }.fileName", nullValue());
    }

    private Response bring(String requestKey, String disposition) {
        return it.ask()
                .header("Idempotency-Key", requestKey)
                .header("Content-Disposition", disposition)
                .contentType("application/octet-stream")
                .body(FILE)
                .post("/api/v1/imports?source=" + source);
    }
}
