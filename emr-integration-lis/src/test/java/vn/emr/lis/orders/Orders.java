package vn.emr.lis.orders;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;

/** An invented hospital's orders. */
final class Orders {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    static final String PID = "PID|1||BN001^^^BV-A^MR||NGUYỄN^AN^VĂN||19800101|M";

    private Orders() {}

    static List<MessageTranslator> translators() {
        var all = new OrderTranslators();
        return List.of(all.laboratory(), all.imaging(), all.general(), all.anyOrder());
    }

    static Source source() {
        return SourceList.sender("HIS", "his", "HIS A");
    }

    static Delivery deliver(byte[] message) {
        return new Hl7Translator(translators(), CLOCK).read(message, "his", "192.0.2.1:4000", Sources.only(source()));
    }

    static String msh(String type) {
        return "MSH|^~\\&|HIS-A|BV-A|EMR|BV-A|20261120093000||" + type + "|M1|P|2.5.1";
    }

    static Delivery deliver(String type, String... afterPid) {
        return deliver(
                (msh(type) + "\r" + PID + "\r" + String.join("\r", afterPid) + "\r").getBytes(StandardCharsets.UTF_8));
    }

    static List<OrderStated> read(String type, String... afterPid) {
        Delivery delivery = deliver(type, afterPid);
        if (delivery.refusal() != null) {
            throw delivery.refusal();
        }
        return delivery.reading().notices().stream()
                .map(OrderStated.class::cast)
                .toList();
    }
}
