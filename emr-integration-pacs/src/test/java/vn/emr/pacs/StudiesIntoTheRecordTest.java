package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.organization.Source;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.core.testing.House;

/** From an archive's answers to rows of a real database, through the inbox. */
class StudiesIntoTheRecordTest {
    private final House house = new House();
    private final StudyTranslator translator = new StudyTranslator();
    private final OutgoingHttp http = new OutgoingHttp();
    private final Door door = new Doors().register("pacs/A", "DICOMweb", "-");
    private StubArchive archive;
    private Inbox inbox;
    private Source source;

    @BeforeEach
    void open() throws IOException {
        archive = new StubArchive();
        inbox = house.inbox(List.of(translator));
        source = house.addSource("PACS", "pacs");
        source.address = archive.address();
    }

    @AfterEach
    void close() {
        archive.close();
        http.close();
        house.close();
    }

    @Test
    void studies_are_stored_once_though_a_restarted_server_asks_for_all_of_them_again() throws Exception {
        archive.answers = StubArchive.studies(List.of("1.1", "1.2", "1.3"), 100);
        watch().look();
        assertEquals(3, house.count("imaging_study"));
        watch().look();
        assertEquals(3, house.count("imaging_study"));
        assertEquals(3, house.count("inbound"), "the same state of the archive is a repeat");
        assertEquals(3, house.count("patient"), "nobody is known: each filed under a provisional person");
        assertTrue(door.state().up());
        assertEquals(6, door.state().received());
    }

    @Test
    void a_study_that_changes_back_ends_as_it_was_at_last() throws Exception {
        ArchiveWatch watch = watch();
        for (int instances : List.of(1, 2, 1)) {
            archive.answers = path -> new StubArchive.Answer(
                    200, path.contains("offset=0") ? "[" + StubArchive.study("1.1", instances) + "]" : "[]");
            watch.look();
        }
        assertEquals(1, house.count("imaging_study"));
        assertEquals(3, house.count("inbound"));
        assertEquals(
                1,
                house.database
                        .first("select instance_count::bigint as n from imaging_study", row -> row.number("n"))
                        .orElseThrow());
    }

    private ArchiveWatch watch() throws ArchiveTrouble {
        source.settings = Map.of();
        ArchiveSettings settings = ArchiveSettings.of(source);
        ImagingArchive asked = new ImagingArchive(settings, http);
        return new ArchiveWatch(source, settings, asked, translator, inbox::receive, door, Clock.systemUTC());
    }
}
