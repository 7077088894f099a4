package vn.emr.api.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.testing.Role;

/** What every route about a patient answers to a guest of an approved request, and after it was taken back. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class GuestRoutesTest {
    /** Of the table of routes, what a guest who may only read is answered; everything else is refused. */
    private static final Set<String> READ = Set.of(
            "GET /api/v1/patients/{id}",
            "GET /api/v1/patients/{id}/laboratory",
            "GET /api/v1/patients/{id}/reports",
            "GET /api/v1/patients/{id}/reports/{reportId}",
            "GET /api/v1/patients/{id}/studies",
            "GET /api/v1/patients/{id}/treatment",
            "GET /api/v1/patients/{id}/documents",
            "GET /api/v1/patients/{id}/documents/{documentId}/content",
            "POST /api/v1/patients/{id}/identifiers/reveal");

    /** They read the chart too; the record of this test has no such images. */
    private static final String IMAGES = "/studies/{studyId}/series/{seriesUid}/";

    private Rooms rooms;
    private Browser guest;

    @BeforeEach
    void rooms() {
        rooms = new Rooms();
        guest = rooms.person(Role.EXTERNAL_PRACTITIONER);
    }

    @Test
    void a_guest_is_answered_by_the_routes_that_read_the_chart_and_refused_by_every_other_until_it_is_taken_back() {
        assertEquals(403, chart());
        String request = approved("READ");
        String opened = opened(request);
        assertEquals(List.of(), wrong(READ));
        assertEquals(
                List.of("N"),
                guest.ask().get("/api/v1/disclosures/opened").jsonPath().getList("patientNumber", String.class).stream()
                        .map(number -> number.substring(0, 1))
                        .toList());
        guest.json(Map.of("text", "")).post("/api/v1/patients/search").then().statusCode(200);
        int step = rooms.as("RECORDS_CLERK").get(request).jsonPath().getInt("step");
        rooms.person(Role.DIRECTOR)
                .json(Map.of("step", step, "reason", "Xong việc"))
                .post(request + "/guests/" + opened + "/end")
                .then()
                .statusCode(200);
        assertEquals(List.of(), wrong(Set.of()), "at once");
    }

    @Test
    void a_guest_prints_only_when_copies_were_approved_and_the_opening_says_so() {
        String request = approved("READ", "COPY");
        int step = rooms.as("RECORDS_CLERK").get(request).jsonPath().getInt("step");
        open(request, step, true).then().statusCode(200);
        guest.json(Map.of("section", "LABORATORY"))
                .post("/api/v1/patients/" + rooms.own.patient() + "/prints")
                .then()
                .statusCode(204);
    }

    private List<String> wrong(Set<String> answered) {
        List<String> wrong = new ArrayList<>();
        for (Route route : Route.TABLE) {
            if (!route.route().contains("/patients/{id}")) {
                continue;
            }
            String[] words = route.route().split(" ");
            String path = words[1].replace("{id}", rooms.own.patient().toString())
                    .replace("{reportId}", rooms.own.report().toString())
                    .replace("{documentId}", rooms.own.document().toString())
                    .replace("{page}", "1")
                    .replace("{frame}", "1")
                    .replace("{seriesUid}", "1.2.3")
                    .replace("{instanceUid}", "1.2.3.4")
                    .replaceAll("\\{\\w+}", rooms.own.report().toString());
            int status = Rooms.with(guest.ask(), route.body())
                    .request(words[0], path)
                    .statusCode();
            int said = answered.contains(route.route())
                    ? 200
                    : !answered.isEmpty() && route.route().contains(IMAGES) ? 404 : 403;
            boolean asSaid = status == said;
            int other = Rooms.with(guest.ask(), route.body())
                    .request(
                            words[0],
                            path.replace(
                                    rooms.own.patient().toString(),
                                    rooms.other.patient().toString()))
                    .statusCode();
            if (!asSaid || other != 403) {
                wrong.add(route.route() + " -> " + status + ", of somebody else " + other);
            }
        }
        return wrong;
    }

    private int chart() {
        return guest.ask().get("/api/v1/patients/" + rooms.own.patient()).statusCode();
    }

    /** The address of a request of another hospital, approved by the director with what belongs to no visit. */
    private String approved(String... forms) {
        Map<String, Object> form = Map.of(
                "requester", "OTHER_HOSPITAL",
                "name", "BS. Người Ngoài",
                "organization", "Bệnh viện bạn",
                "identity", Map.of("kind", "OFFICE_CARD", "number", "A-1"),
                "mandate", Map.of("kind", "OFFICIAL_LETTER", "number", "1/GGT"),
                "purpose", "Hội chẩn liên viện",
                "forms", List.of(forms),
                "scope", "Đợt này",
                "way", "IN_PERSON");
        String id = rooms.person(Role.RECORDS_CLERK)
                .json(Map.of("patientId", rooms.own.patient(), "form", form))
                .post("/api/v1/disclosures")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String visit = rooms.as("DIRECTOR")
                .get("/api/v1/patients/" + rooms.own.patient())
                .jsonPath()
                .getString("encounters[0].id");
        LocalDate until = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(9);
        rooms.person(Role.DIRECTOR)
                .json(Map.of(
                        "step", 1,
                        "outcome", "APPROVED",
                        "forms", List.of(forms),
                        "visits", List.of(visit),
                        "outsideVisits", true,
                        "parts", List.of("DIAGNOSES", "RESULTS", "IMAGING", "TREATMENT", "DOCUMENTS"),
                        "until", until.toString()))
                .post("/api/v1/disclosures/" + id + "/decision")
                .then()
                .statusCode(200);
        return "/api/v1/disclosures/" + id;
    }

    private String opened(String request) {
        return open(request, 2, false).then().statusCode(200).extract().path("guests[0].id");
    }

    private Response open(String request, int step, boolean prints) {
        return rooms.person(Role.RECORDS_CLERK)
                .json(Map.of(
                        "step",
                        step,
                        "username",
                        guest.username,
                        "until",
                        Instant.now().plusSeconds(3_600).toString(),
                        "prints",
                        prints))
                .post(request + "/guests");
    }
}
