package vn.emr.core.hl7.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Charsets;

/**
 * Reads a dialect from its file, one JSON object as {@code dialect-1.0.schema.json} describes it. An unknown key is refused
 * as an error of writing, never ignored; nothing in the file is executed.
 */
public final class DialectFile {
    /** A table of a thousand codes has about 60 KiB. */
    public static final int LARGEST = 256 << 10;

    private static final int MOST_CORRECTIONS = 200;
    private static final String NAME = "[a-z][a-z0-9-]{0,39}";

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(2_000)
                            .maxNameLength(200)
                            .maxNumberLength(10)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private DialectFile() {}

    /**
     * @throws Refusal TOO_LARGE; UNREADABLE when it is no JSON; MALFORMED_FIELD and REQUIRED_FIELD_MISSING with the JSON
     *     pointer of the fault
     */
    public static Dialect read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Refusal(Code.TOO_LARGE, "A dialect has at most " + LARGEST + " bytes.");
        }
        FilePart file = new FilePart(
                json(bytes),
                "",
                "dialect",
                "version",
                "product",
                "about",
                "charset",
                "segmentEnds",
                "header",
                "corrections");
        String name = file.text("dialect", 1, 40);
        if (!name.matches(NAME)) {
            throw file.wrong("dialect", "expected: small letters, digits and -, such as acme-lis");
        }
        return new Dialect(
                name,
                file.number("version", 1, 9999),
                file.text("product", 1, 100),
                file.text("about", 1, 1_000),
                charset(file),
                segmentEnds(file),
                corrections(file, "header", true),
                corrections(file, "corrections", false));
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            // Its message would quote the file.
            throw new Refusal(
                    Code.UNREADABLE,
                    e.getLocation() == null
                            ? "This is no JSON, or a key is there twice."
                            : "This is no JSON, or a key is there twice, in line "
                                    + e.getLocation().getLineNr() + ".");
        } catch (IOException e) {
            throw new Refusal(Code.UNREADABLE, "This is no JSON.");
        }
    }

    private static Charset charset(FilePart file) {
        if (!file.has("charset")) {
            return null;
        }
        Charset charset = Charsets.named(file.text("charset", 1, 40));
        if (charset == null) {
            throw file.wrong("charset", "expected: a character set this server reads, such as windows-1258");
        }
        return charset;
    }

    private static List<byte[]> segmentEnds(FilePart file) {
        List<byte[]> ends = new ArrayList<>();
        List<JsonNode> sent = file.list("segmentEnds", 4);
        for (int i = 0; i < sent.size(); i++) {
            String end = sent.get(i).textValue();
            boolean usable = end != null && end.matches("[\\x01-\\x7E]{1,8}") && !end.matches("[A-Za-z0-9 ]*");
            if (!usable) {
                throw new Refusal(
                        Code.MALFORMED_FIELD,
                        "expected: 1 to 8 ASCII characters that are not all letters, digits or blanks",
                        file.pointer("segmentEnds") + "/" + i);
            }
            ends.add(end.getBytes(StandardCharsets.US_ASCII));
        }
        return List.copyOf(ends);
    }

    private static List<Correction> corrections(FilePart file, String list, boolean header) {
        List<JsonNode> sent = file.list(list, MOST_CORRECTIONS);
        List<Correction> all = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            all.add(new CorrectionReader(sent.get(i), file.pointer(list) + "/" + i, header).read());
        }
        return List.copyOf(all);
    }
}
