package vn.emr.his.claim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.intake.Sources;
import vn.emr.core.testing.GoldenFiles;
import vn.emr.his.Hospital;

class GoldenClaimsTest {
    @TestFactory
    Stream<DynamicTest> each_claim_means_what_its_golden_file_says() throws IOException {
        return new GoldenFiles(Path.of("src/test/resources/golden-claims"), ".xml", 6)
                .tests(claim ->
                        new ClaimTranslator().read(claim, "his-rest", "127.0.0.1", Sources.only(Hospital.source("*"))));
    }
}
