package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.Seeds;
import vn.emr.lis.orders.OrderSet;

/** S25: any bytes are notices or a refusal. Builds run the kept inputs, {@code ./emr fuzz} searches for new ones. */
class LisFuzzTest {
    private static final Hl7Translator HL7 = new Hl7Translator(translators(), Clock.systemUTC());
    private static final Source SENDER = Laboratory.source(Map.of());

    static {
        SENDER.allowedTypes = "*";
    }

    private static List<MessageTranslator> translators() {
        List<MessageTranslator> all = new ArrayList<>(OrderSet.all());
        all.add(new OruTranslator());
        all.add(new OulTranslator());
        return all;
    }

    static Stream<byte[]> messages() {
        return Seeds.files(".hl7", "golden", "golden-orders");
    }

    @MethodSource("messages")
    @FuzzTest
    void any_message_of_the_LIS_is_notices_or_a_refusal(byte[] bytes) {
        Delivery delivery = HL7.read(bytes, "lis", "peer", Sources.only(SENDER));
        assertEquals(delivery.reading() == null, delivery.refusal() != null);
        if (delivery.refusal() != null) {
            assertFalse(delivery.refusal().getMessage().contains("could not be translated"));
        }
    }
}
