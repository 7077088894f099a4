package vn.emr.core.form;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.Kept;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationOrder.Details;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.store.Transaction;

/** What is ordered in a visit and holds now, in words, as treatment sheets and handovers take it. */
final class KnownOrders {
    private static final Kept<MedicationOrder> MEDICINES =
            Kept.ofVisits(NounKind.MEDICATION_ORDER, MedicationOrder.class, "medication_order", "order_id");
    private static final Kept<ServiceOrder> SERVICES =
            Kept.ofVisits(NounKind.SERVICE_ORDER, ServiceOrder.class, "service_order", "order_id");

    private KnownOrders() {}

    /** What is known at {@code medication.current}, {@code order.open}, or at {@code order.current}: both. */
    static List<Fact> facts(Transaction t, Grant grant, UUID encounterId, Instant now, String path) {
        Stream<Fact> medicines = path.equals("order.open") ? Stream.of() : medicines(t, grant, encounterId, now, path);
        Stream<Fact> services = path.equals("medication.current") ? Stream.of() : services(t, grant, encounterId, path);
        return Stream.concat(medicines, services).toList();
    }

    /** A system tells the medicines of each day anew: of these only today's hold. */
    private static Stream<Fact> medicines(Transaction t, Grant grant, UUID encounterId, Instant now, String path) {
        return MEDICINES.found(t, grant, """
                        and n.encounter_id = ? and n.status = 'ACTIVE'
                        order by n.source_id is not null, n.order_id
                        limit 200
                        """, encounterId).stream()
                .filter(order -> holds(order, now))
                .map(order -> Fact.words(words(grant.tells(encounterId), order.details()))
                        .by(path, order));
    }

    private static boolean holds(MedicationOrder order, Instant now) {
        Details d = order.details();
        if (order.ofPerson()) {
            return d.plan().until() == null || d.plan().until().isAfter(now);
        }
        return d.ordered() != null && day(d.ordered().from()).equals(day(now));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Forms.ZONE);
    }

    private static String words(boolean explained, Details d) {
        Details told = explained ? d : d.unexplained();
        return Stream.of(
                        told.medicine() == null ? null : told.medicine().shown(),
                        told.strength(),
                        told.dose(),
                        told.route() == null ? null : told.route().shown(),
                        told.instructions())
                .filter(word -> word != null && !word.isBlank())
                .collect(Collectors.joining("; "));
    }

    private static Stream<Fact> services(Transaction t, Grant grant, UUID encounterId, String path) {
        return SERVICES.found(t, grant, """
                        and n.encounter_id = ? and n.status in ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD')
                        order by n.order_id
                        limit 200
                        """, encounterId).stream()
                .filter(order -> order.code() != null)
                .map(order -> Fact.words(order.code().shown()).by(path, order));
    }
}
