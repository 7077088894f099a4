package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Patient;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.TimePoint;
import vn.emr.core.retention.Retention;
import vn.emr.core.retention.RetentionClass;

/** How long a folder is kept follows what became known of its treatment, and is not told where anything is hidden. */
class KeptFoldersTest extends UnderLabels {
    private final Instant ended = Instant.parse("2026-03-04T03:00:00Z");
    private UUID finished;

    @BeforeEach
    void folders() {
        finished = HOSPITAL.stay(patient, ward, ended, ended, false);
        HOSPITAL.folder(patient, finished, HOSPITAL.facility, RecordFolder.State.COMPLETED);
        visit = HOSPITAL.database
                .first(
                        "select encounter_id from encounter where patient_id = ? and end_from is null",
                        row -> row.uuid("encounter_id"),
                        patient)
                .orElseThrow();
        HOSPITAL.folder(patient, visit, HOSPITAL.facility, RecordFolder.State.IN_TREATMENT);
    }

    @Test
    void a_record_is_kept_ten_years_and_one_under_treatment_has_no_last_day() {
        assertEquals(RetentionClass.PATIENT_RECORD, term(finished).keptAs());
        assertEquals("2036-12-31", term(finished).until().toString());
        assertEquals(10, term(visit).years());
        assertNull(term(visit).until());
    }

    @Test
    void a_diagnosis_of_its_visit_raises_the_class_and_one_of_another_visit_does_not() {
        condition("V23.4", "Tai nạn mẫu", finished);
        assertEquals("2046-12-31", term(finished).until().toString());
        assertEquals(RetentionClass.PATIENT_RECORD, term(visit).keptAs());
    }

    @Test
    void a_death_or_an_accident_as_the_claim_tells_it_raises_the_class() {
        told(finished, new NamedValue("MA_TAI_NAN", "2"));
        assertEquals(RetentionClass.MENTAL_OR_ACCIDENT, term(finished).keptAs());
        told(finished, new NamedValue("KET_QUA_DTRI", "5"));
        assertEquals("2056-12-31", term(finished).until().toString());
        assertEquals(RetentionClass.PATIENT_RECORD, term(visit).keptAs());
    }

    @Test
    void a_death_under_treatment_raises_the_class_of_that_treatment_only() {
        died(now.minus(Duration.ofDays(30)), 2);
        assertEquals(RetentionClass.PATIENT_RECORD, term(visit).keptAs(), "who died before is somebody else's error");
        died(now, 3);
        assertEquals(RetentionClass.DEATH, term(visit).keptAs());
        assertEquals(RetentionClass.PATIENT_RECORD, term(finished).keptAs());
    }

    @Test
    void where_anything_is_hidden_no_term_is_told() {
        condition("B20", "Bệnh kín", visit);
        assertNull(term(finished));
        assertNull(term(visit));
    }

    private Retention term(UUID encounter) {
        return charts.chart(open(), patient).encounters().stream()
                .filter(v -> v.id().equals(encounter))
                .findFirst()
                .orElseThrow()
                .folder()
                .retention();
    }

    private void died(Instant at, int version) {
        Patient p = HOSPITAL.person(patient, version, "Nguyễn Văn An", "1958", List.of());
        HOSPITAL.commit(new Patient(
                p.id(),
                version,
                p.provisional(),
                p.facilityId(),
                p.identifiers(),
                p.names(),
                p.birth(),
                p.sex(),
                p.addresses(),
                p.phones(),
                p.ethnicity(),
                p.occupation(),
                p.nationality(),
                p.bloodGroup(),
                p.relatives(),
                p.motherId(),
                true,
                TimePoint.at(at),
                p.warnings(),
                p.told(),
                p.origin()));
    }

    private void told(UUID encounter, NamedValue field) {
        HOSPITAL.commit(new Paper(
                Ids.next(),
                1,
                patient,
                encounter,
                HOSPITAL.source,
                "V",
                Ids.next().toString(),
                new Paper.Details(
                        Paper.Status.CURRENT, Paper.Form.VISIT_SUMMARY, null, TimePoint.at(now), null, List.of(field)),
                said()));
    }
}
