package vn.emr.core.intake;

import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.intake.Notice.OrderAnswered;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.OrderReply.Verdict;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.store.IntakeStore.Asked;

/**
 * What an answer to a message of ours makes of its order: accepted with the laboratory's number, or rejected with the
 * reason. It is found by the message it names, never by an order number alone, so a late one is not taken for another's.
 */
final class AnswerRule {
    private AnswerRule() {}

    static void apply(Judging judging, OrderAnswered n) {
        Asked asked = judging.draft()
                .asked(judging.source().id, n.asked())
                .orElseThrow(() -> AtFault.ANSWERED_MESSAGE.refused(
                        Code.NOT_APPLICABLE, "MSA-2 names no message that this system was sent"));
        if (n.reply().verdict() == Verdict.TRY_AGAIN) {
            judging.remark("a temporary fault of the receiver; the message is sent again by itself");
            return;
        }
        Optional<OrderReply.Order> order = n.reply().about(asked.orderNumber());
        OrderRule.apply(
                judging,
                new OrderStated(
                        n.who(),
                        n.stated(),
                        null,
                        asked.orderNumber(),
                        order.map(OrderReply.Order::fillerNumber).orElse(null),
                        null,
                        null,
                        null,
                        status(asked, n.reply().verdict(), order),
                        null,
                        null,
                        null,
                        details(n, order)));
    }

    /** A cancellation that was refused leaves the order as the laboratory sees it. */
    private static Status status(Asked asked, Verdict verdict, Optional<OrderReply.Order> order) {
        boolean placing = asked.control().equals("NW");
        if (verdict == Verdict.REFUSED) {
            return placing ? Status.REJECTED : null;
        }
        return order.isPresent() ? order.get().status() : placing ? Status.ACCEPTED : null;
    }

    private static OrderDetails details(OrderAnswered n, Optional<OrderReply.Order> order) {
        boolean refused = n.reply().verdict() == Verdict.REFUSED;
        return OrderDetails.answered(
                n.stated(),
                order.map(OrderReply.Order::fillerSystem).orElse(null),
                refused ? n.reply().reason() : null);
    }
}
