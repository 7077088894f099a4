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
    void what_a_person_said_of_a_kind_is_judged_before_what_systems_told() {
        house.completed();
        house.diagnosed("J18.9", "primary");
        house.said("J15.9", "primary");
        house.taken(Act.CLOSE);
        assertEquals(State.CLOSED, house.shown().state());
    }

    @Test
    void a_main_illness_that_a_person_said_in_words_only_keeps_a_folder_open_and_another_is_mentioned() {
        house.completed();
        house.said(null, "secondary");
        assertEquals(Set.of("DIAGNOSIS_WITHOUT_CODE"), diagnosed());
        house.said(null, "primary");
        assertEquals(Set.of("DIAGNOSIS_WITHOUT_CODE", "PRIMARY_DIAGNOSIS_WITHOUT_CODE"), diagnosed());
        assertEquals(
                List.of("/findings/PRIMARY_DIAGNOSIS_WITHOUT_CODE"),
                house.refusal(house.clerk, Act.CLOSE, house.seen(null)).fields());
    }

    @Test
    void a_code_that_is_not_of_the_day_the_visit_ended_or_not_for_its_kind_keeps_a_folder_open() {
        house.completed();
        house.said("B95.0", "primary");
        house.said("J18.9", "secondary");
        assertEquals(Set.of(), diagnosed(), "no list was taken in");
        listed("J18.9", "{}");
        listed("B95.0", "{\"not_primary\": \"1\"}");
        assertEquals(Set.of("DIAGNOSIS_CODE_NOT_VALID"), diagnosed());
        assertEquals(
                List.of("/findings/DIAGNOSIS_CODE_NOT_VALID"),
                house.refusal(house.clerk, Act.CLOSE, house.seen(null)).fields());
        house.hospital.database.update("update catalogue_code set properties = '{}'");
        assertEquals(Set.of(), diagnosed());
        house.hospital.database.update("update catalogue_code set valid_to = '2026-01-02' where code = 'J18.9'");
        assertEquals(Set.of("DIAGNOSIS_CODE_NOT_VALID"), diagnosed());
    }

    private Set<String> diagnosed() {
        return house.page(house.doctor).findings().stream()
                .map(Finding::code)
                .filter(code -> code.contains("DIAGNOSIS"))
                .collect(Collectors.toSet());
    }

    private void listed(String code, String properties) {
        house.hospital.database.update("""
                insert into catalogue_code (tenant_id, catalogue, code, name, search_key, valid_from, properties)
                values (?, 'icd10', ?, 'Bệnh mẫu', 'benh mau', '2026-01-01', ?::jsonb)
                """, house.hospital.tenant, code, properties);
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
