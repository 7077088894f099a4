package vn.emr.api.operation;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.testing.Role;

/** Who changed a sender, by screen or by file; what opens other systems is written and never read. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class SourceHistoryTest {
    private static final String PATH = "/api/v1/sources";
    private static final String SECRET = "mat-khau-cua-kho-anh";

    @Inject
    SealedSettings server;

    private Hospital hospital;
    private Browser admin;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        admin = Browser.in(hospital, Role.IT_ADMIN);
    }

    private static Map<String, Object> archive() {
        return new HashMap<>(Map.of(
                "name", "PACS " + UUID.randomUUID(),
                "kind", "PACS",
                "door", "pacs",
                "allowedTypes", "*",
                "patientDomain", "BV",
                "address", "http://127.0.0.1:9/dicom-web",
                "settings", Map.of("username", "emr", "password", SECRET)));
    }

    private Map<String, Object> read(String id) {
        return new HashMap<>(admin.ask().get(PATH + "/" + id).jsonPath().getMap(""));
    }

    /** As the door reads it: kept sealed, opened by the key of this server. */
    private String kept(String id, String setting) {
        String sealed = inTheTable(id, setting);
        assertTrue(SealedSettings.sealed(sealed), "kept sealed");
        return server.open(UUID.fromString(id), Map.of(setting, sealed)).get(setting);
    }

    private String inTheTable(String id, String setting) {
        return hospital.database
                .first(
                        "select coalesce(settings->>?, 'none') as value from source where id = ?",
                        row -> row.text("value"),
                        setting,
                        UUID.fromString(id))
                .orElseThrow();
    }

    @Test
    void changes_by_screen_and_by_file_are_told_newest_first_and_the_look_is_traced() {
        Map<String, Object> made = archive();
        String id = admin.json(made).post(PATH).jsonPath().getString("id");
        Map<String, Object> changed = read(id);
        changed.put("silentAfter", 30);
        admin.json(changed).put(PATH + "/" + id).then().statusCode(200);
        Map<String, Object> byFile = new HashMap<>(made);
        byFile.put("allowedTypes", "study");
        byFile.put("silentAfter", 30);
        for (int i = 0; i < 2; i++) {
            admin.json(Map.of("sources", List.of(byFile)))
                    .post("/api/v1/configuration")
                    .then()
                    .statusCode(200);
        }
        admin.ask()
                .get(PATH + "/" + id + "/history")
                .then()
                .statusCode(200)
                .body("what", equalTo(List.of("SOURCE_CHANGE", "SOURCE_CHANGE", "SOURCE_CREATE")))
                .body("[0].changes", equalTo("allowedTypes: * -> study"))
                .body("[1].changes", equalTo("silentAfter: - -> 30"))
                .body("[2].changes", containsString("door: - -> pacs"))
                .body("[0].by.length() > 0", equalTo(true));
        assertEquals(1, looks(id));
    }

    private long looks(String id) {
        return hospital.database
                .first(
                        "select count(*) as n from audit_event where kind = 'OPEN' and object_id = ?",
                        row -> row.number("n"),
                        UUID.fromString(id))
                .orElseThrow();
    }

    @Test
    void nobody_reads_the_history_of_another_hospital_or_without_the_right() {
        String id = admin.json(archive()).post(PATH).jsonPath().getString("id");
        Browser elsewhere = Browser.in(Server.hospital(), Role.IT_ADMIN);
        elsewhere.ask().get(PATH + "/" + id + "/history").then().statusCode(404);
        Browser.in(hospital, Role.RECORDS_CLERK)
                .ask()
                .get(PATH + "/" + id + "/history")
                .then()
                .statusCode(403);
        assertEquals(0, looks(id));
    }

    @Test
    void a_secret_setting_is_kept_when_it_comes_back_hidden_and_is_never_shown() {
        String id = admin.json(archive()).post(PATH).jsonPath().getString("id");
        Map<String, Object> read = read(id);
        assertEquals(Map.of("username", "emr", "password", "********"), read.get("settings"));
        read.put("silentAfter", 60);
        admin.json(read).put(PATH + "/" + id).then().statusCode(200);
        assertEquals(SECRET, kept(id, "password"));

        Map<String, Object> again = read(id);
        again.put("settings", Map.of("username", "emr", "password", "khac"));
        admin.json(again).put(PATH + "/" + id).then().statusCode(200);
        assertEquals("khac", kept(id, "password"));
        String history = admin.ask().get(PATH + "/" + id + "/history").asString();
        assertFalse(history.contains(SECRET) || history.contains("khac"), history);
        admin.ask().get(PATH + "/" + id + "/history").then().body("[0].changes", equalTo("secret settings: new"));
        assertFalse(admin.ask().get("/api/v1/configuration").asString().contains("khac"));

        Map<String, Object> fresh = archive();
        fresh.put("settings", Map.of("username", "emr", "password", "********"));
        String other = admin.json(fresh).post(PATH).jsonPath().getString("id");
        assertEquals("none", inTheTable(other, "password"));
    }

    @Test
    void the_form_is_offered_the_facilities_and_dialects_there_are() {
        admin.ask()
                .get(PATH + "/choices")
                .then()
                .statusCode(200)
                .body("facilities", hasSize(1))
                .body("dialects.name", hasItem("law-analyser"));
    }
}
