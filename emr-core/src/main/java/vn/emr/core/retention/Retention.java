package vn.emr.core.retention;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How long the record of one treatment must be kept (TT 33/2025/TT-BYT). Of several classes the longest counts, and each event
 * may raise it; none lowers it. Where data is not sure the longer term is taken.
 *
 * @param keptAs the class that counts
 * @param years null: for ever
 * @param until the last day; null while the treatment goes on, and for ever
 */
public record Retention(RetentionClass keptAs, Integer years, LocalDate until) {
    /**
     * What decides of one treatment.
     *
     * @param ended null while it goes on
     * @param died in it, or brought in dead
     * @param diagnoses ICD-10, with points or without
     * @param accidents causes of injury as claims tell them (MA_TAI_NAN, QĐ 5937/QĐ-BYT annex 4)
     */
    public record Facts(LocalDate ended, boolean died, Collection<String> diagnoses, Collection<String> accidents) {}

    /** Mental disorders F00–F99; accidents of transport V01–V99; conditions from work Y96. */
    private static final Pattern MENTAL_OR_ACCIDENT = Pattern.compile("F\\d\\d.*|V\\d\\d.*|Y96.*");

    /** Cosmetic surgery Z41.1, follow-up of plastic surgery Z42, transplanted organs that fail T86. */
    private static final Pattern TRANSPLANT_OR_COSMETIC = Pattern.compile("Z411.*|Z42.*|T86.*");

    /** Donors Z52, who received an organ or tissue Z94. */
    private static final Pattern ORGAN_DONATION = Pattern.compile("Z52.*|Z94.*");

    /** Of claims: 1 on the road, 2 at work. */
    private static final Set<String> ACCIDENTS = Set.of("1", "2");

    /** What must be kept how long. */
    public static Retention of(Facts facts) {
        RetentionClass longest = RetentionClass.PATIENT_RECORD;
        for (RetentionClass one : classes(facts)) {
            longest = one.longerThan(longest) ? one : longest;
        }
        LocalDate until =
                facts.ended() == null ? null : longest.until(facts.ended()).orElse(null);
        return new Retention(longest, longest.years().orElse(null), until);
    }

    private static Set<RetentionClass> classes(Facts facts) {
        Set<RetentionClass> all = EnumSet.of(RetentionClass.PATIENT_RECORD);
        if (facts.died()) {
            all.add(RetentionClass.DEATH);
        }
        if (diagnosed(facts, ORGAN_DONATION)) {
            all.add(RetentionClass.ORGAN_DONATION);
        }
        if (diagnosed(facts, MENTAL_OR_ACCIDENT) || facts.accidents().stream().anyMatch(ACCIDENTS::contains)) {
            all.add(RetentionClass.MENTAL_OR_ACCIDENT);
        }
        if (diagnosed(facts, TRANSPLANT_OR_COSMETIC)) {
            all.add(RetentionClass.TRANSPLANT_OR_COSMETIC);
        }
        return all;
    }

    private static boolean diagnosed(Facts facts, Pattern codes) {
        return facts.diagnoses().stream()
                .map(code -> code.replace(".", "").toUpperCase(Locale.ROOT))
                .anyMatch(code -> codes.matcher(code).matches());
    }
}
