package vn.emr.his.claim;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.emr.core.record.TimePoint;
import vn.emr.his.claim.ClaimFile.Row;

/**
 * Checks what holds between fields and tables ({@code rules.csv}), and the few rules that are no table: one MA_LK, results of
 * services that were rendered, days of the envelope, money.
 */
final class ClaimRules {
    private static final List<String[]> RULES = Layout.lines("rules.csv");
    private static final Set<String> IMAGING = Set.of("2");

    private final ClaimFile file;
    private final Layout layout;
    private final ZoneId zone;
    private final Faults faults;

    private ClaimRules(ClaimFile file, Layout layout, ZoneId zone, Faults faults) {
        this.file = file;
        this.layout = layout;
        this.zone = zone;
        this.faults = faults;
    }

    /** Every fault of a claim, each at its field; none of them keeps it out of the record. */
    static List<String> faults(ClaimFile file, ZoneId zone) {
        Faults faults = new Faults();
        LocalDate end = Written.day(file.summary().text("NGAY_RA"), zone).orElse(null);
        Layout layout = Layout.on(end);
        new FieldCheck(layout, end, zone, faults).check(file);
        new ClaimRules(file, layout, zone, faults).check();
        new MoneyCheck(file, faults).check();
        return faults.all();
    }

    private void check() {
        envelope();
        for (String[] rule : RULES) {
            switch (rule[0]) {
                case "with" -> comes(rule, true, true);
                case "must" -> comes(rule, true, false);
                case "only" -> comes(rule, false, true);
                default -> file.rows(rule[1]).forEach(row -> between(rule, row));
            }
        }
        String visit = file.summary().text("MA_LK");
        file.tables().values().forEach(rows -> rows.stream()
                .filter(row -> row.text("MA_LK") != null && !row.text("MA_LK").equals(visit))
                .forEach(row -> faults.at(row, "MA_LK", "not the same as XML1/MA_LK")));
        results();
    }

    private void envelope() {
        Row summary = file.summary();
        if (file.facility() != null
                && summary.text("MA_CSKCB") != null
                && !file.facility().equals(summary.text("MA_CSKCB"))) {
            faults.at(summary, "MA_CSKCB", "not the same as MACSKCB of the file");
        }
        Optional<LocalDate> made = Written.day(file.made(), zone);
        Optional<LocalDate> end = Written.day(summary.text("NGAY_RA"), zone);
        if (made.isEmpty()) {
            faults.of("NGAYLAP", "not a day written yyyyMMdd");
        } else if (end.isPresent() && made.get().isBefore(end.get())) {
            faults.of("NGAYLAP", "earlier than XML1/NGAY_RA");
        }
    }

    private void between(String[] rule, Row row) {
        switch (rule[0]) {
            case "needs" -> {
                if (says(row, rule[2], rule[3]) && row.text(rule[4]) == null) {
                    faults.at(row, rule[4], "must be filled with what " + rule[2] + " says");
                }
            }
            case "either" -> {
                if (row.text(rule[2]) == null && row.text(rule[3]) == null) {
                    faults.at(row, rule[2], "it or " + rule[3] + " must be filled");
                }
            }
            case "order" -> order(row, rule[2], rule[3]);
            case "sameday" -> {
                Optional<LocalDate> day = Written.day(row.text(rule[2]), zone);
                Optional<LocalDate> of = Written.day(file.summary().text(rule[3]), zone);
                if (day.isPresent() && of.isPresent() && !day.equals(of)) {
                    faults.at(row, rule[2], "not the day of XML1/" + rule[3]);
                }
            }
            case "same" -> {
                String said = row.text(rule[2]);
                if (said != null && !said.equals(file.summary().text(rule[3]))) {
                    faults.at(row, rule[2], "not the same as XML1/" + rule[3]);
                }
            }
            case "parallel" -> {
                if (row.list(rule[2]).size() != row.list(rule[3]).size() && row.text(rule[3]) != null) {
                    faults.at(row, rule[3], "a list of another length than " + rule[2]);
                }
            }
            case "most" -> {
                if (row.list(rule[2]).size() > Integer.parseInt(rule[3])) {
                    faults.at(row, rule[2], "more than " + rule[3] + " entries");
                }
            }
            case "form" -> form(rule, row);
            case "span" -> span(rule, row);
            default -> throw new IllegalStateException("rules.csv: " + rule[0]);
        }
    }

    private static boolean says(Row row, String field, String values) {
        if (values.equals("*")) {
            return row.text(field) != null;
        }
        return row.list(field).stream()
                .anyMatch(entry -> Arrays.asList(values.split(";")).contains(entry));
    }

    /** Entry by entry where they are lists; a day and a time are compared as far as both are exact. */
    private void order(Row row, String earlier, String later) {
        List<String> first = row.list(earlier);
        List<String> second = row.list(later);
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            Optional<TimePoint> from = Written.time(first.get(i), zone);
            Optional<TimePoint> to = Written.time(second.get(i), zone);
            if (from.isPresent()
                    && to.isPresent()
                    && !to.get().to().isAfter(from.get().from())) {
                faults.at(row, later, "earlier than " + earlier);
                return;
            }
        }
    }

    private void form(String[] rule, Row row) {
        if (!rule[3].contains(layout.decision())) {
            return;
        }
        Pattern form = Pattern.compile(String.join("|", Arrays.copyOfRange(rule, 4, rule.length)));
        boolean fits = row.list(rule[2]).stream()
                .allMatch(entry -> entry.isEmpty() || form.matcher(entry).matches());
        if (!fits) {
            faults.at(row, rule[2], "not written in its form");
        }
    }

    private void span(String[] rule, Row row) {
        Optional<LocalDate> from = Written.day(row.text(rule[2]), zone);
        Optional<LocalDate> to = Written.day(row.text(rule[3]), zone);
        Optional<java.math.BigDecimal> days = Written.number(row.text(rule[4]));
        if (from.isPresent() && to.isPresent() && days.isPresent()) {
            long counted = ChronoUnit.DAYS.between(from.get(), to.get()) + 1;
            if (days.get().compareTo(java.math.BigDecimal.valueOf(counted)) != 0) {
                faults.at(row, rule[4], "not the days from " + rule[2] + " to " + rule[3]);
            }
        }
    }

    private void comes(String[] rule, boolean then, boolean onlyThen) {
        boolean due = says(file.summary(), rule[2], rule[3]);
        boolean came = !file.rows(rule[1]).isEmpty();
        if (due && !came && then) {
            faults.at(file.summary(), rule[2], "table " + rule[1] + " must come with it");
        } else if (!due && came && onlyThen) {
            faults.of(rule[1], "does not go with what XML1/" + rule[2] + " says");
        }
    }

    private void results() {
        for (Row row : file.rows(Layout.RESULTS)) {
            String code = row.text("MA_DICH_VU");
            List<Row> services = file.rows(Layout.SERVICES).stream()
                    .filter(s -> code != null && code.equals(s.text("MA_DICH_VU")))
                    .toList();
            if (code != null && services.isEmpty()) {
                faults.at(row, "MA_DICH_VU", "not a service of table XML3");
            }
            boolean imaging =
                    services.stream().anyMatch(s -> s.text("MA_NHOM") != null && IMAGING.contains(s.text("MA_NHOM")));
            if (imaging && row.text("KET_LUAN") == null && row.text("GIA_TRI") == null) {
                faults.at(row, "KET_LUAN", "must be filled for an image");
            }
        }
    }
}
