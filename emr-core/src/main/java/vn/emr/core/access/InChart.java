package vn.emr.core.access;

import java.util.UUID;

/**
 * Which rows a chart shows: those filed under its people, without what belongs to visits given to somebody else, and with
 * what belongs to visits that were given to one of them ({@code visit_link}), nor what belongs to visits in a state that the
 * caller may not read, nor what a label hides. All lists of a chart use this one condition.
 */
public final class InChart {
    /** Among what is hidden it stands for everything that belongs to no visit; no visit has such a key. */
    static final UUID NO_VISIT = new UUID(0, 1);

    private InChart() {}

    /**
     * The condition on a row; its parameters are {@link Grant#filedUnder}, {@link Grant#people} and {@link Grant#hidden}.
     *
     * @param row alias of a table with tenant, patient and encounter
     * @param keys expressions of what may be hidden by itself: the key of the row, which says to what part it belongs, and of
     *     what it shows
     */
    public static String row(String row, String... keys) {
        return row + ".patient_id = any (?) and " + shown(row, keys);
    }

    /** The condition on a row found by {@link Grant#filedUnder}; its parameters are {@link Grant#people} and {@link Grant#hidden}. */
    public static String shown(String row, String... keys) {
        Part part = Part.of(keys[0]);
        return "%s = any (?) and not (array[coalesce(%s.encounter_id, '%s'::uuid), %s%s] && ?::uuid[])"
                .formatted(
                        shownUnder(row),
                        row,
                        NO_VISIT,
                        String.join(", ", keys),
                        part == null ? "" : ", '" + part.mark() + "'::uuid");
    }

    /**
     * The condition on a row that belongs to the person and to no visit; its parameters are {@link Grant#people} and
     * {@link Grant#hidden}.
     *
     * @param key expression of the key of the row, which says to what part it belongs
     */
    public static String ofPerson(String row, String key) {
        return "%s.patient_id = any (?) and not (array['%s'::uuid, %s, '%s'::uuid] && ?::uuid[])"
                .formatted(row, NO_VISIT, key, Part.of(key).mark());
    }

    /** Under whom a row shows. */
    public static String shownUnder(String row) {
        return """
                coalesce((select l.shown_under from visit_link l
                          where l.tenant_id = %1$s.tenant_id and l.encounter_id = %1$s.encounter_id),
                         %1$s.patient_id)""".formatted(row);
    }
}
