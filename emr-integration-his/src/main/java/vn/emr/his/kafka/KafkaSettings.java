package vn.emr.his.kafka;

import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;

/**
 * A broker and its topics as a source names them.
 *
 * @param servers setting {@code kafka-servers}: {@code host:9092,host:9092}
 * @param topic setting {@code kafka-topic}: read for messages; null when nothing is read
 * @param group setting {@code kafka-group}; a name of the source's own when left out
 * @param format setting {@code kafka-format}: {@code notice-1.0}, {@code hl7v2} …; {@code notice-1.0} when left out
 * @param outTopic setting {@code kafka-out-topic}: told what changed; null when nothing is told
 * @param security setting {@code kafka-security}: PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL; without TLS only to this
 *     machine or for a source that may go without
 */
record KafkaSettings(
        String servers,
        String topic,
        String group,
        String format,
        String outTopic,
        String security,
        String mechanism,
        String user,
        String password,
        String authority) {
    static final String SERVERS = "kafka-servers";
    private static final Set<String> SECURITIES = Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final Set<String> MECHANISMS = Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");
    private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";
    /** A record may be as large as a request at the notices door. */
    private static final int LARGEST_RECORD = 32 * 1024 * 1024;

    static boolean named(Source source) {
        return source.settings != null && source.settings.get(SERVERS) != null;
    }

    static boolean reads(Source source) {
        return named(source) && source.settings.get("kafka-topic") != null;
    }

    static boolean tells(Source source) {
        return named(source) && source.settings.get("kafka-out-topic") != null;
    }

    /** @throws Refusal MALFORMED_FIELD with a Vietnamese sentence when the source is not configured well */
    static KafkaSettings of(Source source) {
        KafkaSettings settings = new KafkaSettings(
                text(source, SERVERS, ""),
                text(source, "kafka-topic", null),
                text(source, "kafka-group", "emr-" + source.id),
                text(source, "kafka-format", "notice-1.0"),
                text(source, "kafka-out-topic", null),
                text(source, "kafka-security", "PLAINTEXT").toUpperCase(Locale.ROOT),
                text(source, "kafka-mechanism", "SCRAM-SHA-512").toUpperCase(Locale.ROOT),
                text(source, "kafka-user", null),
                text(source, "password", null),
                text(source, "kafka-ca", null));
        settings.check(source.plainText);
        return settings;
    }

    private void check(boolean plainText) {
        must(
                servers.matches("[A-Za-z0-9.\\-\\[\\]:]+:\\d{1,5}(,[A-Za-z0-9.\\-\\[\\]:]+:\\d{1,5})*"),
                "kafka-servers phải có dạng máy:cổng");
        must(topic == null || topic.matches(TOPIC), "kafka-topic có ký tự không dùng được");
        must(outTopic == null || outTopic.matches(TOPIC), "kafka-out-topic có ký tự không dùng được");
        must(
                SECURITIES.contains(security),
                "kafka-security phải là một trong "
                        + SECURITIES.stream().sorted().toList());
        must(
                MECHANISMS.contains(mechanism),
                "kafka-mechanism phải là một trong "
                        + MECHANISMS.stream().sorted().toList());
        must(!security.startsWith("SASL") || user != null && password != null, "Cần kafka-user và password");
        boolean here = Arrays.stream(servers.split(","))
                .allMatch(s -> s.startsWith("localhost:") || s.startsWith("127.0.0.1:"));
        must(
                security.endsWith("SSL") || here || plainText,
                "kafka-security phải là SSL hoặc SASL_SSL, trừ khi hệ thống được phép không mã hóa");
    }

    private static void must(boolean holds, String sentence) {
        if (!holds) {
            throw new Refusal(Code.MALFORMED_FIELD, sentence);
        }
    }

    /** What reading needs. Offsets are committed by hand, after our own commit. */
    Properties reading() {
        Properties all = connection();
        all.put("group.id", group);
        all.put("enable.auto.commit", "false");
        all.put("auto.offset.reset", "earliest");
        all.put("isolation.level", "read_committed");
        all.put("max.poll.records", "500");
        all.put("max.partition.fetch.bytes", Integer.toString(LARGEST_RECORD));
        all.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        return all;
    }

    /** What telling needs: each record is acknowledged by all replicas, none twice by a retry, in order. */
    Properties telling() {
        Properties all = connection();
        all.put("acks", "all");
        all.put("enable.idempotence", "true");
        // A partition new to its leader takes whatever comes first: of several requests under way a later one could
        // pass an earlier
        // one that has to be sent again, which then is refused for good.
        all.put("max.in.flight.requests.per.connection", "1");
        all.put("delivery.timeout.ms", "30000");
        all.put("request.timeout.ms", "10000");
        all.put("max.block.ms", "10000");
        return all;
    }

    private Properties connection() {
        Properties all = new Properties();
        all.put("bootstrap.servers", servers);
        all.put("security.protocol", security);
        all.put("reconnect.backoff.max.ms", "10000");
        if (authority != null) {
            all.put("ssl.truststore.type", "PEM");
            all.put("ssl.truststore.location", authority);
        }
        if (security.startsWith("SASL")) {
            String login = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
            all.put("sasl.mechanism", mechanism);
            all.put("sasl.jaas.config", """
                    org.apache.kafka.common.security.%s required username="%s" password="%s";
                    """.formatted(login, quoted(user), quoted(password))
                    .strip());
        }
        return all;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String text(Source source, String name, String otherwise) {
        String value = source.settings == null ? null : source.settings.get(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
