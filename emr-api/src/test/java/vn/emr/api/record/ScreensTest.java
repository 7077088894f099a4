package vn.emr.api.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.emr.core.testing.Role;

/**
 * Who finds which page, against who may use the routes it asks. The file is written by the viewer's own test, which opens every
 * page as every role; the table of routes is executed cell by cell.
 */
class ScreensTest {
    private static final Path FILE = Path.of("src/test/resources/screens.txt");
    private static final Path PAGES = Path.of("src/main/webui/src/route.tsx");
    private static final String OPENED = "-";

    /** Their work is a change that needs a right of its own; more people may read what they show first. */
    private static final Set<String> OF_CHANGES = Set.of("correct", "labels", "signingServices");

    /** What a page asks for, and the roles of which it asks it. */
    private record Line(String page, String asked, Set<String> roles) {
        static Line of(String text) {
            String[] parts = text.split(" \\| ");
            return new Line(parts[0], parts[1], Set.of(parts[2].split(" ")));
        }

        String route() {
            return asked.replace(" ", " /api/v1");
        }
    }

    private final List<Line> lines = lines();
    private final Map<String, Route> routes = Route.TABLE.stream()
            .collect(Collectors.toMap(r -> r.route().replaceAll("\\{\\w+}", "{}"), Function.identity()));

    private static List<Line> lines() {
        try {
            return Files.readAllLines(FILE).stream().map(Line::of).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_page_there_is_has_its_row() throws IOException {
        Set<String> known = new TreeSet<>();
        Matcher page = Pattern.compile("\\| \\{ page: \"(\\w+)\"").matcher(Files.readString(PAGES));
        while (page.find()) {
            known.add(page.group(1));
        }
        assertTrue(known.size() > 20, known::toString);
        assertEquals(known, opened().keySet());
    }

    @Test
    void no_page_asks_a_role_that_finds_it_for_what_the_server_refuses_that_role() {
        Set<String> reached = Set.of(Route.CLINICAL.split(" "));
        List<String> wrong = new ArrayList<>();
        for (Line line : lines) {
            if (line.asked().equals(OPENED)) {
                continue;
            }
            Route route = routes.get(line.route());
            assertTrue(route != null, line.route() + " is no route of the server");
            Set<String> may = Set.of(route.may().split(" "));
            for (String role : line.roles()) {
                // Who reaches nobody of the test's hospital may read charts all the same.
                boolean ofSomebodyElse = line.route().contains("/patients/{}") && !reached.contains(role);
                if (!may.contains(role) && !ofSomebodyElse) {
                    wrong.add(role + " " + line.page() + " " + line.asked());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void a_page_is_found_by_everybody_who_may_use_all_that_it_asks_for() {
        List<String> wrong = new ArrayList<>();
        opened().forEach((page, roles) -> {
            List<Route> asked = lines.stream()
                    .filter(line -> line.page().equals(page) && line.roles().equals(roles))
                    .filter(line -> !line.asked().equals(OPENED))
                    .map(line -> routes.get(line.route()))
                    .toList();
            for (Role role : asked.isEmpty() || OF_CHANGES.contains(page) ? new Role[0] : Role.values()) {
                boolean may = asked.stream()
                        .allMatch(route -> Arrays.asList(route.may().split(" ")).contains(role.name()));
                if (may && !roles.contains(role.name())) {
                    wrong.add(role + " does not find " + page);
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    private Map<String, Set<String>> opened() {
        Map<String, Set<String>> pages = new TreeMap<>();
        lines.stream()
                .filter(line -> line.asked().equals(OPENED))
                .forEach(line -> pages.put(line.page(), line.roles()));
        return pages;
    }
}
