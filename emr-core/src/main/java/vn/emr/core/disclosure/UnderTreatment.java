package vn.emr.core.disclosure;

import java.util.Set;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.disclosure.Steps.Opened;
import vn.emr.core.store.Database;

/** What is still under treatment is read, not given out (Luật KBCB 15/2023 art. 69.3 and 69.4). */
final class UnderTreatment {
    private static final String VISITS = """
            select e.encounter_id from encounter e
            where e.tenant_id = ? and e.status <> 'CANCELLED' and %s
              and record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) = 'IN_TREATMENT'
            """.formatted(InChart.row("e", "e.encounter_id"));

    private UnderTreatment() {}

    /**
     * The visits of an opened record that its requester is not given yet: they go on, or they are over and nobody completed their
     * folder. Without those that are hidden from the caller; none for a requester who may also read under treatment.
     */
    static Set<UUID> visits(Database database, Opened opened) {
        if (opened.standing().requester().alsoUnderTreatment()) {
            return Set.of();
        }
        Grant grant = opened.grant();
        return Set.copyOf(database.query(
                VISITS,
                row -> row.uuid("encounter_id"),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden()));
    }
}
