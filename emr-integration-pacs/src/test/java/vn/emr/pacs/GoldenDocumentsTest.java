package vn.emr.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.intake.Sources;
import vn.emr.core.testing.GoldenFiles;

class GoldenDocumentsTest {
    @TestFactory
    Stream<DynamicTest> each_document_means_what_its_golden_file_says() throws IOException {
        return new GoldenFiles(Path.of("src/test/resources/golden"), ".dicom.json", 3)
                .tests(document -> new StudyTranslator()
                        .read(
                                document,
                                "pacs",
                                "127.0.0.1",
                                Sources.only(Archives.source("http://127.0.0.1/", Map.of()))));
    }
}
