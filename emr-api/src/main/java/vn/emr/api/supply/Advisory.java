package vn.emr.api.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One published weakness, as OSV writes it (ossf.github.io/osv-schema).
 *
 * @param severity CRITICAL, HIGH, MODERATE, LOW; empty when nobody said
 */
record Advisory(String id, String summary, String severity, Instant modified, List<Range> affected) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Versions from one on, up to and without the fix.
     *
     * @param fixed null: none is known
     * @param last the last that is affected, null when a fix is named instead
     */
    record Range(String ecosystem, String name, String introduced, String fixed, String last) {
        boolean holds(Component component) {
            String version = component.version();
            return component.ecosystem().equals(ecosystem)
                    && component.name().equals(name)
                    && (introduced.equals("0") || Versions.compare(version, introduced) >= 0)
                    && (fixed == null || Versions.compare(version, fixed) < 0)
                    && (last == null || Versions.compare(version, last) <= 0);
        }
    }

    /** All advisories of the files of a folder, each file one or an array of them. */
    static List<Advisory> in(Path folder) throws IOException {
        List<Advisory> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode said = JSON.readTree(file.toFile());
                if (said.isArray()) {
                    said.forEach(one -> all.add(of(one)));
                } else {
                    all.add(of(said));
                }
            }
        }
        return all;
    }

    private static Advisory of(JsonNode said) {
        List<Range> ranges = new ArrayList<>();
        for (JsonNode affected : said.path("affected")) {
            String ecosystem = affected.path("package").path("ecosystem").asText();
            String name = affected.path("package").path("name").asText();
            affected.path("versions")
                    .forEach(v -> ranges.add(new Range(ecosystem, name, v.asText(), null, v.asText())));
            for (JsonNode range : affected.path("ranges")) {
                if (!range.path("type").asText().equals("GIT")) {
                    ranges.addAll(events(ecosystem, name, range.path("events")));
                }
            }
        }
        return new Advisory(
                said.path("id").asText(),
                said.path("summary").asText(),
                said.path("database_specific").path("severity").asText(),
                Instant.parse(said.path("modified").asText()),
                List.copyOf(ranges));
    }

    private static List<Range> events(String ecosystem, String name, JsonNode events) {
        List<Range> ranges = new ArrayList<>();
        String introduced = null;
        for (JsonNode event : events) {
            if (event.has("introduced")) {
                introduced = event.get("introduced").asText();
            } else if (introduced != null) {
                String fixed = event.path("fixed").asText(null);
                ranges.add(new Range(
                        ecosystem,
                        name,
                        introduced,
                        fixed,
                        event.path("last_affected").asText(null)));
                introduced = null;
            }
        }
        if (introduced != null) {
            ranges.add(new Range(ecosystem, name, introduced, null, null));
        }
        return ranges;
    }

    boolean affects(Component component) {
        return affected.stream().anyMatch(range -> range.holds(component));
    }
}
