package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.his.NoticeTranslator;
import vn.emr.his.claim.ClaimTranslator;
import vn.emr.lis.OruTranslator;

/** The sample as the real translators read it. */
class SampleAsReadTest {
    private static final SampleHospital SAMPLE = SampleHospital.at(Instant.parse("2026-11-20T03:00:00Z"));

    private static Source source(Hospital.Sender sender) {
        Source source = new Source();
        source.id = Ids.next();
        source.name = sender.name();
        source.allowedTypes = sender.allowedTypes();
        source.patientDomain = sender.patientDomain();
        source.dialect = sender.dialect();
        source.zone = "Asia/Ho_Chi_Minh";
        return source;
    }

    @Test
    void every_notice_is_read_whole_and_without_a_remark() {
        NoticeTranslator translator = new NoticeTranslator();
        Set<String> ids = new HashSet<>();
        for (SampleHospital.Notices notices : SAMPLE.notices()) {
            Sources only = Sources.only(source(notices.source()));
            for (String item : notices.items()) {
                Delivery read = translator.read(item.getBytes(StandardCharsets.UTF_8), "his-rest", "test", only);
                assertNull(read.refusal(), item);
                assertNotNull(read.reading());
                assertEquals(List.of(), read.reading().remarks(), item);
                assertTrue(ids.add(notices.source().key() + read.controlId()), item);
            }
        }
        assertEquals(298, ids.size());
    }

    @Test
    void every_claim_is_read_whole_and_without_a_remark() {
        Sources only = Sources.only(source(SAMPLE.hospital().source("claims")));
        List<SampleClaim> claims = SAMPLE.claims();
        for (SampleClaim claim : claims) {
            byte[] file = SampleClaim.file(SampleClaims.FACILITY, List.of(claim));
            Delivery read = new ClaimTranslator().read(file, "his-rest", "test", only);
            assertNull(read.refusal(), claim.visit());
            assertEquals(List.of(), read.reading().remarks(), claim.visit());
        }
        assertEquals(2, claims.size());
    }

    @Test
    void every_result_is_read_whole_with_all_its_values_and_without_a_remark() {
        var translator = new Hl7Translator(List.of(new OruTranslator()), Clock.systemUTC());
        for (String file : SAMPLE.hospital().feed().lis()) {
            boolean box = file.startsWith("lis/may-");
            Sources only = Sources.only(source(SAMPLE.hospital().source(box ? "gateway" : "lis")));
            for (SampleHospital.Message message : SAMPLE.messages(file)) {
                Delivery read = translator.read(message.text().getBytes(StandardCharsets.UTF_8), "lis", "test", only);
                assertNull(read.refusal(), message.controlId());
                assertEquals(message.controlId(), read.controlId());
                assertEquals(
                        List.of(),
                        read.reading().remarks().stream()
                                .filter(remark -> !box || !remark.startsWith("dialect bach-ma-gateway"))
                                .toList(),
                        message.controlId());
                // The box packs the values of a tube into one segment.
                int values = box ? 3 : message.observations();
                assertEquals(values, read.reading().observationsIn());
                ReportStated report = (ReportStated) read.reading().notices().getFirst();
                assertEquals(
                        values,
                        report.observations().size() + report.documents().size());
            }
        }
    }
}
