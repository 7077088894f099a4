package vn.emr.core.catalogue;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Sex;
import vn.emr.core.store.Transaction;

/** What ICD-10 allows of what people call an illness (TT 06/2026/TT-BYT): the list that holds on a day, and its flags. */
public final class IcdRules {
    private static final String ICD10 = "icd10";
    private static final Pattern SHAPE = Pattern.compile("[A-Z]\\d{2}(\\.[0-9A-Z]{1,4})?");
    private static final int LONGEST_CODE = 10;

    private final Catalogues catalogues;

    public IcdRules(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /**
     * An illness as it is kept: by its code, in words, or both.
     *
     * @param main whether it is to be the main illness of a visit
     * @param sent a code with its dot; null or blank: in words only
     * @param words as they are kept; null: as the list has them
     * @throws Refusal with pointers {@code /code} and {@code /text}, by the rule that it does not keep
     */
    public Coded coded(Transaction t, UUID tenantId, LocalDate day, Sex sex, boolean main, String sent, String words) {
        String code = sent == null ? "" : sent.strip().toUpperCase(Locale.ROOT);
        if (code.isEmpty()) {
            if (words == null) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "an ICD-10 code or words", "/code", "/text");
            }
            return new Coded(null, "", words);
        }
        Entry entry = code.length() > LONGEST_CODE
                ? null
                : catalogues.entry(t, tenantId, ICD10, code, day).orElse(null);
        if (entry != null) {
            flags(entry, main, sex);
        } else if (catalogues.holds(t, tenantId, ICD10, day)) {
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

    private static void flags(Entry entry, boolean main, Sex sex) {
        if (entry.marked(Icd.NOT_USED)) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is not used, a longer one says more", "/code");
        }
        if (entry.marked(Icd.DEATH_ONLY)) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is for causes of death only", "/code");
        }
        if (main && entry.marked(Icd.NOT_PRIMARY)) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is never the main illness", "/code");
        }
        if (entry.marked(Icd.FEMALE_ONLY) && sex == Sex.MALE) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is for women only", "/code");
        }
        if (entry.marked(Icd.MALE_ONLY) && sex == Sex.FEMALE) {
            throw new Refusal(Code.NOT_APPLICABLE, "this code is for men only", "/code");
        }
    }
}
