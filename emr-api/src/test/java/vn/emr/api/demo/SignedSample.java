package vn.emr.api.demo;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** What of the sample waits for signatures and what is signed, as its people and strangers see it. */
final class SignedSample {
    private final DemoPeople people;

    SignedSample(DemoPeople people) {
        this.people = people;
    }

    /** Form and role of everything that somebody may sign now, in their order; but for handing folders over, which everybody may. */
    List<String> ready(String username) {
        return awaited(username).<Map<String, Object>>getList("lines").stream()
                .map(line -> line.get("form") + " " + line.get("role"))
                .filter(place -> !place.endsWith(" HANDING") && !place.endsWith(" RECEIVING"))
                .sorted()
                .toList();
    }

    private JsonPath awaited(String username) {
        return JsonPath.from(people.asked(people.signedIn(username), "signing/awaited?part=READY"));
    }

    /** State and level of each signature of a patient's sheet, as anybody is told who has its code. */
    List<String> verified(String username, String number, String form) {
        Response session = people.signedIn(username);
        String patient = people.json(session, Map.of("text", number))
                .post(people.address("/api/v1/patients/search"))
                .jsonPath()
                .getString("patients[0].id");
        JsonPath folders = JsonPath.from(people.asked(session, "patients/" + patient + "/record-folders"));
        String sheet = JsonPath.from(people.asked(
                        session,
                        "patients/" + patient + "/record-folders/"
                                + folders.getString("folders.find { it.ended != null }.id")))
                .getString("sheets.find { it.form == '" + form + "' }.id");
        String code = JsonPath.from(people.asked(session, "patients/" + patient + "/sheets/" + sheet + "/signatures"))
                .getString("documentId");
        JsonPath verified = given().get(people.address("/api/v1/signed-documents/" + code))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return verified.<Map<String, Object>>getList("signatures").stream()
                .map(signature -> signature.get("state") + " " + signature.get("level"))
                .toList();
    }

    /** Signs the first that waits of a form, with the own key; the level that was reached and the code why not. */
    String signs(String username, String form) {
        Response session = people.signedIn(username);
        Map<String, Object> line = awaited(username).getMap("lines.find { it.form == '" + form + "' }");
        String key =
                JsonPath.from(people.asked(session, "signing/keys")).getString("keys.find { it.accountId != null }.id");
        Map<String, Object> item = Map.of(
                "patientId", line.get("patientId"),
                "sheetId", line.get("sheetId"),
                "version", line.get("version"),
                "place", line.get("place"));
        JsonPath done = people.json(session, Map.of("keyId", key, "pin", "123456", "items", List.of(item)))
                .post(people.address("/api/v1/signing/signatures"))
                .jsonPath();
        return done.getString("outcomes[0].level") + " " + done.getString("outcomes[0].code");
    }
}
