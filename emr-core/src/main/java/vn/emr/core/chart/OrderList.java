package vn.emr.core.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.OrderNumber;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** The orders of a chart with their state and their results, newest first. */
public final class OrderList {
    private static final int MOST = 300;

    private OrderList() {}

    /** Where an order that was placed here stands on its way to who carries it out. */
    public enum Sending {
        /** Waits to be sent, or to be sent again. */
        NOT_SENT,
        /** Cannot go on without a person: {@link vn.emr.core.outbox.Destinations#parked}. */
        STOPPED,
        /** A person decided that it is not sent. */
        GIVEN_UP,
        /** Told and answered. */
        SENT
    }

    /** A report that answers an order. */
    public record Result(UUID reportId, String text, ResultStatus status) {}

    /**
     * @param version to name when it is cancelled
     * @param placedHere ordered in this record; only such an order can be cancelled here
     * @param department its name, where the code is known
     * @param group number that orders made together share
     * @param tests further tests of the same order
     * @param sending null for orders of other systems
     * @param results newest first
     */
    public record Order(
            UUID id,
            int version,
            String code,
            String text,
            String category,
            ServiceOrder.Status status,
            String statusReason,
            When ordered,
            When requestedFor,
            String priority,
            String requester,
            String department,
            String departmentCode,
            String placerNumber,
            String fillerNumber,
            String group,
            String specimen,
            String reason,
            String clinicalInfo,
            List<String> tests,
            List<String> notes,
            boolean placedHere,
            Sending sending,
            List<Result> results,
            Meaning meaning,
            Origin origin) {}

    private record Standing(ServiceOrder order, Sending sending) {}

    private static final String ORDERS = """
            select r.content::text as content,
                   case when told.stopped then 'STOPPED'
                        when c.inbound_id is null and told.version is distinct from o.version then 'NOT_SENT'
                        when told.state = 'WAITING' then 'NOT_SENT'
                        when told.state = 'DISMISSED' then 'GIVEN_UP'
                        when told.state is not null then 'SENT' end as sending
            from service_order o
            join revision r on r.tenant_id = o.tenant_id and r.patient_id = o.patient_id and r.noun_id = o.order_id
                           and r.version = o.version and r.committed_at = o.revised_at
            join record_commit c on c.id = r.commit_id
            cross join lateral (
              select bool_or(g.state = 'PARKED') as stopped, max(g.order_version) as version,
                     (array_agg(g.state order by g.order_version desc))[1] as state
              from outgoing g where g.order_id = o.order_id and g.tenant_id = o.tenant_id) told
            where o.tenant_id = ? and %s
            order by coalesce(o.ordered_from, o.revised_at) desc, o.order_id desc
            limit ?
            """.formatted(InChart.row("o", "o.order_id"));

    private static final String RESULTS = """
            select d.order_id, d.report_id, coalesce(d.code_text, d.code) as text, d.status
            from diagnostic_report d
            where d.tenant_id = ? and %s and d.order_id = any (?)
            order by coalesce(d.issued_from, d.effective_from, d.revised_at) desc, d.report_id desc
            """.formatted(InChart.row("d", "d.report_id"));

    static List<Order> read(Transaction t, Grant grant, DepartmentNames departments, Meant meant) {
        List<Standing> orders = t.query(
                ORDERS,
                row -> new Standing(
                        (ServiceOrder) Content.read(NounKind.SERVICE_ORDER, row.text("content")),
                        row.text("sending") == null ? null : Sending.valueOf(row.text("sending"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST);
        Map<UUID, List<Result>> results = new HashMap<>();
        if (!orders.isEmpty()) {
            t.query(
                    RESULTS,
                    row -> results.computeIfAbsent(row.uuid("order_id"), o -> new ArrayList<>())
                            .add(new Result(
                                    row.uuid("report_id"), row.text("text"), ResultStatus.valueOf(row.text("status")))),
                    grant.tenantId(),
                    grant.filedUnder(),
                    grant.people(),
                    grant.hidden(),
                    orders.stream().map(s -> s.order().id()).toArray(UUID[]::new));
        }
        return orders.stream()
                .map(s -> order(grant, s, results.getOrDefault(s.order().id(), List.of()), departments, meant))
                .toList();
    }

    private static Order order(
            Grant grant, Standing s, List<Result> results, DepartmentNames departments, Meant meant) {
        ServiceOrder o = s.order();
        boolean tells = grant.tells(o.encounterId());
        OrderDetails d = o.details();
        OrderNumber group = d.group();
        return new Order(
                o.id(),
                o.version(),
                o.code() == null ? null : o.code().code(),
                shown(o.code()),
                o.category(),
                o.status(),
                d.statusReason(),
                When.of(o.ordered()),
                When.of(d.requestedFor()),
                d.priority(),
                o.requester(),
                departments.coded(
                        o.sourceId(),
                        o.departmentCode(),
                        o.ordered(),
                        o.origin().recorded()),
                o.departmentCode(),
                o.placerNumber(),
                o.fillerNumber(),
                group == null ? null : group.value(),
                shown(d.specimen()),
                tells ? shown(d.reason()) : null,
                tells ? d.clinicalInfo() : null,
                d.tests().stream().map(Coded::shown).toList(),
                tells ? d.notes() : List.of(),
                o.performerId() != null,
                o.performerId() == null ? null : s.sending(),
                results,
                meant.service(o),
                Origin.of(o.origin()));
    }

    private static String shown(Coded coded) {
        return coded == null ? null : coded.shown();
    }
}
