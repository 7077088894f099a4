package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.emr.core.signature.trial.TrialAuthority;

/** Somebody of the sample signs a sheet, or what they wrote on it. */
final class SheetSigner {
    private SheetSigner() {}

    /**
     * Signs what the person may sign now and did not sign yet.
     *
     * @param roles of the places that are signed
     * @param entries so many of the sheet's are signed then, the oldest first
     * @throws IOException when something is not signed
     */
    static void sign(Sitting who, String patientId, String sheetId, List<String> roles, int entries)
            throws IOException, InterruptedException {
        JsonNode page = who.get("patients/" + patientId + "/sheets/" + sheetId + "/signatures");
        List<Map<String, Object>> items = new ArrayList<>();
        for (JsonNode place : page.path("places")) {
            if (place.path("mayNow").asBoolean()
                    && roles.contains(place.path("role").asText())) {
                items.add(item(patientId, sheetId, page, place.path("number").asInt(), null));
            }
        }
        int signed = 0;
        for (JsonNode entry : page.path("entries")) {
            if (entry.has("signature")) {
                signed++;
            } else if (entry.path("mayNow").asBoolean() && signed < entries) {
                signed++;
                items.add(
                        item(patientId, sheetId, page, 0, entry.path("entryId").asText()));
            }
        }
        if (!items.isEmpty()) {
            sign(who, items);
        }
    }

    private static Map<String, Object> item(
            String patientId, String sheetId, JsonNode page, int place, String entryId) {
        Map<String, Object> item = new HashMap<>(
                Map.of("patientId", patientId, "sheetId", sheetId, "version", page.path("version"), "place", place));
        if (entryId != null) {
            item.put("entryId", entryId);
        }
        return item;
    }

    private static void sign(Sitting who, List<Map<String, Object>> items) throws IOException, InterruptedException {
        JsonNode done = who.post(
                "signing/signatures",
                Map.of("keyId", String.valueOf(KeyPoster.own(who)), "pin", TrialAuthority.PIN, "items", items));
        for (JsonNode outcome : done.path("outcomes")) {
            if (outcome.has("code")) {
                throw new IOException("not signed: " + outcome.get("code").asText());
            }
        }
    }
}
