package vn.emr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there: tests that show something, files that are linked, variables that are read. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))?(?:#(\\w+))?`");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([SAK]\\d\\d) \\| [^|]+ \\| ?([BTD, ]*?) \\| ([^|]+) \\|$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\bEMR_[A-Z_]+\\b");

    @Test
    void tests_that_are_named_exist() throws IOException {
        Map<String, String> tests = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String document : List.of("ARCHITECTURE.md", "SECURITY.md")) {
            String last = "";
            Matcher test = TEST.matcher(Files.readString(ROOT.resolve(document)));
            while (test.find()) {
                // A method alone is of the class named before it.
                last = test.group(1) == null ? last : test.group(1);
                if (test.group(1) == null && test.group(2) == null) {
                    continue;
                }
                named++;
                String text = tests.getOrDefault(last, "");
                if (text.isEmpty() || test.group(2) != null && !text.contains(" " + test.group(2) + "(")) {
                    missing.add(document + ": " + test.group());
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named > 100, named + " tests were found in the documents");
    }

    @Test
    void each_row_of_security_is_there_once_and_says_what_shows_it_or_that_nothing_does_yet() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("SECURITY.md")));
        while (row.find()) {
            assertNull(shown.put(row.group(1), row.group(3)), row.group(1) + " stands twice");
            boolean named = row.group(3).contains("`");
            assertTrue(named || row.group(3).contains("*not yet*"), row.group(1) + " names nothing");
            assertEquals(named, !row.group(2).isEmpty(), row.group(1) + " says when it is shown");
        }
        assertEquals(rows(), shown.keySet());
    }

    private static Set<String> rows() {
        Set<String> rows = new TreeSet<>(List.of("K04", "K05", "K06", "K08", "K10", "K11", "K12"));
        String[] ranges = {
            "S 1 16", "S 20 34", "S 40 45", "S 50 50", "S 52 54", "S 60 63", "S 70 71", "S 73 73", "A 1 12"
        };
        for (String range : ranges) {
            String[] parts = range.split(" ");
            IntStream.rangeClosed(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
                    .forEach(n -> rows.add(parts[0] + String.format("%02d", n)));
        }
        return rows;
    }

    @Test
    void files_that_are_linked_exist() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    missing.add(ROOT.relativize(document) + ": " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void variables_that_are_named_are_read() throws IOException {
        String template = Files.readString(ROOT.resolve("deploy/emr.conf"));
        List<String> unknown = new ArrayList<>();
        for (Path document : documents()) {
            Matcher variable = VARIABLE.matcher(Files.readString(document));
            while (variable.find()) {
                // The key in the examples is the reader's own variable.
                if (!variable.group().equals("EMR_KEY") && !template.contains(variable.group())) {
                    unknown.add(ROOT.relativize(document) + ": " + variable.group());
                }
            }
        }
        assertEquals(List.of(), unknown);
    }

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of(".", "adr", "docs")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .map(Path::normalize)
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (String module :
                List.of("emr-core", "emr-integration-his", "emr-integration-lis", "emr-integration-pacs", "emr-api")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    texts.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return texts;
    }
}
