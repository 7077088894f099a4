package vn.emr.his;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.StatedCondition;
import vn.emr.core.record.Coded;

/** The diagnoses in DG1 (HL7 v2 chapter 6). */
final class DiagnosisSegments {
    private DiagnosisSegments() {}

    /** Each diagnosis once; the last statement about the same one stands. */
    static List<StatedCondition> read(Hl7Message message, Moments moments) {
        Map<String, StatedCondition> all = new LinkedHashMap<>();
        for (Segment dg1 : message.segments("DG1")) {
            Coded code = code(dg1);
            if (code != null) {
                String type = dg1.value(6).strip().toUpperCase(Locale.ROOT);
                String key = key(dg1, code, type);
                boolean active = !dg1.value(21).strip().equalsIgnoreCase("D");
                all.put(
                        key,
                        new StatedCondition(
                                key,
                                code,
                                rank(type, dg1.value(15).strip()),
                                active,
                                moments.read(dg1, 5).orElse(null)));
            }
        }
        return List.copyOf(all.values());
    }

    /** DG1-3; before 2.3 its system is DG1-2 and its text DG1-4. */
    private static Coded code(Segment dg1) {
        Coded coded = DataTypes.coded(dg1, 3);
        String text = dg1.value(4).strip();
        if (coded == null) {
            return text.isEmpty() ? null : new Coded(null, "", text);
        }
        String system = coded.system().isEmpty() ? dg1.value(2).strip() : coded.system();
        return new Coded(coded.code(), system, coded.text() == null ? DataTypes.nothing(text) : coded.text());
    }

    /** DG1-20 when the sender numbers its diagnoses, else the code with the kind of diagnosis. */
    private static String key(Segment dg1, Coded code, String type) {
        String number = dg1.value(20).strip();
        return number.isEmpty() ? (code.code() == null ? code.text() : code.code()) + "|" + type : number;
    }

    /** DG1-6 (table 0052), else DG1-15 (table 0359). */
    private static String rank(String type, String priority) {
        return switch (type) {
            case "A" -> "admission";
            case "W" -> "working";
            case "F" -> "discharge";
            default ->
                priority.isEmpty() || priority.equals("0") ? null : priority.equals("1") ? "primary" : "secondary";
        };
    }
}
