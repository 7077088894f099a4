package vn.emr.api.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The parts of the package as it was built. */
class SupplyIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void no_part_of_the_package_has_a_weakness_that_is_known_here() throws IOException {
        assertEquals(
                List.of(),
                CheckCommand.hits(CheckCommand.components(ROOT), Advisory.in(ROOT.resolve("deploy/advisories"))));
    }

    @Test
    void the_bill_of_materials_names_every_part_with_the_digest_of_its_file_and_is_the_same_each_time()
            throws IOException {
        List<Component> parts = CheckCommand.components(ROOT);
        Path libraries = Path.of("target/quarkus-app/lib");
        String bom = Sbom.of(parts, "0.1.0", libraries);
        assertEquals(bom, Sbom.of(parts, "0.1.0", libraries));
        JsonNode said = new ObjectMapper().readTree(bom);
        assertEquals("CycloneDX", said.path("bomFormat").asText());
        Set<String> unsure = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (JsonNode part : said.path("components")) {
            names.add(part.path("name").asText());
            if (part.path("purl").asText().startsWith("pkg:maven/") && !part.has("hashes")) {
                unsure.add(part.path("purl").asText());
            }
        }
        assertEquals(Set.of(), unsure, "parts whose file was not found");
        assertTrue(names.containsAll(Set.of("quarkus-rest", "postgresql", "react", "react-dom")), names.toString());
        assertTrue(said.path("components").size() > 200, said.path("components").size() + " parts");
    }
}
