package vn.emr.lis.orders;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Charsets;
import vn.emr.core.organization.Source;

/**
 * How orders go to one destination: a source whose address is {@code mllp://host:port}, or {@code mllps://} for TLS.
 *
 * @param message {@code OML^O21} or {@code ORM^O01}; setting {@code order-message}
 * @param version of the message; setting {@code order-version}
 * @param charset of the message; setting {@code order-charset}
 * @param charsetName MSH-18
 * @param patience how long an answer may take; setting {@code order-timeout}, in seconds
 * @param tries after so many a message that alone gets no good answer is parked; setting {@code order-tries}
 * @param sender MSH-3; setting {@code order-sender}
 * @param facility MSH-4; setting {@code order-facility}
 */
record OrderSettings(
        String host,
        int port,
        boolean tls,
        String message,
        String version,
        Charset charset,
        String charsetName,
        Duration patience,
        int tries,
        String sender,
        String facility) {
    static final String LABORATORY = "OML^O21";
    static final String GENERAL = "ORM^O01";

    /** @throws Refusal MALFORMED_FIELD with a Vietnamese sentence when the source is not configured well */
    static OrderSettings of(Source source) {
        URI address = URI.create(source.address);
        if (address.getHost() == null || address.getPort() <= 0) {
            throw bad("Địa chỉ phải có dạng mllp://máy:cổng");
        }
        String message = text(source, "order-message", LABORATORY);
        if (!message.equals(LABORATORY) && !message.equals(GENERAL)) {
            throw bad("order-message phải là OML^O21 hoặc ORM^O01");
        }
        String set = text(source, "order-charset", "UNICODE UTF-8");
        return new OrderSettings(
                address.getHost(),
                address.getPort(),
                address.getScheme().equals("mllps"),
                message,
                text(source, "order-version", message.equals(LABORATORY) ? "2.5.1" : "2.3.1"),
                charset(set),
                set,
                Duration.ofSeconds(number(source, "order-timeout", 30, 600)),
                number(source, "order-tries", 10, 1000),
                text(source, "order-sender", "EMR"),
                text(source, "order-facility", source.patientDomain));
    }

    private static Charset charset(String name) {
        Charset charset = Charsets.named(name);
        if (charset == null || !charset.canEncode()) {
            throw bad("order-charset không phải một bảng mã được biết");
        }
        return charset;
    }

    private static String text(Source source, String name, String otherwise) {
        String value = source.settings == null ? null : source.settings.get(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static int number(Source source, String name, int otherwise, int most) {
        String value = text(source, name, String.valueOf(otherwise));
        if (!value.matches("\\d{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw bad(name + " phải là số từ 1 tới " + most);
        }
        return Integer.parseInt(value);
    }

    private static Refusal bad(String sentence) {
        return new Refusal(Code.MALFORMED_FIELD, sentence);
    }
}
