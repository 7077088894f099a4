package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two hundred texts a careless page would run as scripts, put one after the other behind every text of a message. */
final class HostileTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each calls a function that tells on it, asks another host, or changes the page. */
    private static final List<String> SCRIPTS = List.of(
            "<script>pwned(1)</script>",
            "<img src=x onerror=pwned(1)>",
            "<svg onload=pwned(1)>",
            "<svg><script>pwned(1)</script></svg>",
            "<iframe srcdoc='<script>parent.pwned(1)</script>'>",
            "<iframe src=javascript:pwned(1)>",
            "<a href=javascript:pwned(1)>x</a>",
            "<body onload=pwned(1)>",
            "<details open ontoggle=pwned(1)>",
            "<input autofocus onfocus=pwned(1)>",
            "<video><source onerror=pwned(1)></video>",
            "<math href=javascript:pwned(1)>x</math>",
            "<link rel=stylesheet href=//evil.invalid/x.css>",
            "<img src=//evil.invalid/x.png>",
            "<object data=//evil.invalid/x.swf>",
            "<meta http-equiv=refresh content=0;url=//evil.invalid>",
            "<base href=//evil.invalid/>",
            "<form action=//evil.invalid><button autofocus>x",
            "<style>@import '//evil.invalid/x.css';</style>",
            "{{constructor.constructor('pwned(1)')()}}");

    /** What would have to be left first: nothing, attributes, tags, comments, strings, templates. */
    private static final List<String> LEAVING =
            List.of("", "\">", "'>", "-->", "</title>", "</textarea>", "</script>", "\">\">", "]]>", "`${1}`");

    static final List<String> ALL = LEAVING.stream()
            .flatMap(leaving -> SCRIPTS.stream().map(script -> leaving + script))
            .toList();

    private final List<String> texts;
    private final Set<String> used = new HashSet<>();
    private int next;

    HostileTexts() {
        this(ALL);
    }

    /** Other texts than scripts. */
    HostileTexts(List<String> texts) {
        this.texts = texts;
    }

    /** How many of them were put somewhere. */
    int used() {
        return used.size();
    }

    String next() {
        String text = texts.get(next++ % texts.size());
        used.add(text);
        return text;
    }

    /** What people read, told from codes, numbers and times: it has a blank or a letter with an accent. */
    private static boolean readByPeople(String text) {
        return text.chars().anyMatch(c -> c == ' ' || c > 0x7F) && !text.startsWith("{");
    }

    /** A message of HL7 v2 with hostile texts, under a number of its own. */
    String message(String message, String controlId) {
        return Stream.of(message.split("\r"))
                .map(segment -> segment.startsWith("MSH") ? head(segment, controlId) : segment(segment))
                .collect(Collectors.joining("\r", "", "\r"));
    }

    private static String head(String segment, String controlId) {
        String[] fields = segment.split("\\|", -1);
        fields[9] = controlId;
        return String.join("|", fields);
    }

    private String segment(String segment) {
        List<String> fields = new ArrayList<>();
        for (String field : segment.split("\\|", -1)) {
            fields.add(Stream.of(field.split("~", -1)).map(this::repetition).collect(Collectors.joining("~")));
        }
        return String.join("|", fields);
    }

    private String repetition(String repetition) {
        return Stream.of(repetition.split("\\^", -1))
                .map(part -> readByPeople(part) ? part + " " + escaped(next()) : part)
                .collect(Collectors.joining("^"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("~", "\\R\\")
                .replace("&", "\\T\\");
    }

    /** A notice or a DICOM data set with hostile texts. */
    String json(String text) {
        try {
            return json(JSON.readTree(text)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json(JsonNode node) {
        if (node instanceof TextNode text) {
            return readByPeople(text.asText()) ? TextNode.valueOf(text.asText() + " " + next()) : node;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(element -> copy.add(json(element)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), json(field.getValue())));
            return copy;
        }
        return node;
    }
}
