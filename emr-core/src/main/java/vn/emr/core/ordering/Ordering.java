package vn.emr.core.ordering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * Orders that a doctor places or cancels in this record, with number, trace and history like everything else. What was
 * committed goes to its destination by the outgoing queue; a screen never waits for the laboratory.
 */
@ApplicationScoped
public class Ordering {
    private static final String DEFAULT_CATEGORY = "LAB";

    /** A placed order under the number the laboratory will see. */
    public record Placed(UUID id, int version, String placerNumber, Status status) {}

    private record Destination(UUID id, String name) {}

    private final Database database;
    private final RecordStore records;
    private final Sources sources;
    private final EgressGate gate;
    private final Access access;
    private final Clock clock;

    @Inject
    public Ordering(
            Database database, RecordStore records, Sources sources, EgressGate gate, Access access, Clock clock) {
        this.database = database;
        this.records = records;
        this.sources = sources;
        this.gate = gate;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Places an order.
     *
     * @throws Refusal FORBIDDEN for a department the caller does not belong to (traced); MALFORMED_FIELD or
     *     REQUIRED_FIELD_MISSING with pointers; NOT_APPLICABLE when no system takes orders of this hospital, or
     *     the one that does is sent data of people who agree only, and the patient does not
     */
    public Placed place(Caller caller, Grant grant, OrderRequest asked) {
        OrderRequest what = OrderRequest.checked(asked);
        if (!caller.departments(Right.ORDER_WRITE).contains(what.departmentId())) {
            throw access.refuse(caller, grant, "DEPARTMENT", what.departmentId());
        }
        access.allow(grant, Right.ORDER_WRITE, null);
        return database.inTransaction(t -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            ServiceOrder order = order(t, caller, grant, what, now);
            records.commit(t, grant.tenantId(), List.of(change(caller, "order placed", now, order)));
            return placed(order);
        });
    }

    /**
     * Cancels an order that was placed here and is not finished.
     *
     * @param version the version the person saw
     * @throws Refusal NOT_FOUND, CONFLICT when it changed or ended meanwhile, NOT_APPLICABLE for orders of other systems
     */
    public Placed cancel(Caller caller, Grant grant, UUID orderId, int version, String reason) {
        String why = OrderRequest.line(reason, "/reason", true);
        access.order(grant, orderId);
        return database.inTransaction(t -> {
            ServiceOrder order = current(t, grant, orderId);
            if (order.performerId() == null) {
                throw new Refusal(Code.NOT_APPLICABLE, "this order was placed in another system; cancel it there");
            }
            if (order.version() != version || order.status().ended()) {
                throw new Refusal(Code.CONFLICT, "the order changed meanwhile");
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            ServiceOrder next = order.as(
                    Status.CANCELLED,
                    why,
                    order.version() + 1,
                    new Provenance(null, caller.displayName(t), null, now, now));
            records.commit(t, grant.tenantId(), List.of(change(caller, "order cancelled", now, next)));
            return placed(next);
        });
    }

    private static Placed placed(ServiceOrder o) {
        return new Placed(o.id(), o.version(), o.placerNumber(), o.status());
    }

    private static ChangeSet change(Caller caller, String why, Instant now, ServiceOrder order) {
        return new ChangeSet(caller.actor(), now, why, null, null, List.of(order));
    }

    private ServiceOrder order(Transaction t, Caller caller, Grant grant, OrderRequest what, Instant now) {
        String doctor = caller.displayName(t);
        Destination destination = destination(t, caller, what);
        mustBeAllowed(grant, destination);
        OrderDetails details = new OrderDetails(
                now,
                now,
                ServiceOrder.OUR_SYSTEM,
                null,
                null,
                null,
                what.priority(),
                what.requestedFor() == null ? null : TimePoint.at(what.requestedFor()),
                what.reason() == null ? null : new Coded(null, "", what.reason()),
                what.clinicalInfo(),
                what.specimen() == null ? null : new Coded(null, "", what.specimen()),
                List.of(),
                what.note() == null ? List.of() : List.of(what.note()),
                null);
        return new ServiceOrder(
                Ids.next(),
                1,
                grant.patientId(),
                visit(t, grant, what.departmentId()),
                null,
                destination.id(),
                number(t),
                null,
                null,
                what.category() == null ? DEFAULT_CATEGORY : what.category(),
                new Coded(what.code(), what.code() == null ? "" : what.codeSystem(), what.text()),
                Status.REQUESTED,
                TimePoint.at(now),
                doctor,
                departmentCode(t, what.departmentId()),
                details,
                new Provenance(null, doctor, null, now, now));
    }

    /** Said before the order is placed: one that the gate keeps back would wait for an answer that never comes. */
    private void mustBeAllowed(Grant grant, Destination destination) {
        Source performer = sources.byId(destination.id())
                .orElseThrow(() -> new Refusal(Code.NOT_APPLICABLE, "no system takes orders of this hospital"));
        if (!gate.agreed(performer, EgressGate.Way.ORDERS, grant.patientId())) {
            throw new Refusal(Code.NOT_APPLICABLE, "the patient has not agreed to data going to this system");
        }
    }

    private static String number(Transaction t) {
        return t.first("select 'E' || lpad(nextval('order_number')::text, 8, '0') as number", r -> r.text("number"))
                .orElseThrow();
    }

    private static String departmentCode(Transaction t, UUID department) {
        return t.first("select code from department where id = ?", r -> r.text("code"), department)
                .orElseThrow();
    }

    /** The patient's open visit in the ordering department, else the newest there. */
    private static UUID visit(Transaction t, Grant grant, UUID department) {
        return t.first("""
                        select e.encounter_id
                        from encounter e
                        join department_stay s on s.tenant_id = e.tenant_id and s.patient_id = e.patient_id
                                              and s.encounter_id = e.encounter_id
                        where e.tenant_id = ? and e.patient_id = ? and s.department_id = ? and not s.cancelled
                          and e.status <> 'CANCELLED'
                          and not exists (select 1 from visit_link l
                                          where l.tenant_id = e.tenant_id and l.encounter_id = e.encounter_id and l.active)
                        order by (s.end_from is null) desc, s.start_from desc nulls last
                        limit 1
                        """, r -> r.uuid("encounter_id"), grant.tenantId(), grant.patientId(), department)
                .orElse(null);
    }

    /** The one that was named, else the only one that takes orders of the department's facility. */
    private static Destination destination(Transaction t, Caller caller, OrderRequest what) {
        List<Destination> all = t.query(
                """
                select s.id, s.name from source s join department d on d.id = ?
                where s.tenant_id = ? and s.enabled and s.address ~ '^mllps?://'
                  and (s.facility_id is null or s.facility_id = d.facility_id)
                order by s.name, s.id
                """, r -> new Destination(r.uuid("id"), r.text("name")), what.departmentId(), caller.tenantId());
        if (all.isEmpty()) {
            throw new Refusal(Code.NOT_APPLICABLE, "no system takes orders of this hospital");
        }
        if (what.destinationId() == null && all.size() > 1) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "several systems take orders", "/destinationId");
        }
        return all.stream()
                .filter(d -> what.destinationId() == null || d.id().equals(what.destinationId()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Code.MALFORMED_FIELD, "no such system", "/destinationId"));
    }

    private static ServiceOrder current(Transaction t, Grant grant, UUID orderId) {
        return t.first(
                        """
                        select r.content from service_order o
                        join revision r on r.tenant_id = o.tenant_id and r.patient_id = o.patient_id
                                       and r.noun_id = o.order_id and r.version = o.version
                                       and r.committed_at = o.revised_at
                        where o.tenant_id = ? and o.patient_id = any (?) and o.order_id = ?
                        """,
                        r -> (ServiceOrder) Content.read(NounKind.SERVICE_ORDER, r.text("content")),
                        grant.tenantId(),
                        grant.filedUnder(),
                        orderId)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such order"));
    }
}
