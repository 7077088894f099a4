package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Requests for records as the people of the sample deal with them: one takes them in, another decides. */
final class RequestPoster {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int DAYS_TO_HAND_OVER = 30;
    private static final Duration GUEST_STAYS = Duration.ofDays(5);

    private final URI server;

    RequestPoster(URI server) {
        this.server = server;
    }

    /**
     * Does what the file says, unless there are requests already.
     *
     * @param requests each with the number of a patient, how many days ago it came, its form and what was done with it
     * @throws IOException when somebody is not let in or something is not taken
     */
    void post(Hospital hospital, JsonNode requests) throws IOException, InterruptedException {
        Map<String, Sitting> people = new HashMap<>();
        Sitting clerk = at(hospital, people, hospital.feed().requests().account());
        boolean known = !clerk.post("disclosures/search", Map.of("which", "ALL"))
                .path("requests")
                .isEmpty();
        if (!known) {
            for (JsonNode request : requests) {
                Instant came = Instant.now()
                        .minus(Duration.ofDays(request.path("daysAgo").asInt()));
                ObjectNode form = request.get("form").deepCopy();
                form.put("receivedAt", came.toString());
                JsonNode whole = clerk.post(
                        "disclosures",
                        Map.of("patientNumber", request.get("patient").asText(), "form", form));
                for (JsonNode act : request.path("acts")) {
                    Sitting who = at(hospital, people, act.get("account").asText());
                    whole = act(who, whole, act);
                }
            }
        }
        for (Sitting sitting : people.values()) {
            sitting.signOut();
        }
    }

    private Sitting at(Hospital hospital, Map<String, Sitting> people, String username)
            throws IOException, InterruptedException {
        Sitting sitting = people.get(username);
        if (sitting == null) {
            sitting = new Sitting(server, hospital.account(username));
            people.put(username, sitting);
        }
        return sitting;
    }

    private static JsonNode act(Sitting who, JsonNode whole, JsonNode act) throws IOException, InterruptedException {
        ObjectNode body = act.get("body").deepCopy();
        body.set("step", whole.get("step"));
        if (body.has("forms")) {
            body.put("until", LocalDate.now(VIETNAM).plusDays(DAYS_TO_HAND_OVER).toString());
            JsonNode chart = who.get("patients/" + whole.get("patientId").asText());
            for (JsonNode visit : chart.path("encounters")) {
                if (visit.path("status").asText().equals("FINISHED")) {
                    body.withArray("visits").add(visit.get("id"));
                    break;
                }
            }
        }
        if (body.has("username")) {
            body.put("until", Instant.now().plus(GUEST_STAYS).toString());
        }
        return who.post(
                "disclosures/" + whole.get("id").asText() + "/" + act.get("act").asText(), body);
    }
}
