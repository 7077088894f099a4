package vn.emr.lis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.EmbeddedData;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice.StatedDocument;
import vn.emr.core.intake.Notice.StatedObservation;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;

/** One OBX with its notes: a value, or a document. */
final class ResultValue {
    private static final String NOT_DECODED = "Tài liệu đính kèm không giải mã được; bản gốc được giữ trong bản tin.";
    private static final int LONGEST_TYPE = 10;

    private final Segment obx;
    private final Moments moments;
    private final Remarks remarks;
    private final ResultStatus status;
    private final List<String> notes = new ArrayList<>();

    ResultValue(Segment obx, Moments moments, Remarks remarks) {
        this.obx = obx;
        this.moments = moments;
        this.remarks = remarks;
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

    /**
     * Adds this value where it belongs.
     *
     * @param used keys of this report so far
     * @param ofReport stands in for a status that was not sent
     * @param changed OBR-22, stands in for a document's time
     */
    void into(
            Map<String, Integer> used,
            ResultStatus ofReport,
            TimePoint changed,
            List<StatedObservation> observations,
            List<StatedDocument> documents) {
        Coded code = DataTypes.coded(obx, 3);
        String subId = obx.repetitions(4).stream()
                .findFirst()
                .map(r -> r.text().strip())
                .orElse("");
        String key = key(used, code, subId);
        ResultStatus settled = status == null ? ofReport : status;
        TimePoint observed = moments.read(obx, 14).orElse(null);
        String type = obx.value(2).strip().toUpperCase(Locale.ROOT);
        List<EmbeddedData> embedded = embedded(type);
        if (embedded.isEmpty()) {
            observations.add(observation(key, code, subId, type, settled, observed, ObservedValue.of(obx, type)));
            return;
        }
        int documentsBefore = documents.size();
        for (EmbeddedData data : embedded) {
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
                        observed == null ? changed : observed));
            }
        }
        if (documents.size() == documentsBefore) {
            var lost = new ObservedValue(null, null, NOT_DECODED, null);
            observations.add(observation(key, code, subId, "ED", settled, observed, lost));
        }
    }

    private StatedObservation observation(
            String key,
            Coded code,
            String subId,
            String type,
            ResultStatus settled,
            TimePoint observed,
            ObservedValue value) {
        String range = range();
        Numbers.Range limits = range == null ? new Numbers.Range(null, null) : Numbers.range(range);
        return new StatedObservation(
                key,
                code,
                DataTypes.nothing(subId),
                type.isEmpty() ? "ST" : type.substring(0, Math.min(type.length(), LONGEST_TYPE)),
                value.number(),
                value.comparator(),
                value.text(),
                value.coded(),
                unit(),
                range,
                limits.low(),
                limits.high(),
                flags(),
                settled,
                observed,
                List.copyOf(notes));
    }

    /** The code with the sub-id; a pair that comes again within its report is numbered, so that no value is lost. */
    private static String key(Map<String, Integer> used, Coded code, String subId) {
        String named = code == null ? "" : code.code() == null ? code.text() : code.code();
        String pair = named + "|" + subId;
        int times = used.merge(pair, 1, Integer::sum);
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
