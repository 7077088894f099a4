package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;

/** What a folder lacks before it is closed, and what comes to it afterwards. */
class FolderFindingsTest {
    private Foldering house;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
    }

    @Test
    void closing_is_refused_with_every_hard_finding_by_name_and_soft_ones_do_not_stand_in_the_way() {
        house.take(house.doctor, Act.COMPLETE, null);
        Refusal refused = house.refusal(house.clerk, Act.CLOSE, house.seen(null));
        assertEquals(Code.NOT_APPLICABLE, refused.code());
        assertEquals(
                List.of(
                        "/findings/NO_PRIMARY_DIAGNOSIS",
                        "/findings/NO_DISCHARGE_KIND",
                        "/findings/NO_OUTCOME",
                        "/findings/NO_RECORD_SHEET",
                        "/findings/NO_SHEET"),
                refused.fields());
        house.taken(Act.REOPEN);
        house.completed();
        house.diagnosed("J18.9", "primary");
        assertEquals(
                List.of("/findings/SEVERAL_PRIMARY_DIAGNOSES"),
                house.refusal(house.clerk, Act.CLOSE, house.seen(null)).fields());
    }

    @Test
    void the_same_diagnosis_told_by_two_systems_is_one() {
        house.completed();
        house.diagnosed("i10", "primary");
        house.taken(Act.CLOSE);
        assertEquals(State.CLOSED, house.shown().state());
    }

    @Test
    void while_somebody_lies_in_the_ward_the_page_tells_what_will_be_missing() {
        Set<String> codes =
                house.page(house.doctor).findings().stream().map(Finding::code).collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "NO_PRIMARY_DIAGNOSIS",
                        "NO_DISCHARGE_KIND",
                        "NO_OUTCOME",
                        "NO_ADMISSION_NUMBER",
                        "NO_RECORD_SHEET",
                        "NO_SHEET"),
                codes);
    }

    @Test
    void what_comes_after_the_closing_is_taken_and_told_as_late() {
        UUID early = report();
        house.completed();
        house.now = Instant.now();
        house.taken(Act.CLOSE);
        assertEquals(List.of(), house.page(house.clerk).late());
        UUID late = report();
        assertEquals(
                List.of(late),
                house.page(house.clerk).late().stream().map(Folders.Late::id).toList());
        assertEquals(
                NounKind.DIAGNOSTIC_REPORT,
                house.page(house.clerk).late().getFirst().kind());
        assertTrue(!early.equals(late));
    }

    private UUID report() {
        UUID id = Ids.next();
        house.hospital.commit(house.hospital.report(
                id,
                1,
                house.patient,
                house.visit,
                house.now,
                List.of(Hospital.value(1, "GLU", "Glucose", "5.1", "mmol/L", "3.9", "6.4", "N", house.now))));
        return id;
    }
}
