package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Sources;
import vn.emr.core.testing.Seeds;
import vn.emr.his.Hospital;

/** S25 for claim files: any bytes are notices or a refusal. Builds run the kept inputs, {@code ./emr fuzz} searches for new ones. */
class ClaimFuzzTest {
    private static final ClaimTranslator CLAIMS = new ClaimTranslator();
    private static final Sources SENDER = Sources.only(Hospital.source("*"));

    static Stream<byte[]> files() {
        return Seeds.files(".xml", "golden-claims");
    }

    @MethodSource("files")
    @FuzzTest
    void any_claim_is_notices_or_a_refusal(byte[] bytes) {
        read(bytes);
    }

    /** Most of a claim stands in packed tables, which a fuzzer rarely gets into: here its bytes are the table itself. */
    @MethodSource("files")
    @FuzzTest
    void any_table_is_notices_or_a_refusal(byte[] bytes) {
        int kind = bytes.length == 0 ? 1 : Math.floorMod(bytes[0], 15) + 1;
        String summary = Claims.packed("XML1", Claims.base64(Claims.table("XML1", Claims.SUMMARY)));
        String table = Claims.packed("XML" + kind, Base64.getEncoder().encodeToString(bytes));
        read(Claims.bytes(Claims.file("20251120", "<HOSO>" + summary + table + "</HOSO>")));
    }

    @MethodSource("files")
    @FuzzTest
    void any_file_is_cut_into_visits_to_its_end(byte[] bytes) throws IOException {
        ClaimStream stream = new ClaimStream(new ByteArrayInputStream(bytes));
        int parts = 0;
        for (Optional<FileFormat.Message> part = stream.next(); part.isPresent(); part = stream.next()) {
            assertTrue(++parts <= ClaimStream.VISIT_LIMIT + 1);
        }
        assertTrue(parts > 0);
        assertTrue(stream.ended());
    }

    private static void read(byte[] bytes) {
        Delivery delivery = CLAIMS.read(bytes, "his-rest", "peer", SENDER);
        assertEquals(delivery.reading() == null, delivery.refusal() != null);
    }
}
