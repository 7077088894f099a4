package vn.emr.api.record;

import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/**
 * One doctor with two patients open in two tabs, both readable: what is written from the page of one never touches the other, and
 * what was changed meanwhile is not changed from a page that does not know it.
 */
abstract class TwoTabs {
    final Hospital hospital = Server.hospital();
    final UUID ward = hospital.department("NOI");
    final UUID first = inWard("Nguyễn Văn Một");
    final UUID second = inWard("Nguyễn Văn Hai");

    Browser doctor;

    @BeforeEach
    void signIn() {
        doctor = Browser.in(hospital, Role.DOCTOR, ward);
    }

    UUID inWard(String name) {
        UUID patient = hospital.patient(name);
        hospital.stay(patient, ward, null, null, false);
        return patient;
    }

    ValidatableResponse put(UUID patient, String path, Map<String, ?> body) {
        return doctor.json(body).put(address(patient, path)).then();
    }

    static String address(UUID patient, String path) {
        return "/api/v1/patients/" + patient + "/" + path;
    }

    ValidatableResponse write(UUID patient, String path, Map<String, ?> body) {
        return doctor.json(body)
                .post("/api/v1/patients/" + patient + "/" + path)
                .then();
    }

    long count(String sql, UUID key) {
        return hospital.database.first(sql, row -> row.number("n"), key).orElseThrow();
    }

    UUID visit(UUID patient) {
        return hospital.database
                .first(
                        "select encounter_id from encounter where patient_id = ?",
                        row -> row.uuid("encounter_id"),
                        patient)
                .orElseThrow();
    }
}
