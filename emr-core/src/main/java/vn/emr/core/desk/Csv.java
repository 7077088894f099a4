package vn.emr.core.desk;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/** Lines of a table for spreadsheets (RFC 4180). */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** One line with its end. */
    public static String line(String... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(joining(",", "", "\r\n"));
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
