package vn.emr.lis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.FieldCoverage;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.hl7.SampleMessages;

/** What the public result messages say and nobody reads is a short list with a reason for each. */
class FieldCoverageTest {
    private static final List<MessageTranslator> RESULTS = List.of(new OruTranslator(), new OulTranslator());

    @Test
    void every_field_with_content_is_read_or_left_out_for_a_reason() throws IOException {
        FieldCoverage coverage = new FieldCoverage();
        for (SampleMessages.Sample sample : SampleMessages.all()) {
            for (byte[] message : Hl7Text.split(sample.bytes())) {
                coverage.translate(message, RESULTS, Laboratory.source(Map.of()));
            }
        }
        coverage.isExplainedBy(Path.of("src/test/resources/unread-fields.txt"));
    }
}
