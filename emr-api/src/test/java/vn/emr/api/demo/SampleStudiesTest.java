package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The image studies of the sample, as the archive gets them. */
class SampleStudiesTest {
    @Test
    void sixty_studies_of_four_modalities_some_of_nobody_we_know() {
        Set<String> uids = new HashSet<>();
        Set<String> modalities = new TreeSet<>();
        Set<String> people = SampleHospitalTest.people();
        int strangers = 0;
        for (SampleHospital.Study study : SampleHospitalTest.SAMPLE.studies()) {
            assertTrue(uids.add(DicomWriter.value(study.study(), "0020000D")));
            study.series().forEach(s -> assertTrue(uids.add(DicomWriter.value(s, "0020000E"))));
            modalities.add(DicomWriter.value(study.study(), "00080061"));
            assertTrue(DicomWriter.value(study.study(), "00080050").matches("[A-Za-z0-9.-]{0,16}"));
            assertTrue(DicomWriter.value(study.study(), "00080020").matches("\\d{8}"));
            strangers += people.contains(DicomWriter.value(study.study(), "00100020")) ? 0 : 1;
        }
        assertEquals(60, SampleHospitalTest.SAMPLE.studies().size());
        assertEquals(Set.of("CR", "CT", "MR", "US"), modalities);
        assertEquals(4, strangers);
        assertTrue(uids.stream().allMatch(uid -> uid.matches("2\\.25\\.[1-9]\\d{0,38}")));
    }
}
