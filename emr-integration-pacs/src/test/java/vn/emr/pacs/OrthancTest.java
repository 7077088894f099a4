package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Notice.StudyStated;
import vn.emr.core.intake.Outcome;
import vn.emr.core.outgoing.OutgoingHttp;

/** The door against a real archive. */
class OrthancTest {
    private static final String FIRST = "1.2.826.0.1.3680043.9.1.1";
    private static final String SECOND = "1.2.826.0.1.3680043.9.1.2";
    private static final String THIRD = "1.2.826.0.1.3680043.9.1.3";
    private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");

    @TempDir
    Path folder;

    private final Doors doors = new Doors();
    private final List<Delivery> taken = new ArrayList<>();
    private final OutgoingHttp http = new OutgoingHttp();
    private RealOrthanc orthanc;

    @BeforeEach
    void start() throws IOException {
        String missing =
                "Skipped: real Orthanc is not here. Install it: apt-get install orthanc orthanc-dicomweb dcmtk";
        if (!RealOrthanc.installed()) {
            System.out.println(missing);
        }
        assumeTrue(RealOrthanc.installed(), missing);
        orthanc = new RealOrthanc(folder);
        orthanc.start();
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        if (orthanc != null) {
            orthanc.close();
        }
    }

    @Test
    void studies_arrive_with_vietnamese_names_and_a_late_series_makes_the_study_new() throws Exception {
        ArchiveWatch watch = watch("emr-secret");
        watch.look();
        assertTrue(state().up());
        assertEquals(List.of(), taken);

        orthanc.store(FIRST, 1, "0000123", "Nguyễn^Văn Ánh", "CT ngực có cản quang");
        orthanc.store(SECOND, 1, "0000456", "Đặng^Thị Hồng Ngọc", "X-quang ngực thẳng");
        watch.look();
        assertEquals(2, taken.size());
        StudyStated first = study(FIRST);
        assertEquals("Nguyễn Văn Ánh", first.received().name());
        assertEquals("Đặng Thị Hồng Ngọc", study(SECOND).received().name());
        assertEquals("0000123", first.who().identifiers().getFirst().value());
        assertEquals("BV-A", first.who().identifiers().getFirst().system());
        assertEquals("ACC-0000123", first.accession());
        assertEquals("CT ngực có cản quang", first.description());
        assertEquals("20261119081500", first.started().sent());
        assertEquals("CHEST", first.series().getFirst().bodyPart());
        assertEquals("Loạt 1", first.series().getFirst().description());
        assertEquals(1, first.instances());

        watch.look();
        assertEquals(2, taken.size(), "nothing changed");

        orthanc.store(FIRST, 2, "0000123", "Nguyễn^Văn Ánh", "CT ngực có cản quang");
        watch.look();
        assertEquals(3, taken.size());
        StudyStated grown = study(FIRST);
        assertEquals(List.of("CT", "SR"), grown.modalities());
        assertEquals(2, grown.series().size());
        assertEquals(2, grown.instances());
    }

    @Test
    void a_stopped_archive_is_a_state_and_when_it_is_back_everything_is_caught_up() throws Exception {
        ArchiveWatch watch = watch("emr-secret");
        orthanc.store(FIRST, 1, "0000123", "Nguyễn^Văn Ánh", "CT");
        watch.look();
        orthanc.stop();
        watch.look();
        watch.look();
        assertFalse(state().up());
        assertEquals("Không kết nối được tới kho ảnh", state().lastError());
        assertEquals(1, taken.size());

        orthanc.start();
        orthanc.store(THIRD, 1, "0000789", "Trần^Bình", "CT");
        watch.look();
        assertTrue(state().up());
        assertEquals(2, taken.size());
        assertEquals("Trần Bình", study(THIRD).received().name());
    }

    @Test
    void a_wrong_password_is_a_state_with_its_reason() throws Exception {
        watch("wrong").look();
        assertFalse(state().up());
        assertTrue(state().lastError().startsWith("HTTP 401"));
    }

    private ArchiveWatch watch(String password) throws ArchiveTrouble {
        var source =
                Archives.source(orthanc.address(), Map.of("username", "emr", "password", password, "pageSize", "1"));
        ArchiveSettings settings = ArchiveSettings.of(source);
        return new ArchiveWatch(
                source,
                settings,
                new ImagingArchive(settings, http),
                new StudyTranslator(),
                delivery -> {
                    assertNull(delivery.refusal());
                    taken.add(delivery);
                    return CompletableFuture.completedStage(
                            new Outcome(Outcome.Kind.APPLIED, null, null, new UUID(1, 1), null, List.of()));
                },
                doors.register("pacs/orthanc", "DICOMweb", orthanc.address()),
                ((InstantSource) () -> NOW).withZone(ZoneOffset.UTC));
    }

    private StudyStated study(String uid) {
        return taken.stream()
                .map(d -> (StudyStated) d.reading().notices().getFirst())
                .filter(s -> s.studyUid().equals(uid))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private DoorState state() {
        return doors.states().getFirst();
    }
}
