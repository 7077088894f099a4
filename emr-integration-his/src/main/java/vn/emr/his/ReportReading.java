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
    private static final Pattern NUMBER = Pattern.compile("(<=|>=|<|>|≤|≥)?\\s*([+-]?\\d{1,20}(?:[.,]\\d{1,20})?)");
    private static final Pattern RANGE = Pattern.compile(
            "([+-]?\\d{1,20}(?:[.,]\\d{1,20})?)\\s*(?:-|–|\\.\\.|~)\\s*([+-]?\\d{1,20}(?:[.,]\\d{1,20})?)");

    private static final Pattern AMBIGUOUS = Pattern.compile("\\d,\\d{3}(?!\\d)");

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
                f.texts("notes"));
    }

    /** A document sent alone is filed as a report that holds nothing else. */
    static ReportStated alone(ItemFields f, PatientRef who, Instant stated, String visitNumber) {
        StatedDocument document = document(f);
        return new ReportStated(
                who,
                stated,
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
                List.of());
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
        Matcher number = NUMBER.matcher(value == null ? "" : value);
        boolean numeric = number.matches() && unambiguous(f, "value", value);
        String comparator = comparator(f, numeric ? number.group(1) : null);
        String range = f.text("range");
        return new StatedObservation(
                key,
                code,
                subId,
                numeric ? "NM" : coded != null ? "CE" : "ST",
                numeric ? decimal(number.group(2)) : null,
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
            Matcher number = NUMBER.matcher(text);
            if (!number.matches() || number.group(1) != null) {
                throw f.malformed(name, "a number is expected");
            }
            return unambiguous(f, name, text) ? decimal(number.group(2)) : null;
        }
        if (range == null || AMBIGUOUS.matcher(range).find()) {
            return null;
        }
        boolean low = name.equals("low");
        Matcher both = RANGE.matcher(range);
        if (both.matches()) {
            return decimal(both.group(low ? 1 : 2));
        }
        Matcher one = NUMBER.matcher(range);
        boolean ofThisSide = one.matches()
                && one.group(1) != null
                && low == ">≥".contains(one.group(1).substring(0, 1));
        return ofThisSide ? decimal(one.group(2)) : null;
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

    /** 12,500 may mean 12.5 or twelve thousand: such a value stays a text. */
    private static boolean unambiguous(ItemFields f, String name, String text) {
        if (AMBIGUOUS.matcher(text).find()) {
            f.remark(name, "a comma before three digits is ambiguous; kept as text only");
            return false;
        }
        return true;
    }

    /** Vietnamese systems write a decimal comma. */
    private static BigDecimal decimal(String text) {
        return new BigDecimal(text.replace(',', '.'));
    }
}
