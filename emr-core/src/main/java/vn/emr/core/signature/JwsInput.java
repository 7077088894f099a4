package vn.emr.core.signature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a JWS in JSON (RFC 7515 section 7.2) must be before the library reads it: written in one way, holding what it signs, by a
 * key of a certificate that it carries itself, with nothing in it that is covered by no signature but what ETSI TS 119 182-1
 * keeps there for later years.
 */
final class JwsInput {
    private static final int DEEPEST = 60;
    private static final int DEEPEST_HEADER = 12;
    private static final int LONGEST_HEADER = 200_000;
    private static final int LONGEST_NAME = 1_000;

    private static final Set<String> GENERAL = Set.of("payload", "signatures");
    private static final Set<String> FLATTENED = Set.of("payload", "protected", "header", "signature");
    private static final Set<String> ONE = Set.of("protected", "header", "signature");

    /** RFC 7518 section 3.1: those of a certificate; no shared secret, and not "none". */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** Keys from elsewhere, and payloads that are elsewhere or written otherwise. */
    private static final Set<String> NEVER = Set.of("jku", "jwk", "x5u", "b64", "sigD");

    /** ETSI TS 119 182-1 section 5: what whoever verifies has to understand. */
    private static final Set<String> CRITICAL =
            Set.of("sigT", "x5t#o", "x5t#S256", "sigX5ts", "srCms", "sigPl", "srAts", "adoTst", "sigPId");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NAME)
                            .maxStringLength(2 * PdfInput.LARGEST_FILE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JwsInput() {}

    /** Whether it says of itself that it is JSON. */
    static boolean begins(byte[] file) {
        int at = 0;
        while (at < file.length && Character.isWhitespace(file[at])) {
            at++;
        }
        return at < file.length && file[at] == '{';
    }

    /** @throws Refusal UNREADABLE when it is no JSON object, or a JWS that is not read here; TOO_LARGE */
    static void mustBeJson(byte[] file) {
        PdfInput.mustBeSmall(file);
        JsonNode text = object(file);
        if (text.has("payload") && (text.has("signatures") || text.has("signature"))) {
            mustBeSafe(text);
        }
    }

    /** @throws Refusal UNREADABLE when it is no JWS that is read here; TOO_LARGE */
    static void mustBeSafe(byte[] file) {
        PdfInput.mustBeSmall(file);
        mustBeSafe(object(file));
    }

    /** Whether it is JSON, and nobody says to have signed it. */
    static boolean isUnsigned(byte[] file) {
        PdfInput.mustBeSmall(file);
        JsonNode text = object(file);
        return !text.has("signatures") && !text.has("signature") && !text.has("protected");
    }

    private static void mustBeSafe(JsonNode text) {
        boolean general = text.has("signatures");
        mustHaveOnly(text, general ? GENERAL : FLATTENED);
        if (text.path("payload").asText().isEmpty()) {
            throw new Refusal(Code.UNREADABLE, "the file holds signatures without what they sign");
        }
        decoded(text.get("payload"));
        JsonNode signatures = text.get("signatures");
        if (!general) {
            signature(text);
        } else if (!signatures.isArray() || signatures.isEmpty()) {
            throw unreadable();
        } else {
            signatures.forEach(one -> {
                mustHaveOnly(one, ONE);
                signature(one);
            });
        }
    }

    private static void signature(JsonNode one) {
        decoded(one.get("signature"));
        byte[] head = decoded(one.get("protected"));
        if (head.length > LONGEST_HEADER) {
            throw new Refusal(Code.TOO_LARGE, "the signed file has too many parts");
        }
        JsonNode header = object(head);
        mustBeFlat(header, DEEPEST_HEADER);
        boolean refused = !ALGORITHMS.contains(header.path("alg").asText())
                || NEVER.stream().anyMatch(header::has)
                || !header.path("x5c").isArray();
        for (JsonNode critical : header.path("crit")) {
            refused |= !CRITICAL.contains(critical.asText()) || !header.has(critical.asText());
        }
        if (refused || header.has("crit") && header.get("crit").isEmpty()) {
            throw new Refusal(
                    Code.UNREADABLE,
                    "JSON signatures that use anything but their own text and certificate are not read here");
        }
        if (one.has("header")) {
            mustHaveOnly(one.get("header"), Set.of("etsiU"));
            one.get("header").path("etsiU").forEach(JwsInput::later);
        }
    }

    /** One of the things that were added for later years: an object, or its text in base64url. */
    private static void later(JsonNode added) {
        JsonNode object = added.isTextual() ? object(decoded(added)) : added;
        if (!object.isObject() || object.size() != 1) {
            throw unreadable();
        }
        mustBeFlat(object, DEEPEST_HEADER);
    }

    private static void mustHaveOnly(JsonNode object, Set<String> names) {
        if (!object.isObject()) {
            throw unreadable();
        }
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            if (!names.contains(each.next())) {
                throw new Refusal(
                        Code.UNREADABLE,
                        "JSON signatures that use anything but their own text and certificate are not read here");
            }
        }
    }

    private static void mustBeFlat(JsonNode node, int left) {
        if (left == 0) {
            throw unreadable();
        }
        node.forEach(child -> mustBeFlat(child, left - 1));
    }

    /** Text in base64url without padding, written in the one way there is: no bit of it may be changed unseen. */
    private static byte[] decoded(JsonNode text) {
        if (text == null || !text.isTextual()) {
            throw unreadable();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.textValue());
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text.textValue())) {
                return bytes;
            }
        } catch (IllegalArgumentException not) {
            // Falls through to the one answer.
        }
        throw unreadable();
    }

    private static JsonNode object(byte[] text) {
        try {
            // Other encodings would be read here as one text and by the library as another.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            JsonNode node = JSON.readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException unreadable) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static Refusal unreadable() {
        return new Refusal(Code.UNREADABLE, "the signatures of the file cannot be read");
    }
}
