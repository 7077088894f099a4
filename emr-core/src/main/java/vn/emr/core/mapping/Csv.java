package vn.emr.core.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Tables as CSV (RFC 4180), for spreadsheets: UTF-8 with a byte order mark, tolerated on the way in. A cell that a
 * spreadsheet would take for a formula (beginning with {@code = + - @}, a tab or a line end) gets an apostrophe on the way
 * out and loses it on the way in.
 */
public final class Csv {
    /** More lines than any catalogue has. */
    static final int MOST_LINES = 50_000;

    private static final int LARGEST_FILE = 8 * 1024 * 1024;

    private static final String FORMULA = "=+-@\t\r\n";
    private static final char MARK = '\uFEFF';

    private Csv() {}

    /** @param number of its first line in the file, from 1 */
    public record Line(int number, List<String> cells) {}

    /** A whole table. */
    public static String write(List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder().append(MARK);
        line(text, head);
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i) == null ? "" : cells.get(i)));
        }
        text.append("\r\n");
    }

    private static String cell(String value) {
        boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 || escaped(value);
        String safe = formula ? "'" + value : value;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    /** An apostrophe that was there before must not be lost on the way back. */
    private static boolean escaped(String value) {
        return value.length() > 1 && value.charAt(0) == '\'' && (FORMULA + "'").indexOf(value.charAt(1)) >= 0;
    }

    /**
     * The text of a file.
     *
     * @throws Refusal TOO_LARGE beyond 8 MB, UNDECODABLE_TEXT when it is not UTF-8: a replaced letter would be another name
     */
    static String text(byte[] file) {
        if (file == null || file.length > LARGEST_FILE) {
            throw new Refusal(
                    file == null ? Code.REQUIRED_FIELD_MISSING : Code.TOO_LARGE, "a CSV file of at most 8 MB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(Code.UNDECODABLE_TEXT, "the file is not UTF-8 text; save it as CSV UTF-8");
        }
    }

    /**
     * The lines of a table; blank ones are left out. The separator is the comma, or the semicolon when the first line has
     * only those, as spreadsheets with a decimal comma write.
     *
     * @throws Refusal TOO_LARGE beyond 50,000 lines, MALFORMED_FIELD for a quote that is never closed
     */
    public static List<Line> read(String text) {
        String plain = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        int end = plain.indexOf('\n');
        String head = end < 0 ? plain : plain.substring(0, end);
        char separator = head.indexOf(',') < 0 && head.indexOf(';') >= 0 ? ';' : ',';
        return new Reader(plain, separator).lines();
    }

    private static final class Reader {
        private final String text;
        private final char separator;
        private final List<Line> lines = new ArrayList<>();
        private List<String> cells = new ArrayList<>();
        private int at;
        private int number = 1;

        Reader(String text, char separator) {
            this.text = text;
            this.separator = separator;
        }

        List<Line> lines() {
            int began = number;
            while (at < text.length()) {
                cells.add(unescaped(text.charAt(at) == '"' ? quoted() : bare()));
                boolean more = at < text.length() && text.charAt(at) == separator;
                if (more) {
                    at++;
                    if (at == text.length()) {
                        cells.add("");
                    }
                    continue;
                }
                skipLineEnd();
                add(began);
                began = number;
            }
            add(began);
            return List.copyOf(lines);
        }

        private void add(int began) {
            if (cells.stream().anyMatch(c -> !c.isBlank())) {
                if (lines.size() >= MOST_LINES) {
                    throw new Refusal(Code.TOO_LARGE, "at most " + MOST_LINES + " lines");
                }
                lines.add(new Line(began, List.copyOf(cells)));
            }
            cells = new ArrayList<>();
        }

        private void skipLineEnd() {
            if (at < text.length() && text.charAt(at) == '\r') {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            number++;
        }

        private String bare() {
            int from = at;
            while (at < text.length()
                    && text.charAt(at) != separator
                    && text.charAt(at) != '\n'
                    && text.charAt(at) != '\r') {
                at++;
            }
            return text.substring(from, at).strip();
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            int opened = number;
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    number += c == '\n' ? 1 : 0;
                    value.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    value.append('"');
                    at++;
                } else {
                    bare();
                    return value.toString();
                }
            }
            throw new Refusal(Code.MALFORMED_FIELD, "a quote is opened and never closed", "line " + opened);
        }

        private static String unescaped(String cell) {
            return escaped(cell) ? cell.substring(1) : cell;
        }
    }
}
