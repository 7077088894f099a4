package vn.emr.lis.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Coded;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.OrderNumber;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.record.TimePoint;

/** One order: an ORC, what it orders, and what follows, gathered while the message is walked. */
final class PlacedOrder {
    /** Control codes whose ORC-16 says why an order was stopped; elsewhere it says why it was placed. */
    private static final Set<Status> STOPPED =
            Set.of(Status.CANCELLED, Status.DISCONTINUED, Status.ON_HOLD, Status.REJECTED, Status.REPLACED);

    private final String type;
    private final Source source;
    private final Moments moments;
    private final Remarks remarks;
    private final Segment orc;
    private final List<Coded> tests = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Segment service;
    private Segment timing;
    private Segment specimen;
    private Segment imaging;
    private Coded diagnosis;
    private Status status;

    /** @param orc null when an OBR stands alone */
    PlacedOrder(String type, Source source, Moments moments, Remarks remarks, Segment orc) {
        this.type = type;
        this.source = source;
        this.moments = moments;
        this.remarks = remarks;
        this.orc = orc;
    }

    Segment control() {
        return orc;
    }

    /** A further OBR is a test of the same order when it has no number of its own or the same. */
    boolean takes(Segment next) {
        return service == null
                || next.name().equals(service.name())
                        && sameNumber(next.value(2), service.value(2))
                        && sameNumber(next.value(3), service.value(3));
    }

    private static boolean sameNumber(String next, String first) {
        return next.isBlank() || next.strip().equals(first.strip());
    }

    void service(Segment s) {
        if (service == null) {
            service = s;
            return;
        }
        Coded test = DataTypes.coded(s, 4);
        if (test != null) {
            tests.add(test);
        }
    }

    void more(Segment s) {
        switch (s.name()) {
            case "TQ1" -> timing = timing == null ? s : timing;
            case "SPM" -> specimen(s);
            case "IPC" -> imaging = imaging == null ? s : imaging;
            case "DG1" -> diagnosis = diagnosis == null ? DataTypes.coded(s, 3) : diagnosis;
            case "NTE" -> note(s.repetitions(3).stream().map(Repetition::text).collect(Collectors.joining("\n")));
            case "OBX" -> note(question(s));
            default -> throw new IllegalArgumentException(s.name());
        }
    }

    private void specimen(Segment s) {
        if (specimen == null) {
            specimen = s;
            return;
        }
        Coded another = DataTypes.coded(s, 4);
        if (another != null) {
            note("Bệnh phẩm: " + another.shown());
        }
    }

    private void note(String text) {
        if (!text.isBlank()) {
            notes.add(text.strip());
        }
    }

    /** A question asked at order entry with its answer (OBX of an order is no result). */
    private static String question(Segment obx) {
        Coded asked = DataTypes.coded(obx, 3);
        String answers = obx.repetitions(5).stream()
                .map(r -> r.component(2).isBlank() ? r.value() : r.component(2))
                .map(String::strip)
                .filter(a -> !a.isEmpty())
                .collect(Collectors.joining(", "));
        String unit = obx.value(6).strip();
        if (asked == null || answers.isEmpty()) {
            return "";
        }
        return asked.shown() + ": " + answers + (unit.isEmpty() ? "" : " " + unit);
    }

    boolean isReplaced() {
        return status == Status.REPLACED;
    }

    OrderNumber number() {
        return fields().number(2);
    }

    private OrderFields fields() {
        return new OrderFields(orc, service, timing, moments, source);
    }

    /** @param replaced the order whose replacement this is, when the one before it was replaced */
    OrderStated stated(PatientRef who, String visitNumber, Segment pv1, OrderNumber replaced) {
        String control = orc == null ? "" : orc.value(1).strip().toUpperCase(Locale.ROOT);
        status = OrderStates.of(control, orc == null ? "" : orc.value(5).strip().toUpperCase(Locale.ROOT), remarks);
        OrderFields fields = fields();
        TimePoint transaction = fields.time(orc, 9);
        Instant stated = moments.stated(transaction, "ORC-9");
        OrderNumber filler = fields.number(3);
        OrderNumber placer = placer(filler);
        Coded why = orc == null ? null : DataTypes.coded(orc, 16);
        boolean stopped = status != null && STOPPED.contains(status);
        OrderDetails details = new OrderDetails(
                OrderStates.describes(control) ? stated : Instant.EPOCH,
                stated,
                placer == null ? null : DataTypes.nothing(placer.system()),
                filler == null ? null : DataTypes.nothing(filler.system()),
                OrderFields.entity(orc, 4),
                control.equals("RO") && replaced != null ? replaced : fields.parent(),
                fields.priority(),
                fields.requestedFor(),
                reason(stopped ? null : why),
                fields.isRequest() ? DataTypes.text(service, 13) : null,
                specimenType(),
                tests,
                notes,
                stopped && why != null ? why.shown() : null);
        return new OrderStated(
                who,
                stated,
                visitNumber,
                placer == null ? null : placer.value(),
                filler == null ? null : filler.value(),
                accession(),
                category(),
                code(),
                status,
                OrderStates.places(control) ? firstOf(transaction, fields.time(orc, 15)) : null,
                requester(),
                department(pv1),
                details);
    }

    /** An order that has no number of its own is known by its group and what is ordered. */
    private OrderNumber placer(OrderNumber filler) {
        OrderNumber placer = fields().number(2);
        if (placer != null || filler != null) {
            return placer;
        }
        OrderNumber group = OrderFields.entity(orc, 4);
        if (group == null || code() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "An order has no number (ORC-2, ORC-3).", "ORC-2");
        }
        remarks.add("an order has no number of its own; it is known by its group (ORC-4) and test (OBR-4)");
        String test = code().code() == null ? code().text() : code().code();
        return new OrderNumber(group.value() + "|" + test, group.system());
    }

    private Coded reason(Coded control) {
        Coded reason = fields().isRequest() ? DataTypes.coded(service, 31) : null;
        return firstOf(firstOf(reason, control), diagnosis);
    }

    /** SPM-4, else OBR-15 as before version 2.5. */
    private Coded specimenType() {
        if (specimen != null) {
            return DataTypes.coded(specimen, 4);
        }
        return !fields().isRequest()
                ? null
                : service.repetitions(15).stream()
                        .findFirst()
                        .map(r -> DataTypes.codedInside(r, 1))
                        .orElse(null);
    }

    /** OBR-4, or what a drug, diet or supply order names first. */
    private Coded code() {
        return service == null
                ? null
                : DataTypes.coded(
                        service, fields().isRequest() ? 4 : service.name().equals("RXO") ? 1 : 3);
    }

    /** OBR-24 as sent, else by the kind of message. */
    private String category() {
        String sent = fields().isRequest() ? DataTypes.text(service, 24) : null;
        if (sent != null) {
            return sent;
        }
        if (service != null && !fields().isRequest()) {
            return service.name().equals("RXO") ? "RX" : service.name();
        }
        return switch (type) {
            case "OML" -> "LAB";
            case "OMI" -> "RAD";
            default -> null;
        };
    }

    /** IPC-1; before it, the accession number of imaging stands in OBR-18 (IHE RAD-4). */
    private String accession() {
        if (imaging != null) {
            return DataTypes.text(imaging, 1);
        }
        return fields().isRequest()
                        && Set.of("RAD", "RUS", "CT", "NMR", "XRC", "US").contains(category() == null ? "" : category())
                ? DataTypes.text(service, 18)
                : null;
    }

    /** ORC-12, else OBR-16. */
    private String requester() {
        String orderedBy = orc == null ? null : DataTypes.person(orc, 12);
        return orderedBy != null || !fields().isRequest() ? orderedBy : DataTypes.person(service, 16);
    }

    /** ORC-17, else where the patient lies (PV1-3). */
    private String department(Segment pv1) {
        String entering = orc == null ? null : DataTypes.text(orc, 17);
        return entering != null || pv1 == null ? entering : DataTypes.text(pv1, 3);
    }

    private static <T> T firstOf(T a, T b) {
        return a != null ? a : b;
    }
}
