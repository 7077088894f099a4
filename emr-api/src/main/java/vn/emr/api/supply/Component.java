package vn.emr.api.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One part of the package that others made.
 *
 * @param ecosystem as OSV names it: {@code Maven} or {@code npm}
 * @param name {@code group:artifact}, or the name of the npm package
 */
public record Component(String ecosystem, String name, String version) {
    static final String MAVEN = "Maven";
    static final String NPM = "npm";
    private static final String OURS = "vn.emr:";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * All parts of a package, sorted.
     *
     * @param dependencies the list the build leaves beside the package, {@code group:artifact:classifier:type:version}
     * @param lock package-lock.json of the viewer; what only building and testing needs is left out
     */
    static List<Component> of(Path dependencies, Path lock) throws IOException {
        List<Component> all = new ArrayList<>();
        for (String line : Files.readAllLines(dependencies)) {
            String[] parts = line.split(":");
            if (parts.length == 5 && !line.startsWith(OURS)) {
                all.add(new Component(MAVEN, parts[0] + ":" + parts[1], parts[4]));
            }
        }
        for (var entry : JSON.readTree(lock.toFile()).path("packages").properties()) {
            JsonNode said = entry.getValue();
            if (!entry.getKey().isEmpty() && !said.path("dev").asBoolean()) {
                String name = entry.getKey().substring(entry.getKey().lastIndexOf("node_modules/") + 13);
                all.add(new Component(NPM, name, said.path("version").asText()));
            }
        }
        all.sort(Comparator.comparing(Component::purl));
        return all.stream().distinct().toList();
    }

    /** The package URL (purl-spec). */
    String purl() {
        return ecosystem.equals(MAVEN)
                ? "pkg:maven/" + name.replace(':', '/') + "@" + version
                : "pkg:npm/" + name.replace("@", "%40") + "@" + version;
    }
}
