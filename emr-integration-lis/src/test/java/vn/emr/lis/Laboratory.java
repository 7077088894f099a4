package vn.emr.lis;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;

/** An invented laboratory and its messages. */
final class Laboratory {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    static final String MSH = "MSH|^~\\&|LIS-A|BV-A|EMR|BV-A|20261120093000||ORU^R01^ORU_R01|M1|P|2.5.1";
    static final String PID = "PID|1||BN001^^^BV-A^MR||NGUYỄN^AN^VĂN||19800101|M";
    static final String OBR =
            "OBR|1|P1^HIS|F1^LIS|CBC^Công thức máu^L|||20261120080000|||||||||||||||20261120092500|||F";

    private Laboratory() {}

    static Source source(Map<String, String> settings) {
        Source source = SourceList.sender("LIS", "lis", "LIS A");
        source.allowedTypes = "ORU^*,OUL^*";
        source.fallbackCharset = "windows-1258";
        source.settings = settings;
        return source;
    }

    static Delivery deliver(byte[] message, Map<String, String> settings) {
        return new Hl7Translator(List.of(new OruTranslator(), new OulTranslator()), CLOCK)
                .read(message, "lis", "192.0.2.1:4000", Sources.only(source(settings)));
    }

    static Delivery deliver(String... segments) {
        return deliver(bytes(StandardCharsets.UTF_8, segments), Map.of());
    }

    static byte[] bytes(Charset charset, String... segments) {
        return (String.join("\r", segments) + "\r").getBytes(charset);
    }

    static Reading read(String... segments) {
        Delivery delivery = deliver(segments);
        if (delivery.refusal() != null) {
            throw delivery.refusal();
        }
        return delivery.reading();
    }

    /** The reports of a message with the usual MSH and PID. */
    static List<ReportStated> reports(String... segmentsAfterPid) {
        String[] all = new String[segmentsAfterPid.length + 2];
        all[0] = MSH;
        all[1] = PID;
        System.arraycopy(segmentsAfterPid, 0, all, 2, segmentsAfterPid.length);
        return read(all).notices().stream().map(ReportStated.class::cast).toList();
    }

    /** The first value of a message with one OBR and this OBX. */
    static StatedObservation value(String obx) {
        return reports(OBR, obx).getFirst().observations().getFirst();
    }
}
