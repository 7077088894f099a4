package vn.emr.api.demo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;

/** The sample's folders that a doctor completed, as somebody who closes them finds them. */
final class ClosedFolders {
    private final DemoPeople people;
    private final Response session;

    ClosedFolders(DemoPeople people, Response session) {
        this.people = people;
        this.session = session;
    }

    /** Closes the completed folder of a patient and returns the status, and where it stands then or what it lacks. */
    String close(String number) {
        String patient = people.json(session, Map.of("text", number))
                .post(people.address("/api/v1/patients/search"))
                .jsonPath()
                .getString("patients[0].id");
        JsonPath folder = JsonPath.from(people.asked(session, "patients/" + patient + "/record-folders"));
        String route = "/api/v1/patients/" + patient + "/record-folders/"
                + folder.getString("folders.find { it.state == 'COMPLETED' }.id") + "/close";
        Response answer = people.json(
                        session, Map.of("version", folder.getInt("folders.find { it.state == 'COMPLETED' }.version")))
                .post(people.address(route));
        JsonPath said = answer.jsonPath();
        return answer.statusCode() + " "
                + (answer.statusCode() == 200 ? said.getString("folder.state") : said.getList("fields"));
    }
}
