package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Record folders as the people of the sample take them on: a doctor fills in sheets, some are signed, and what was treated is completed. */
final class FolderPoster {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;

    FolderPoster(URI server) {
        this.server = server;
    }

    /**
     * Does what the file says with the newest finished treatment of each patient, unless somebody took its folder on already.
     *
     * @param folders each with the number of a patient and what is done with the folder; {@code {opened}} and {@code {ended}} stand
     *     for the times of the visit
     * @throws IOException when somebody is not let in or something is not taken
     */
    void post(Hospital hospital, JsonNode folders) throws IOException, InterruptedException {
        Map<String, Sitting> people = new HashMap<>();
        for (JsonNode one : folders) {
            Map<String, String> sheets = new HashMap<>();
            for (JsonNode act : one.get("acts")) {
                String username = act.get("account").asText();
                Sitting who = people.get(username);
                if (who == null) {
                    who = new Sitting(server, hospital.account(username));
                    people.put(username, who);
                }
                if (!act(who, one.get("patient").asText(), act, sheets)) {
                    break;
                }
            }
        }
        for (Sitting sitting : people.values()) {
            sitting.signOut();
        }
    }

    /**
     * False when there is nothing to do for it.
     *
     * @param sheets those written so far, by their forms
     */
    private static boolean act(Sitting who, String number, JsonNode act, Map<String, String> sheets)
            throws IOException, InterruptedException {
        JsonNode patient = who.post("patients/search", Map.of("text", number))
                .path("patients")
                .path(0);
        String id = patient.path("id").asText();
        String route = "patients/" + id;
        for (JsonNode folder : who.get(route + "/record-folders").path("folders")) {
            if (folder.has("ended")) {
                boolean taken = folder.path("version").asInt() > 1;
                if (taken) {
                    return false;
                }
                switch (act.get("act").asText()) {
                    case "sheet" ->
                        sheets.put(act.get("form").asText(), sheet(who, route, folder, number, at(folder, act)));
                    case "sign" ->
                        SheetSigner.sign(
                                who,
                                id,
                                sheets.get(act.get("form").asText()),
                                roles(act),
                                act.path("entries").asInt());
                    default -> step(who, route, folder, act);
                }
                return true;
            }
        }
        return false;
    }

    private static List<String> roles(JsonNode act) {
        return act.path("roles").valueStream().map(JsonNode::asText).toList();
    }

    private static void step(Sitting who, String route, JsonNode folder, JsonNode act)
            throws IOException, InterruptedException {
        ObjectNode body = act.get("body").deepCopy();
        body.set("version", folder.get("version"));
        who.post(of(route, folder) + "/" + act.get("act").asText(), body);
    }

    /**
     * What the record knows stands as it says; times and the rest are as the file says. The same sheet twice is one.
     *
     * @return its id
     */
    private static String sheet(Sitting who, String route, JsonNode folder, String number, JsonNode act)
            throws IOException, InterruptedException {
        String form = act.get("form").asText();
        String sheets = of(route, folder) + "/sheets";
        ObjectNode answers = act.get("answers").deepCopy();
        who.get(sheets + "/new?form=" + URLEncoder.encode(form, StandardCharsets.UTF_8))
                .path("answers")
                .properties()
                .forEach(known -> {
                    if (!known.getValue().path(0).has("dateTime")) {
                        answers.set(known.getKey(), known.getValue());
                    } else {
                        answers.putIfAbsent(known.getKey(), known.getValue());
                    }
                });
        UUID request = UUID.nameUUIDFromBytes((number + " " + form).getBytes(StandardCharsets.UTF_8));
        JsonNode happened = act.get("happened");
        JsonNode sheet = who.post(
                        sheets, Map.of("form", form, "happened", happened, "answers", answers, "requestId", request))
                .path("sheet");
        if (sheet.path("status").asText().equals("DRAFT")) {
            who.put(
                    route + "/sheets/" + sheet.get("id").asText(),
                    Map.of("version", sheet.get("version"), "answers", sheet.get("answers"), "complete", true));
        }
        return sheet.path("id").asText();
    }

    private static String of(String route, JsonNode folder) {
        return route + "/record-folders/" + folder.get("id").asText();
    }

    private static JsonNode at(JsonNode folder, JsonNode act) throws IOException {
        return JSON.readTree(act.toString()
                .replace("{opened}", folder.path("opened").path("from").asText())
                .replace("{ended}", folder.path("ended").path("from").asText()));
    }
}
