package vn.emr.core.intake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.store.Lookup;
import vn.emr.core.store.WorkingSet.Draft;

/**
 * What a statement about an order changes, whatever the order of arrival: the newest state stands, the newest description
 * stands, and an older one only fills what was left open. What was only requested or accepted gives way to what is being
 * done, whatever the clocks of placer and filler say; at the same time an end is not taken back.
 * Results that came before their order are linked to it now.
 */
final class OrderRule {
    private OrderRule() {}

    static void apply(Judging judging, OrderStated n) {
        if (n.placerNumber() == null && n.fillerNumber() == null) {
            throw AtFault.ORDER_NUMBER.refused(
                    Code.REQUIRED_FIELD_MISSING, "an order needs its placer's or its filler's number");
        }
        boolean answer = n.who().identifiers().isEmpty() && n.placerNumber() != null;
        Optional<ServiceOrder> known = answer ? ofOurs(judging, n) : Optional.empty();
        UUID patientId = known.map(ServiceOrder::patientId).orElseGet(() -> Matching.require(judging.draft(), n.who()));
        if (!answer) {
            known = find(judging.draft(), patientId, n);
        }
        ServiceOrder next = known.isPresent() ? changed(judging, known.get(), n) : fresh(judging, patientId, n);
        if (known.isPresent() && known.get().equals(next)) {
            judging.remark("nothing new about this order");
            return;
        }
        judging.draft().put(next);
        if (known.isEmpty()
                || !Objects.equals(known.get().placerNumber(), next.placerNumber())
                || !Objects.equals(known.get().fillerNumber(), next.fillerNumber())) {
            linkReports(judging.draft(), next);
        }
    }

    /** An answer names no patient; only the system that an order went to may speak of it so. */
    private static Optional<ServiceOrder> ofOurs(Judging judging, OrderStated n) {
        return judging.draft().find(Lookup.ordered(n.placerNumber())).stream()
                .map(ServiceOrder.class::cast)
                .filter(o -> judging.source().id.equals(o.performerId()))
                .findFirst();
    }

    private static Optional<ServiceOrder> find(Draft draft, UUID patientId, OrderStated n) {
        OrderDetails said = said(n);
        if (n.placerNumber() != null) {
            Optional<ServiceOrder> placed = draft.find(Lookup.placer(patientId, n.placerNumber())).stream()
                    .map(ServiceOrder.class::cast)
                    .filter(o -> o.placedAs(n.placerNumber(), said.placerSystem()))
                    .findFirst();
            if (placed.isPresent() || n.fillerNumber() == null) {
                return placed;
            }
        }
        // One number of the laboratory may cover several orders: a different placer's number is another order.
        return draft.find(Lookup.filler(patientId, n.fillerNumber())).stream()
                .map(ServiceOrder.class::cast)
                .filter(o -> o.filledAs(n.fillerNumber(), said.fillerSystem()))
                .filter(o -> o.placerNumber() == null || n.placerNumber() == null)
                .findFirst();
    }

    private static OrderDetails said(OrderStated n) {
        return n.details() == null ? OrderDetails.ofState(n.stated()) : n.details();
    }

    private static ServiceOrder fresh(Judging judging, UUID patientId, OrderStated n) {
        return new ServiceOrder(
                Ids.next(),
                1,
                patientId,
                VisitRule.encounterOf(judging, patientId, n.visitNumber()),
                judging.source().id,
                null,
                n.placerNumber(),
                n.fillerNumber(),
                n.accession(),
                n.category(),
                n.code(),
                n.status() == null ? Status.REQUESTED : n.status(),
                n.ordered(),
                n.requester(),
                n.departmentCode(),
                said(n),
                judging.origin(n.stated()));
    }

    private static ServiceOrder changed(Judging judging, ServiceOrder known, OrderStated n) {
        OrderDetails said = said(n);
        boolean newer = !said.stated().isBefore(known.details().stated());
        boolean takesState = takesState(known, n);
        Instant newestState = takesState ? n.stated() : known.details().statusStated();
        String reason = takesState ? said.statusReason() : known.details().statusReason();
        boolean latest = !n.stated().isBefore(known.origin().stated());
        UUID encounter = known.encounterId() != null
                ? known.encounterId()
                : VisitRule.encounterOf(judging, known.patientId(), n.visitNumber());
        ServiceOrder next = new ServiceOrder(
                known.id(),
                known.version(),
                known.patientId(),
                encounter,
                known.sourceId(),
                known.performerId(),
                pick(newer, n.placerNumber(), known.placerNumber()),
                pick(newer, n.fillerNumber(), known.fillerNumber()),
                pick(newer, n.accession(), known.accession()),
                pick(newer, n.category(), known.category()),
                pick(newer, n.code(), known.code()),
                takesState ? n.status() : known.status(),
                pick(newer, n.ordered(), known.ordered()),
                pick(newer, n.requester(), known.requester()),
                pick(newer, n.departmentCode(), known.departmentCode()),
                newer
                        ? said.over(known.details(), newestState, reason)
                        : known.details().over(said, newestState, reason),
                known.origin());
        boolean news = judging.newsByTime(known.origin().stated(), n.stated());
        return next.equals(known) && !news
                ? known
                : versioned(next, judging.draft().next(known), latest ? judging.origin(n.stated()) : known.origin());
    }

    private static boolean takesState(ServiceOrder known, OrderStated n) {
        if (n.status() == null || n.status().weight() != known.status().weight()) {
            return n.status() != null && n.status().weight() > known.status().weight();
        }
        Instant before = known.details().statusStated();
        boolean sameTime = n.stated().equals(before);
        return n.stated().isAfter(before)
                || sameTime && (n.status().ended() || !known.status().ended());
    }

    private static ServiceOrder versioned(ServiceOrder o, int version, vn.emr.core.record.Provenance origin) {
        return new ServiceOrder(
                o.id(),
                version,
                o.patientId(),
                o.encounterId(),
                o.sourceId(),
                o.performerId(),
                o.placerNumber(),
                o.fillerNumber(),
                o.accession(),
                o.category(),
                o.code(),
                o.status(),
                o.ordered(),
                o.requester(),
                o.departmentCode(),
                o.details(),
                origin);
    }

    private static void linkReports(Draft draft, ServiceOrder order) {
        Map<UUID, DiagnosticReport> reports = new LinkedHashMap<>();
        if (order.placerNumber() != null) {
            draft.find(Lookup.reportOfPlacer(order.patientId(), order.placerNumber()))
                    .forEach(r -> reports.put(r.id(), (DiagnosticReport) r));
        }
        if (order.fillerNumber() != null) {
            draft.find(Lookup.reportOfFiller(order.patientId(), order.fillerNumber())).stream()
                    .map(DiagnosticReport.class::cast)
                    .filter(r -> r.placerNumber() == null || order.placerNumber() == null)
                    .forEach(r -> reports.put(r.id(), r));
        }
        reports.values().stream()
                .filter(r -> r.orderId() == null)
                .forEach(r -> draft.put(r.ofOrder(order.id(), draft.next(r))));
    }

    private static <T> T pick(boolean newer, T said, T known) {
        return said == null || known != null && !newer ? known : said;
    }
}
