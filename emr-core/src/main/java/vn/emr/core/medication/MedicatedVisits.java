package vn.emr.core.medication;

import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.store.Transaction;

/** The visits of a chart in which medicines are ordered and given. */
final class MedicatedVisits {
    private final Charts charts;
    private final Entries entries;

    MedicatedVisits(Charts charts, Entries entries) {
        this.charts = charts;
        this.entries = entries;
    }

    /** That are not cancelled, the newest first. */
    List<Visit> all(Grant grant) {
        return charts.visits(grant).stream()
                .filter(v -> v.status() != EncounterStatus.CANCELLED)
                .toList();
    }

    /**
     * One of them.
     *
     * @throws Refusal NOT_FOUND, traced, when the chart does not show it; NOT_APPLICABLE for a cancelled one
     */
    Visit visit(Grant grant, UUID encounterId) {
        Visit visit = entries.visit(charts, grant, encounterId);
        if (visit.status() == EncounterStatus.CANCELLED) {
            throw new Refusal(Code.NOT_APPLICABLE, "a cancelled visit takes no medicines", "/encounterId");
        }
        return visit;
    }

    static VisitRow locked(Transaction t, Grant grant, Visit visit, Right right) {
        return Entries.locked(
                t, grant, visit, right, () -> new Refusal(Code.CONFLICT, "the record takes no medicines in its state"));
    }
}
