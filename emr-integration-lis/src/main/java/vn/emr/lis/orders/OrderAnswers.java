package vn.emr.lis.orders;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.emr.core.audit.Digest;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.ServiceOrder.Status;

/**
 * What a destination answered (ORL, ORR, or a plain ACK), read into what became of the order and kept like every other
 * message. An answer has no answer.
 */
final class OrderAnswers {
    /** Name of the format with kept messages. */
    static final String FORMAT = "hl7v2-answer";

    private static final int LONGEST_REASON = 500;

    private final Clock clock;

    OrderAnswers(Clock clock) {
        this.clock = clock;
    }

    /** MSA-1: AA, AE or AR; CA, CE and CR of enhanced mode mean the same to a sender. */
    static String verdict(Hl7Message answer) {
        return answer.first("MSA")
                .map(msa -> msa.value(1).strip().toUpperCase(Locale.ROOT))
                .orElse("")
                .replace('C', 'A');
    }

    /** Why it was not taken: ERR-8, ERR-7, MSA-3 or ORC-16; null when nothing was said. */
    static String reason(Hl7Message message) {
        Segment err = message.first("ERR").orElse(null);
        Segment msa = message.first("MSA").orElse(null);
        Segment orc = message.first("ORC").orElse(null);
        List<String> said = new ArrayList<>();
        said.add(err == null ? null : DataTypes.text(err, 8));
        said.add(err == null ? null : DataTypes.text(err, 7));
        said.add(msa == null ? null : DataTypes.text(msa, 3));
        said.add(
                orc == null || DataTypes.coded(orc, 16) == null
                        ? null
                        : DataTypes.coded(orc, 16).shown());
        return said.stream()
                .filter(java.util.Objects::nonNull)
                .map(text -> text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON))
                .findFirst()
                .orElse(null);
    }

    /** The answer to one message of ours as a delivery of its destination. */
    Delivery delivery(Source destination, Outgoing.Message asked, byte[] answer) {
        Hl7Message message = Hl7Text.read(answer, null);
        Remarks remarks = new Remarks();
        List<Notice> notices = notices(message, destination, asked, remarks);
        Reading reading = new Reading(notices, 0, remarks.all());
        String type = message.header().type() + "^" + message.header().trigger();
        return new Delivery(
                destination.door,
                destination.address,
                FORMAT,
                destination,
                type,
                asked.controlId(),
                Digest.sha256().digest(answer),
                answer,
                message.charset().rule().name(),
                reading,
                null,
                outcome -> new byte[0]);
    }

    private List<Notice> notices(Hl7Message message, Source destination, Outgoing.Message asked, Remarks remarks) {
        Moments moments = new Moments(message, destination.zoneId(), clock.instant(), remarks);
        boolean accepted = verdict(message).equals("AA");
        String reason = accepted ? null : reason(message);
        for (Segment orc : message.segments("ORC")) {
            if (orc.value(2).strip().equals(asked.orderNumber())) {
                String control = orc.value(1).strip().toUpperCase(Locale.ROOT);
                Status told = OrderStates.of(
                        control.isEmpty() ? "OK" : control, orc.value(5).strip().toUpperCase(Locale.ROOT), remarks);
                return List.of(stated(asked, moments.sent(), orc, accepted ? told : refused(asked), reason));
            }
        }
        return List.of(stated(asked, moments.sent(), null, accepted ? granted(asked) : refused(asked), reason));
    }

    private static Status granted(Outgoing.Message asked) {
        return asked.control().equals("NW") ? Status.ACCEPTED : null;
    }

    /** A cancellation that was refused leaves the order as the laboratory sees it. */
    private static Status refused(Outgoing.Message asked) {
        return asked.control().equals("NW") ? Status.REJECTED : null;
    }

    private static OrderStated stated(Outgoing.Message asked, Instant at, Segment orc, Status status, String reason) {
        String filler = orc == null ? null : DataTypes.text(orc, 3);
        String fillerSystem =
                orc == null ? null : DataTypes.nothing(orc.component(3, 2).strip());
        OrderDetails details = new OrderDetails(
                Instant.EPOCH, at, null, fillerSystem, null, null, null, null, null, null, null, null, null, reason);
        return new OrderStated(
                new PatientRef(List.of()),
                at,
                null,
                asked.orderNumber(),
                filler,
                null,
                null,
                null,
                status,
                null,
                null,
                null,
                details);
    }
}
