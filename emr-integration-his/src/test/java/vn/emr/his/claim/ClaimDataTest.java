package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The data files of the claim tables agree with each other. */
class ClaimDataTest {
    @Test
    void the_layout_is_that_of_the_day_the_visit_ended() {
        assertEquals("4750", Layout.on(LocalDate.of(2024, 12, 31)).decision());
        assertEquals("3176", Layout.on(LocalDate.of(2025, 1, 1)).decision());
        assertEquals(
                3,
                Layout.on(LocalDate.of(2026, 6, 30))
                        .fields("XML2")
                        .get("MUC_HUONG")
                        .longest());
        assertEquals(
                4,
                Layout.on(LocalDate.of(2026, 7, 1))
                        .fields("XML2")
                        .get("MUC_HUONG")
                        .longest());
        assertTrue(Layout.on(null).fields("XML13").containsKey("MA_CSKCB_DEN"));
        Map<String, Layout.Field> older = Layout.on(LocalDate.of(2024, 8, 1)).fields("XML13");
        assertTrue(older.containsKey("MA_NOI_DEN"));
        assertFalse(older.containsKey("MA_CSKCB_DEN"));
    }

    @Test
    void every_field_that_a_rule_names_is_a_field_of_its_table() {
        Set<String> missing = new TreeSet<>();
        for (String[] rule : Layout.lines("rules.csv")) {
            boolean ofSummary = Set.of("with", "must", "only").contains(rule[0]);
            List<String> fields =
                    switch (rule[0]) {
                        case "needs" -> List.of(rule[2], rule[4]);
                        case "either", "order", "parallel" -> List.of(rule[2], rule[3]);
                        case "span" -> List.of(rule[2], rule[3], rule[4]);
                        default -> List.of(rule[2]);
                    };
            String table = ofSummary ? "XML1" : rule[1];
            for (String field : fields) {
                if (!Layout.on(null).fields(table).containsKey(field)) {
                    missing.add(table + "/" + field);
                }
            }
            if (rule[0].startsWith("same") && !Layout.on(null).fields("XML1").containsKey(rule[3])) {
                missing.add("XML1/" + rule[3]);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void every_list_that_a_field_names_has_codes() {
        Set<String> lists = Layout.lines("fields.csv").stream()
                .map(l -> l[6])
                .filter(l -> !l.isEmpty())
                .collect(Collectors.toSet());
        Set<String> known = Layout.lines("codes.csv").stream().map(l -> l[0]).collect(Collectors.toSet());
        lists.removeAll(known);
        assertEquals(Set.of(), lists);
    }
}
