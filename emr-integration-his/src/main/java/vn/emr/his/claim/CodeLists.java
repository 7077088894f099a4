package vn.emr.his.claim;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The small code lists of the claim tables ({@code codes.csv}), by the day a visit ended on. */
final class CodeLists {
    private record Entry(String name, LocalDate from, LocalDate to) {
        boolean holds(LocalDate day) {
            return day == null || (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    private static final Map<String, Map<String, Entry>> LISTS = new HashMap<>();

    static {
        for (String[] line : Layout.lines("codes.csv")) {
            LISTS.computeIfAbsent(line[0], l -> new HashMap<>())
                    .put(line[1], new Entry(line[2], day(line[3]), day(line[4])));
        }
    }

    private CodeLists() {}

    /** Whether a list has the code on that day; true too when nothing of the list is known for the day. */
    static boolean has(String list, String code, LocalDate day) {
        Map<String, Entry> entries = LISTS.getOrDefault(list, Map.of());
        Entry entry = entries.get(code);
        return entry != null && entry.holds(day) || entries.values().stream().noneMatch(e -> e.holds(day));
    }

    /** What a code means, null when the list does not have it. */
    static String name(String list, String code) {
        Entry entry = LISTS.getOrDefault(list, Map.of()).get(code);
        return entry == null ? null : entry.name();
    }

    private static LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
