package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a part of an export says of itself ({@link ExportRunner} writes it). It finds what was changed or lost on the way, not what
 * somebody changed who then wrote the manifest anew: it is not signed.
 *
 * @param part of so many {@code parts}; null where it does not tell
 * @param withheld records that its sender did not give
 * @param digests SHA-256 by the name of the file
 */
record PackManifest(Integer part, Integer parts, int withheld, Map<String, String> digests) {
    static final String NAME = "manifest.json";

    private static final int LARGEST = 16 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @return empty for a ZIP without one, as other products make it
     * @throws Refusal UNREADABLE for one that is damaged
     */
    static Optional<PackManifest> in(PackZip zip) throws IOException {
        if (!zip.names().contains(NAME)) {
            return Optional.empty();
        }
        JsonNode said = read(zip.read(NAME, LARGEST));
        if (!said.path("form").asText().equals("HoSoBenhAn")) {
            return Optional.empty();
        }
        int withheld = 0;
        Map<String, String> digests = new HashMap<>();
        for (JsonNode folder : said.path("folders")) {
            withheld += folder.has("refused") ? 1 : 0;
            for (JsonNode file : folder.path("files")) {
                String digest = file.path("sha256").asText();
                if (!digest.matches("[0-9a-f]{64}") || digests.size() == PackZip.MOST_FILES) {
                    throw unreadable();
                }
                digests.put(file.path("name").asText(), digest);
            }
        }
        return Optional.of(new PackManifest(
                positive(said.path("part").asInt()), positive(said.path("parts").asInt()), withheld, digests));
    }

    private static Integer positive(int number) {
        return number > 0 ? number : null;
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private static Refusal unreadable() {
        return new Refusal(Code.UNREADABLE, "the manifest of the ZIP cannot be read");
    }
}
