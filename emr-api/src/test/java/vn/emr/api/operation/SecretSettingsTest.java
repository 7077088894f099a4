package vn.emr.api.operation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.intake.Sources;
import vn.emr.core.testing.Role;

/** Secrets of a sender's settings: written, kept sealed, used by its door, and never given back. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class SecretSettingsTest {
    private static final String SECRET = "bi-mat-cua-tin-bao-24-ky-tu";

    @Inject
    Sources sources;

    @Test
    void a_secret_is_sealed_in_the_database_kept_when_it_is_not_sent_and_never_shown() {
        Hospital hospital = Server.hospital();
        Browser admin = Browser.in(hospital, Role.IT_ADMIN);
        Map<String, Object> source = new NewLaboratory().settings();
        source.put("settings", Map.of("webhook-secret", SECRET, "webhook-kinds", "encounter"));
        UUID id = UUID.fromString(
                admin.json(source).post("/api/v1/sources").jsonPath().getString("id"));
        String kept = kept(hospital, id);
        assertTrue(kept.startsWith("sealed-1:"), kept);
        assertEquals(SECRET, sources.byId(id).orElseThrow().settings.get("webhook-secret"));

        Response read = admin.ask().get("/api/v1/sources/" + id);
        read.then().body("settings.'webhook-secret'", equalTo("********"));
        Map<String, Object> again = new HashMap<>(read.jsonPath().getMap(""));
        again.put("silentAfter", 30);
        admin.json(again).put("/api/v1/sources/" + id).then().statusCode(200);
        assertEquals(kept, kept(hospital, id));
        for (String path :
                new String[] {"/api/v1/sources/" + id, "/api/v1/configuration", "/api/v1/sources/" + id + "/history"}) {
            String shown =
                    admin.ask().get(path).then().statusCode(200).extract().asString();
            assertFalse(shown.contains(SECRET) || shown.contains("sealed-1"), path);
        }
        String trace = hospital.database
                .query(
                        "select coalesce(detail, '') || coalesce(changes, '') || coalesce(reason, '') as d from audit_event where object_id = ?",
                        r -> r.text("d"),
                        id)
                .toString();
        assertFalse(trace.contains(SECRET) || trace.contains("sealed-1"), trace);
    }

    private static String kept(Hospital hospital, UUID id) {
        return hospital.database
                .first("select settings->>'webhook-secret' as kept from source where id = ?", r -> r.text("kept"), id)
                .orElseThrow();
    }
}
