package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Purpose;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.organization.Account.Role;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ParentResult;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Ucum;
import vn.emr.core.record.VisitLink;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;

/** How results are read: organisms with their susceptibilities, what was taken back, units, marks and times. */
class ResultPagesTest {
    private static final Hospital HOSPITAL = new Hospital();
    private static final Instant NOW = Instant.now();
    private final Access access = new Access(HOSPITAL.database, new AuditTrail(HOSPITAL.database));
    private UUID ward;
    private UUID patient;
    private Charts charts;

    @BeforeEach
    void patient(@TempDir Path folder) {
        ward = HOSPITAL.department(Ids.next().toString());
        patient = HOSPITAL.patient("Nguyễn Văn An", Ids.next().toString(), null, List.of());
        HOSPITAL.stay(patient, ward, null, null, false);
        charts = new Charts(
                HOSPITAL.database,
                new BlobStore(folder.toString(), HOSPITAL.database),
                new Feeds(HOSPITAL.database),
                new Meanings(HOSPITAL.database));
    }

    private Grant open() {
        return access.open(HOSPITAL.caller(Role.DOCTOR, ward), Purpose.TREATMENT, patient);
    }

    private DiagnosticReport report(
            String code, String filler, ParentResult parent, ResultStatus status, Observation... values) {
        DiagnosticReport r = HOSPITAL.report(Ids.next(), 1, patient, NOW, List.of(values));
        Provenance said = new Provenance(
                r.origin().sourceId(), r.origin().sourceName(), r.origin().inboundId(), NOW, NOW);
        return new DiagnosticReport(
                r.id(),
                1,
                patient,
                null,
                null,
                r.sourceId(),
                Ids.next().toString(),
                null,
                filler,
                "MB",
                new Coded(code, "L", code),
                status,
                r.effective(),
                r.issued(),
                null,
                null,
                r.observations(),
                List.of("Ghi chú"),
                parent,
                null,
                said);
    }

    /** A report whose one value was taken back at a time. */
    private static DiagnosticReport takenBack(UUID of, UUID visit, Instant stated) {
        DiagnosticReport r = HOSPITAL.report(Ids.next(), 1, of, NOW, List.of());
        return new DiagnosticReport(
                r.id(),
                1,
                of,
                visit,
                null,
                r.sourceId(),
                r.fillerNumber(),
                null,
                r.fillerNumber(),
                "LAB",
                r.code(),
                ResultStatus.FINAL,
                r.effective(),
                r.issued(),
                null,
                null,
                List.of(value(1, "K", null, "NM", "9", null, ResultStatus.ENTERED_IN_ERROR, stated)),
                List.of(),
                null,
                null,
                new Provenance(r.sourceId(), "LIS thử", null, NOW, stated));
    }

    private static Observation value(
            int line, String code, String subId, String type, String text, String unit, ResultStatus status) {
        return value(line, code, subId, type, text, unit, status, NOW);
    }

    private static Observation value(
            int line,
            String code,
            String subId,
            String type,
            String text,
            String unit,
            ResultStatus status,
            Instant stated) {
        return new Observation(
                line,
                code + "|" + subId,
                new Coded(code, "L", code),
                subId,
                null,
                type,
                null,
                null,
                text,
                null,
                null,
                unit,
                null,
                null,
                null,
                null,
                status,
                TimePoint.at(NOW),
                stated,
                null,
                null,
                List.of());
    }

    @Test
    void a_culture_shows_the_susceptibilities_of_each_organism_whichever_came_first() {
        DiagnosticReport culture = report(
                "CAY",
                "F1",
                null,
                ResultStatus.FINAL,
                value(1, "VK", "1", "CWE", "Escherichia coli", null, ResultStatus.FINAL),
                value(2, "VK", "2", "CWE", "Klebsiella", null, ResultStatus.FINAL));
        Observation ampicillin = value(1, "AMP", null, "NM", "32", "mg/L", ResultStatus.FINAL);
        DiagnosticReport first =
                report("KSD", "F1", new ParentResult(null, "F1", "VK", "1", "E. coli"), ResultStatus.FINAL, ampicillin);
        DiagnosticReport second =
                report("KSD", "F2", new ParentResult(null, "F1", "VK", "2", null), ResultStatus.FINAL, ampicillin);
        List<DiagnosticReport> order = List.of(second, culture, first);
        HOSPITAL.commit(second);
        assertNull(charts.report(open(), second.id()).parent(), "not there yet, and the child is shown by itself");
        order.stream().skip(1).forEach(HOSPITAL::commit);

        ReportPage.Full page = charts.report(open(), culture.id());
        assertEquals(
                List.of("Escherichia coli", "Klebsiella"),
                page.children().stream().map(ReportPage.Child::of).sorted().toList());
        assertEquals("32", page.children().getFirst().observations().getFirst().text());
        assertEquals(culture.id(), charts.report(open(), first.id()).parent().reportId());
        assertEquals(culture.id(), charts.report(open(), second.id()).parent().reportId());
        assertEquals(List.of(), charts.report(open(), first.id()).children(), "a sister is no child");
    }

    @Test
    void what_was_taken_back_as_wrong_is_told_without_its_value_and_shown_nowhere() {
        DiagnosticReport one = report(
                "HS",
                "F3",
                null,
                ResultStatus.FINAL,
                value(1, "K", null, "NM", "9.9", "mmol/L", ResultStatus.ENTERED_IN_ERROR),
                value(2, "NA", null, "NM", "140", "mmol/L", ResultStatus.FINAL));
        DiagnosticReport whole = report(
                "NT",
                "F4",
                null,
                ResultStatus.ENTERED_IN_ERROR,
                value(1, "PRO", null, "ST", "++", null, ResultStatus.FINAL));
        HOSPITAL.commit(one, whole);
        List<WithdrawnList.Withdrawn> told = charts.chart(open(), patient).withdrawn();
        assertEquals(2, told.size());
        assertTrue(
                told.stream().anyMatch(w -> "K".equals(w.name()) && w.reportId().equals(one.id())));
        assertTrue(told.stream().anyMatch(w -> w.name() == null && w.reportId().equals(whole.id())));
        assertEquals(1, charts.report(open(), one.id()).observations().size());
        assertEquals(List.of(), charts.report(open(), whole.id()).observations());
        assertEquals(List.of(), charts.report(open(), whole.id()).notes());
        assertEquals(1, charts.laboratory(open(), 30).rows().size());
    }

    @Test
    void an_alert_ends_after_thirty_days() {
        DiagnosticReport r = report(
                "HS",
                "F5",
                null,
                ResultStatus.FINAL,
                value(1, "K", null, "NM", "9", null, ResultStatus.ENTERED_IN_ERROR));
        HOSPITAL.commit(r);
        Instant later = NOW.plus(Duration.ofDays(31));
        assertEquals(
                Collections.emptyList(), HOSPITAL.database.inTransaction(t -> WithdrawnList.read(t, open(), later)));
    }

    /** Who of a ward's list is marked, as the ward's doctor sees it. */
    private List<UUID> marked(UUID ofWard) {
        return new PatientSearch(HOSPITAL.database)
                        .page(
                                access.search(HOSPITAL.caller(Role.DOCTOR, ofWard), Purpose.TREATMENT, null),
                                new PatientSearch.Asked("", null, 100, null, true))
                        .patients()
                        .stream()
                        .filter(PatientSearch.PatientRow::withdrawn)
                        .map(PatientSearch.PatientRow::id)
                        .toList();
    }

    private UUID lying(String name) {
        UUID id = HOSPITAL.patient(name);
        HOSPITAL.stay(id, ward, null, null, false);
        return id;
    }

    @Test
    void the_ward_list_marks_who_has_a_result_taken_back_and_nobody_else() {
        UUID elsewhere = HOSPITAL.department(Ids.next().toString());
        lying("Lê Thị Bình");
        assertEquals(List.of(), marked(ward));
        HOSPITAL.commit(report(
                "HS",
                "F8",
                null,
                ResultStatus.FINAL,
                value(1, "K", null, "NM", "9", null, ResultStatus.ENTERED_IN_ERROR),
                value(2, "NA", null, "NM", "140", null, ResultStatus.FINAL)));
        assertEquals(List.of(patient), marked(ward));
        assertEquals(List.of(), marked(elsewhere), "not of that ward");
    }

    @Test
    void a_result_taken_back_before_thirty_days_marks_nobody() {
        HOSPITAL.commit(takenBack(patient, null, NOW.minus(Duration.ofDays(31))));
        assertEquals(List.of(), marked(ward));
        HOSPITAL.commit(takenBack(patient, null, NOW.minus(Duration.ofDays(29))));
        assertEquals(List.of(patient), marked(ward));
    }

    @Test
    void the_mark_follows_merged_people_and_visits_given_to_another() {
        UUID loser = HOSPITAL.patient("Nguyễn Văn An");
        HOSPITAL.commit(takenBack(loser, null, NOW));
        assertEquals(List.of(), marked(ward));
        HOSPITAL.merge(loser, patient);
        assertEquals(List.of(patient), marked(ward));

        UUID filed = lying("Phạm Văn Cường");
        UUID shown = lying("Trần Thị Dung");
        UUID visit = HOSPITAL.stay(filed, ward, null, null, false);
        DiagnosticReport wrong = takenBack(filed, visit, NOW);
        HOSPITAL.commit(wrong);
        assertEquals(Set.of(patient, filed), Set.copyOf(marked(ward)));
        HOSPITAL.commit(new VisitLink(
                Ids.next(),
                1,
                filed,
                visit,
                wrong.sourceId(),
                visit.toString(),
                shown,
                NOW,
                null,
                null,
                shown,
                visit,
                List.of(filed, shown),
                wrong.origin()));
        assertEquals(Set.of(patient, shown), Set.copyOf(marked(ward)));
    }

    @Test
    void two_writings_of_a_unit_are_one_row_and_the_unit_stays_as_sent() {
        HOSPITAL.commit(
                report(
                        "CTM",
                        "F6",
                        null,
                        ResultStatus.FINAL,
                        value(1, "WBC", null, "NM", "7", "G/L", ResultStatus.FINAL)),
                report(
                        "CTM",
                        "F7",
                        null,
                        ResultStatus.FINAL,
                        value(1, "WBC", null, "NM", "8", "x 10^9/L", ResultStatus.FINAL)));
        LaboratoryGrid.Grid grid = charts.laboratory(open(), 30);
        assertEquals(1, grid.rows().size());
        assertEquals("10*9/L", grid.rows().getFirst().ucum());
        assertTrue(List.of("G/L", "x 10^9/L").contains(grid.rows().getFirst().unit()));
    }

    @ParameterizedTest
    @CsvSource({
        "G/L,10*9/L",
        "10^9/L,10*9/L",
        "10^3/uL,10*3/uL",
        "10^3/µL,10*3/uL",
        "K/μL,10*3/uL",
        "g/l,g/L",
        "mmol/l,mmol/L",
        "µmol/L,umol/L",
        "UI/L,[iU]/L",
        "µIU/mL,m[iU]/L",
        "mL/min/1.73m2,mL/min/{1.73_m2}",
        "%,%",
        "'10 ^ 12 / L',10*12/L"
    })
    void units_are_written_in_ucum(String sent, String ucum) {
        assertEquals(ucum, Ucum.code(sent));
    }

    @ParameterizedTest
    @CsvSource({"index", "g/giường", "''", "K"})
    void a_unit_that_is_not_in_the_table_has_no_ucum_code(String sent) {
        assertNull(Ucum.code(sent));
        assertNull(Ucum.code(null));
    }

    @ParameterizedTest
    @CsvSource({
        "*,A", "↑,H", "↓,L", "↑↑,HH", "↓↓,LL", "**,AA", "AA,AA", "H~*,H", "H*,H", "A~HH,HH", "R,A", "I,A", "S,N", "N,N",
        "Cao,H", "giảm,L", "lạ,"
    })
    void marks_of_the_standard_and_local_ones_have_a_level(String flag, Level level) {
        assertEquals(level, Level.of(flag, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "DT,20261120,20/11/2026",
        "DT,202611,11/2026",
        "DTM,2026,2026",
        "TS,20261120081530+0700,20/11/2026 08:15:30",
        "TS,202611200815,20/11/2026 08:15",
        "TM,0815,08:15",
        "TM,081530+0700,08:15:30",
        "TM,sáng,sáng",
        "DT,hôm qua,hôm qua",
        "ST,20261120,20261120"
    })
    void dates_and_times_are_read_in_the_order_of_this_country_and_never_padded(String type, String sent, String read) {
        assertEquals(read, ValueText.of(type, sent));
    }
}
