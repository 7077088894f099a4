package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Record folders as the people of the sample take them on: a doctor completes what was treated. */
final class FolderPoster {
    private final URI server;

    FolderPoster(URI server) {
        this.server = server;
    }

    /**
     * Does what the file says with the newest finished treatment of each patient, unless somebody took its folder on already.
     *
     * @param folders each with the number of a patient and what is done with the folder
     * @throws IOException when somebody is not let in or something is not taken
     */
    void post(Hospital hospital, JsonNode folders) throws IOException, InterruptedException {
        Map<String, Sitting> people = new HashMap<>();
        for (JsonNode one : folders) {
            for (JsonNode act : one.get("acts")) {
                String username = act.get("account").asText();
                Sitting who = people.get(username);
                if (who == null) {
                    who = new Sitting(server, hospital.account(username));
                    people.put(username, who);
                }
                if (!act(who, one.get("patient").asText(), act)) {
                    break;
                }
            }
        }
        for (Sitting sitting : people.values()) {
            sitting.signOut();
        }
    }

    /** False when there is nothing to do for it. */
    private static boolean act(Sitting who, String number, JsonNode act) throws IOException, InterruptedException {
        JsonNode patient = who.post("patients/search", Map.of("text", number))
                .path("patients")
                .path(0);
        String route = "patients/" + patient.path("id").asText() + "/record-folders";
        for (JsonNode folder : who.get(route).path("folders")) {
            if (folder.has("ended")) {
                boolean taken = folder.path("version").asInt() > 1
                        && act.get("act").asText().equals("complete");
                if (!taken) {
                    ObjectNode body = act.get("body").deepCopy();
                    body.set("version", folder.get("version"));
                    who.post(
                            route + "/" + folder.get("id").asText() + "/"
                                    + act.get("act").asText(),
                            body);
                }
                return !taken;
            }
        }
        return false;
    }
}
