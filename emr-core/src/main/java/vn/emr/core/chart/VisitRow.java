package vn.emr.core.chart;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sex;
import vn.emr.core.store.Transaction;

/**
 * The visit under which what people say of it is kept: of several tellings of one visit that with the folder that stands for it.
 *
 * @param all tellings of the visit
 * @param end null: it goes on
 */
public record VisitRow(UUID id, UUID patientId, UUID[] all, Instant end, State state, Sex sex) {
    private static final String ROW = """
            select e.encounter_id, e.patient_id, record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) as state, p.sex
            from encounter e
            join patient p on p.tenant_id = e.tenant_id and p.patient_id = ?
            left join record_folder f on f.tenant_id = e.tenant_id and f.patient_id = e.patient_id
                                     and f.encounter_id = e.encounter_id and f.folder_id = ?
            where e.tenant_id = ? and e.patient_id = any (?) and e.encounter_id = any (?)
            order by f.folder_id is null, e.encounter_id <> ?
            limit 1
            """;

    /** As it stands once nobody else writes about these people: neither its state nor what is said of it changes until the end. */
    public static Optional<VisitRow> locked(Transaction t, Grant grant, Visit visit) {
        t.query(
                "select patient_id from patient where tenant_id = ? and patient_id = any (?) order by patient_id for no key update",
                row -> row,
                grant.tenantId(),
                grant.filedUnder());
        UUID[] all =
                Stream.concat(Stream.of(visit.id()), visit.otherIds().stream()).toArray(UUID[]::new);
        return t.first(
                ROW,
                row -> new VisitRow(
                        row.uuid("encounter_id"),
                        row.uuid("patient_id"),
                        all,
                        visit.end() == null ? null : visit.end().from(),
                        State.valueOf(row.text("state")),
                        Sex.valueOf(row.text("sex"))),
                grant.patientId(),
                visit.folder() == null ? null : visit.folder().id(),
                grant.tenantId(),
                grant.filedUnder(),
                all,
                visit.id());
    }
}
