package vn.emr.core.mapping;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Tables as CSV (RFC 4180), for spreadsheets: UTF-8 with a byte order mark, tolerated on the way in. A cell that a
 * spreadsheet would take for a formula (beginning with {@code = + - @}, a tab or a line end) gets an apostrophe on the way
 * out and loses it on the way in.
 */
public final class Csv {
    /** More lines than any catalogue of a hospital has. */
    public static final int MOST_LINES = 100_000;

    private static final int LARGEST_FILE = 16 * 1024 * 1024;

    private static final String FORMULA = "=+-@\t\r\n";
    private static final char MARK = '\uFEFF';

    private Csv() {}

    /** @param number of its first line in the file, from 1 */
    public record Line(int number, List<String> cells) {}

    /** A whole table. */
    static String write(List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder().append(MARK);
        try {
            CSVFormat.RFC4180.printRecord(text, head.toArray());
            for (List<String> row : rows) {
                CSVFormat.RFC4180.printRecord(text, row.stream().map(Csv::safe).toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String safe(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return FORMULA.indexOf(value.charAt(0)) >= 0 || escaped(value) ? "'" + value : value;
    }

    /** An apostrophe that was there before must not be lost on the way back. */
    private static boolean escaped(String value) {
        return value.length() > 1 && value.charAt(0) == '\'' && (FORMULA + "'").indexOf(value.charAt(1)) >= 0;
    }

    /**
     * The text of a file.
     *
     * @throws Refusal TOO_LARGE beyond 16 MB, UNDECODABLE_TEXT when it is not UTF-8: a replaced letter would be another name
     */
    public static String text(byte[] file) {
        if (file == null || file.length > LARGEST_FILE) {
            throw new Refusal(
                    file == null ? Code.REQUIRED_FIELD_MISSING : Code.TOO_LARGE, "a CSV file of at most 16 MB");
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
     * @throws Refusal TOO_LARGE beyond 100,000 lines under the head, MALFORMED_FIELD for a quote that is never closed
     */
    public static List<Line> read(String text) {
        String plain = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        int end = plain.indexOf('\n');
        String head = end < 0 ? plain : plain.substring(0, end);
        char separator = head.indexOf(',') < 0 && head.indexOf(';') >= 0 ? ';' : ',';
        CSVFormat form = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .build();
        try (CSVParser parser = form.parse(new StringReader(plain))) {
            return lines(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> lines(CSVParser parser) {
        List<Line> lines = new ArrayList<>();
        Iterator<CSVRecord> records = parser.iterator();
        while (true) {
            int number = (int) parser.getCurrentLineNumber() + 1;
            CSVRecord record;
            try {
                if (!records.hasNext()) {
                    return List.copyOf(lines);
                }
                record = records.next();
            } catch (UncheckedIOException e) {
                throw new Refusal(
                        Code.MALFORMED_FIELD, "a quote is opened and not closed as it should be", "line " + number);
            }
            List<String> cells = record.stream().map(Csv::unescaped).toList();
            if (cells.stream().anyMatch(c -> !c.isBlank())) {
                if (lines.size() > MOST_LINES) {
                    throw new Refusal(Code.TOO_LARGE, "at most " + MOST_LINES + " lines");
                }
                lines.add(new Line(number, cells));
            }
        }
    }

    private static String unescaped(String cell) {
        return escaped(cell) ? cell.substring(1) : cell;
    }
}
