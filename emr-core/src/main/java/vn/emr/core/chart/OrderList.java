package vn.emr.core.chart;

import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.store.Transaction;

/** The orders of a chart, newest first. */
public final class OrderList {
    private static final int MOST = 200;

    private OrderList() {}

    public record Order(
            UUID id,
            String code,
            String text,
            String category,
            ServiceOrder.Status status,
            When ordered,
            String requester,
            String placerNumber,
            String fillerNumber,
            Origin origin) {}

    private static final String ORDERS = """
            select o.order_id, o.code, o.code_text, o.category, o.status, o.placer_number, o.filler_number,
                   r.content->>'ordered' as ordered, r.content->>'requester' as requester, r.content->>'origin' as origin
            from service_order o
            join revision r on r.tenant_id = o.tenant_id and r.patient_id = o.patient_id and r.noun_id = o.order_id
                           and r.version = o.version and r.committed_at = o.revised_at
            where o.tenant_id = ? and o.patient_id = any (?)
            order by coalesce(o.ordered_from, o.revised_at) desc, o.order_id desc
            limit ?
            """;

    static List<Order> read(Transaction t, Grant grant) {
        return t.query(
                ORDERS,
                row -> new Order(
                        row.uuid("order_id"),
                        row.text("code"),
                        row.text("code_text"),
                        row.text("category"),
                        ServiceOrder.Status.valueOf(row.text("status")),
                        Parts.when(row.text("ordered")),
                        row.text("requester"),
                        row.text("placer_number"),
                        row.text("filler_number"),
                        Parts.origin(row.text("origin"))),
                grant.tenantId(),
                grant.people(),
                MOST);
    }
}
