package vn.emr.his;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.StatedDocument;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;

/** Reads the {@code report} object with its observations and documents, and the {@code document} that came alone. */
final class ReportReading {
    private static final Pattern RANGE = Pattern.compile(
            "([+-]?\\d{1,20}(?:[.,]\\d{1,20})?)\\s*(?:-|–|\\.\\.|~)\\s*([+-]?\\d{1,20}(?:[.,]\\d{1,20})?)");

    private ReportReading() {}

    static ReportStated report(ItemFields f, PatientRef who, Instant stated, String visitNumber) {
        String placer = f.text("placerNumber");
        String filler = f.text("fillerNumber");
        Coded code = f.code("code");
        ResultStatus status = status(f, ResultStatus.FINAL);
        Set<String> keys = new HashSet<>();
        return new ReportStated(
                who,
                stated,
                null,
                visitNumber,
                reportKey(f, placer, filler, code),
                placer,
                filler,
                f.text("category"),
                code,
                status,
                f.time("effectiveAt"),
                f.time("issuedAt"),
                f.text("performer"),
                f.word("specimen"),
                f.objects("observations", o -> observation(o, status, keys)),
                f.objects("documents", ReportReading::document),
                f.texts("notes"),
                null);
    }

    /** A document sent alone is filed as a report that holds nothing else. */
    static ReportStated alone(ItemFields f, PatientRef who, Instant stated, String visitNumber) {
        StatedDocument document = document(f);
        return new ReportStated(
                who,
                stated,
                null,
                visitNumber,
                "document:" + document.key(),
                null,
                null,
                "DOC",
                document.type(),
                document.status(),
                document.authored(),
                null,
                f.text("author"),
                null,
                List.of(),
                List.of(document),
                List.of(),
                null);
    }

    private static String reportKey(ItemFields f, String placer, String filler, Coded code) {
        String own = f.text("key");
        if (own != null) {
            return own;
        }
        String number = filler != null ? filler : placer;
        if (number == null) {
            throw f.missing("fillerNumber");
        }
        return number + (code == null || code.code() == null ? "" : "/" + code.code());
    }

    private static StatedObservation observation(ItemFields f, ResultStatus ofReport, Set<String> keys) {
        Coded code = f.code("code");
        if (code == null) {
            throw f.missing("code");
        }
        String subId = f.text("subId");
        String key = (code.code() == null ? code.text() : code.code()) + (subId == null ? "" : "." + subId);
        if (!keys.add(key)) {
            throw f.malformed("subId", "the same code and sub-id twice in one report");
        }
        Coded coded = f.code("coded");
        String value = f.text("value");
        SentNumber number = SentNumber.read(value == null ? "" : value).orElse(null);
        boolean numeric = number != null && unambiguous(f, "value", value);
        String comparator = comparator(f, numeric ? number.comparator() : null);
        String range = f.text("range");
        return new StatedObservation(
                key,
                code,
                subId,
                numeric ? "NM" : coded != null ? "CE" : "ST",
                numeric ? number.value() : null,
                comparator,
                shown(f, value, coded),
                coded,
                f.text("unit"),
                range,
                bound(f, "low", range),
                bound(f, "high", range),
                f.text("flag"),
                status(f, ofReport),
                f.time("observedAt"),
                f.texts("notes"));
    }

    /** What people read: the text as sent, else the value with its comparator, else the coded answer. */
    private static String shown(ItemFields f, String value, Coded coded) {
        String text = f.text("text");
        if (text != null) {
            return text;
        }
        String comparator = f.text("comparator");
        if (value != null) {
            return comparator == null ? value : comparator + " " + value;
        }
        return coded == null ? null : coded.shown();
    }

    private static StatedDocument document(ItemFields f) {
        String mediaType = f.required("mediaType");
        return new StatedDocument(
                f.required("key"),
                f.word("type"),
                f.text("title"),
                mediaType,
                EmbeddedContent.read(f, mediaType),
                status(f, ResultStatus.FINAL),
                f.time("authoredAt"),
                false);
    }

    private static ResultStatus status(ItemFields f, ResultStatus otherwise) {
        ResultStatus status = f.word("status", ResultStatus.class);
        return status == null ? otherwise : status;
    }

    /** The bound as sent, else read from a range such as {@code 3.9 - 6.4}, {@code < 5.2} or {@code > 40}. */
    private static BigDecimal bound(ItemFields f, String name, String range) {
        String text = f.text(name);
        if (text != null) {
            SentNumber number = SentNumber.read(text)
                    .filter(n -> n.comparator() == null)
                    .orElseThrow(() -> f.malformed(name, "a number is expected"));
            return unambiguous(f, name, text) ? number.value() : null;
        }
        if (range == null || SentNumber.ambiguous(range)) {
            return null;
        }
        boolean low = name.equals("low");
        Matcher both = RANGE.matcher(range);
        if (both.matches()) {
            return SentNumber.decimal(both.group(low ? 1 : 2));
        }
        return SentNumber.read(range)
                .filter(one ->
                        one.comparator() != null && low == one.comparator().startsWith(">"))
                .map(SentNumber::value)
                .orElse(null);
    }

    private static String comparator(ItemFields f, String inValue) {
        String sent = f.text("comparator");
        return switch (sent == null ? inValue == null ? "" : inValue : sent) {
            case "" -> null;
            case "<", "<=", ">", ">=" -> sent == null ? inValue : sent;
            case "≤" -> "<=";
            case "≥" -> ">=";
            default -> throw f.malformed("comparator", "one of < <= > >= is expected");
        };
    }

    private static boolean unambiguous(ItemFields f, String name, String text) {
        if (SentNumber.ambiguous(text)) {
            f.remark(name, "a comma before three digits is ambiguous; kept as text only");
            return false;
        }
        return true;
    }
}
