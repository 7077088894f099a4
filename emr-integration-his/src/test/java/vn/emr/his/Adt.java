package vn.emr.his;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/** Invented ADT messages. */
final class Adt {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T04:00:00Z"), ZoneOffset.UTC);

    /** Everything this door reads. */
    static final List<MessageTranslator> TRANSLATORS =
            List.of(new AdtTranslator(), new SiuTranslator(), new MdmTranslator(), new VxuTranslator());

    private Adt() {}

    static Delivery deliver(byte[] message) {
        return deliver(message, Map.of());
    }

    static Delivery deliver(byte[] message, Map<String, String> settings) {
        return deliver(message, settings, null);
    }

    static Delivery deliver(byte[] message, Map<String, String> settings, String fallbackCharset) {
        Source source = Hospital.source("*");
        source.fallbackCharset = fallbackCharset;
        source.settings = settings;
        return new Hl7Translator(TRANSLATORS, CLOCK)
                .read(message, HisDoor.NAME, "192.0.2.1:4000", Sources.only(source));
    }

    /** A message of that event with the usual MSH. */
    static byte[] message(String trigger, String... segments) {
        return of("ADT", trigger, "20261120101500", "M1", segments);
    }

    /** @param sent MSH-7 */
    static byte[] of(String type, String trigger, String sent, String controlId, String... segments) {
        String head =
                "MSH|^~\\&|HIS-A|BV-A|EMR|BV-A|" + sent + "||" + type + "^" + trigger + "|" + controlId + "|P|2.5\r";
        return (head + String.join("\r", segments) + "\r").getBytes(StandardCharsets.UTF_8);
    }

    static Reading read(String trigger, String... segments) {
        Delivery delivery = deliver(message(trigger, segments));
        if (delivery.refusal() != null) {
            throw delivery.refusal();
        }
        return delivery.reading();
    }

    /** The first notice of that kind. */
    static <T extends Notice> T notice(Class<T> kind, Reading reading) {
        return reading.notices().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
