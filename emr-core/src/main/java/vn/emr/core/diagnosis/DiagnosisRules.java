package vn.emr.core.diagnosis;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.catalogue.Entry;
import vn.emr.core.catalogue.Icd;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Sex;
import vn.emr.core.store.Transaction;

/**
 * What ICD-10 allows of a diagnosis (TT 06/2026/TT-BYT): the list that holds on the day the visit ends, today while it goes on, and
 * its flags; one main illness of a visit. Codes that are better not the main illness (column 25) are a matter of the screen.
 */
final class DiagnosisRules {
    private static final String ICD10 = "icd10";
    private static final String PRIMARY = "primary";
    private static final Set<String> RANKS = Set.of("admission", "working", PRIMARY, "secondary", "complication");
    private static final Pattern SHAPE = Pattern.compile("[A-Z]\\d{2}(\\.[0-9A-Z]{1,4})?");
    private static final Pattern NOT_TEXT = Pattern.compile("\\p{Cc}|[\\x{D800}-\\x{DFFF}]");
    private static final int LONGEST_CODE = 10;
    private static final int LONGEST_TEXT = 500;
    private static final int SHORTEST_REASON = 3;
    /** Of one visit: a long stay of intensive care has some twenty. */
    private static final int MOST = 60;

    private final Catalogues catalogues;

    DiagnosisRules(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /**
     * A diagnosis as it is kept.
     *
     * @param except the diagnosis that is changed; null for a new one
     * @throws Refusal with pointers, by the rule that it does not keep
     */
    Coded judged(
            Transaction t,
            Grant grant,
            VisitRow visit,
            UUID except,
            String rank,
            String code,
            String text,
            Instant now) {
        if (rank == null || !RANKS.contains(rank)) {
            throw new Refusal(Code.MALFORMED_FIELD, "which kind of diagnosis it is", "/rank");
        }
        String words = line(text, "/text");
        Coded coded = coded(t, grant, visit, rank, code, words, now);
        KeptDiagnoses.Others others = KeptDiagnoses.others(t, grant, visit, except);
        if (PRIMARY.equals(rank) && others.primary()) {
            throw secondPrimary();
        }
        if (others.count() >= MOST) {
            throw new Refusal(Code.TOO_LARGE, "a visit has at most 60 diagnoses");
        }
        return coded;
    }

    static Refusal secondPrimary() {
        return new Refusal(
                Code.CONFLICT, "the visit has a main illness already; change or withdraw that one first", "/rank");
    }

    private Coded coded(
            Transaction t, Grant grant, VisitRow visit, String rank, String sent, String words, Instant now) {
        String code = sent == null ? "" : sent.strip().toUpperCase(Locale.ROOT);
        if (code.isEmpty()) {
            if (words == null) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "an ICD-10 code or words", "/code", "/text");
            }
            return new Coded(null, "", words);
        }
        LocalDate day = LocalDate.ofInstant(visit.end() == null ? now : visit.end(), Forms.ZONE);
        Entry entry = code.length() > LONGEST_CODE
                ? null
                : catalogues.entry(t, grant.tenantId(), ICD10, code, day).orElse(null);
        if (entry != null) {
            flags(entry, rank, visit.sex());
        } else if (catalogues.holds(t, grant.tenantId(), ICD10, day)) {
            throw new Refusal(Code.MALFORMED_FIELD, "ICD-10 has no such code on the day that counts", "/code");
        } else if (!SHAPE.matcher(code).matches() || words == null) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "a code such as J18.9 with its words, as no ICD-10 list was taken in",
                    "/code",
                    "/text");
        }
        return new Coded(code, ICD10, words == null ? entry.name() : words);
    }

    private static void flags(Entry entry, String rank, Sex sex) {
        if (entry.marked(Icd.NOT_USED)) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is not used, a longer one says more", "/code");
        }
        if (entry.marked(Icd.DEATH_ONLY)) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is for causes of death only", "/code");
        }
        if (PRIMARY.equals(rank) && entry.marked(Icd.NOT_PRIMARY)) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is never the main illness", "/code");
        }
        if (entry.marked(Icd.FEMALE_ONLY) && sex == Sex.MALE) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is for women only", "/code");
        }
        if (entry.marked(Icd.MALE_ONLY) && sex == Sex.FEMALE) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is for men only", "/code");
        }
    }

    private static String line(String sent, String at) {
        String text = sent == null
                ? ""
                : Normalizer.normalize(sent, Normalizer.Form.NFC).strip();
        if (text.length() > LONGEST_TEXT || NOT_TEXT.matcher(text).find()) {
            throw new Refusal(Code.MALFORMED_FIELD, "one line of at most 500 characters", at);
        }
        return text.isEmpty() ? null : text;
    }

    /** Why something is said otherwise, or withdrawn. */
    static String reason(String sent) {
        String reason = line(sent, "/reason");
        if (reason == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a reason", "/reason");
        }
        if (reason.length() < SHORTEST_REASON) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 3 to 500 characters", "/reason");
        }
        return reason;
    }
}
