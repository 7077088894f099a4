package vn.emr.core.disclosure;

import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.store.Database;

/** The labels that hide something of a record, as far as giving it out has to do with them. */
final class Labels {
    /** A label that who decides may read, and so may name. */
    record Named(UUID id, String nameVi, String nameEn) {}

    /** @param whole it closes the whole record, not a part */
    private record Found(Named label, List<String> roles, boolean whole) {}

    private static final String OF_RECORD = """
            select n.label_id, n.name_vi, n.name_en, n.roles, n.whole
            from (select l.*, exists (select 1 from labelled x
                                      where x.tenant_id = l.tenant_id and x.label_id = l.label_id and x.ended_at is null
                                        and x.part = 'PATIENT' and x.patient_id = any (?)) as whole
                  from label_now l where l.tenant_id = ? and l.enabled) n
            where n.whole or n.label_id in (select r.label_id from restrictions(?, ?) r)
            order by n.name_vi
            """;

    private Labels() {}

    private static List<Found> of(Database database, Grant grant) {
        return database.query(
                OF_RECORD,
                row -> new Found(
                        new Named(row.uuid("label_id"), row.text("name_vi"), row.text("name_en")),
                        List.of(row.<String>array("roles")),
                        row.bool("whole")),
                grant.people(),
                grant.tenantId(),
                grant.tenantId(),
                grant.filedUnder());
    }

    /** Those open to the holder of the key. */
    static List<Named> open(Database database, Grant grant) {
        return of(database, grant).stream()
                .filter(found -> grant.byOneOf(found.roles()))
                .map(Found::label)
                .toList();
    }

    /** Whether a label closes the whole record that is not among these. */
    static boolean closed(Database database, Grant grant, List<UUID> named) {
        return of(database, grant).stream()
                .anyMatch(
                        found -> found.whole() && !named.contains(found.label().id()));
    }

    /** Whether a label hides something of the record that is not among these. */
    static boolean others(Database database, Grant grant, List<UUID> named) {
        return of(database, grant).stream()
                .anyMatch(found -> !named.contains(found.label().id()));
    }
}
