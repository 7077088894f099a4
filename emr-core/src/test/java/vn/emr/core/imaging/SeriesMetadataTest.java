package vn.emr.core.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.core.testing.Bedside.refused;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

class SeriesMetadataTest {
    private static final String OWN = instance("1.1", "1.1.1", "1.1.1.1", """
            ,"00081190":{"vr":"UR","Value":["http://archive.invalid/secret"]}
            ,"00281201":{"vr":"OW","BulkDataURI":"http://archive.invalid/x/studies/1.1/series/1.1.1/instances/1.1.1.1/bulk/00281201"}
            ,"54000100":{"vr":"SQ","Value":[{"54001010":{"vr":"OW","BulkDataURI":"/studies/1.1/bulk/w"}}]}
            ,"00420011":{"vr":"OB","BulkDataURI":"http://archive.invalid/studies/9.9/series/1/instances/1/bulk/00420011"}
            ,"00090010":{"vr":"LO","BulkDataURI":"/studies/1.1/../../instances"}
            ,"7FE00010":{"vr":"OW","BulkDataURI":"http://archive.invalid/studies/1.1/pixels"}
            ,"nonsense":{"vr":"LO"},"00100010":"Nobody"
            """);

    @Test
    void addresses_of_the_archive_become_places_in_the_data_set_and_nothing_else_stays() {
        SeriesMetadata metadata = of("[" + OWN + "]");
        String json = new String(metadata.json(), StandardCharsets.UTF_8);
        assertFalse(json.contains("archive.invalid"), json);
        assertFalse(json.contains("7FE00010") || json.contains("nonsense") || json.contains("Nobody"), json);
        assertTrue(json.contains("\"instances/1.1.1.1/bulk/54000100.1.54001010\""), json);
        assertEquals(
                Optional.of("series/1.1.1/instances/1.1.1.1/bulk/00281201"), metadata.reference("1.1.1.1", "00281201"));
        assertEquals(Optional.of("bulk/w"), metadata.reference("1.1.1.1", "54000100.1.54001010"));
        assertEquals(Optional.empty(), metadata.reference("1.1.1.1", "00420011"), "of another study");
        assertEquals(Optional.empty(), metadata.reference("1.1.1.1", "00090010"), "a way upwards");
    }

    @Test
    void data_sets_of_another_study_or_series_and_without_an_identifier_are_left_out() {
        SeriesMetadata metadata = of("["
                + String.join(
                        ",",
                        OWN,
                        instance("1.2", "1.1.1", "1.1.1.2", ""),
                        instance("1.1", "1.1.2", "1.1.1.3", ""),
                        instance("1.1", "1.1.1", "../4", ""),
                        "7")
                + "]");
        assertTrue(metadata.has("1.1.1.1"));
        assertFalse(metadata.has("1.1.1.2") || metadata.has("1.1.1.3") || metadata.has("../4"));
        assertFalse(new String(metadata.json(), StandardCharsets.UTF_8).contains("1.1.1.2"));
    }

    @Test
    void whatever_an_archive_answers_is_metadata_or_refused() {
        refused(Code.TEMPORARY, () -> of("{}"));
        refused(Code.TEMPORARY, () -> of(""));
        refused(Code.TEMPORARY, () -> of("[".repeat(10_000)));
        byte[] whole = ("[" + OWN + "]").getBytes(StandardCharsets.UTF_8);
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            for (int n = 0; n < 3; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                SeriesMetadata read = SeriesMetadata.of(damaged, "1.1", "1.1.1");
                assertTrue(read.json().length <= whole.length + 100);
            } catch (Refusal refused) {
                assertEquals(Code.TEMPORARY, refused.code());
            }
        }
    }

    private static SeriesMetadata of(String json) {
        return SeriesMetadata.of(json.getBytes(StandardCharsets.UTF_8), "1.1", "1.1.1");
    }

    private static String instance(String study, String series, String uid, String more) {
        return """
                {"00080018":{"vr":"UI","Value":["%s"]},"0020000D":{"vr":"UI","Value":["%s"]},"0020000E":{"vr":"UI","Value":["%s"]}%s}
                """.formatted(uid, study, series, more);
    }
}
