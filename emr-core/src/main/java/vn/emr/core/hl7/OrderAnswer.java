package vn.emr.core.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the answer to an order message has beside MSA and ERR (HL7 v2 chapter 4: ORL, ORR, ORG, ORI): a type of its own and
 * an ORC for each order, with the sender's numbers as sent.
 */
final class OrderAnswer {
    /** Event of the answer for each event that asks. */
    private static final Map<String, String> ANSWERS = Map.of(
            "OML^O21", "ORL^O22",
            "OML^O33", "ORL^O34",
            "OML^O35", "ORL^O36",
            "ORM^O01", "ORR^O02",
            "OMG^O19", "ORG^O20",
            "OMI^O23", "ORI^O24");

    /** What is granted when a request is taken (HL7 table 0119); everything else is answered OK. */
    private static final Map<String, String> GRANTED =
            Map.of("CA", "CR", "DC", "DR", "HD", "HR", "RL", "OR", "XO", "XR", "RP", "RQ");

    private static final int MOST_ORDERS = 200;
    private static final int LONGEST_NUMBER = 250;

    private record Asked(String control, String placer, String filler, String group) {}

    private final String type;
    private final String trigger;
    private final List<Asked> orders;

    private OrderAnswer(String type, String trigger, List<Asked> orders) {
        this.type = type;
        this.trigger = trigger;
        this.orders = orders;
    }

    /** Null for a message that is no order. */
    static OrderAnswer of(Hl7Message message, String trigger) {
        String answer = ANSWERS.get(message.header().type() + "^" + trigger);
        if (answer == null) {
            return null;
        }
        List<Asked> orders = new ArrayList<>();
        for (Segment orc : message.segments("ORC")) {
            if (orders.size() < MOST_ORDERS) {
                orders.add(new Asked(orc.value(1).strip(), sent(orc, 2), sent(orc, 3), sent(orc, 4)));
            }
        }
        return new OrderAnswer(answer.substring(0, 3), answer.substring(4), orders);
    }

    private static String sent(Segment orc, int field) {
        String raw = orc.field(field).replaceAll("\\p{Cntrl}", " ").strip();
        return raw.length() <= LONGEST_NUMBER ? raw : "";
    }

    String type() {
        return type;
    }

    String trigger() {
        return trigger;
    }

    /** MSH-9.3, such as {@code ORL_O22}. */
    String structure() {
        return type + "_" + trigger;
    }

    /** @param accepted true when the orders were applied, false when they never will be */
    void writeTo(AnswerText out, boolean accepted) {
        for (Asked order : orders) {
            out.segment("ORC").field().text(accepted ? GRANTED.getOrDefault(order.control, "OK") : "UA");
            out.field().sent(order.placer);
            out.field().sent(order.filler);
            out.field().sent(order.group);
            out.end();
        }
    }
}
