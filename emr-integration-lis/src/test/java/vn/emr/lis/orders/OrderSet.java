package vn.emr.lis.orders;

import java.util.List;
import vn.emr.core.hl7.MessageTranslator;

/** All order translators without a container. */
public final class OrderSet {
    private OrderSet() {}

    public static List<MessageTranslator> all() {
        var made = new OrderTranslators();
        return List.of(made.laboratory(), made.imaging(), made.general(), made.anyOrder());
    }
}
