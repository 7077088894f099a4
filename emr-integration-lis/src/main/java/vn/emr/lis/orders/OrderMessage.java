package vn.emr.lis.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.PatientNumbers;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;
import vn.emr.core.record.OrderNumber;

/**
 * One walk over the segments of an order message, in the order sent. An ORC begins an order; an OBR joins it, or begins
 * one of its own when its number differs. In O33 and O35 the specimen stands before its orders, elsewhere after.
 */
final class OrderMessage {
    private static final Set<String> SPECIMEN_FIRST = Set.of("O33", "O35");

    private final Hl7Message message;
    private final Source source;
    private final Remarks remarks = new Remarks();
    private final Moments moments;
    private final PatientNumbers numbers;
    private final boolean specimenFirst;
    private final List<Notice> notices = new ArrayList<>();

    private Segment pid;
    private Segment pv1;
    private Segment specimen;
    private OrderNumber replaced;
    private PlacedOrder order;

    OrderMessage(Hl7Message message, Source source, Instant receivedAt) {
        this.message = message;
        this.source = source;
        this.moments = new Moments(message, source.zoneId(), receivedAt, remarks);
        this.numbers = new PatientNumbers(source, remarks);
        this.specimenFirst = SPECIMEN_FIRST.contains(message.header().trigger());
    }

    Reading reading() {
        message.segments().forEach(this::take);
        finish();
        if (notices.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "The message has no order (ORC or OBR).", "ORC");
        }
        return new Reading(List.copyOf(notices), 0, remarks.all());
    }

    private void take(Segment s) {
        switch (s.name()) {
            case "PID" -> {
                finish();
                pid = s;
                pv1 = null;
                specimen = null;
            }
            case "PV1" -> pv1 = s;
            case "ORC" -> {
                finish();
                order = begin(s);
            }
            case "OBR", "RXO", "ODS", "RQD" -> service(s);
            case "SPM" -> specimen(s);
            case "TQ1", "NTE", "OBX", "DG1", "IPC" -> {
                if (order != null) {
                    order.more(s);
                }
            }
            default -> {
                // Other segments stay in the kept bytes.
            }
        }
    }

    private PlacedOrder begin(Segment orc) {
        PlacedOrder next = new PlacedOrder(message.header().type(), source, moments, remarks, orc);
        if (specimenFirst && specimen != null) {
            next.more(specimen);
        }
        return next;
    }

    private void service(Segment s) {
        if (order == null) {
            order = begin(null);
        } else if (!order.takes(s)) {
            Segment orc = order.control();
            finish();
            order = begin(orc);
        }
        order.service(s);
    }

    private void specimen(Segment s) {
        if (specimenFirst || order == null) {
            finish();
            specimen = s;
        } else {
            order.more(s);
        }
    }

    private void finish() {
        if (order == null) {
            return;
        }
        notices.add(order.stated(numbers.of(pid), PatientNumbers.visitNumber(pid, pv1), pv1, replaced));
        replaced = order.isReplaced() ? order.number() : null;
        order = null;
    }
}
