package vn.emr.core.intake;

import java.util.List;
import java.util.Optional;
import vn.emr.core.record.ServiceOrder;

/**
 * What the system an order went to made of it.
 *
 * @param reason why it was not taken, or null
 * @param orders as it names them; may be empty
 */
public record OrderReply(Verdict verdict, String reason, List<Order> orders) {
    /** MSA-1. */
    public enum Verdict {
        TAKEN,
        TRY_AGAIN,
        REFUSED
    }

    /** One order of the answer, by our number. */
    public record Order(String placerNumber, String fillerNumber, String fillerSystem, ServiceOrder.Status status) {}

    /** Why a person must look at the message that was answered; null when it was taken, or is sent again. */
    public String trouble() {
        return verdict == Verdict.REFUSED ? "Hệ thống nhận từ chối (AR)" + (reason == null ? "" : ": " + reason) : null;
    }

    Optional<Order> about(String placerNumber) {
        return orders.stream()
                .filter(o -> placerNumber.equals(o.placerNumber()))
                .findFirst();
    }
}
