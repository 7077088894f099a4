package vn.emr.api.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.access.Open;
import vn.emr.core.access.Requires;

/** Who may use which route, cell by cell, each refusal traced once; and that no route with an id gives away anything of somebody else. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class RoutesTest {
    @Test
    void the_table_names_every_route_of_the_running_application_and_no_other() {
        Rooms rooms = new Rooms();
        Map<String, Map<String, Object>> paths =
                rooms.as("IT_ADMIN").get("/api/v1/openapi").jsonPath().getMap("paths");
        Set<String> running = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(m -> Set.of("get", "post", "put", "delete", "patch", "head", "options")
                        .contains(m))
                .forEach(m -> running.add(m.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> known = new TreeSet<>();
        Route.TABLE.forEach(r -> known.add(r.route()));
        assertEquals(known, running);
    }

    @Test
    void every_route_declares_a_right_or_that_it_is_open() {
        List<JavaMethod> routes = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("vn.emr")) {
            if (type.isAnnotatedWith(Path.class)) {
                type.getMethods().stream()
                        .filter(m -> m.getAnnotations().stream()
                                .anyMatch(a -> a.getRawType().isAnnotatedWith(HttpMethod.class)))
                        .forEach(routes::add);
            }
        }
        assertTrue(routes.size() >= Route.TABLE.size(), "the classes were seen: " + routes.size());
        for (JavaMethod route : routes) {
            assertTrue(requires(route) ^ route.isAnnotatedWith(Open.class), route.getFullName());
        }
    }

    private static boolean requires(JavaMethod route) {
        return route.isAnnotatedWith(Requires.class) || route.isMetaAnnotatedWith(Requires.class);
    }

    @Test
    void every_cell_of_role_and_route_is_as_the_table_says() {
        Rooms rooms = new Rooms();
        List<String> wrong = new ArrayList<>();
        for (Route route : Route.TABLE) {
            if (route.route().equals("DELETE /api/v1/session")) {
                continue;
            }
            for (String who : Route.CALLERS) {
                int before = rooms.hospital.audits("REFUSED");
                int status = ask(rooms, who, route, rooms.own).statusCode();
                if (status == 403 && rooms.hospital.audits("REFUSED") != before + 1) {
                    wrong.add(who + " " + route.route() + " refused and not traced once");
                }
                boolean may = Set.of(route.may().split(" ")).contains(who);
                boolean refused = status == 401 || status == 403;
                boolean asSaid = may
                        ? !refused || route.route().startsWith("POST /api/v1/session")
                        : status == (who.equals("NOBODY") ? 401 : 403);
                if (!asSaid || status >= 500) {
                    wrong.add(who + " " + route.route() + " -> " + status);
                }
            }
        }
        assertEquals(List.of(), wrong);
        rooms.as("DOCTOR").get("/api/v1/patients/" + rooms.own.patient()).then().statusCode(200);
    }

    @Test
    void a_key_reaches_the_routes_of_its_scopes_and_no_other() {
        Rooms rooms = new Rooms();
        Map<String, String> needed = Map.of(
                "POST /api/v1/his/notices", "notices:send",
                "POST /api/v1/his/claims", "claims:send",
                "POST /api/v1/his/imports", "imports:send",
                "GET /api/v1/his/imports", "imports:send",
                "GET /api/v1/his/imports/{id}", "imports:send",
                "GET /api/v1/his/imports/{id}/faults", "imports:send",
                "GET /api/v1/his/imports/{id}/faults.csv", "imports:send",
                "GET /api/v1/changes", "changes:read",
                "POST /api/v1/inbound/search", "notices:send claims:send imports:send",
                "GET /api/v1/inbound/{id}", "notices:send claims:send imports:send");
        List<String> wrong = new ArrayList<>();
        for (Route route : Route.TABLE) {
            if (!Set.of(route.may().split(" ")).contains("SOURCE")
                    || route.may().equals(Route.ANYBODY)
                    || route.may().equals(Route.ALL)) {
                continue;
            }
            assertTrue(needed.containsKey(route.route()), route.route() + " needs a row here");
            List<String> enough = List.of(needed.get(route.route()).split(" "));
            for (String scope : List.of("notices:send", "claims:send", "imports:send", "changes:read")) {
                Response answer = Rooms.with(rooms.asSourceFor(scope), route.body())
                        .request(route.route().split(" ")[0], path(route, rooms.own));
                boolean refused =
                        answer.statusCode() == 403 && answer.asString().contains("this key lacks the scope");
                if (refused == enough.contains(scope) || answer.statusCode() == 401 || answer.statusCode() >= 500) {
                    wrong.add(scope + " " + route.route() + " -> " + answer.statusCode());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void no_route_with_an_id_gives_anything_of_another_patient_and_each_try_is_traced_once() {
        Rooms rooms = new Rooms();
        for (Route route : Route.TABLE) {
            // A catalogue is of the house and tells of nobody.
            if (!route.route().contains("{") || route.route().contains("{catalogue}")) {
                continue;
            }
            for (String who : Route.CALLERS) {
                if (who.equals("NOBODY") || operates(who, route)) {
                    continue;
                }
                nothing(rooms, who, route, rooms.other, who + " " + route.route());
            }
        }
        Rooms.Things mixed = new Rooms.Things(
                rooms.own.patient(), rooms.other.report(), rooms.other.document(), rooms.other.inbound());
        for (String route : List.of(
                "GET /api/v1/patients/{id}/reports/{reportId}",
                "GET /api/v1/patients/{id}/reports/{reportId}.pdf",
                "GET /api/v1/patients/{id}/studies/{studyId}/series/{seriesUid}/metadata",
                "GET /api/v1/patients/{id}/documents/{documentId}/content")) {
            nothing(
                    rooms,
                    "DOCTOR",
                    new Route(route, Route.CLINICAL, null),
                    mixed,
                    "own patient, other's object: " + route);
        }
    }

    @Test
    void another_hospitals_patient_is_not_even_said_to_exist() {
        Rooms rooms = new Rooms();
        Rooms elsewhere = new Rooms();
        for (Route route : Route.TABLE) {
            if (route.route().contains("/patients/{id}")) {
                String who = List.of(route.may().split(" ")).contains("DOCTOR") ? "DOCTOR" : route.somebody();
                assertEquals(404, ask(rooms, who, route, elsewhere.own).statusCode(), route.route());
            }
        }
        for (String who : List.of("IT_ADMIN", "RECORDS_CLERK")) {
            assertEquals(
                    404,
                    rooms.as(who)
                            .get("/api/v1/inbound/" + elsewhere.own.inbound())
                            .statusCode());
            assertEquals(
                    404,
                    rooms.as(who)
                            .post("/api/v1/parked/" + elsewhere.own.inbound() + "/apply")
                            .statusCode());
        }
        assertEquals(2, rooms.as("IT_ADMIN").get("/api/v1/parked").jsonPath().getInt("total"));
    }

    @Test
    void without_the_right_to_write_the_trace_no_route_gives_data() {
        Rooms rooms = new Rooms();
        rooms.as("DOCTOR").get("/api/v1/patients/" + rooms.own.patient()).then().statusCode(200);
        String application = rooms.hospital.address.application().user();
        rooms.hospital.asOwner("revoke insert on audit_event from " + application);
        try {
            for (Route route : Route.TABLE) {
                if (!route.route().contains("/patients") && !route.route().contains("/inbound")) {
                    continue;
                }
                for (String who : Route.CALLERS) {
                    Response answer = ask(rooms, who, route, rooms.own);
                    assertTrue(
                            answer.statusCode() == 503 || who.equals("NOBODY") && answer.statusCode() == 401,
                            who + " " + route.route() + " -> " + answer.statusCode());
                    assertFalse(answer.asString().contains(Rooms.OWN_NAME), route.route());
                }
            }
        } finally {
            rooms.hospital.asOwner("grant insert on audit_event to " + application);
        }
        rooms.as("DOCTOR").get("/api/v1/patients/" + rooms.own.patient()).then().statusCode(200);
    }

    /** What became of messages belongs to those who run the house, whoever they speak of; their content does not. */
    private static boolean operates(String who, Route route) {
        boolean outcome = route.route().contains("/parked/")
                || route.route().endsWith("/inbound/{id}")
                || route.route().equals("GET /api/v1/inbound/{id}/corrections");
        return outcome && (Route.CLERK_AND_IT + " INTERFACE_ENGINEER").contains(who)
                || Stream.of(
                                        "/sources",
                                        "/roles",
                                        "/staff",
                                        "/v1/labels",
                                        "/v1/privacy",
                                        "/emergencies",
                                        "/folder-rules")
                                .anyMatch(route.route()::contains)
                        && List.of(route.may().split(" ")).contains(who)
                || "IT_ADMIN INTERFACE_ENGINEER".contains(who) && route.route().endsWith("/content")
                || who.equals("RECORDS_CLERK") && route.route().contains("/matching/unmatched/");
    }

    private static void nothing(Rooms rooms, String who, Route route, Rooms.Things things, String which) {
        int before = rooms.hospital.audits("REFUSED");
        Response answer = ask(rooms, who, route, things);
        assertTrue(answer.statusCode() == 403 || answer.statusCode() == 404, which + " -> " + answer.statusCode());
        assertFalse(answer.asString().contains(Rooms.OTHER_NAME), which);
        assertEquals(before + 1, rooms.hospital.audits("REFUSED"), which);
    }

    private static Response ask(Rooms rooms, String who, Route route, Rooms.Things things) {
        String method = route.route().split(" ")[0];
        // A browser is sent to the identity provider; here it counts that it was.
        return Rooms.with(rooms.as(who), route.body()).redirects().follow(false).request(method, path(route, things));
    }

    private static String path(Route route, Rooms.Things things) {
        String template = route.route().split(" ")[1];
        Object first = template.contains("/inbound") ? things.inbound() : things.patient();
        return template.replace("{id}", first.toString())
                .replace("{reportId}", things.report().toString())
                .replace("{studyId}", things.report().toString())
                .replace("{seriesUid}", "1.2.3")
                .replace("{instanceUid}", "1.2.3.4")
                .replace("{frame}", "1")
                .replace("{orderId}", things.report().toString())
                .replace("{folderId}", things.report().toString())
                .replace("{printId}", things.report().toString())
                .replace("{allergyId}", things.report().toString())
                .replace("{problemId}", things.report().toString())
                .replace("{doseId}", things.report().toString())
                .replace("{procedureId}", things.report().toString())
                .replace("{encounterId}", things.report().toString())
                .replace("{key}", "1")
                .replace("{vitalsId}", things.report().toString())
                .replace("{exportId}", things.report().toString())
                .replace("{packId}", things.report().toString())
                .replace("{place}", "1")
                .replace("{part}", "1")
                .replace("{fileId}", things.report().toString())
                .replace("{page}", "1")
                .replace("{sheetId}", things.report().toString())
                .replace("{diagnosisId}", things.report().toString())
                .replace("{catalogue}", "icd10")
                .replace("{entryId}", things.report().toString())
                .replace("{lendingId}", things.report().toString())
                .replace("{code}/{version}", things.report() + "/1")
                .replace("{consentId}", things.report().toString())
                .replace("{requestId}", things.report().toString())
                .replace("{heldId}", things.report().toString())
                .replace("{putId}", things.report().toString())
                .replace("{relationId}", things.report().toString())
                .replace("{guestId}", things.report().toString())
                .replace("{signerId}", things.report().toString())
                .replace("{serviceId}", things.report().toString())
                .replace("{jobId}", things.report().toString())
                .replace("{certificateId}", things.report().toString())
                .replace("{keyId}", things.report().toString())
                .replace("{signingId}", things.report().toString())
                .replace("{token}", things.report().toString())
                .replace("{documentId}", things.document().toString())
                .replace("{inboundId}", things.inbound().toString());
    }
}
