package vn.emr.his;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.GoldenFiles;

/** Messages of hospital systems that differ from the standard, each read by the dialect its folder is named after. */
class DialectMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden-dialects");

    @TestFactory
    Stream<DynamicTest> each_message_means_what_its_golden_file_says() throws Exception {
        Stream<DynamicTest> all = Stream.of();
        for (String dialect : List.of("ihe-pam-ltw", "lua-viet-his")) {
            all = Stream.concat(
                    all,
                    new GoldenFiles(FOLDER.resolve(dialect), ".hl7", 1).tests(message -> deliver(message, dialect)));
        }
        return all;
    }

    private static Delivery deliver(byte[] message, String dialect) {
        Source source = Hospital.source("ADT^*");
        source.dialect = dialect;
        return new Hl7Translator(List.of(new AdtTranslator()), Adt.CLOCK)
                .read(message, HisDoor.NAME, "192.0.2.1:4000", Sources.only(source));
    }
}
