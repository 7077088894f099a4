package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomWriterTest {
    private static final SampleHospital SAMPLE = SampleHospital.at(Instant.parse("2026-11-20T03:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void a_file_starts_with_its_mark_and_holds_the_picture_last() {
        SampleHospital.Study study = SAMPLE.studies().getFirst();
        byte[] file = DicomWriter.instance(study.study(), study.series().getFirst());
        assertEquals("DICM", new String(file, 128, 4, StandardCharsets.US_ASCII));
        byte[] pixelData = Arrays.copyOfRange(file, file.length - 8192 - 12, file.length - 8192);
        assertEquals("[-32, 127, 16, 0, 79, 87, 0, 0, 0, 32, 0, 0]", Arrays.toString(pixelData));
        assertEquals(0, file.length % 2);
    }

    @Test
    void dcmtk_reads_every_series_with_its_vietnamese_names() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dcmdump")), "DCMTK is not installed");
        int number = 0;
        for (SampleHospital.Study study : SAMPLE.studies().subList(0, 60)) {
            Files.write(
                    folder.resolve("i" + number++ + ".dcm"),
                    DicomWriter.instance(study.study(), study.series().getLast()));
        }
        String dump = run("/usr/bin/dcmdump", "+sd", "-q", "+L", folder.toString());
        for (SampleHospital.Study study : SAMPLE.studies()) {
            String name = DicomWriter.value(study.study(), "00100010");
            assertTrue(dump.contains("PN [" + name + "]"), "a name is not readable");
            assertTrue(dump.contains("[" + DicomWriter.value(study.study(), "0020000D")));
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
