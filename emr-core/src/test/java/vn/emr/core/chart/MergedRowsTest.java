package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Purpose;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.mapping.CodeMapping;
import vn.emr.core.mapping.MappingRegister;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.outbox.Outbox;
import vn.emr.core.record.Observation;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;
import vn.emr.core.worklist.Worklists;

/** Codes of two laboratories that mean one analyte: one row, and each value says what was sent and by whom. */
class MergedRowsTest {
    private static final LocalDate CHANGED = LocalDate.of(2026, 4, 1);
    private static final Instant AFTER =
            CHANGED.atTime(8, 0).atZone(ZoneId.of("Asia/Ho_Chi_Minh")).toInstant();
    private static final Instant BEFORE = AFTER.minus(Duration.ofDays(20));

    private final Hospital hospital = new Hospital();
    private final Access access = new Access(hospital.database, new AuditTrail(hospital.database));
    private final Meanings meanings = new Meanings(hospital.database);
    private final MappingRegister register =
            new MappingRegister(hospital.database, new AuditTrail(hospital.database), meanings, Clock.systemUTC());
    private Charts charts;
    private UUID patient;
    private Grant grant;

    @BeforeEach
    void patient(@TempDir Path folder) {
        UUID ward = hospital.department("NOI");
        patient = hospital.patient("Nguyễn Văn An");
        hospital.stay(patient, ward, null, null, false);
        charts = new Charts(
                hospital.database,
                new BlobStore(folder.toString(), hospital.database),
                new Feeds(hospital.database),
                meanings);
        grant = access.open(hospital.caller(Role.DOCTOR, ward), Purpose.TREATMENT, patient);
    }

    private UUID report(String code, Instant at, String value, String unit) {
        return report(code, at, value, unit, "6.4");
    }

    private UUID report(String code, Instant at, String value, String unit, String high) {
        UUID id = Ids.next();
        Observation o = Hospital.value(1, code, "Tên " + code, value, unit, "3.9", high, "N", at);
        hospital.commit(hospital.report(id, 1, patient, at, List.of(o)));
        return id;
    }

    private void map(String code, LocalDate from, LocalDate to) {
        Actor clerk = new Actor(ActorKind.PERSON, Ids.next(), "luutru", "RECORDS_CLERK", null, null, null);
        register.make(
                new MappingRegister.Author(clerk, hospital.tenant),
                new CodeMapping.Wanted(CodeKind.LAB, null, "LN", code, "MH", "1000001", "Glucose", "2345-7", from, to));
    }

    private List<String> rows() {
        return charts.laboratory(grant, 36_000).rows().stream()
                .map(r -> r.code() + " " + r.text() + " " + r.unit() + " "
                        + r.cells().size())
                .sorted()
                .toList();
    }

    @Test
    void two_codes_of_one_analyte_stand_in_one_row_that_says_where_each_value_is_from() {
        report("GLU", BEFORE, "5.0", "mmol/L");
        UUID newest = report("DUONG", AFTER, "5.5", "mmol/L");
        assertEquals(List.of("DUONG Tên DUONG mmol/L 1", "GLU Tên GLU mmol/L 1"), rows());
        map("GLU", null, null);
        map("DUONG", null, null);
        LaboratoryGrid.Analyte row = charts.laboratory(grant, 36_000).rows().getFirst();
        assertEquals(List.of("1000001 Glucose mmol/L 2"), rows());
        assertEquals("2345-7", row.loinc());
        assertEquals(
                List.of("DUONG by HIS thử", "GLU by HIS thử"),
                row.mergedFrom().stream()
                        .map(m -> m.code() + " by " + m.sourceName())
                        .toList());
        assertEquals(
                List.of("DUONG", "GLU"),
                row.cells().stream().map(c -> c.sent().code()).toList());
        ReportPage.Value value = charts.report(grant, newest).observations().getFirst();
        assertEquals("DUONG", value.code());
        assertEquals("1000001", value.meaning().code());
    }

    @Test
    void the_day_of_sampling_decides_and_another_unit_stays_another_row() {
        report("GLU", BEFORE, "5.0", "mmol/L");
        report("GLU", AFTER, "5.5", "mmol/L");
        report("GLU", AFTER.plusSeconds(60), "99", "mg/dL");
        map("GLU", CHANGED, null);
        assertEquals(List.of("1000001 Glucose mg/dL 1", "1000001 Glucose mmol/L 1", "GLU Tên GLU mmol/L 1"), rows());
        LaboratoryGrid.Analyte plain = charts.laboratory(grant, 36_000).rows().stream()
                .filter(r -> r.code().equals("GLU"))
                .findFirst()
                .orElseThrow();
        assertNull(plain.cells().getFirst().sent());
        assertEquals(List.of(), plain.mergedFrom());
    }

    @Test
    void a_number_in_a_unit_that_differs_by_a_power_of_ten_is_carried_over_exactly() {
        report("HGB", AFTER, "132", "g/L");
        report("HB", BEFORE, "13.25", "g/dL");
        report("HBT", BEFORE.minusSeconds(60), "8.2", "mmol/L");
        List.of("HGB", "HB", "HBT").forEach(code -> map(code, null, null));
        assertEquals(List.of("1000001 Glucose g/L 2", "1000001 Glucose mmol/L 1"), rows());
        LaboratoryGrid.Analyte row = charts.laboratory(grant, 36_000).rows().stream()
                .filter(r -> r.unit().equals("g/L"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("132 132 as sent 132 g/L", "132.5 132.5 as sent 13.25 g/dL"),
                row.cells().stream()
                        .map(c -> c.text() + " " + c.number() + " as sent "
                                + c.sent().value() + " " + c.sent().unit())
                        .toList());
        LaboratoryGrid.Cell carried = row.cells().getLast();
        assertEquals("39", carried.range().low().toPlainString());
        assertNull(carried.range().text());
        assertEquals(Level.N, carried.level(), "as its laboratory judged it");
    }

    @Test
    void the_row_tells_the_range_of_its_newest_value_and_a_cell_one_that_differs() {
        report("GLU", AFTER, "5.0", "mmol/L");
        report("GLU", AFTER.minusSeconds(60), "5.1", "mmol/L");
        report("GLU", AFTER.minusSeconds(120), "5.2", "mmol/L", "6.1");
        LaboratoryGrid.Analyte row = charts.laboratory(grant, 36_000).rows().getFirst();
        assertEquals("6.4", row.range().high().toPlainString());
        assertEquals(
                List.of("5.0 as the row", "5.1 as the row", "5.2 up to 6.1"),
                row.cells().stream()
                        .map(c -> c.text()
                                + (c.range() == null
                                        ? " as the row"
                                        : " up to " + c.range().high().toPlainString()))
                        .toList());
    }

    @Test
    void without_a_mapping_units_stay_apart() {
        report("HGB", AFTER, "132", "g/L");
        report("HGB", BEFORE, "13.25", "g/dL");
        assertEquals(List.of("HGB Tên HGB g/L 1", "HGB Tên HGB g/dL 1"), rows());
    }

    @Test
    void a_mapped_service_is_named_where_it_is_shown() {
        UUID id = report("GLU", AFTER, "5.0", "mmol/L");
        assertNull(charts.report(grant, id).meaning());
        register.make(
                new MappingRegister.Author(
                        new Actor(ActorKind.PERSON, Ids.next(), "luutru", "RECORDS_CLERK", null, null, null),
                        hospital.tenant),
                new CodeMapping.Wanted(
                        CodeKind.SERVICE, null, null, "SH", "DVKT", "23.0075", "Sinh hóa", null, CHANGED, null));
        UUID before = report("GLU", BEFORE, "5.0", "mmol/L");
        assertEquals("23.0075", charts.report(grant, id).meaning().code());
        assertNull(charts.report(grant, before).meaning(), "not yet in force on that day");
        assertEquals(
                List.of("DVKT Sinh hóa", "none"),
                charts.reports(grant, null).reports().stream()
                        .map(r -> r.meaning() == null
                                ? "none"
                                : r.meaning().system() + " " + r.meaning().name())
                        .toList());
    }

    @Test
    void codes_nobody_mapped_are_counted_behind_the_intake_most_frequent_first() {
        hospital.database.update(
                "insert into source (id, tenant_id, name, kind, door, allowed_types, patient_domain) values (?, ?, 'LIS', 'LIS', 'lis', '*', 'BV')",
                hospital.database
                        .first("select source_id from diagnostic_report limit 1", r -> r.uuid("source_id"))
                        .orElseGet(() -> {
                            report("GLU", AFTER, "5.0", "mmol/L");
                            return hospital.database
                                    .first("select source_id from diagnostic_report limit 1", r -> r.uuid("source_id"))
                                    .orElseThrow();
                        }),
                hospital.tenant);
        report("GLU", AFTER.plus(1, ChronoUnit.HOURS), "5.1", "mmol/L");
        report("K", AFTER, "4.1", "mmol/L");
        Worklists worklists = new Worklists(hospital.database, new Outbox(hospital.database), Clock.systemUTC());
        while (worklists.catchUp() > 0) {
            // Reads on to the end.
        }
        CodePages pages = new CodePages(hospital.database, Clock.systemUTC());
        assertEquals(
                List.of("GLU 2", "K 1"),
                pages.unmapped(hospital.tenant, CodeKind.LAB).stream()
                        .map(c -> c.localCode() + " " + c.uses())
                        .toList());
        map("GLU", null, null);
        assertEquals(
                List.of("K"),
                pages.unmapped(hospital.tenant, CodeKind.LAB).stream()
                        .map(CodePages.Unmapped::localCode)
                        .toList());
        assertEquals(1, pages.mappings(hospital.tenant, CodeKind.LAB).size());
        assertEquals(
                2, pages.unmapped(hospital.tenant, CodeKind.SERVICE).getFirst().uses() - 1);
    }
}
