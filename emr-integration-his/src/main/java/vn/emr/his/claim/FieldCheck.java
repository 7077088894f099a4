package vn.emr.his.claim;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vn.emr.core.record.NamedValue;
import vn.emr.his.claim.ClaimFile.Row;
import vn.emr.his.claim.Layout.Field;

/** Checks every field by itself: filled where it must be, of its type and length, of its code list. */
final class FieldCheck {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,20}");

    private final Layout layout;
    private final LocalDate end;
    private final ZoneId zone;
    private final Faults faults;

    /** @param end the day the visit ended on, null when unknown */
    FieldCheck(Layout layout, LocalDate end, ZoneId zone, Faults faults) {
        this.layout = layout;
        this.end = end;
        this.zone = zone;
        this.faults = faults;
    }

    void check(ClaimFile file) {
        file.tables().forEach((table, rows) -> {
            if (Layout.table(table) == null) {
                faults.of(table, "a table this server does not know; it is kept with the message");
            } else {
                rows.forEach(this::row);
            }
            if (Layout.table(table) != null && !Layout.table(table).many() && rows.size() > 1) {
                faults.of(table, "more than one row");
            }
        });
    }

    private void row(Row row) {
        Map<String, Field> fields = layout.fields(row.table());
        Set<String> seen = new HashSet<>();
        for (NamedValue said : row.fields()) {
            Field field = fields.get(said.name());
            if (!seen.add(said.name())) {
                faults.at(row, said.name(), "the field stands there twice; both are kept");
            } else if (field == null) {
                faults.at(row, printable(said.name()), "not a field of this table; it is kept");
            } else {
                value(row, field, said.value());
            }
        }
        fields.values().stream()
                .filter(f -> f.needed() && !seen.contains(f.name()))
                .forEach(f -> faults.at(row, f.name(), "the field must be filled"));
    }

    private void value(Row row, Field field, String value) {
        if (field.longest() > 0 && value.codePointCount(0, value.length()) > field.longest()) {
            faults.at(row, field.name(), "longer than " + field.longest() + " characters");
        }
        if (field.type().listed()) {
            row.list(field.name()).forEach(entry -> entry(row, field, entry));
        } else {
            entry(row, field, value);
        }
    }

    private void entry(Row row, Field field, String value) {
        String wrong =
                switch (field.type()) {
                    case TEXT, LIST -> null;
                    case INTEGER -> WHOLE.matcher(value).matches() ? null : "not a whole number";
                    case NUMBER1 -> decimals(value, 1);
                    case NUMBER2 -> decimals(value, 2);
                    case NUMBER3 -> decimals(value, 3);
                    case DAY, DAYS -> Written.isDay(value, zone) ? null : "not a day written yyyyMMdd";
                    case TIME, TIMES -> Written.isTime(value, zone) ? null : "not a time written yyyyMMddHHmm";
                    case DAY_OR_TIME ->
                        Written.isDay(value, zone) || Written.isTime(value, zone)
                                ? null
                                : "not a day written yyyyMMdd or a time written yyyyMMddHHmm";
                };
        if (wrong == null && !field.codes().isEmpty() && !CodeLists.has(field.codes(), value, end)) {
            wrong = "not a code of its list";
        }
        if (wrong != null) {
            faults.at(row, field.name(), wrong);
        }
    }

    private static String decimals(String value, int most) {
        return Written.number(value).filter(n -> n.scale() <= most).isPresent()
                ? null
                : "not a number with a decimal point and at most " + most + " decimals";
    }

    private static String printable(String name) {
        return name.matches("\\w{1,60}") ? name : "?";
    }
}
