package vn.emr.core.access;

/**
 * Which rows a chart shows: those filed under its people, without what belongs to visits given to somebody else, and with
 * what belongs to visits that were given to one of them ({@code visit_link}). All lists of a chart use this one condition.
 */
public final class InChart {
    private InChart() {}

    /**
     * The condition on a row, to be followed by the parameters {@link Grant#filedUnder} and {@link Grant#people}.
     *
     * @param row alias of a table with tenant, patient and encounter
     */
    public static String row(String row) {
        return row + ".patient_id = any (?) and " + shownUnder(row) + " = any (?)";
    }

    /** Under whom a row shows. */
    public static String shownUnder(String row) {
        return """
                coalesce((select l.shown_under from visit_link l
                          where l.tenant_id = %1$s.tenant_id and l.encounter_id = %1$s.encounter_id),
                         %1$s.patient_id)""".formatted(row);
    }
}
