package vn.emr.his.claim;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.ToldNotice.CoverageStated;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.TimePoint;
import vn.emr.his.PersonReading;
import vn.emr.his.claim.ClaimFile.Row;

/** What table 1 says of the person and of the insurance cards. */
final class ClaimPerson {
    private static final int LONGEST_NUMBER = 200;
    private static final String NOT_SAID = "000";

    private final Row summary;
    private final ZoneId zone;
    private final PatientRef who;

    /** @param patientDomain issuer of MA_BN */
    ClaimPerson(Row summary, ZoneId zone, String patientDomain) {
        this.summary = summary;
        this.zone = zone;
        this.who = new PatientRef(identifiers(patientDomain));
    }

    PatientRef who() {
        return who;
    }

    private List<Identifier> identifiers(String patientDomain) {
        List<Identifier> all = new ArrayList<>();
        add(all, "MA_BN", IdentifierKind.PATIENT_NUMBER, patientDomain, summary.text("MA_BN"));
        String identity = summary.text("SO_CCCD");
        if (identity != null) {
            String plain = PersonReading.plainNumber(identity);
            IdentifierKind kind = PersonReading.identityNumber(plain);
            boolean national = kind == IdentifierKind.CCCD || kind == IdentifierKind.CMND;
            add(all, "SO_CCCD", kind, national ? PersonReading.NATIONAL : patientDomain, plain);
        }
        for (String card : summary.list("MA_THE_BHYT")) {
            add(all, "MA_THE_BHYT", IdentifierKind.INSURANCE_CARD, PersonReading.NATIONAL, card);
        }
        if (all.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "XML1/MA_BN");
        }
        return List.copyOf(all);
    }

    private static void add(List<Identifier> all, String field, IdentifierKind kind, String system, String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (value.length() > LONGEST_NUMBER) {
            throw new Refusal(Code.MALFORMED_FIELD, "longer than " + LONGEST_NUMBER + " characters", "XML1/" + field);
        }
        all.add(new Identifier(kind, system, value, true));
    }

    PatientStated person(Instant stated) {
        String name = summary.text("HO_TEN");
        String sex = summary.text("GIOI_TINH");
        return new PatientStated(
                who,
                stated,
                new Demographics(
                        name == null ? List.of() : List.of(new PersonName(name, "official")),
                        Written.time(summary.text("NGAY_SINH"), zone).orElse(null),
                        sex == null ? null : PersonReading.sex(sex).orElse(null),
                        address(),
                        summary.text("DIEN_THOAI") == null ? List.of() : List.of(summary.text("DIEN_THOAI")),
                        coded("MA_DANTOC"),
                        coded("MA_NGHE_NGHIEP"),
                        nationality(),
                        summary.text("NHOM_MAU"),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        Set.of()),
                false);
    }

    private List<Address> address() {
        String full = summary.text("DIA_CHI");
        Coded ward = plain("MAXA_CU_TRU");
        Coded district = plain("MAHUYEN_CU_TRU");
        Coded province = plain("MATINH_CU_TRU");
        if (full == null && ward == null && district == null && province == null) {
            return List.of();
        }
        return List.of(new Address("home", null, ward, district, province, null, full));
    }

    private Coded plain(String field) {
        String code = summary.text(field);
        return code == null ? null : new Coded(code, "", null);
    }

    private Coded coded(String field) {
        String code = summary.text(field);
        return code == null ? null : new Coded(code, field, CodeLists.name(field, code));
    }

    private Coded nationality() {
        String code = summary.text("MA_QUOCTICH");
        return code == null ? null : new Coded(code, "MA_QUOCTICH", code.equals(NOT_SAID) ? "Việt Nam" : null);
    }

    /** One for each card; lists beside it may be shorter. */
    List<Notice> cards(Instant stated, String visitNumber) {
        List<Notice> all = new ArrayList<>();
        List<String> numbers = summary.list("MA_THE_BHYT");
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i).isEmpty()) {
                continue;
            }
            String from = entry("GT_THE_TU", i);
            all.add(new CoverageStated(
                    who,
                    stated,
                    visitNumber,
                    Keys.bounded(numbers.get(i) + "|" + (from == null ? "" : from)),
                    new Coverage.Details(
                            numbers.get(i),
                            time(from),
                            time(entry("GT_THE_DEN", i)),
                            entry("MA_DKBD", i),
                            time(summary.text("NGAY_MIEN_CCT")),
                            summary.text("MA_KHUVUC"))));
        }
        return all;
    }

    private String entry(String list, int i) {
        List<String> entries = summary.list(list);
        return i < entries.size() && !entries.get(i).isEmpty() ? entries.get(i) : null;
    }

    private TimePoint time(String text) {
        return Written.time(text, zone).orElse(null);
    }
}
