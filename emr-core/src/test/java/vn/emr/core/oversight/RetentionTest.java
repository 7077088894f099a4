package vn.emr.core.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The trace is kept as long as the record: nothing we ship takes a line of it away. */
class RetentionTest {
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "(?i)(delete\\s+from|truncate(\\s+table)?|drop\\s+table(\\s+if\\s+exists)?|detach\\s+partition)\\s+"
                    + "(audit_event|record_commit|seal|checkpoint|revision)\\w*");

    /** The one door by which versions of a record go, after two approved it; of the trace nothing ever goes. */
    private static final Map<String, List<String>> DOORS =
            Map.of("V70__destruction.sql", List.of("delete from revision"));

    @Test
    void no_program_and_no_migration_deletes_lines_or_drops_their_partitions() throws IOException {
        Path top = Path.of("").toAbsolutePath().getParent();
        int read = 0;
        for (String module :
                List.of("emr-core", "emr-api", "emr-integration-his", "emr-integration-lis", "emr-integration-pacs")) {
            try (Stream<Path> files = Files.walk(top.resolve(module).resolve("src/main"))) {
                for (Path file : files.filter(f -> f.toString().matches(".*\\.(java|sql)"))
                        .toList()) {
                    read++;
                    assertEquals(
                            DOORS.getOrDefault(file.getFileName().toString(), List.of()),
                            TAKES_AWAY
                                    .matcher(Files.readString(file))
                                    .results()
                                    .map(r -> r.group())
                                    .toList(),
                            file.toString());
                }
            }
        }
        assertTrue(read > 300, "the sources were really read");
    }
}
