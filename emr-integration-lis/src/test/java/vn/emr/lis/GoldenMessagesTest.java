package vn.emr.lis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.testing.GoldenFiles;

class GoldenMessagesTest {
    @TestFactory
    Stream<DynamicTest> each_message_means_what_its_golden_file_says() throws IOException {
        return new GoldenFiles(Path.of("src/test/resources/golden"), ".hl7", 13)
                .tests(message -> Laboratory.deliver(message, Map.of()));
    }
}
