package vn.emr.core.privacy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;

/**
 * What a destination says of itself: for what, on which ground and of what kind it is sent data of people. From the settings of a
 * source, so each change of it is kept and traced like theirs.
 *
 * @param purpose setting {@code egress-purpose}: {@code TREATMENT}, {@code REPORTING}, {@code OPERATION}, or one that people
 *     are asked for
 * @param ground setting {@code egress-ground}
 * @param basis setting {@code egress-basis}: the article or the contract; null where the ground needs none
 * @param data setting {@code egress-data}: the classes of data, in words
 * @param receiver setting {@code egress-receiver}: the legal person that receives
 * @param country setting {@code egress-country}: ISO 3166; VN unless told
 * @param term setting {@code egress-term}: how long the receiver keeps it, or until when it is sent; in words
 */
public record Declaration(
        String purpose, Ground ground, String basis, String data, String receiver, String country, String term) {
    private static final int LONGEST = 300;
    /** Purposes of the hospital itself; for every other one the person is asked, or the law must say so. */
    private static final Set<String> OWN = Set.of("TREATMENT", "REPORTING", "OPERATION");

    /** Sending an order is part of the treatment, whoever wrote the settings; the rest is declared before it begins. */
    static final Declaration OF_ORDERS =
            new Declaration("TREATMENT", Ground.CARE, null, "hành chính, chỉ định, chẩn đoán", null, "VN", null);

    /** Asking an archive or a system of the hospital for a person by the number that it told itself. */
    static final Declaration OF_QUESTIONS =
            new Declaration("TREATMENT", Ground.CARE, null, "mã số người bệnh, mã số lần khám", null, "VN", null);

    /** What a source declares; empty when it declares nothing or not in full. */
    public static Optional<Declaration> of(Source source) {
        Map<String, String> settings = source.settings == null ? Map.of() : source.settings;
        if (!declares(settings)) {
            return Optional.empty();
        }
        try {
            check(settings, "");
        } catch (Refusal incomplete) {
            return Optional.empty();
        }
        return Optional.of(said(settings));
    }

    /**
     * What somebody declares in settings.
     *
     * @param at JSON pointer of the settings
     * @throws Refusal as {@link #check}
     */
    public static Declaration of(Map<String, String> settings, String at) {
        check(settings, at);
        return said(settings);
    }

    private static Declaration said(Map<String, String> settings) {
        return new Declaration(
                text(settings, "egress-purpose"),
                Ground.of(text(settings, "egress-ground")).orElseThrow(),
                text(settings, "egress-basis"),
                text(settings, "egress-data"),
                text(settings, "egress-receiver"),
                Optional.ofNullable(text(settings, "egress-country")).orElse("VN"),
                text(settings, "egress-term"));
    }

    /** Whether these settings say anything of it. */
    public static boolean declares(Map<String, String> settings) {
        return settings.keySet().stream().anyMatch(name -> name.startsWith("egress-"));
    }

    /**
     * Looks at what settings declare.
     *
     * @param at JSON pointer of the settings
     * @throws Refusal MALFORMED_FIELD with the pointer of the first setting that cannot be
     */
    public static void check(Map<String, String> settings, String at) {
        String purpose = text(settings, "egress-purpose");
        Ground ground = Ground.of(text(settings, "egress-ground")).orElse(null);
        String country = text(settings, "egress-country");
        boolean own = purpose != null && OWN.contains(purpose);
        must(
                purpose != null && purpose.matches("[A-Z][A-Z0-9_]{1,39}"),
                "a purpose such as TREATMENT, REPORTING, OPERATION or RESEARCH",
                at + "/egress-purpose");
        must(ground != null, "care, legal-duty, processor or consent", at + "/egress-ground");
        must(
                own || ground == Ground.CONSENT || ground == Ground.LEGAL_DUTY,
                "consent or legal-duty for a purpose that people are asked for",
                at + "/egress-ground");
        must(
                !own || ground != Ground.CONSENT,
                "a purpose that people are asked for, where the ground is consent",
                at + "/egress-purpose");
        must(
                ground != Ground.CARE || purpose.equals("TREATMENT"),
                "care for the purpose TREATMENT only",
                at + "/egress-ground");
        must(
                ground != Ground.LEGAL_DUTY && ground != Ground.PROCESSOR || words(settings, "egress-basis"),
                "the article of the law, or the number of the contract",
                at + "/egress-basis");
        must(words(settings, "egress-data"), "some words, at most 300 characters", at + "/egress-data");
        must(words(settings, "egress-receiver"), "some words, at most 300 characters", at + "/egress-receiver");
        must(country == null || country.matches("[A-Z]{2}"), "two letters such as VN", at + "/egress-country");
    }

    private static void must(boolean good, String expected, String at) {
        if (!good) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: " + expected, at);
        }
    }

    private static boolean words(Map<String, String> settings, String name) {
        String text = text(settings, name);
        return text != null && text.length() <= LONGEST;
    }

    private static String text(Map<String, String> settings, String name) {
        String text = settings.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
