package vn.emr.core.staff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Hours;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Reach;
import vn.emr.core.access.Right;

/**
 * What a role says, as a person writes it and reads it.
 *
 * @param code capitals and underscores; never changes
 * @param purpose what it reads for, see {@link Purpose}
 * @param reaches whose records, see {@link Reach}
 * @param rights that have nothing to do with the state of a record
 * @param inTreatment rights on records under treatment
 * @param completed rights on completed records
 * @param archived rights on archived records
 * @param hours when it counts; null: at any time
 * @param idleMinutes until a session without an act of the person ends, 1 to 15
 * @param secondFactor a password alone is not enough
 * @param version that was seen; null for a new role
 * @param reason why it is changed
 */
public record RoleForm(
        String code,
        String nameVi,
        String nameEn,
        Purpose purpose,
        List<Reach> reaches,
        List<Right> rights,
        List<Right> inTreatment,
        List<Right> completed,
        List<Right> archived,
        String hours,
        Integer idleMinutes,
        Boolean secondFactor,
        Boolean enabled,
        Integer version,
        String reason) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;
    /** QCVN 12:2026/BCA 3.6. */
    private static final int LONGEST_IDLE = 15;

    /**
     * The form in order: what is absent is empty, lists are sorted and without repetition.
     *
     * @throws Refusal MALFORMED_FIELD or REQUIRED_FIELD_MISSING with pointers
     */
    RoleForm checked() {
        must(code != null && code.matches("[A-Z][A-Z_]{1,39}"), "a code of capitals and _ such as TRAINEE", "/code");
        named(nameVi, "/nameVi");
        named(nameEn, "/nameEn");
        if (purpose == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what the role reads for", "/purpose");
        }
        Hours.parse(hours);
        must(idleMinutes != null && idleMinutes >= 1 && idleMinutes <= LONGEST_IDLE, "1 to 15 minutes", "/idleMinutes");
        must(reason == null || reason.length() <= LONGEST_REASON, "at most 500 characters", "/reason");
        Predicate<Right> general = right -> !right.ofRecord() && right.ofPeople();
        return new RoleForm(
                code,
                nameVi.strip(),
                nameEn.strip(),
                purpose,
                named(reaches),
                rights(rights, general, "/rights"),
                rights(inTreatment, Right::ofRecord, "/inTreatment"),
                rights(completed, Right::ofRecord, "/completed"),
                rights(archived, Right::ofRecord, "/archived"),
                hours,
                idleMinutes,
                Boolean.TRUE.equals(secondFactor),
                enabled == null || enabled,
                version,
                reason == null || reason.isBlank() ? null : reason.strip());
    }

    /** What one role allows and the other does not, such as {@code +RECORD_COPY/COMPLETED -hours}; empty when alike. */
    static String difference(RoleForm before, RoleForm after) {
        List<String> words = new ArrayList<>();
        Map<String, List<? extends Enum<?>>> old = before.lists();
        after.lists().forEach((name, now) -> {
            minus(now, old.get(name)).forEach(added -> words.add("+" + added + name));
            minus(old.get(name), now).forEach(gone -> words.add("-" + gone + name));
        });
        Map<String, Object> plain = before.plain();
        after.plain().forEach((name, now) -> {
            if (!Objects.equals(now, plain.get(name))) {
                words.add(name + " " + plain.get(name) + " > " + now);
            }
        });
        return String.join(", ", words);
    }

    /** Whether the other form allows or reaches something that this one does not. */
    boolean isWidenedBy(RoleForm other) {
        Map<String, List<? extends Enum<?>>> mine = lists();
        return other.lists().entrySet().stream()
                .anyMatch(e -> !minus(e.getValue(), mine.get(e.getKey())).isEmpty());
    }

    private Map<String, List<? extends Enum<?>>> lists() {
        return new TreeMap<>(Map.of(
                "", rights,
                "/reach", reaches,
                "/IN_TREATMENT", inTreatment,
                "/COMPLETED", completed,
                "/ARCHIVED", archived));
    }

    private Map<String, Object> plain() {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("hours", hours);
        plain.put("idle", idleMinutes);
        plain.put("second factor", secondFactor);
        plain.put("enabled", enabled);
        plain.put("purpose", purpose);
        return plain;
    }

    private static List<Enum<?>> minus(Collection<? extends Enum<?>> all, Collection<? extends Enum<?>> without) {
        return all.stream()
                .filter(one -> !without.contains(one))
                .<Enum<?>>map(one -> one)
                .toList();
    }

    private static List<Reach> named(List<Reach> given) {
        List<Reach> sorted = sorted(given);
        must(sorted.stream().allMatch(Reach::ofRoles), "reaches that roles name", "/reaches");
        return sorted;
    }

    private static List<Right> rights(List<Right> given, Predicate<Right> fitting, String at) {
        List<Right> sorted = sorted(given);
        must(sorted.stream().allMatch(fitting), "rights of this group", at);
        return sorted;
    }

    private static <E extends Enum<E>> List<E> sorted(List<E> given) {
        if (given == null) {
            return List.of();
        }
        must(given.stream().noneMatch(Objects::isNull), "no null", "");
        return List.copyOf(new TreeSet<>(given));
    }

    static <E extends Enum<E>> String[] words(List<E> given) {
        return given.stream().map(Enum::name).toArray(String[]::new);
    }

    static <E extends Enum<E>> List<E> read(Class<E> type, String[] words) {
        return Arrays.stream(words)
                .map(word -> Enum.valueOf(type, word))
                .sorted()
                .toList();
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
