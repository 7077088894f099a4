package vn.emr.api.demo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The sample's requests that wait, as somebody who decides finds them on the screens. */
final class WaitingRequests {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final DemoPeople people;
    private final Response session;

    WaitingRequests(DemoPeople people, Response session) {
        this.people = people;
        this.session = session;
    }

    /**
     * Approves the waiting request of this kind of requester and returns where it stands then, or why not.
     *
     * @param notYetToo also the visits that the form of the decision does not let be chosen
     */
    String approve(String requester, boolean notYetToo) {
        String id = people.json(session, Map.of("which", "OPEN"))
                .post(people.address("/api/v1/disclosures/search"))
                .jsonPath()
                .getString("requests.find { it.state == 'RECEIVED' && it.requester == '" + requester + "' }.id");
        JsonPath whole = JsonPath.from(people.asked(session, "disclosures/" + id));
        List<String> visits = JsonPath.from(people.asked(session, "patients/" + whole.getString("patientId")))
                .<String>getList("encounters.id")
                .stream()
                .filter(visit -> notYetToo || !whole.getList("notYet").contains(visit))
                .toList();
        Map<String, Object> decided = Map.of(
                "step", whole.getInt("step"),
                "outcome", "APPROVED",
                "forms", whole.getList("versions[0].form.forms"),
                "visits", visits,
                "parts", List.of("DIAGNOSES", "RESULTS", "DOCUMENTS"),
                "until", LocalDate.now(VIETNAM).plusDays(7).toString());
        Response answer = people.json(session, decided).post(people.address("/api/v1/disclosures/" + id + "/decision"));
        JsonPath said = answer.jsonPath();
        return answer.statusCode() == 200
                ? said.getString("state")
                : said.getString("code") + " " + said.getList("fields");
    }
}
