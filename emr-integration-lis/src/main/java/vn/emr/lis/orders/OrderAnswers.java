package vn.emr.lis.orders;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.Digest;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.OrderAnswered;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.OrderReply;
import vn.emr.core.intake.OrderReply.Verdict;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing;
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
                read(message, destination, clock.instant()),
                null,
                outcome -> new byte[0],
                null);
    }

    /**
     * What an answer says, wherever it came.
     *
     * @throws Refusal REQUIRED_FIELD_MISSING when it does not name the message it answers, MALFORMED_FIELD for an MSA-1
     *     that is not in its table
     */
    static Reading read(Hl7Message message, Source destination, Instant receivedAt) {
        Remarks remarks = new Remarks();
        Moments moments = new Moments(message, destination.zoneId(), receivedAt, remarks);
        String asked = message.first("MSA").map(msa -> msa.value(2).strip()).orElse("");
        if (asked.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "An answer names the message it answers in MSA-2.", "MSA-2");
        }
        OrderReply reply = reply(message, remarks);
        Notice notice = new OrderAnswered(new PatientRef(List.of()), moments.sent(), asked, reply);
        return new Reading(List.of(notice), 0, remarks.all());
    }

    /** What it says of the message it answers. */
    static OrderReply reply(Hl7Message message, Remarks remarks) {
        Verdict verdict =
                switch (verdict(message)) {
                    case "AA" -> Verdict.TAKEN;
                    case "AE" -> Verdict.TRY_AGAIN;
                    case "AR" -> Verdict.REFUSED;
                    default -> throw new Refusal(Code.MALFORMED_FIELD, "MSA-1 is not in its table.", "MSA-1");
                };
        List<OrderReply.Order> orders =
                message.segments("ORC").stream().map(orc -> order(orc, remarks)).toList();
        return new OrderReply(verdict, verdict == Verdict.TAKEN ? null : reason(message), orders);
    }

    private static OrderReply.Order order(Segment orc, Remarks remarks) {
        String control = orc.value(1).strip().toUpperCase(Locale.ROOT);
        Status told = OrderStates.of(
                control.isEmpty() ? "OK" : control, orc.value(5).strip().toUpperCase(Locale.ROOT), remarks);
        return new OrderReply.Order(
                DataTypes.text(orc, 2),
                DataTypes.text(orc, 3),
                DataTypes.nothing(orc.component(3, 2).strip()),
                told);
    }
}
