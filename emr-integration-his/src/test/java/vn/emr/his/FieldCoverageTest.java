package vn.emr.his;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.FieldCoverage;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.SampleMessages;

/** What the public messages of this door say and nobody reads is a short list with a reason for each. */
class FieldCoverageTest {
    @Test
    void every_field_with_content_is_read_or_left_out_for_a_reason() throws IOException {
        FieldCoverage coverage = new FieldCoverage();
        for (SampleMessages.Sample sample : SampleMessages.all()) {
            for (byte[] message : Hl7Text.split(sample.bytes())) {
                coverage.translate(message, Adt.TRANSLATORS, Hospital.source("*"));
            }
        }
        coverage.isExplainedBy(Path.of("src/test/resources/unread-fields.txt"));
    }
}
