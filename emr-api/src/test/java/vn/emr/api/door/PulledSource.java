package vn.emr.api.door;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import vn.emr.api.Browser;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/** A system that is read, registered by the IT administrator of the running server. */
record PulledSource(Hospital hospital, String name, String id) {
    static PulledSource registered(Hospital hospital, Map<String, String> settings) {
        String name = "HIS đọc " + Ids.next();
        String id = Browser.in(hospital, Role.IT_ADMIN)
                .json(Map.of(
                        "name", name,
                        "kind", "HIS",
                        "door", "pull",
                        "allowedTypes", "*",
                        "patientDomain", "BV",
                        "settings", settings))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new PulledSource(hospital, name, id);
    }

    /** Waits until its one message is in the record. */
    void bringsOne() {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (applied() != 1) {
            assertTrue(System.nanoTime() < limit, "nothing was read");
            Thread.onSpinWait();
        }
    }

    private long applied() {
        return hospital.database
                .first("""
                        select count(*) as n from inbound where source_id = ? and door = 'pull' and outcome = 'APPLIED'
                        """, row -> row.number("n"), UUID.fromString(id))
                .orElseThrow();
    }
}
