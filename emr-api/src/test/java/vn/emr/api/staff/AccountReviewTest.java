package vn.emr.api.staff;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.testing.Role;

/** The quarterly list of accounts as it goes over the wire. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class AccountReviewTest {
    private static final String REVIEWS = "/api/v1/account-reviews";

    @Test
    void a_review_needs_a_word_for_each_account_that_stands_out_and_is_read_again_as_it_was() {
        Rooms rooms = new Rooms();
        Browser officer = rooms.person(Role.QUALITY_OFFICER);
        Browser idle = rooms.person(Role.NURSE);
        rooms.hospital.database.update(
                "update account set created_at = now() - interval '20 days', last_sign_in_at = null where id = ?",
                idle.account);
        List<Map<String, Object>> found = officer.ask()
                .get(REVIEWS + "/next")
                .then()
                .statusCode(200)
                .body("id", nullValue())
                .body("accounts.find { it.id == '" + idle.account + "' }.findings", hasItem("NEVER_USED"))
                .extract()
                .jsonPath()
                .getList("accounts.findAll { it.findings.size() > 0 }");
        List<String> ids = found.stream().map(one -> (String) one.get("id")).toList();
        officer.ask()
                .contentType(ContentType.JSON)
                .body(Map.of("conclusion", "Đã rà soát"))
                .post(REVIEWS)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "fields",
                        containsInAnyOrder(
                                ids.stream().map(id -> "/remarks/" + id).toArray(String[]::new)));
        Map<String, String> remarks = ids.stream().collect(Collectors.toMap(id -> id, id -> "Đã hỏi khoa"));
        String id = officer.ask()
                .contentType(ContentType.JSON)
                .body(Map.of("conclusion", "Đã rà soát", "remarks", remarks))
                .post(REVIEWS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        officer.ask()
                .get(REVIEWS + "/" + id)
                .then()
                .statusCode(200)
                .body("conclusion", equalTo("Đã rà soát"))
                .body("accounts.find { it.id == '" + idle.account + "' }.remark", equalTo("Đã hỏi khoa"));
        officer.ask()
                .get(REVIEWS)
                .then()
                .statusCode(200)
                .body("late", equalTo(false))
                .body("reviews[0].id", equalTo(id));
        rooms.person(Role.DOCTOR).ask().get(REVIEWS + "/" + id).then().statusCode(403);
    }
}
