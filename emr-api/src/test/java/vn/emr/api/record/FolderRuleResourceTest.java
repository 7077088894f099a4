package vn.emr.api.record;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.testing.Role;

/** Rules for folders through the routes: read, decided anew, refused. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class FolderRuleResourceTest {
    private static final String ROUTE = "/api/v1/folder-rules";

    private Rooms rooms;

    @BeforeEach
    void signIn() {
        rooms = new Rooms();
    }

    @Test
    void an_administrator_decides_and_the_next_one_sees_who_did_and_why() {
        String facility = rooms.as("IT_ADMIN")
                .get(ROUTE)
                .then()
                .statusCode(200)
                .body("[0].now.completeHours", equalTo(24))
                .body("[0].versions", empty())
                .extract()
                .path("[0].now.facilityId");
        Map<String, Object> rule = new TreeMap<>(Map.of(
                "version",
                0,
                "validFrom",
                LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString(),
                "completeHours",
                36,
                "closeHours",
                72,
                "archivePrefix",
                "BV-",
                "archiveByYear",
                false,
                "archiveDigits",
                4,
                "reason",
                "Quyết định 12/QĐ-BV"));
        decide("IT_ADMIN", facility, rule, 200);
        rooms.as("IT_ADMIN")
                .get(ROUTE)
                .then()
                .body("[0].example", equalTo("BV-0001"))
                .body("[0].versions.says.reason", contains("Quyết định 12/QĐ-BV"))
                .body("[0].versions.inForce", contains(true));
        decide("IT_ADMIN", facility, rule, 409);
        rule.put("version", 1);
        rule.put("completeHours", 0);
        rooms.person(Role.IT_ADMIN)
                .json(rule)
                .put(ROUTE + "/" + facility)
                .then()
                .statusCode(422)
                .body("fields", contains("/completeHours"));
        decide("RECORDS_CLERK", facility, rule, 403);
    }

    private void decide(String who, String facility, Map<String, Object> rule, int status) {
        rooms.person(Role.valueOf(who))
                .json(rule)
                .put(ROUTE + "/" + facility)
                .then()
                .statusCode(status);
    }
}
