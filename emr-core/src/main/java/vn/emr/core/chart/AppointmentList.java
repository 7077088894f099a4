package vn.emr.core.chart;

import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** The appointments of a chart, newest first; those made by mistake are not shown. */
public final class AppointmentList {
    private static final int MOST = 300;

    private AppointmentList() {}

    public record Booked(
            UUID id,
            Appointment.Status status,
            When start,
            When end,
            String service,
            String reason,
            String department,
            String room,
            String practitioner,
            List<String> notes,
            Origin origin) {}

    private static final String APPOINTMENTS = """
            select r.content::text as content, a.source_id
            from appointment a
            join revision r on r.tenant_id = a.tenant_id and r.patient_id = a.patient_id and r.noun_id = a.appointment_id
                           and r.version = a.version and r.committed_at = a.revised_at
            where a.tenant_id = ? and %s and a.status <> 'ENTERED_IN_ERROR'
            order by coalesce(a.start_from, a.revised_at) desc, a.appointment_id desc
            limit ?
            """.formatted(InChart.row("a", "a.appointment_id"));

    static List<Booked> read(Transaction t, Grant grant, DepartmentNames departments) {
        return t.query(
                APPOINTMENTS,
                row -> booked(grant, row, departments),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST);
    }

    private static Booked booked(Grant grant, Row row, DepartmentNames departments) {
        Appointment a = (Appointment) Content.read(NounKind.APPOINTMENT, row.text("content"));
        Appointment.Details d = a.details();
        String department = departments.coded(
                row.uuid("source_id"), d.departmentCode(), d.start(), a.origin().recorded());
        return new Booked(
                a.id(),
                d.status(),
                When.of(d.start()),
                When.of(d.end()),
                d.service() == null ? null : d.service().shown(),
                grant.tells(a.encounterId()) ? d.reason() : null,
                department == null ? d.departmentCode() : department,
                d.room(),
                d.practitioner(),
                d.notes(),
                Origin.of(a.origin()));
    }
}
