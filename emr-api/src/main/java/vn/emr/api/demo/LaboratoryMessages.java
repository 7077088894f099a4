package vn.emr.api.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.emr.core.hl7.AnswerText;
import vn.emr.core.hl7.Delimiters;
import vn.emr.core.hl7.Fields;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.Segment;

/**
 * What the sample's laboratory writes about an order: its answer (ORL^O22) and the result (ORU^R01), whose values are those
 * of a final report it once sent under the same code, of somebody of the same sex where there is one.
 */
final class LaboratoryMessages {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);
    /** Why an order (UA) or a cancellation (UC) was not granted; HL7 table 0119. */
    private static final Map<String, String> REFUSED =
            Map.of("UA", "Phòng xét nghiệm mẫu không làm xét nghiệm này", "UC", "Kết quả đã trả, không hủy được nữa");

    private final Hospital.Sender laboratory;
    private final Map<String, List<Hl7Message>> reports = new HashMap<>();

    LaboratoryMessages(SampleHospital sample) {
        laboratory = sample.hospital().source("lis");
        sample.hospital().feed().lis().stream()
                .flatMap(file -> sample.messages(file).stream())
                .map(message -> Hl7Text.read(message.text()))
                .filter(this::isFinal)
                .forEach(report -> reports.computeIfAbsent(code(report), c -> new ArrayList<>())
                        .add(report));
    }

    private boolean isFinal(Hl7Message report) {
        return report.header().field(3).equals(laboratory.sendingApplication())
                && report.segments("OBX").stream()
                        .allMatch(obx ->
                                obx.value(11).equals("F") && !obx.value(2).equals("ED"));
    }

    private static String code(Hl7Message message) {
        return message.first("OBR").map(obr -> obr.value(4)).orElse("");
    }

    /** Whether a message is an order of something this laboratory knows. */
    boolean canDo(Hl7Message order) {
        return order.header().type().equals("OML") && reports.containsKey(code(order));
    }

    /** @param control OK, CR, UA or UC (ORC-1) */
    String answer(Hl7Message order, String control, Instant at) {
        String refusal = REFUSED.get(control);
        String asked = order.header().controlId();
        AnswerText out = header(order, "ORL^O22^ORL_O22", "TL" + asked, at);
        new Fields(out, "MSA")
                .text(1, refusal == null ? "AA" : "AR")
                .text(2, asked)
                .end();
        if (refusal != null) {
            new Fields(out, "ERR")
                    .parts(3, "103", "Table value not found", "HL70357")
                    .text(4, "E")
                    .text(8, refusal)
                    .end();
        }
        order.first("ORC").ifPresent(orc -> numbers(new Fields(out, "ORC").text(1, control), orc)
                .end());
        return text(out);
    }

    /** @param taken when the order, and with it the specimen, was */
    String result(Hl7Message order, Instant taken, Instant at) {
        Segment orc = order.first("ORC").orElseThrow();
        Segment pid = order.first("PID").orElseThrow();
        AnswerText out = header(order, "ORU^R01^ORU_R01", "KQ" + at.toEpochMilli(), at);
        new Fields(out, "PID")
                .text(1, "1")
                .copy(3, pid, 3)
                .copy(5, pid, 5)
                .copy(7, pid, 7)
                .copy(8, pid, 8)
                .end();
        order.first("PV1").ifPresent(pv1 -> new Fields(out, "PV1")
                .text(1, "1")
                .copy(2, pv1, 2)
                .copy(3, pv1, 3)
                .copy(19, pv1, 19)
                .end());
        numbers(new Fields(out, "ORC").text(1, "RE"), orc).text(5, "CM").end();
        numbers(new Fields(out, "OBR").text(1, "1"), orc)
                .copy(4, order.first("OBR").orElseThrow(), 4)
                .text(7, time(taken))
                .text(14, time(taken))
                .text(22, time(at))
                .text(25, "F")
                .end();
        int line = 0;
        for (Segment value : like(order, pid.value(8), orc.value(2)).segments("OBX")) {
            Fields obx = new Fields(out, "OBX").text(1, String.valueOf(++line));
            for (int field : new int[] {2, 3, 4, 5, 6, 7, 8}) {
                obx.copy(field, value, field);
            }
            obx.text(11, "F").text(14, time(taken)).end();
        }
        return text(out);
    }

    /** One and the same for an order, whenever it is asked. */
    private Hl7Message like(Hl7Message order, String sex, String number) {
        List<Hl7Message> all = reports.get(code(order));
        List<Hl7Message> same = all.stream()
                .filter(r -> r.first("PID").orElseThrow().value(8).equals(sex))
                .toList();
        List<Hl7Message> some = same.isEmpty() ? all : same;
        return some.get(Math.floorMod(number.hashCode(), some.size()));
    }

    /** The placer's number as it came, and ours. */
    private Fields numbers(Fields segment, Segment orc) {
        return segment.copy(2, orc, 2).parts(3, "XN-" + orc.value(2), laboratory.sendingApplication());
    }

    private AnswerText header(Hl7Message order, String type, String controlId, Instant at) {
        AnswerText out = new AnswerText(Delimiters.STANDARD, StandardCharsets.UTF_8);
        out.segment("MSH").encodingCharacters();
        out.field().text(laboratory.sendingApplication());
        out.field().text(laboratory.sendingFacility());
        out.field().text(order.header().field(3));
        out.field().text(order.header().field(4));
        out.field().text(time(at));
        out.field();
        out.field();
        String[] parts = type.split("\\^");
        out.text(parts[0]).component().text(parts[1]).component().text(parts[2]);
        out.field().text(controlId);
        out.field().text("P");
        out.field().text("2.5.1");
        for (int field = 13; field <= 18; field++) {
            out.field();
        }
        out.text("UNICODE UTF-8").end();
        return out;
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(RelativeTimes.ZONE));
    }

    private static String text(AnswerText out) {
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }
}
