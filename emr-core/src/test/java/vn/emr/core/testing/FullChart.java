package vn.emr.core.testing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.Address;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Problem;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VitalSign;
import vn.emr.core.record.VitalSigns;

/** One stay in a hospital of which systems told everything that they can tell. */
public final class FullChart {
    public static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    public final Hospital hospital = new Hospital();
    public final UUID ward = hospital.department("NOI");
    public final UUID patient = person("19600203", new Coded("VN", "ISO", "Việt Nam"));
    public final UUID visit = visit();
    public final UUID folder = Ids.next();
    public final Caller doctor =
            hospital.caller(hospital.account("bs-" + Ids.next(), "x", Role.DOCTOR, ward), Role.DOCTOR, ward);

    public FullChart() {
        hospital.commit(new RecordFolder(
                folder,
                1,
                patient,
                visit,
                hospital.facility,
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
                null,
                hospital.origin()));
        card();
        diagnosis("admission", "I50", "Suy tim");
        diagnosis("referral", "R06.0", "Khó thở");
        diagnosis("complication", "J81", "Phù phổi");
        diagnosis("working", "I50.1", "Suy thất trái");
        diagnosis("primary", "I50.0", "Suy tim sung huyết");
        diagnosis("secondary", "I10", "Tăng huyết áp nguyên phát");
        diagnosis("secondary", "E11.9", "Đái tháo đường típ 2, không biến chứng");
        allergy();
        problem();
        surgery();
        vitals();
        readings();
        hospital.commit(hospital.report(
                Ids.next(),
                1,
                patient,
                visit,
                NOW.minusSeconds(7200),
                List.of(
                        Hospital.value(
                                1, "GLU", "Glucose", "12.4", "mmol/L", "3.9", "6.4", "H", NOW.minusSeconds(7200)),
                        Hospital.value(2, "K", "Kali", "4.1", "mmol/L", "3.5", "5.1", "N", NOW.minusSeconds(7200)))));
    }

    /** Somebody in the ward, of whom everything is known that systems tell of a person. */
    public UUID person(String birth, Coded nationality) {
        UUID id = Ids.next();
        hospital.commit(new Patient(
                id,
                1,
                false,
                hospital.facility,
                List.of(
                        new Identifier(IdentifierKind.PATIENT_NUMBER, "BV", "BN" + birth, true),
                        new Identifier(IdentifierKind.CCCD, "VN", "0001" + birth, true)),
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
                hospital.origin()));
        hospital.stay(id, ward, null, null, false);
        return id;
    }

    private UUID visit() {
        UUID id = Ids.next();
        hospital.commit(new Encounter(
                id,
                1,
                patient,
                hospital.source,
                "DT260001",
                EncounterClass.INPATIENT,
                EncounterStatus.IN_PROGRESS,
                hospital.facility,
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
                hospital.origin()));
        return id;
    }

    private void card() {
        UUID id = Ids.next();
        hospital.commit(new Coverage(
                id,
                1,
                patient,
                visit,
                hospital.source,
                "DN4010000000001",
                new Coverage.Details("DN4010000000001", time("20260101"), time("20261231"), "01001", null, null),
                hospital.origin()));
    }

    private void diagnosis(String rank, String code, String text) {
        hospital.commit(new Condition(
                Ids.next(),
                1,
                patient,
                visit,
                hospital.source,
                rank + code,
                new Coded(code, "ICD10", text),
                rank,
                true,
                time("202611151100"),
                hospital.origin()));
    }

    private void surgery() {
        hospital.commit(new Procedure(
                Ids.next(),
                1,
                patient,
                visit,
                null,
                "",
                "1",
                Procedure.Details.entered(
                        Procedure.Sort.SURGERY,
                        new Coded("37.21", "icd9", "Thông tim phải"),
                        time("202611161400"),
                        time("202611161530"),
                        "Gây tê tại chỗ",
                        new Procedure.Entered(
                                List.of(
                                        new Procedure.Member(Procedure.Part.OPERATOR, "BS. Mẫu"),
                                        new Procedure.Member(Procedure.Part.ANAESTHETIST, "BS. Thử")),
                                "Tĩnh mạch đùi",
                                Procedure.Side.RIGHT,
                                "Thành công",
                                null,
                                null,
                                null)),
                new Provenance(null, "BS. Mẫu", null, NOW, NOW)));
    }

    private void problem() {
        hospital.commit(new Problem(
                Ids.next(),
                1,
                patient,
                "1",
                new Problem.Details(
                        new Coded("I10", "icd10", "Tăng huyết áp vô căn"),
                        time("2015"),
                        Problem.Status.STABLE,
                        Problem.Importance.HIGH,
                        "amlodipin 5 mg",
                        visit),
                null,
                new Provenance(null, "BS. Mẫu", null, NOW, NOW)));
    }

    private void allergy() {
        hospital.commit(new Allergy(
                Ids.next(),
                1,
                patient,
                hospital.source,
                "PEN",
                new Allergy.Details(
                        Allergy.Kind.ALLERGY,
                        Allergy.Category.DRUG,
                        new Coded("PEN", "HIS", "Penicillin"),
                        List.of("Phản vệ"),
                        Allergy.Severity.LIFE_THREATENING,
                        Allergy.Certainty.CONFIRMED,
                        null,
                        null,
                        Allergy.Status.ACTIVE),
                null,
                hospital.origin()));
    }

    /** Before those that the system told. */
    private void readings() {
        Instant at = NOW.minus(Duration.ofDays(6));
        hospital.commit(new VitalSigns(
                Ids.next(),
                1,
                patient,
                visit,
                "1",
                new VitalSigns.Details(
                        at,
                        List.of(
                                sign(VitalSign.Kind.PULSE, "88"),
                                sign(VitalSign.Kind.TEMPERATURE, "37.4"),
                                sign(VitalSign.Kind.URINE_OUTPUT, "600")),
                        false,
                        VitalSigns.Consciousness.ALERT,
                        null,
                        EarlyWarning.Basis.SCALE_1,
                        VitalSigns.Status.CURRENT),
                null,
                new Provenance(null, "ĐD. Mẫu", null, at, at)));
    }

    private void vitals() {
        hospital.commit(new ClinicalNote(
                Ids.next(),
                1,
                patient,
                visit,
                hospital.source,
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
                hospital.origin()));
    }

    private VitalSign sign(VitalSign.Kind kind, String value) {
        return new VitalSign(kind, new BigDecimal(value));
    }

    private TimePoint time(String sent) {
        return TimePoint.parse(sent, ZoneId.of("Asia/Ho_Chi_Minh")).orElseThrow();
    }
}
