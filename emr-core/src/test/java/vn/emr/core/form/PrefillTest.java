package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Purpose;
import vn.emr.core.record.Address;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value;
import vn.emr.core.record.VitalSign;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Transaction;
import vn.emr.core.testing.Role;

/**
 * What a chart that holds everything puts into each form that is shipped. After a wanted change run with
 * {@code -Dgolden.write=true} and read the difference.
 */
class PrefillTest {
    private static final Path EXPECTED = Path.of("src/test/resources/vn/emr/core/form/prefilled.txt");
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
    private static final Hospital HOSPITAL = new Hospital();
    private static final Set<String> WITHIN_ROWS = Set.of("stay.transfers", "stay.start", "stay.days");
    private static final Set<String> OF_CHILDREN = Set.of("patient.mother", "patient.father");

    private static UUID ward;
    private static UUID patient;
    private static UUID visit;
    private static UUID folder;
    private static Caller doctor;

    @BeforeAll
    static void a_chart_holds_everything() {
        ward = HOSPITAL.department("NOI");
        patient = person("19600203", new Coded("VN", "ISO", "Việt Nam"));
        visit = visit();
        folder = Ids.next();
        HOSPITAL.commit(new RecordFolder(
                folder,
                1,
                patient,
                visit,
                HOSPITAL.facility,
                EncounterClass.INPATIENT,
                RecordFolder.State.COMPLETED,
                time("202611151030"),
                time("202611200900"),
                null,
                null,
                "VV260001",
                "LT/2026/000001",
                new RecordFolder.Discharge("4", "2"),
                null,
                null,
                null,
                HOSPITAL.origin()));
        card();
        diagnosis("admission", "I50", "Suy tim");
        diagnosis("referral", "R06.0", "Khó thở");
        diagnosis("complication", "J81", "Phù phổi");
        diagnosis("working", "I50.1", "Suy thất trái");
        diagnosis("primary", "I50.0", "Suy tim sung huyết");
        diagnosis("secondary", "I10", "Tăng huyết áp nguyên phát");
        diagnosis("secondary", "E11.9", "Đái tháo đường típ 2, không biến chứng");
        vitals();
        HOSPITAL.commit(HOSPITAL.report(
                Ids.next(),
                1,
                patient,
                visit,
                NOW.minusSeconds(7200),
                List.of(
                        Hospital.value(
                                1, "GLU", "Glucose", "12.4", "mmol/L", "3.9", "6.4", "H", NOW.minusSeconds(7200)),
                        Hospital.value(2, "K", "Kali", "4.1", "mmol/L", "3.5", "5.1", "N", NOW.minusSeconds(7200)))));
        doctor = HOSPITAL.caller(HOSPITAL.account("bs-" + Ids.next(), "x", Role.DOCTOR, ward), Role.DOCTOR, ward);
    }

    @Test
    void every_form_gets_what_the_chart_knows_and_each_value_names_its_source() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Form form : new Forms().all()) {
            lines.add(form.code() + " " + form.version());
            Map<String, List<Value>> known = asked(form);
            known.forEach((item, values) -> values.forEach(value -> lines.add("  " + item + " = " + said(value))));
            assertEquals(
                    List.of(),
                    Check.problems(form, known).stream()
                            .filter(problem -> !problem.code().soft())
                            .toList(),
                    form.code());
        }
        String text = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(EXPECTED, text);
        }
        assertEquals(Files.readString(EXPECTED), text);
    }

    @Test
    void every_path_that_a_form_may_name_is_known_of_such_a_chart() {
        Set<String> unknown = unknown(patient);
        unknown.removeAll(OF_CHILDREN);
        assertEquals(Set.of("patient.foreign-nationality"), unknown);
    }

    @Test
    void parents_are_filled_in_for_a_child_and_the_nationality_of_a_foreigner_where_only_theirs_is_asked() {
        UUID child = person("20201101", new Coded("LA", "ISO", "Lào"));
        Set<String> unknown = unknown(child);
        assertFalse(unknown.contains("patient.mother"));
        assertFalse(unknown.contains("patient.father"));
        assertFalse(unknown.contains("patient.foreign-nationality"));
        UUID nearly = person("20101121", new Coded("VN", "ISO", "Việt Nam"));
        UUID grown = person("20101120", new Coded("VN", "ISO", "Việt Nam"));
        assertFalse(unknown(nearly).contains("patient.mother"));
        assertTrue(unknown(grown).containsAll(OF_CHILDREN));
        assertTrue(unknown(nearly).contains("patient.foreign-nationality"));
    }

    /** The paths of which nothing is known of a person. */
    private static Set<String> unknown(UUID who) {
        return HOSPITAL.database.inTransaction(t -> {
            Known known = known(t, who);
            return Prefill.PATHS.stream()
                    .filter(path -> !WITHIN_ROWS.contains(path))
                    .filter(path -> known.facts(path).isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        });
    }

    @Test
    void an_empty_chart_fills_in_nothing_but_the_day_the_place_and_who_asks() {
        UUID nobody = HOSPITAL.patient("Không Rõ");
        UUID stay = HOSPITAL.stay(nobody, ward, null, null, false);
        HOSPITAL.folder(nobody, stay, HOSPITAL.facility, RecordFolder.State.IN_TREATMENT);
        Set<String> known = new TreeSet<>(Prefill.PATHS);
        known.removeAll(unknown(nobody));
        known.removeAll(WITHIN_ROWS);
        assertEquals(
                Set.of(
                        "caller.name",
                        "facility.code",
                        "facility.name",
                        "now",
                        "patient.age",
                        "patient.birth",
                        "patient.name",
                        "today"),
                known);
    }

    private static Map<String, List<Value>> asked(Form form) {
        return HOSPITAL.database.inTransaction(t -> Prefill.of(form, known(t, patient)));
    }

    private static Known known(Transaction t, UUID who) {
        Grant grant =
                new Access(HOSPITAL.database, new AuditTrail(HOSPITAL.database)).open(doctor, Purpose.TREATMENT, who);
        return new Known(t, grant, folder, visit, HOSPITAL.facility, "BS. Thử", NOW);
    }

    /** The value in one line; a row in brackets. */
    private static String said(Value value) {
        if (value.answers() != null) {
            return value.answers().entrySet().stream()
                            .map(e -> e.getKey() + ": "
                                    + e.getValue().stream()
                                            .map(PrefillTest::plain)
                                            .collect(Collectors.joining(", ")))
                            .collect(Collectors.joining("; ", "[", "]"))
                    + from(value);
        }
        return plain(value) + from(value);
    }

    private static String plain(Value value) {
        return Stream.of(
                        value.code(),
                        value.display(),
                        value.text(),
                        value.number(),
                        value.date(),
                        value.time(),
                        value.dateTime())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "))
                .replace("\n", " | ");
    }

    private static String from(Value value) {
        return " <- " + value.from().path() + ", " + value.from().source();
    }

    private static UUID person(String birth, Coded nationality) {
        UUID id = Ids.next();
        HOSPITAL.commit(new Patient(
                id,
                1,
                false,
                HOSPITAL.facility,
                List.of(
                        new Identifier(IdentifierKind.PATIENT_NUMBER, "BV", "BN" + birth, true),
                        new Identifier(IdentifierKind.CCCD, "VN", "0011" + birth, true)),
                List.of(new PersonName("Trần Thị Mẫu", "official")),
                time(birth),
                Sex.FEMALE,
                List.of(new Address(
                        "home",
                        "12 Phố Mẫu",
                        new Coded("00004", "GSO", "Phường Ba Đình"),
                        new Coded("001", "GSO", "Quận Ba Đình"),
                        new Coded("01", "GSO", "Thành phố Hà Nội"),
                        "VN",
                        null)),
                List.of("0900000001"),
                new Coded("01", "BHXH", "Kinh"),
                new Coded("61130", "BHXH", "Nông dân"),
                nationality,
                "O+",
                List.of(
                        new RelatedPerson(
                                "Lê Văn Chồng",
                                new Coded("SPO", "HL7", "Chồng"),
                                "0900000002",
                                "12 Phố Mẫu",
                                null,
                                true),
                        new RelatedPerson("Phạm Thị Mẹ", new Coded("MTH", "HL7", "Mẹ"), null, null, null, false),
                        new RelatedPerson("Trần Văn Bố", new Coded("FTH", "HL7", "Bố"), null, null, null, false)),
                null,
                false,
                null,
                List.of(),
                null,
                HOSPITAL.origin()));
        HOSPITAL.stay(id, ward, null, null, false);
        return id;
    }

    private static UUID visit() {
        UUID id = Ids.next();
        HOSPITAL.commit(new Encounter(
                id,
                1,
                patient,
                HOSPITAL.source,
                "DT260001",
                EncounterClass.INPATIENT,
                EncounterStatus.IN_PROGRESS,
                HOSPITAL.facility,
                time("202611151030"),
                time("202611200900"),
                List.of(
                        new DepartmentStay(
                                "1", ward, "NOI", "P3", "G12", time("202611151030"), time("202611170800"), false),
                        new DepartmentStay(
                                "2", ward, "NOI", "P5", "G2", time("202611170800"), time("202611200900"), false),
                        new DepartmentStay("3", ward, "NOI", "P9", "G9", time("202611170801"), null, true)),
                "BS. Nguyễn Văn Mẫu",
                "Khó thở",
                null,
                null,
                HOSPITAL.origin()));
        return id;
    }

    private static void card() {
        UUID id = Ids.next();
        HOSPITAL.commit(new Coverage(
                id,
                1,
                patient,
                visit,
                HOSPITAL.source,
                "DN4010000000001",
                new Coverage.Details("DN4010000000001", time("20260101"), time("20261231"), "01001", null, null),
                HOSPITAL.origin()));
    }

    private static void diagnosis(String rank, String code, String text) {
        HOSPITAL.commit(new Condition(
                Ids.next(),
                1,
                patient,
                visit,
                HOSPITAL.source,
                rank + code,
                new Coded(code, "ICD10", text),
                rank,
                true,
                time("202611151100"),
                HOSPITAL.origin()));
    }

    private static void vitals() {
        HOSPITAL.commit(new ClinicalNote(
                Ids.next(),
                1,
                patient,
                visit,
                HOSPITAL.source,
                "DT260001",
                "1",
                new ClinicalNote.Details(
                        ClinicalNote.Status.CURRENT,
                        time("202611151100"),
                        List.of("BS. Nguyễn Văn Mẫu"),
                        "Khó thở khi gắng sức",
                        null,
                        null,
                        null,
                        List.of(
                                sign(VitalSign.Kind.PULSE, "96"),
                                sign(VitalSign.Kind.TEMPERATURE, "36.8"),
                                sign(VitalSign.Kind.SYSTOLIC_PRESSURE, "150"),
                                sign(VitalSign.Kind.DIASTOLIC_PRESSURE, "90"),
                                sign(VitalSign.Kind.RESPIRATION, "22"),
                                sign(VitalSign.Kind.WEIGHT, "52.5"),
                                sign(VitalSign.Kind.HEIGHT, "155"),
                                sign(VitalSign.Kind.OXYGEN_SATURATION, "94")),
                        List.of()),
                HOSPITAL.origin()));
    }

    private static VitalSign sign(VitalSign.Kind kind, String value) {
        return new VitalSign(kind, new BigDecimal(value));
    }

    private static TimePoint time(String sent) {
        return TimePoint.parse(sent, ZoneId.of("Asia/Ho_Chi_Minh")).orElseThrow();
    }
}
