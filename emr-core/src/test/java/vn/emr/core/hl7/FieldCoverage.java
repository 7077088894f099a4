package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;

/**
 * Which fields of public messages have content and are asked for by no translator. What is left unread must stand in a
 * list with its reason, and that list must not grow stale. A line of the list: {@code OBR-5,OBR-6 the reason}, or
 * {@code GT1 the reason} for everything unread of a segment.
 */
public final class FieldCoverage {
    /** About the message and not about anybody's health. */
    private static final Set<String> ENVELOPE = Set.of("MSH", "SFT", "UAC", "EVN", "DSC", "MSA", "ERR");

    private static final Charset FALLBACK = StandardCharsets.ISO_8859_1;

    private final Map<String, Integer> filled = new TreeMap<>();
    private final Set<String> read = new TreeSet<>();
    private int messages;

    /** Translates one message as its sender's; one that none of the translators reads, or that is refused, does not count. */
    public void translate(byte[] bytes, List<? extends MessageTranslator> translators, Source source) {
        MessageHeader header = MessageHeader.of(bytes);
        for (MessageTranslator translator : translators) {
            if (translator.code().equals(header.type()) && translator.triggers().contains(header.trigger())) {
                translate(bytes, translator, source);
                return;
            }
        }
    }

    private void translate(byte[] bytes, MessageTranslator translator, Source source) {
        Hl7Message message;
        try {
            message = Hl7Text.read(bytes, FALLBACK);
            message.watched((segment, field) -> read.add(segment.name() + "-" + field));
            translator.translate(message, source, Instant.EPOCH);
        } catch (Refusal refused) {
            return;
        }
        messages++;
        for (Segment segment : message.segments()) {
            for (int n = 1; n <= segment.size() && !ENVELOPE.contains(segment.name()); n++) {
                if (segment.has(n) && !segment.isErased(n)) {
                    filled.merge(segment.name() + "-" + n, 1, Integer::sum);
                }
            }
        }
    }

    /** Fails when a field is unread without a reason, or a reason is given that nothing needs. */
    public void isExplainedBy(Path list) throws IOException {
        Set<String> reasons = reasons(list);
        Set<String> needed = new TreeSet<>();
        Map<String, Integer> unexplained = new TreeMap<>();
        Map<String, Integer> unread = new TreeMap<>(filled);
        unread.keySet().removeAll(read);
        unread.forEach((field, times) -> {
            String reason = reasons.contains(field) ? field : field.substring(0, 3);
            if (reasons.contains(reason)) {
                needed.add(reason);
            } else {
                unexplained.put(field, times);
            }
        });
        System.out.printf(
                "field coverage: %d messages, %d kinds of field with content, %d of them read by nobody; reasons in %s%n",
                messages, filled.size(), unread.size(), list.getFileName());
        assertEquals(Map.of(), unexplained, "read by no translator and without a reason");
        if (messages > 0) {
            reasons.removeAll(needed);
            assertEquals(Set.of(), reasons, "reasons that nothing needs");
        }
    }

    private static Set<String> reasons(Path list) throws IOException {
        Set<String> reasons = new TreeSet<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.strip().split("\\s+", 2);
                assertEquals(2, parts.length, () -> "a line without a reason: " + line);
                reasons.addAll(List.of(parts[0].split(",")));
            }
        }
        return reasons;
    }
}
