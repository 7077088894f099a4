package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A list that reads rows of patients and forgets what is hidden would show it. So every SQL text of the server that names
 * such a table has {@code InChart} in its statement, or stands here with why it need not.
 */
class EveryListHidesTest {
    private static final Path SOURCES = Path.of("src/main/java/vn/emr/core");

    private static final Pattern STATEMENT = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"[^;]*;");

    private static final Pattern OF_PATIENTS = Pattern.compile(
            "(?i)\\b(?:from|join)\\s+(?:encounter|department_stay|condition|service_order|diagnostic_report|observation|imaging_study"
                    + "|clinical_document|appointment|immunization|coverage|medication_order|procedure|clinical_note|paper|sheet|record_folder|allergy|problem|vital_signs|early_warning|medication_administration)\\b");

    /** Who reads such rows without showing them, or hides in another way. */
    private static final Map<String, String> LOOKED_AT = new TreeMap<>(Map.ofEntries(
            Map.entry("access/Disclosed", "collects the visits that are hidden from a guest"),
            Map.entry("access/Judgement", "judges states of visits; filedUnder has the condition beside it"),
            Map.entry("access/PrintAccess", "says under whom is filed what the chart showed"),
            Map.entry("access/ReachQuery", "yields people; closed_people leaves out whose record is closed"),
            Map.entry("chart/Candidates", "closed_rows leaves out what is closed"),
            Map.entry("chart/LaboratoryGrid", "OF_LABORATORY has the condition"),
            Map.entry("chart/PatientSearch", "closed_rows hides where somebody lies"),
            Map.entry("chart/VisitRow", "locks the visit that the page showed"),
            Map.entry("chart/WardScore", "closed_rows leaves out what a label hides"),
            Map.entry("chart/WithdrawnList", "the two statements around takenBack have the condition and closed_rows"),
            Map.entry("desk/MessageQuery", "finds messages by number, shows none of their content"),
            Map.entry(
                    "ordering/Ordering", "finds the visit an order belongs to; the order itself was judged by Access"),
            Map.entry("medication/KeptMedications", "counts doses of an order that the chart showed"),
            Map.entry("medication/WardDoses", "closed_rows leaves out what a label hides"),
            Map.entry("printing/PrintLookup", "tells whether a paper is still the newest, and nothing of what it says"),
            Map.entry(
                    "sheet/KeptSheets", "looks whether a folder holds a form that it may hold once, and shows nothing"),
            Map.entry("worklist/LocalCodes", "collects codes, of nobody")));

    @Test
    void no_list_of_patients_rows_is_without_the_condition_that_hides() throws IOException {
        TreeSet<String> without = new TreeSet<>();
        int seen = 0;
        for (String room : List.of(
                "access",
                "anamnesis",
                "chart",
                "desk",
                "disclosure",
                "ordering",
                "outbox",
                "oversight",
                "restriction",
                "form",
                "medication",
                "printing",
                "procedures",
                "sheet",
                "staff",
                "vitals",
                "worklist")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String name = room + "/" + file.getFileName().toString().replace(".java", "");
                    for (var found :
                            STATEMENT.matcher(Files.readString(file)).results().toList()) {
                        if (OF_PATIENTS.matcher(found.group(1)).find()) {
                            seen++;
                            if (!found.group().contains("InChart.row")
                                    && !found.group().contains("InChart.shown(")
                                    && !found.group().contains("InChart.ofPerson(")) {
                                without.add(name);
                            }
                        }
                    }
                }
            }
        }
        assertEquals(LOOKED_AT.keySet(), without);
        assertTrue(seen > 25, "the sources were really read: " + seen);
    }
}
