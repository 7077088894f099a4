package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.testing.Seeds;

/** S25: any bytes are notices or a refusal. Builds run the kept inputs, {@code ./emr fuzz} searches for new ones. */
class HisFuzzTest {
    private static final Hl7Translator HL7 = new Hl7Translator(
            List.of(new AdtTranslator(), new SiuTranslator(), new MdmTranslator(), new VxuTranslator()),
            Clock.systemUTC());
    private static final NoticeTranslator NOTICES = new NoticeTranslator();
    private static final Sources SENDER = Sources.only(Hospital.source("*"));

    static Stream<byte[]> messages() {
        return Seeds.files(".hl7", "golden-hl7");
    }

    static Stream<byte[]> items() {
        return Seeds.files(".json", "golden");
    }

    @MethodSource("messages")
    @FuzzTest
    void any_message_of_the_HIS_is_notices_or_a_refusal(byte[] bytes) {
        Delivery delivery = HL7.read(bytes, "his", "peer", SENDER);
        assertEquals(delivery.reading() == null, delivery.refusal() != null);
        if (delivery.refusal() != null) {
            assertFalse(delivery.refusal().getMessage().contains("could not be translated"));
        }
    }

    @MethodSource("items")
    @FuzzTest
    void any_item_is_a_notice_or_a_refusal(byte[] bytes) {
        Delivery delivery = NOTICES.read(bytes, "his-rest", "peer", SENDER);
        assertEquals(delivery.reading() == null, delivery.refusal() != null);
    }

    @MethodSource("items")
    @FuzzTest
    void any_request_is_cut_into_items_to_its_end(byte[] bytes) throws IOException {
        for (boolean lines : new boolean[] {true, false}) {
            var stream = new ItemStream(new ByteArrayInputStream(bytes), lines);
            int items = 0;
            while (stream.next().isPresent()) {
                assertTrue(++items <= ItemStream.ITEM_LIMIT + 1);
            }
            assertTrue(stream.next().isEmpty());
        }
    }
}
