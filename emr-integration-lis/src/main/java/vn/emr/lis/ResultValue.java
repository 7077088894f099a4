package vn.emr.lis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.EmbeddedData;
import vn.emr.core.hl7.EmbeddedFile;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.StatedDocument;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.intake.StatedObservation.Said;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;

/** One OBX with its notes: a value, or a document. */
final class ResultValue {
    private static final int LONGEST_TYPE = 10;

    private final Segment obx;
    private final Moments moments;
    private final Remarks remarks;
    private final Specimen specimen;
    private final ResultStatus status;
    private final List<String> notes = new ArrayList<>();

    /** @param specimen the one before the value, or null */
    ResultValue(Segment obx, Moments moments, Remarks remarks, Specimen specimen) {
        this.obx = obx;
        this.moments = moments;
        this.remarks = remarks;
        this.specimen = specimen;
        this.status = ResultStatuses.ofValue(obx.value(11).strip().toUpperCase(Locale.ROOT), remarks);
    }

    void note(String text) {
        notes.add(text);
    }

    /** OBX-11, null when it was not sent. */
    ResultStatus status() {
        return status;
    }

    /** OBX-16. */
    String observer() {
        return DataTypes.person(obx, 16);
    }

    /** Whether OBX-3 and OBX-4 are these; a null one is not compared. */
    boolean named(String code, String subId) {
        Coded mine = DataTypes.coded(obx, 3);
        return (code == null || mine != null && code.equals(mine.code())) && (subId == null || subId.equals(subId()));
    }

    /**
     * Adds this value where it belongs.
     *
     * @param used keys of this report so far
     * @param ofReport stands in for a status that was not sent
     * @param changed OBR-22, stands in for a document's time
     * @param only the report's only specimen, for values that stand before it; may be null
     */
    void into(
            Map<String, Integer> used,
            ResultStatus ofReport,
            TimePoint changed,
            Specimen only,
            List<StatedObservation> observations,
            List<StatedDocument> documents) {
        Specimen of = specimen == null ? only : specimen;
        String sample = of == null ? null : of.number();
        Coded code = DataTypes.coded(obx, 3);
        String key = key(used, code, sample);
        ResultStatus settled = status == null ? ofReport : status;
        TimePoint observed = moments.read(obx, 14).orElse(null);
        String type = obx.value(2).strip().toUpperCase(Locale.ROOT);
        int documentsBefore = documents.size();
        for (EmbeddedData data : embedded(type)) {
            EmbeddedFile file = EmbeddedFile.of(data, remarks);
            if (file != null) {
                boolean more = documents.size() > documentsBefore;
                documents.add(new StatedDocument(
                        more ? key + "~" + (documents.size() - documentsBefore + 1) : key,
                        code,
                        code == null ? null : code.shown(),
                        file.mediaType(),
                        file.content(),
                        settled,
                        observed == null ? changed : observed,
                        file.damaged()));
            }
        }
        if (documents.size() == documentsBefore) {
            observations.add(observation(key, code, sample, type, settled, observed));
        }
    }

    private StatedObservation observation(
            String key, Coded code, String sample, String type, ResultStatus settled, TimePoint observed) {
        ObservedValue value = ObservedValue.of(obx, type);
        String range = range();
        Numbers.Range limits = range == null ? new Numbers.Range(null, null) : Numbers.range(range);
        return new StatedObservation(
                key,
                code,
                DataTypes.nothing(subId()),
                sample,
                type.isEmpty() ? "ST" : type.substring(0, Math.min(type.length(), LONGEST_TYPE)),
                said(value, settled),
                value.number(),
                value.comparator(),
                value.text(),
                value.coded(),
                value.furtherAnswers(),
                unit(),
                range,
                limits.low(),
                limits.high(),
                flags(),
                settled,
                observed,
                allNotes());
    }

    private Said said(ObservedValue value, ResultStatus settled) {
        if (value.text() != null || value.coded() != null || !settled.takesValue()) {
            return Said.VALUE;
        }
        if (obx.isErased(5)) {
            return Said.EMPTIED;
        }
        return "U".equalsIgnoreCase(obx.value(11).strip()) ? Said.SETTLED : Said.NOTHING;
    }

    private String subId() {
        return obx.repetitions(4).stream()
                .findFirst()
                .map(r -> r.text().strip())
                .orElse("");
    }

    private List<String> allNotes() {
        Coded method = DataTypes.coded(obx, 17);
        if (method == null) {
            return List.copyOf(notes);
        }
        List<String> all = new ArrayList<>(notes);
        all.add("Phương pháp: " + method.shown());
        return List.copyOf(all);
    }

    /**
     * The code with the sub-id; a pair that comes again within its report and specimen is numbered, so that no value is
     * lost.
     */
    private String key(Map<String, Integer> used, Coded code, String sample) {
        String named = code == null ? "" : code.code() == null ? code.text() : code.code();
        String pair = named + "|" + subId();
        int times = used.merge(sample == null ? pair : pair + "\n" + sample, 1, Integer::sum);
        return times == 1 ? pair : pair + "#" + times;
    }

    /** The documents of type ED, also when a sender left OBX-2 empty. */
    private List<EmbeddedData> embedded(String type) {
        if (!type.equals("ED") && !type.isEmpty()) {
            return List.of();
        }
        List<EmbeddedData> all = new ArrayList<>();
        for (Repetition r : obx.repetitions(5)) {
            r.embedded()
                    .filter(data -> type.equals("ED") || data.encoding().equals("BASE64"))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** The unit as sent: its code, else its text. */
    private String unit() {
        Coded unit = DataTypes.coded(obx, 6);
        return unit == null ? null : unit.code() != null ? unit.code() : unit.text();
    }

    /** OBX-7 as sent; some write the range itself with the repetition separator. */
    private String range() {
        return DataTypes.nothing(obx.repetitions(7).stream()
                .map(Repetition::text)
                .collect(Collectors.joining("~"))
                .strip());
    }

    private String flags() {
        return DataTypes.nothing(obx.repetitions(8).stream()
                .map(r -> r.value().strip())
                .filter(flag -> !flag.isEmpty())
                .collect(Collectors.joining("~")));
    }
}
