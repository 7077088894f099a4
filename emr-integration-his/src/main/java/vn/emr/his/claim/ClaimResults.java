package vn.emr.his.claim;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;
import vn.emr.his.SentNumber;
import vn.emr.his.claim.ClaimFile.Row;

/** The rows of table 4 as results: one report for each service and time, with its indices, descriptions and conclusions. */
final class ClaimResults {
    private static final String DESCRIPTION = "MO_TA";
    private static final String CONCLUSION = "KET_LUAN";

    private final ClaimFile file;
    private final String number;
    private final ZoneId zone;
    private final PatientRef who;
    private final Instant stated;
    private final Set<String> keys = new LinkedHashSet<>();

    ClaimResults(ClaimFile file, String number, ZoneId zone, PatientRef who, Instant stated) {
        this.file = file;
        this.number = number;
        this.zone = zone;
        this.who = who;
        this.stated = stated;
    }

    /** The reports in the order of their first rows; {@link #keys} is complete then. */
    List<ReportStated> all() {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : file.rows(Layout.RESULTS)) {
            String group =
                    Objects.toString(row.text("MA_DICH_VU"), "") + "|" + Objects.toString(row.text("NGAY_KQ"), "");
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(row);
        }
        return groups.entrySet().stream()
                .map(group -> report(number + "|" + Keys.bounded(group.getKey()), group.getValue()))
                .toList();
    }

    Set<String> keys() {
        return Collections.unmodifiableSet(keys);
    }

    private ReportStated report(String key, List<Row> rows) {
        keys.add(key);
        Row first = rows.getFirst();
        String code = first.text("MA_DICH_VU");
        TimePoint time = Written.time(first.text("NGAY_KQ"), zone).orElse(null);
        List<StatedObservation> observations = new ArrayList<>();
        ClaimFile.Counter equals = new ClaimFile.Counter();
        for (Row row : rows) {
            observations.addAll(observations(row, first, time, equals));
        }
        boolean found = observations.stream().anyMatch(o -> o.text() != null);
        return new ReportStated(
                who,
                stated,
                null,
                number,
                key,
                null,
                null,
                category(code, rows),
                code == null ? null : new Coded(code, "", serviceName(code)),
                found ? ResultStatus.FINAL : ResultStatus.REGISTERED,
                time,
                time,
                first.text("MA_BS_DOC_KQ"),
                null,
                List.copyOf(observations),
                List.of(),
                List.of(),
                null);
    }

    private List<StatedObservation> observations(Row row, Row first, TimePoint time, ClaimFile.Counter equals) {
        List<String> notes = new ArrayList<>();
        if (!Objects.equals(row.text("MA_BS_DOC_KQ"), first.text("MA_BS_DOC_KQ"))) {
            notes.add("MA_BS_DOC_KQ: " + Objects.toString(row.text("MA_BS_DOC_KQ"), ""));
        }
        Taking f = new Taking(row, zone);
        for (String mapped : List.of("STT", "MA_DICH_VU", "NGAY_KQ", "MA_BS_DOC_KQ")) {
            f.text(mapped);
        }
        if (time == null && row.text("NGAY_KQ") != null) {
            notes.add("NGAY_KQ: " + row.text("NGAY_KQ"));
        }
        if (number.equals(row.text("MA_LK"))) {
            f.text("MA_LK");
        }
        Coded index = f.coded("MA_CHI_SO", "", "TEN_CHI_SO");
        String value = f.text("GIA_TRI");
        String unit = f.text("DON_VI_DO");
        String description = f.text(DESCRIPTION);
        String conclusion = f.text(CONCLUSION);
        f.rest().stream().map(ClaimResults::note).forEach(notes::add);
        List<StatedObservation> all = new ArrayList<>();
        if (index != null || value != null || unit != null) {
            Coded code = index == null ? new Coded("GIA_TRI", "", null) : index;
            all.add(measured(code, value, unit, time, equals, notes));
            notes = List.of();
        }
        if (description != null) {
            all.add(told(DESCRIPTION, "Mô tả", description, time, equals, notes));
            notes = List.of();
        }
        if (conclusion != null || all.isEmpty()) {
            all.add(told(CONCLUSION, "Kết luận", conclusion, time, equals, notes));
        }
        return all;
    }

    private static String note(NamedValue field) {
        return field.name() + ": " + field.value();
    }

    private static StatedObservation measured(
            Coded code, String value, String unit, TimePoint time, ClaimFile.Counter equals, List<String> notes) {
        SentNumber number = value == null || SentNumber.ambiguous(value)
                ? null
                : SentNumber.read(value).orElse(null);
        String named = Keys.bounded(code.code() == null ? code.text() : code.code());
        int among = equals.next(named);
        return new StatedObservation(
                among == 1 ? named : named + "." + among,
                code,
                among == 1 ? null : Integer.toString(among),
                number == null ? "ST" : "NM",
                number == null ? null : number.value(),
                number == null ? null : number.comparator(),
                value,
                null,
                unit,
                null,
                null,
                null,
                null,
                value == null ? ResultStatus.REGISTERED : ResultStatus.FINAL,
                time,
                List.copyOf(notes));
    }

    private static StatedObservation told(
            String field, String name, String text, TimePoint time, ClaimFile.Counter equals, List<String> notes) {
        int among = equals.next(field);
        return new StatedObservation(
                among == 1 ? field : field + "." + among,
                new Coded(field, "", name),
                among == 1 ? null : Integer.toString(among),
                "TX",
                null,
                null,
                text,
                null,
                null,
                null,
                null,
                null,
                null,
                text == null ? ResultStatus.REGISTERED : ResultStatus.FINAL,
                time,
                List.copyOf(notes));
    }

    /** HL7 table 0074, by the group of the service (MA_NHOM: 1 laboratory, 2 imaging, 3 functional), else by what was found. */
    private String category(String code, List<Row> rows) {
        String group = file.rows(Layout.SERVICES).stream()
                .filter(s -> code != null && code.equals(s.text("MA_DICH_VU")) && s.text("MA_NHOM") != null)
                .map(s -> s.text("MA_NHOM"))
                .findFirst()
                .orElse("");
        return switch (group) {
            case "1" -> "LAB";
            case "2" -> "RAD";
            case "3" -> "EC";
            default -> rows.stream().anyMatch(r -> r.text("MA_CHI_SO") != null) ? "LAB" : "RAD";
        };
    }

    private String serviceName(String code) {
        return file.rows(Layout.SERVICES).stream()
                .filter(s -> code.equals(s.text("MA_DICH_VU")))
                .map(s -> s.text("TEN_DICH_VU"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
