package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.emr.his.claim.ReadClaims.facts;
import static vn.emr.his.claim.ReadClaims.notices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.StatedFact;
import vn.emr.core.intake.ToldNotice.WholeVisitStated;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Paper;

/** Nothing a claim says gets lost between its fields and the record's words. */
class ClaimFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void every_field_of_every_table_of_both_decisions_ends_in_the_record() throws IOException {
        for (LocalDate end : List.of(LocalDate.of(2024, 8, 1), LocalDate.of(2026, 8, 1))) {
            Layout layout = Layout.on(end);
            Map<String, Map<String, String>> sent = new LinkedHashMap<>();
            List<String> tables = new ArrayList<>();
            int number = 1_000;
            for (Layout.Table table : Layout.tables()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (Layout.Field field : layout.fields(table.name()).values()) {
                    row.put(field.name(), value(field, number++));
                }
                row.computeIfPresent("MA_LK", (f, v) -> "LK-1");
                row.computeIfPresent("NGAY_RA", (f, v) -> end.format(DateTimeFormatter.BASIC_ISO_DATE) + "1000");
                sent.put(table.name(), row);
                tables.add(table.name());
                tables.add(Claims.table(table.name(), row));
            }
            List<Notice> notices = notices(Claims.file("20261120", Claims.hoso(tables.toArray(String[]::new))));
            Set<String> lost = new TreeSet<>();
            sent.forEach((table, row) -> row.forEach((field, value) -> {
                if (!kept(notices, Layout.table(table), field, value)) {
                    lost.add(table + "/" + field);
                }
            }));
            assertEquals(Set.of(), lost);
        }
    }

    /** A value of the field's type that no other field has. */
    private static String value(Layout.Field field, int number) {
        String time = LocalDateTime.of(2023, 1, 1, 0, 0)
                .plusHours(number * 7L)
                .format(DateTimeFormatter.ofPattern("yyyyMMddHHmm"));
        String day = LocalDate.of(1950, 1, 1).plusDays(number).format(DateTimeFormatter.BASIC_ISO_DATE);
        return switch (field.type()) {
            case TEXT, LIST -> "v" + number;
            case INTEGER -> "" + number;
            case NUMBER1, NUMBER2 -> number + ".5";
            case NUMBER3 -> number + ".500";
            case TIME -> time;
            case DAY, DAYS, DAY_OR_TIME -> day;
            case TIMES -> time + ";" + time;
        };
    }

    /** Under its own name in a paper, else as it was written in a fact of the table's kind. */
    private static boolean kept(List<Notice> notices, Layout.Table table, String field, String value) {
        if (table.form() != null) {
            return facts(notices).stream()
                    .map(StatedFact::details)
                    .anyMatch(d -> d instanceof Paper.Details p
                            && p.form() == table.form()
                            && p.fields().contains(new NamedValue(field, value)));
        }
        if (field.equals("MA_LK")) {
            return notices.getLast() instanceof WholeVisitStated whole
                    && whole.visitNumber().equals(value);
        }
        if (table.name().equals(Layout.RESULTS)) {
            // The number of a row is its place among the values.
            return field.equals("STT") || notices.stream().anyMatch(n -> n instanceof ReportStated && says(n, value));
        }
        NounKind kind =
                switch (table.name()) {
                    case Layout.MEDICINES -> NounKind.MEDICATION_ORDER;
                    case Layout.SERVICES -> NounKind.PROCEDURE;
                    default -> NounKind.CLINICAL_NOTE;
                };
        return facts(notices).stream().anyMatch(f -> f.kind() == kind && says(f, value));
    }

    private static boolean says(Object told, String value) {
        try {
            return JSON.writeValueAsString(told)
                    .matches("(?s).*(?<![\\w.])" + value.replace(".", "\\.") + "(?![\\w.]).*");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
