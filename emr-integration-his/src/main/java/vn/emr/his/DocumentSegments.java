package vn.emr.his;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.EmbeddedData;
import vn.emr.core.hl7.EmbeddedFile;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.StatedDocument;
import vn.emr.core.intake.ToldNotice.DocumentStated;
import vn.emr.core.record.ClinicalDocument.Relation;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;

/**
 * A document in TXA with its content in OBX: all text of the message is one document, each embedded file another, numbered
 * {@code N}, {@code N/2}, {@code N/3}.
 */
record DocumentSegments(Hl7Message message, AboutPatient about) {
    private record Content(String mediaType, byte[] bytes, boolean damaged, int values) {}

    List<Notice> read() {
        Segment txa = message.first("TXA")
                .orElseThrow(() -> new Refusal(Code.REQUIRED_FIELD_MISSING, "A document needs a TXA segment.", "TXA"));
        String key = key(txa);
        List<Content> contents = isTakenBack(txa) ? List.of() : contents();
        if (contents.isEmpty()) {
            return List.of(notice(txa, key, new Content(null, null, false, 0), 1));
        }
        List<Notice> all = new ArrayList<>();
        for (Content content : contents) {
            all.add(notice(txa, key, content, all.size() + 1));
        }
        return all;
    }

    private DocumentStated notice(Segment txa, String key, Content content, int part) {
        String suffix = part == 1 ? "" : "/" + part;
        String parent = AboutPatient.entity(txa, 13);
        Relation relation =
                switch (message.header().trigger()) {
                    case "T06" -> Relation.ADDENDUM;
                    case "T10" -> Relation.REPLACEMENT;
                    default -> null;
                };
        if (relation != null && parent == null) {
            about.remarks().add("TXA-13 does not name the document this one belongs to");
        }
        boolean related = relation != null && parent != null;
        Coded type = DataTypes.coded(txa, 2);
        String file = DataTypes.text(txa, 16);
        return new DocumentStated(
                about.who(),
                about.stated(),
                about.visitNumber(),
                key + suffix,
                new StatedDocument(
                        key + suffix,
                        type,
                        type == null ? file : type.shown(),
                        content.mediaType(),
                        content.bytes(),
                        status(txa),
                        authored(txa),
                        content.damaged()),
                author(txa),
                related ? relation : null,
                related ? parent + suffix : null,
                content.values());
    }

    /** TXA-12, else the filler's order number, else the name of the file. */
    private static String key(Segment txa) {
        for (int field : new int[] {12, 15, 16}) {
            String key = AboutPatient.entity(txa, field);
            if (key != null) {
                return key;
            }
        }
        throw new Refusal(Code.REQUIRED_FIELD_MISSING, "A document needs its number.", "TXA-12");
    }

    private boolean isTakenBack(Segment txa) {
        return message.header().trigger().equals("T11") || txa.value(19).strip().equalsIgnoreCase("CA");
    }

    /** TXA-17 (table 0271); a document that says nothing of it is as its author wants it. */
    private ResultStatus status(Segment txa) {
        if (isTakenBack(txa)) {
            return ResultStatus.ENTERED_IN_ERROR;
        }
        return switch (txa.value(17).strip().toUpperCase(Locale.ROOT)) {
            case "DI", "DO", "IP", "IN", "PA" -> ResultStatus.PRELIMINARY;
            default -> ResultStatus.FINAL;
        };
    }

    /** TXA-6, else the activity (TXA-4), else the event. */
    private TimePoint authored(Segment txa) {
        return about.moments()
                .read(txa, 6)
                .or(() -> about.moments().read(txa, 4))
                .or(() -> message.first("EVN").flatMap(evn -> about.moments().read(evn, 2)))
                .orElse(null);
    }

    /** TXA-9, else who did it (TXA-5). */
    private static String author(Segment txa) {
        String originator = DataTypes.person(txa, 9);
        return originator == null ? DataTypes.person(txa, 5) : originator;
    }

    private List<Content> contents() {
        StringBuilder text = new StringBuilder();
        int lines = 0;
        List<Content> all = new ArrayList<>();
        for (Segment obx : message.segments("OBX")) {
            EmbeddedData file = obx.value(2).strip().equalsIgnoreCase("ED")
                    ? obx.embedded(5).orElse(null)
                    : null;
            if (file != null) {
                EmbeddedFile kept = EmbeddedFile.of(file, about.remarks());
                if (kept != null) {
                    all.add(new Content(kept.mediaType(), kept.content(), kept.damaged(), 1));
                }
            } else if (!obx.value(2).strip().equalsIgnoreCase("RP")) {
                text.append(text(obx));
                lines++;
            } else {
                about.remarks()
                        .add("a document that lies elsewhere (RP) is not fetched; its address stays in the message");
            }
        }
        if (!text.toString().isBlank()) {
            all.addFirst(new Content("text/plain", text.toString().getBytes(StandardCharsets.UTF_8), false, lines));
        }
        return all;
    }

    private static String text(Segment obx) {
        StringBuilder text = new StringBuilder();
        for (Repetition r : obx.repetitions(5)) {
            text.append(r.text().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
