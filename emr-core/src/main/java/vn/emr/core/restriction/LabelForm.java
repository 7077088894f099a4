package vn.emr.core.restriction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a label says, as a person writes it and reads it.
 *
 * @param code capitals, digits and underscores; never changes
 * @param told whether even its kind may be said where it hides something; of HIV it may not
 * @param wholeVisit whether a diagnosis or service hides its whole visit; else itself and the free texts of the visit
 * @param diagnoses ICD-10: {@code Z21} with all below, or {@code B20-B24}
 * @param services tests, services and medicines: how their codes or words of their names begin; {@code HIV} finds Anti-HIV and HIV01
 * @param departments codes; visits with a stay there are hidden
 * @param documents forms of papers, or how words of titles begin
 * @param roles codes of the roles that may read what it hides
 * @param version that was seen; null for a new label
 * @param reason why it is changed
 */
public record LabelForm(
        String code,
        String nameVi,
        String nameEn,
        Boolean told,
        Boolean wholeVisit,
        List<String> diagnoses,
        List<String> services,
        List<String> departments,
        List<String> documents,
        List<String> roles,
        Boolean enabled,
        Integer version,
        String reason) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;
    private static final int MOST = 200;
    private static final String DIAGNOSIS = "[A-Z]\\d\\d(\\.\\d{1,2})?|([A-Z])\\d\\d-\\2\\d\\d";
    private static final String WORDS = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._/()+-]{1,59}";
    private static final String ROLE = "[A-Z][A-Z_]{1,39}";

    /**
     * The form in order: what is absent is empty, lists are sorted and without repetition.
     *
     * @throws Refusal MALFORMED_FIELD or REQUIRED_FIELD_MISSING with pointers
     */
    LabelForm checked() {
        must(
                code != null && code.matches("[A-Z][A-Z0-9_]{1,39}"),
                "a code of capitals, digits and _ such as HIV",
                "/code");
        named(nameVi, "/nameVi");
        named(nameEn, "/nameEn");
        must(
                reason == null || reason.length() <= LONGEST_REASON && reason.indexOf('\0') < 0,
                "at most 500 characters",
                "/reason");
        List<String> codes = sorted(diagnoses, "/diagnoses").stream()
                .map(String::toUpperCase)
                .toList();
        List<String> named = sorted(services, "/services");
        List<String> wards = sorted(departments, "/departments");
        List<String> papers = sorted(documents, "/documents");
        List<String> opened = sorted(roles, "/roles");
        must(all(codes, DIAGNOSIS), "ICD-10 codes such as Z21 or B20-B24", "/diagnoses");
        must(all(named, WORDS), "codes or words of 2 to 60 characters", "/services");
        must(all(wards, WORDS), "codes of departments", "/departments");
        must(all(papers, WORDS), "codes or words of 2 to 60 characters", "/documents");
        must(all(opened, ROLE), "codes of roles", "/roles");
        return new LabelForm(
                code,
                nameVi.strip(),
                nameEn.strip(),
                Boolean.TRUE.equals(told),
                wholeVisit == null || wholeVisit,
                codes,
                named,
                wards,
                papers,
                opened,
                enabled == null || enabled,
                version,
                reason == null || reason.isBlank() ? null : reason.strip());
    }

    /** Whether something that this hides would be seen, or named, with the other. */
    boolean isLoosenedBy(LabelForm after) {
        return enabled && !after.enabled()
                || wholeVisit && !after.wholeVisit()
                || !told && after.told()
                || lists().entrySet().stream()
                        .filter(list -> !list.getKey().equals("roles"))
                        .anyMatch(list -> !after.lists().get(list.getKey()).containsAll(list.getValue()));
    }

    /** What became different, such as {@code +Z21/diagnoses told false > true}; empty when alike. */
    static String difference(LabelForm before, LabelForm after) {
        List<String> words = new ArrayList<>();
        after.lists().forEach((name, now) -> {
            List<String> old = before.lists().get(name);
            now.stream().filter(one -> !old.contains(one)).forEach(added -> words.add("+" + added + "/" + name));
            old.stream().filter(one -> !now.contains(one)).forEach(gone -> words.add("-" + gone + "/" + name));
        });
        Map<String, Object> plain = before.plain();
        after.plain().forEach((name, now) -> {
            if (!Objects.equals(now, plain.get(name))) {
                words.add(name + " " + plain.get(name) + " > " + now);
            }
        });
        return String.join(", ", words);
    }

    private Map<String, List<String>> lists() {
        return new TreeMap<>(Map.of(
                "diagnoses", diagnoses,
                "services", services,
                "departments", departments,
                "documents", documents,
                "roles", roles));
    }

    private Map<String, Object> plain() {
        return new TreeMap<>(Map.of("told", told, "whole visit", wholeVisit, "enabled", enabled));
    }

    private static boolean all(List<String> entries, String form) {
        return entries.stream().allMatch(one -> one.matches(form));
    }

    private static List<String> sorted(List<String> given, String at) {
        List<String> entries = given == null ? List.of() : given;
        must(entries.size() <= MOST && entries.stream().noneMatch(Objects::isNull), "at most 200 entries", at);
        return List.copyOf(new TreeSet<>(entries.stream().map(String::strip).toList()));
    }

    private static void named(String name, String at) {
        if (name == null || name.isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", at);
        }
        must(name.length() <= LONGEST_NAME && name.indexOf('\0') < 0, "at most 100 characters", at);
    }

    private static void must(boolean good, String expected, String at) {
        if (!good) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: " + expected, at);
        }
    }
}
