package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Purpose;
import vn.emr.core.record.Coded;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.Value;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Transaction;
import vn.emr.core.testing.FullChart;

/**
 * What a chart that holds everything puts into each form that is shipped. After a wanted change run with
 * {@code -Dgolden.write=true} and read the difference.
 */
class PrefillTest {
    private static final Path EXPECTED = Path.of("src/test/resources/vn/emr/core/form/prefilled.txt");
    private static final FullChart CHART = new FullChart();

    static {
        new OrderedHere(CHART);
    }

    private static final Set<String> WITHIN_ROWS = Set.of(
            "stay.transfers",
            "stay.start",
            "stay.days",
            "allergy.trait",
            "allergy.words",
            "vital.readings",
            "procedure.method");
    private static final Set<String> OF_CHILDREN = Set.of("patient.mother", "patient.father");

    @Test
    void every_form_gets_what_the_chart_knows_and_each_value_names_its_source() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Form form : new Forms().all()) {
            lines.add(form.code() + " " + form.version());
            Map<String, List<Value>> known = asked(form);
            known.forEach((item, values) -> values.forEach(value -> lines.add("  " + item + " = " + said(value))));
            assertEquals(
                    List.of(),
                    Check.problems(form, known).stream()
                            .filter(problem -> !problem.code().soft())
                            .toList(),
                    form.code());
        }
        String text = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(EXPECTED, text);
        }
        assertEquals(Files.readString(EXPECTED), text);
    }

    @Test
    void every_path_that_a_form_may_name_is_known_of_such_a_chart() {
        Set<String> unknown = unknown(CHART.patient);
        unknown.removeAll(OF_CHILDREN);
        assertEquals(Set.of("patient.foreign-nationality", "patient.passport"), unknown);
    }

    @Test
    void an_entry_of_the_treatment_sheet_takes_what_is_ordered_and_holds_now() {
        Form treatment = new Forms()
                .all().stream()
                        .filter(form -> form.code().equals("36/BV2"))
                        .findFirst()
                        .orElseThrow();
        Map<String, List<Value>> entry =
                CHART.hospital.database.inTransaction(t -> Prefill.ofEntries(treatment, known(t, CHART.patient)));
        assertEquals(Set.of("chi-dinh", "luc"), entry.keySet());
        assertEquals("""
                Ceftriaxone; 1 viên, ngày 2 lần
                Furosemide; 1 viên, ngày 2 lần
                Kali clorid
                Siêu âm tim""", entry.get("chi-dinh").getFirst().text());
    }

    @Test
    void a_handover_names_the_ward_that_was_left_and_the_one_that_was_entered() {
        CHART.hospital.database.run(t -> {
            Known known = known(t, CHART.patient);
            String last = known.facts("stay.department").getFirst().words();
            assertEquals(last, known.facts("stay.entered").getFirst().words());
            assertEquals(
                    known.facts("stay.first.department").getFirst().words(),
                    known.facts("stay.left").getFirst().words());
        });
        UUID nobody = CHART.hospital.patient("Chưa Chuyển");
        UUID visit = CHART.hospital.stay(nobody, CHART.ward, null, null, false);
        CHART.hospital.database.run(t -> {
            Grant grant = new Access(CHART.hospital.database, new AuditTrail(CHART.hospital.database))
                    .open(CHART.doctor, Purpose.TREATMENT, nobody);
            Known known = new Known(t, grant, null, visit, null, "BS. Thử", FullChart.NOW);
            assertEquals(
                    known.facts("stay.department").getFirst().words(),
                    known.facts("stay.left").getFirst().words());
            assertEquals(List.of(), known.facts("stay.entered"));
        });
    }

    @Test
    void parents_are_filled_in_for_a_child_and_the_nationality_of_a_foreigner_where_only_theirs_is_asked() {
        UUID child = CHART.person("20201101", new Coded("LA", "ISO", "Lào"));
        Set<String> unknown = unknown(child);
        assertFalse(unknown.contains("patient.mother"));
        assertFalse(unknown.contains("patient.father"));
        assertFalse(unknown.contains("patient.foreign-nationality"));
        UUID nearly = CHART.person("20101121", new Coded("VN", "ISO", "Việt Nam"));
        UUID grown = CHART.person("20101120", new Coded("VN", "ISO", "Việt Nam"));
        assertFalse(unknown(nearly).contains("patient.mother"));
        assertTrue(unknown(grown).containsAll(OF_CHILDREN));
        assertTrue(unknown(nearly).contains("patient.foreign-nationality"));
    }

    /** The paths of which nothing is known of a person. */
    private static Set<String> unknown(UUID who) {
        return CHART.hospital.database.inTransaction(t -> {
            Known known = known(t, who);
            return Prefill.PATHS.stream()
                    .filter(path -> !WITHIN_ROWS.contains(path))
                    .filter(path -> known.facts(path).isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        });
    }

    @Test
    void an_empty_chart_fills_in_nothing_but_the_day_the_place_and_who_asks() {
        UUID nobody = CHART.hospital.patient("Không Rõ");
        UUID stay = CHART.hospital.stay(nobody, CHART.ward, null, null, false);
        CHART.hospital.folder(nobody, stay, CHART.hospital.facility, RecordFolder.State.IN_TREATMENT);
        Set<String> known = new TreeSet<>(Prefill.PATHS);
        known.removeAll(unknown(nobody));
        known.removeAll(WITHIN_ROWS);
        assertEquals(
                Set.of(
                        "caller.name",
                        "facility.code",
                        "facility.name",
                        "now",
                        "patient.age",
                        "patient.birth",
                        "patient.name",
                        "today"),
                known);
    }

    private static Map<String, List<Value>> asked(Form form) {
        return CHART.hospital.database.inTransaction(t -> Prefill.of(form, known(t, CHART.patient)));
    }

    private static Known known(Transaction t, UUID who) {
        Grant grant = new Access(CHART.hospital.database, new AuditTrail(CHART.hospital.database))
                .open(CHART.doctor, Purpose.TREATMENT, who);
        return new Known(t, grant, CHART.folder, CHART.visit, CHART.hospital.facility, "BS. Thử", FullChart.NOW);
    }

    /** The value in one line; a row in brackets. */
    private static String said(Value value) {
        if (value.answers() != null) {
            return value.answers().entrySet().stream()
                            .map(e -> e.getKey() + ": "
                                    + e.getValue().stream()
                                            .map(PrefillTest::plain)
                                            .collect(Collectors.joining(", ")))
                            .collect(Collectors.joining("; ", "[", "]"))
                    + from(value);
        }
        return plain(value) + from(value);
    }

    private static String plain(Value value) {
        return Stream.of(
                        value.code(),
                        value.display(),
                        value.text(),
                        value.number(),
                        value.date(),
                        value.time(),
                        value.dateTime())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "))
                .replace("\n", " | ");
    }

    private static String from(Value value) {
        return " <- " + value.from().path() + ", " + value.from().source();
    }
}
