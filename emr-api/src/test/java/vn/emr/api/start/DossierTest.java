package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.House;

/** After a wanted change: run with {@code -Dgolden.write=true}, then read the difference. */
class DossierTest {
    private static final Path COPY = Path.of("../deploy/dossier-level-2/he-thong.md");

    @Test
    void the_copy_in_the_sources_is_what_a_new_system_says_of_itself() throws IOException {
        String said = Dossier.of(Settings.read(Map.of(), Path.of("/not/there")), new House().database);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(COPY.getParent());
            Files.writeString(COPY, said);
        }
        assertEquals(Files.readString(COPY), said);
    }

    @Test
    void it_tells_the_settings_the_roles_and_the_number_of_people_of_this_system() {
        Hospital hospital = new Hospital();
        for (int i = 0; i < 3; i++) {
            hospital.patient("Người Mẫu", "N" + UUID.randomUUID(), null, java.util.List.of());
        }
        String said = Dossier.of(
                Settings.read(Map.of("EMR_HTTP_PORT", "9443", "EMR_MLLP_HOST", "10.0.0.3"), Path.of("/not/there")),
                hospital.database);
        assertTrue(said.contains("| 9443 | 127.0.0.1 |") && said.contains("| 2575 | 10.0.0.3 |"), said);
        assertTrue(said.contains("| DOCTOR | Bác sĩ |"), said);
        assertTrue(said.contains("3 người: dưới ngưỡng"), said);
    }
}
