package vn.emr.his;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.AtFault;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.ItemKind;
import vn.emr.core.organization.MessageTypes;
import vn.emr.core.organization.Source;

/**
 * Reads one item of format {@code notice-1.0} (see {@code notice-1.0.schema.json}). The sender is known before the item
 * is read, by its credential: callers give {@link Sources#only}.
 */
@ApplicationScoped
public class NoticeTranslator implements Translator {
    static final String FORMAT = "notice-1.0";

    /** Nesting allowed in a request: deep enough for every real item, shallow enough for every stack. */
    static final int DEPTH_LIMIT = 64;

    /** Bytes of one request, and so of one item: the frame limit of the HL7 doors. */
    public static final int SIZE_LIMIT = 32 * 1024 * 1024;

    /** Limits of every parser of this door; a number longer than 100 digits measures nothing. */
    public static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH_LIMIT)
            .maxStringLength(SIZE_LIMIT)
            .maxNumberLength(100)
            .maxNameLength(1_000)
            .build();

    private final JsonMapper json;

    public NoticeTranslator() {
        json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .build();
        json.getFactory().setStreamReadConstraints(CONSTRAINTS);
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
        Source source = sources.byApplication(door, "", "").orElse(null);
        JsonNode item;
        try {
            item = json.readTree(bytes);
        } catch (NumberFormatException e) {
            return unreadable(
                    bytes,
                    door,
                    peer,
                    sources,
                    new Refusal(Code.UNREADABLE, "a number with an exponent beyond all reason"));
        } catch (JsonProcessingException e) {
            return unreadable(
                    bytes, door, peer, sources, new Refusal(Code.UNREADABLE, "not well-formed JSON: " + where(e)));
        } catch (IOException e) {
            return unreadable(bytes, door, peer, sources, new Refusal(Code.UNREADABLE, "not UTF-8"));
        }
        if (item == null || !item.isObject()) {
            return unreadable(
                    bytes, door, peer, sources, new Refusal(Code.UNREADABLE, "an item must be a JSON object"));
        }
        return read(item, bytes, door, peer, source);
    }

    /** Of a record only where its person stands: a rule does not know which of its many groups it speaks of. */
    @Override
    public Optional<String> place(AtFault what, String messageType) {
        if (MessageTypes.RECORD.equals(messageType)) {
            return what == AtFault.PATIENT_NUMBER
                    ? Optional.of("/" + AnnexRecord.ROOT + "/ThongTinBenhNhan")
                    : Optional.empty();
        }
        return Optional.ofNullable(
                switch (what) {
                    case PATIENT_NUMBER -> "/patient/identifiers";
                    case MOVEMENT -> "/visit/movementKey";
                    case STATED_AT -> "/statedAt";
                    case ORDER_NUMBER -> "/order/placerNumber";
                    case OBSERVED_VALUE -> "/report/observations";
                    case DOCUMENT_CONTENT ->
                        ItemKind.DOCUMENT.word().equals(messageType) ? "/document/content" : "/report/documents";
                    case DOCUMENT_NUMBER -> "/document/key";
                    case NUMBER_THAT_GOES -> "/merged/identifiers";
                    case VISIT_THAT_GOES, ANSWERED_MESSAGE -> null;
                });
    }

    private Delivery read(JsonNode item, byte[] bytes, String door, String peer, Source source) {
        boolean record = item.has(AnnexRecord.ROOT);
        String kindWord =
                record ? MessageTypes.RECORD : item.path("kind").asText("").strip();
        ItemKind kind = ItemKind.of(kindWord).orElse(null);
        String visit = record ? AnnexRecord.visit(item, null) : null;
        String id =
                record ? visit == null ? "" : visit : item.path("id").asText("").strip();
        Reading reading = null;
        Refusal refusal = null;
        try {
            mayRead(source, record ? MessageTypes.RECORD : kind == null ? null : kind.word());
            reading = record ? reading(AnnexRecord.items(item), source) : reading(item, kind, source);
        } catch (Refusal r) {
            refusal = r;
        }
        return new Delivery(
                door,
                peer,
                format(),
                source,
                record ? MessageTypes.RECORD : kind == null ? "" : kind.word(),
                id.length() > ItemReading.ID_LIMIT || id.indexOf(0) >= 0 ? "" : id,
                CanonicalJson.digest(item),
                bytes,
                null,
                reading,
                refusal,
                NoticeAnswer::bytes,
                null);
    }

    private static Reading reading(JsonNode item, ItemKind kind, Source source) {
        List<String> remarks = new ArrayList<>();
        return new ItemReading(source.patientDomain).read(kind, ItemFields.of(item, source.zoneId(), remarks), remarks);
    }

    /** A record in the shape of the annex says many items at once; they are applied together or not at all. */
    static Reading reading(List<ObjectNode> items, Source source) {
        List<Notice> notices = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        int observations = 0;
        for (JsonNode each : items) {
            ItemKind kind = ItemKind.of(each.path("kind").asText()).orElseThrow();
            Reading one = reading(each, kind, source);
            notices.addAll(one.notices());
            remarks.addAll(one.remarks());
            observations += one.observationsIn();
        }
        return new Reading(List.copyOf(notices), observations, List.copyOf(remarks));
    }

    static void mayRead(Source source, String kind) {
        if (source == null) {
            throw new Refusal(Code.UNKNOWN_SENDER, "no source is registered for this credential");
        }
        if (kind == null) {
            throw new Refusal(Code.UNSUPPORTED_MESSAGE, "kind is missing or not one of notice-1.0", "/kind");
        }
        if (!source.allows(kind)) {
            throw new Refusal(Code.NOT_ALLOWED_FOR_SENDER, "the source may not send this kind", "/kind");
        }
    }

    /** A delivery of bytes that are no item: kept and refused like any other message. */
    Delivery unreadable(byte[] bytes, String door, String peer, Sources sources, Refusal refusal) {
        return new Delivery(
                door,
                peer,
                format(),
                sources.byApplication(door, "", "").orElse(null),
                "",
                "",
                CanonicalJson.sha256(bytes),
                bytes,
                null,
                null,
                refusal,
                NoticeAnswer::bytes,
                null);
    }

    /** Where the text breaks; the parser's own words quote the text and are not used. */
    static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "limits of depth or length exceeded"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
