package vn.emr.core.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ReadingPart;

/** What a result says: values row by row, or what a reader of pictures wrote. */
final class Readings {
    /** Categories of HL7 table 0074 that are read from pictures. */
    private static final Set<String> PICTURES =
            Set.of("RAD", "RX", "RUS", "CT", "CUS", "NMR", "NMS", "OUS", "VUS", "XRC", "MR", "US");

    private Readings() {}

    static boolean imaging(String category) {
        return category != null && PICTURES.contains(category);
    }

    static Row read(Row row, DiagnosticReport report) {
        List<String> description = new ArrayList<>();
        List<String> conclusion = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        shown(report).forEach(value -> {
            String name = name(value);
            switch (ReadingPart.of(name)) {
                case CONCLUSION -> conclusion.add(text(value));
                case ADVICE -> advice.add(text(value));
                case DESCRIPTION, TECHNIQUE -> description.add(name == null ? text(value) : name + ": " + text(value));
            }
        });
        return row.say("description", String.join("\n", description))
                .say("conclusion", String.join("\n", conclusion))
                .say("advice", String.join("\n", advice));
    }

    static Row values(Row row, DiagnosticReport report) {
        shown(report)
                .forEach(value -> row.add(
                        "results",
                        new Row()
                                .say("index", value.code() == null ? new Coded(value.key(), "", null) : value.code())
                                .say("value", text(value))
                                .say("unit", value.unit())
                                .say("range", value.rangeText())
                                .say("flag", value.flag())));
        return row;
    }

    private static List<Observation> shown(DiagnosticReport report) {
        return report.observations().stream()
                .filter(value -> value.status().shown() && value.hasValue())
                .toList();
    }

    private static String name(Observation value) {
        return value.code() == null ? null : value.code().shown();
    }

    private static String text(Observation value) {
        String said = value.text() != null ? value.text() : value.coded().shown();
        return value.comparator() == null ? said : value.comparator() + said;
    }
}
