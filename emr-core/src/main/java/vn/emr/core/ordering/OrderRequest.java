package vn.emr.core.ordering;

import java.text.Normalizer;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a doctor asks for. A service of the catalogue has a code; free text has none.
 *
 * @param departmentId of the doctor, where the order is placed
 * @param text what is ordered, in words; at most 200 characters
 * @param priority S (cấp cứu), A (khẩn) or R (thường, the default); HL7 table 0485
 * @param category LAB unless told
 * @param requestedFor when it shall be done; null means now
 * @param clinicalInfo what the laboratory must know; at most 2,000 characters, may have lines
 * @param note as {@code clinicalInfo}, for those who take the specimen
 * @param destinationId the system it goes to; not needed when there is one only
 */
public record OrderRequest(
        UUID departmentId,
        String code,
        String codeSystem,
        String text,
        String category,
        String priority,
        Instant requestedFor,
        String specimen,
        String reason,
        String clinicalInfo,
        String note,
        UUID destinationId) {
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 2_000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    /** The same with clean texts; every fault names its field. */
    static OrderRequest checked(OrderRequest r) {
        if (r == null || r.departmentId() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the ordering department", "/departmentId");
        }
        String priority = r.priority() == null || r.priority().isBlank() ? "R" : r.priority();
        if (!priority.matches("[SAR]")) {
            throw new Refusal(Code.MALFORMED_FIELD, "S, A or R", "/priority");
        }
        return new OrderRequest(
                r.departmentId(),
                line(r.code(), "/code", false),
                r.codeSystem() == null ? "" : line(r.codeSystem(), "/codeSystem", false),
                line(r.text(), "/text", true),
                line(r.category(), "/category", false),
                priority,
                r.requestedFor(),
                line(r.specimen(), "/specimen", false),
                line(r.reason(), "/reason", false),
                text(r.clinicalInfo(), "/clinicalInfo"),
                text(r.note(), "/note"),
                r.destinationId());
    }

    /** One line without control characters, NFC; null for nothing. */
    static String line(String sent, String field, boolean needed) {
        String line = clean(sent, field, LONGEST_LINE);
        if (line == null && needed) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", field);
        }
        if (line != null && line.indexOf('\n') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "one line", field);
        }
        return line;
    }

    private static String text(String sent, String field) {
        return clean(sent, field, LONGEST_TEXT);
    }

    private static String clean(String sent, String field, int longest) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        String text = Normalizer.normalize(sent.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .strip();
        if (text.length() > longest || CONTROL.matcher(text).find()) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most " + longest + " characters, no control characters", field);
        }
        return text;
    }
}
