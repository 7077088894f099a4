package vn.emr.core.signing;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.access.Right;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * One signature that is waited for, as a chart shows it.
 *
 * @param entryId null: of the whole sheet
 * @param accountId only theirs; null: of whoever may sign so
 * @param early somebody signs before
 * @param others so many more are waited for, without those that a record is complete without
 */
record Awaiting(
        UUID sheetId,
        UUID entryId,
        int version,
        int place,
        String role,
        String form,
        UUID accountId,
        UUID folderId,
        UUID facilityId,
        UUID encounterId,
        UUID patientId,
        State state,
        boolean early,
        int others) {

    private static final String OF_CHART = """
            select w.sheet_id, case when w.entry then w.thing_id end as entry_id, w.version, w.place, w.role, s.form, w.account_id, w.folder_id,
                   f.facility_id, s.encounter_id, s.patient_id, f.state,
                   exists (select 1 from signature_awaited e where e.tenant_id = w.tenant_id and e.thing_id = w.thing_id
                             and e.step < w.step and not e.optional) as early,
                   (select count(*) from signature_awaited e where e.tenant_id = w.tenant_id and e.thing_id = w.thing_id
                      and e.place <> w.place and not e.optional)::int as others
            from signature_awaited w
            join sheet s on s.tenant_id = w.tenant_id and s.sheet_id = w.sheet_id
            join record_folder f on f.tenant_id = s.tenant_id and f.patient_id = s.patient_id and f.folder_id = s.folder_id
            where w.tenant_id = ? and %s and w.thing_id = ? and w.place = ?
            """.formatted(InChart.row("s", "s.sheet_id"));

    /** The one that waits there. */
    static Optional<Awaiting> find(Transaction t, Grant grant, UUID thing, int place) {
        return t.first(
                OF_CHART,
                Awaiting::of,
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                thing,
                place);
    }

    private static Awaiting of(Row row) {
        return new Awaiting(
                row.uuid("sheet_id"),
                row.uuid("entry_id"),
                row.integer("version"),
                row.integer("place"),
                row.text("role"),
                row.text("form"),
                row.uuid("account_id"),
                row.uuid("folder_id"),
                row.uuid("facility_id"),
                row.uuid("encounter_id"),
                row.uuid("patient_id"),
                State.valueOf(row.text("state")),
                row.bool("early"),
                row.integer("others"));
    }

    UUID thing() {
        return entryId == null ? sheetId : entryId;
    }

    Right right() {
        return SigningPlace.right(role);
    }
}
