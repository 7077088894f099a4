package vn.emr.api.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.api.Server;
import vn.emr.api.demo.SampleClaim;
import vn.emr.api.demo.SampleClaims;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.store.Content;
import vn.emr.core.testing.Declared;
import vn.emr.core.testing.GivenKeys;

/** The examples of the guide to connect a system, run as the page shows them; a system of a new hospital has a key. */
abstract class GuideExamples {
    static final Path EXAMPLES = Path.of("src/main/webui/src/sources/guide/examples");

    @TempDir
    Path folder;

    Hospital hospital;

    String key;

    @BeforeEach
    void open() throws IOException {
        hospital = Server.hospital();
        UUID source = Ids.next();
        hospital.database.update(
                """
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain, settings)
                values (?, ?, ?, 'HIS theo hướng dẫn', 'HIS', 'his-rest', '*', 'BV', ?::jsonb)
                """, source, hospital.tenant, hospital.facility, Content.json(Declared.processor(Map.of())));
        key = GivenKeys.give(hospital.database, source);
        List<SampleClaim> claims = List.of(
                SampleClaims.claim(0, LocalDate.of(2025, 11, 19)), SampleClaims.claim(1, LocalDate.of(2025, 11, 19)));
        Files.write(folder.resolve("hoso.xml"), SampleClaim.file(SampleClaims.FACILITY, claims));
    }

    final String java(String name, String... args) throws Exception {
        return java(name, Map.of(), args);
    }

    final String java(String name, Map<String, String> known, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                example(name, "java", known).toString()));
        command.addAll(List.of(args));
        return run(command);
    }

    /** The example as the page shows it, with the key in its place and what the page knows in its holes. */
    final Path example(String name, String ending, Map<String, String> known) throws IOException {
        return Files.writeString(folder.resolve(name + "." + ending), text(name, ending, known));
    }

    final String text(String name, String ending, Map<String, String> known) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(name + "." + ending))
                .replace("{server}", "http://127.0.0.1:" + RestAssured.port)
                .replace("emrs_…", key);
        for (Map.Entry<String, String> one : known.entrySet()) {
            text = text.replace(one.getKey(), one.getValue());
        }
        return text;
    }

    final String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
