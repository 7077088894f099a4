package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.testing.Seeds;

/** S25: any bytes are a study or a refusal. Builds run the kept inputs, {@code ./emr fuzz} searches for new ones. */
class PacsFuzzTest {
    private static final StudyTranslator TRANSLATOR = new StudyTranslator();
    private static final Sources ARCHIVE = Sources.only(Archives.source("http://127.0.0.1/", Map.of()));

    static Stream<byte[]> documents() {
        return Seeds.files(".dicom.json", "golden");
    }

    @MethodSource("documents")
    @FuzzTest
    void any_document_of_the_archive_is_a_study_or_a_refusal(byte[] bytes) {
        Delivery delivery = TRANSLATOR.read(bytes, "pacs", "", ARCHIVE);
        assertEquals(delivery.reading() == null, delivery.refusal() != null);
    }
}
