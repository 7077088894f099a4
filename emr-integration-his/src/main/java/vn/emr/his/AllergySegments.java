package vn.emr.his;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.StatedAllergy;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Allergy.Category;
import vn.emr.core.record.Allergy.Certainty;
import vn.emr.core.record.Allergy.Details;
import vn.emr.core.record.Allergy.Kind;
import vn.emr.core.record.Allergy.Severity;
import vn.emr.core.record.Allergy.Status;
import vn.emr.core.record.Coded;
import vn.emr.core.record.TimePoint;

/** The allergies in AL1 and IAM (HL7 v2 chapter 3): AL1 tells each as it is, IAM adds, changes or takes back by its action code. */
final class AllergySegments {
    /** None is known at all: common codes, SNOMED CT, and the words senders write. */
    private static final Set<String> NONE_KNOWN = Set.of(
            "NKA",
            "716186003",
            "NO KNOWN ALLERGY",
            "NO KNOWN ALLERGIES",
            "KHÔNG DỊ ỨNG",
            "KHÔNG CÓ DỊ ỨNG",
            "KHONG DI UNG");

    /** None of one category: nothing is said of the others. */
    private static final Set<String> NONE_OF_CATEGORY = Set.of(
            "NKDA", "NKFA", "409137002", "429625007", "428607008", "NO KNOWN DRUG ALLERGY", "NO KNOWN DRUG ALLERGIES");

    private final Moments moments;
    private final Remarks remarks;

    AllergySegments(Moments moments, Remarks remarks) {
        this.moments = moments;
        this.remarks = remarks;
    }

    static boolean in(Hl7Message message) {
        return message.first("AL1").isPresent() || message.first("IAM").isPresent();
    }

    /** Each allergy once; the last statement about the same one stands. */
    List<StatedAllergy> read(Hl7Message message) {
        Map<String, StatedAllergy> all = new LinkedHashMap<>();
        for (Segment s : message.segments()) {
            if (s.name().equals("AL1") || s.name().equals("IAM")) {
                one(s).ifPresent(stated -> all.put(stated.key(), stated));
            }
        }
        return List.copyOf(all.values());
    }

    private Optional<StatedAllergy> one(Segment s) {
        boolean iam = s.name().equals("IAM");
        Coded substance = DataTypes.coded(s, 3);
        if (substance == null || substance.shown() == null || substance.shown().isBlank()) {
            remarks.add("an allergy names no substance; it stays in the message");
            return Optional.empty();
        }
        if (isAmong(NONE_OF_CATEGORY, substance)) {
            remarks.add("that no allergies of one kind are known says nothing of the others; it stays in the message");
            return Optional.empty();
        }
        Status status = iam ? status(s) : Status.ACTIVE;
        if (isAmong(NONE_KNOWN, substance)) {
            Status none = status == Status.RESOLVED ? Status.ENTERED_IN_ERROR : status;
            return Optional.of(new StatedAllergy(Allergy.NONE, Details.noneKnown(null, none)));
        }
        return Optional.of(new StatedAllergy(
                key(s, iam, substance),
                new Details(
                        iam ? kind(code(s, 9)) : Kind.ALLERGY,
                        category(code(s, 2)),
                        substance,
                        reactions(s),
                        severity(code(s, 4)),
                        iam ? certainty(code(s, 17)) : null,
                        onset(s, iam),
                        null,
                        status)));
    }

    private static boolean isAmong(Set<String> codes, Coded substance) {
        return substance.code() != null && codes.contains(upper(substance.code()))
                || substance.text() != null && codes.contains(upper(substance.text()));
    }

    /** IAM-7 when the sender numbers its allergies, else the substance. */
    private static String key(Segment s, boolean iam, Coded substance) {
        String number = iam ? s.value(7).strip() : "";
        return number.isEmpty()
                ? substance.system() + "|" + upper(Objects.requireNonNullElse(substance.code(), substance.shown()))
                : number;
    }

    /** IAM-6 (table 0206) takes back, else IAM-17 (table 0438). */
    private static Status status(Segment iam) {
        return switch (code(iam, 17)) {
            case String s when code(iam, 6).equals("D") || s.equals("E") -> Status.ENTERED_IN_ERROR;
            case "I" -> Status.RESOLVED;
            default -> Status.ACTIVE;
        };
    }

    /** IAM-9 (table 0436). */
    private static Kind kind(String sensitivity) {
        return sensitivity.equals("IN") || sensitivity.equals("SE") ? Kind.INTOLERANCE : Kind.ALLERGY;
    }

    /** AL1-2, IAM-2 (table 0127). */
    private static Category category(String type) {
        return switch (type) {
            case "DA" -> Category.DRUG;
            case "FA" -> Category.FOOD;
            case "EA", "AA", "PA", "LA" -> Category.ENVIRONMENT;
            default -> Category.OTHER;
        };
    }

    /** AL1-4, IAM-4 (table 0128); it has no word for what threatens life. */
    private static Severity severity(String code) {
        return switch (code) {
            case "MI" -> Severity.MILD;
            case "MO" -> Severity.MODERATE;
            case "SV" -> Severity.SEVERE;
            default -> null;
        };
    }

    /** IAM-17 (table 0438). */
    private static Certainty certainty(String code) {
        return switch (code) {
            case "C", "I" -> Certainty.CONFIRMED;
            case "U", "P", "S", "D" -> Certainty.SUSPECTED;
            default -> null;
        };
    }

    private static List<String> reactions(Segment s) {
        return s.repetitions(5).stream()
                .map(Repetition::text)
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private TimePoint onset(Segment s, boolean iam) {
        return moments.readDate(s, iam ? 11 : 6).orElse(null);
    }

    private static String code(Segment s, int field) {
        Coded coded = DataTypes.coded(s, field);
        return coded == null || coded.code() == null ? "" : upper(coded.code());
    }

    private static String upper(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
    }
}
