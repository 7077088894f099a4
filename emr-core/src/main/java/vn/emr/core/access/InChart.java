package vn.emr.core.access;

/**
 * Which rows a chart shows: those filed under its people, without what belongs to visits given to somebody else, and with
 * what belongs to visits that were given to one of them ({@code visit_link}), nor what belongs to visits in a state that the
 * caller may not read, nor what a label hides. All lists of a chart use this one condition.
 */
public final class InChart {
    private InChart() {}

    /**
     * The condition on a row; its parameters are {@link Grant#filedUnder}, {@link Grant#people} and {@link Grant#hidden}.
     *
     * @param row alias of a table with tenant, patient and encounter
     * @param keys expressions of what may be hidden by itself: the key of the row, and of what it shows
     */
    public static String row(String row, String... keys) {
        return row + ".patient_id = any (?) and " + shown(row, keys);
    }

    /** The condition on a row found by {@link Grant#filedUnder}; its parameters are {@link Grant#people} and {@link Grant#hidden}. */
    public static String shown(String row, String... keys) {
        return "%s = any (?) and not (array[%s.encounter_id, %s] && ?::uuid[])"
                .formatted(shownUnder(row), row, String.join(", ", keys));
    }

    /** Under whom a row shows. */
    public static String shownUnder(String row) {
        return """
                coalesce((select l.shown_under from visit_link l
                          where l.tenant_id = %1$s.tenant_id and l.encounter_id = %1$s.encounter_id),
                         %1$s.patient_id)""".formatted(row);
    }
}
