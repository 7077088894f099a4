package vn.emr.his;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.ToldNotice.ImmunizationStated;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.Immunization.Status;
import vn.emr.core.record.NamedValue;

/** Groups of ORC, RXA, RXR and OBX: one vaccination for each RXA. */
final class VaccinationSegments {
    /** CVX code of "no vaccine administered": the group only tells a fact about the person. */
    private static final String NO_VACCINE = "998";

    /** RXA-6 of an amount nobody knows; ORC-3 of a group without a number. */
    private static final String UNKNOWN_AMOUNT = "999";

    private static final String NO_NUMBER = "9999";

    private final AboutPatient about;
    private final List<Notice> notices = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private Segment orc;
    private Segment rxa;
    private Segment rxr;
    private List<NamedValue> facts = new ArrayList<>();

    VaccinationSegments(AboutPatient about) {
        this.about = about;
    }

    List<Notice> read(Hl7Message message) {
        for (Segment s : message.segments()) {
            switch (s.name()) {
                case "ORC" -> {
                    finish();
                    orc = s;
                }
                case "RXA" -> {
                    Segment group = orc;
                    if (rxa != null) {
                        finish();
                    }
                    orc = group;
                    rxa = s;
                }
                case "RXR" -> rxr = s;
                case "OBX" -> fact(s);
                default -> {}
            }
        }
        finish();
        if (notices.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "The message tells of no vaccination.", "RXA");
        }
        return notices;
    }

    private void fact(Segment obx) {
        Coded name = DataTypes.coded(obx, 3);
        List<Repetition> values = obx.repetitions(5);
        if (rxa != null && name != null && !values.isEmpty()) {
            boolean coded = obx.value(2).strip().startsWith("C");
            Coded code = coded ? DataTypes.coded(values.getFirst()) : null;
            facts.add(new NamedValue(
                    name.shown(), code == null ? values.getFirst().text().strip() : code.shown()));
        }
    }

    private void finish() {
        if (rxa != null) {
            Coded vaccine = DataTypes.coded(rxa, 5);
            if (vaccine == null) {
                about.remarks().add("an RXA names no vaccine (RXA-5); it stays in the message");
            } else if (NO_VACCINE.equals(vaccine.code())) {
                about.remarks().add("an RXA says that nothing was given; it stays in the message");
            } else {
                notices.add(new ImmunizationStated(
                        about.who(), about.stated(), about.visitNumber(), key(vaccine), details(vaccine)));
            }
        }
        orc = null;
        rxa = null;
        rxr = null;
        facts = new ArrayList<>();
    }

    private Immunization.Details details(Coded vaccine) {
        String kind = rxa.value(9).strip();
        return new Immunization.Details(
                status(),
                about.moments().read(rxa, 3).orElse(null),
                vaccine,
                dose(),
                DataTypes.text(rxa, 15),
                about.moments().readDate(rxa, 16).orElse(null),
                shown(DataTypes.coded(rxa, 17)),
                rxr == null ? null : DataTypes.coded(rxr, 1),
                rxr == null ? null : DataTypes.coded(rxr, 2),
                DataTypes.person(rxa, 10),
                !kind.isEmpty() && !kind.equals("00"),
                shown(DataTypes.coded(rxa, 18)),
                List.copyOf(facts));
    }

    /** RXA-21 (table 0323) takes back; else RXA-20 (table 0322). */
    private Status status() {
        if (rxa.value(21).strip().equalsIgnoreCase("D")) {
            return Status.ENTERED_IN_ERROR;
        }
        return switch (rxa.value(20).strip().toUpperCase(Locale.ROOT)) {
            case "RE" -> Status.REFUSED;
            case "NA" -> Status.NOT_GIVEN;
            case "PA" -> Status.PARTIAL;
            default -> Status.COMPLETED;
        };
    }

    private String dose() {
        String amount = rxa.value(6).strip();
        if (amount.isEmpty() || amount.equals(UNKNOWN_AMOUNT)) {
            return null;
        }
        Coded unit = DataTypes.coded(rxa, 7);
        return unit == null ? amount : amount + " " + (unit.code() == null ? unit.text() : unit.code());
    }

    /** ORC-3, else ORC-2, else what was given when; the same in a repeat of the message. */
    private String key(Coded vaccine) {
        String number = orc == null ? null : AboutPatient.entity(orc, 3);
        if (number == null || orc.value(3).strip().equals(NO_NUMBER)) {
            number = orc == null ? null : AboutPatient.entity(orc, 2);
        }
        if (number == null) {
            number = rxa.value(3).strip() + "|" + (vaccine.code() == null ? vaccine.text() : vaccine.code());
        }
        String key = number;
        for (int n = 2; !keys.add(key); n++) {
            key = number + "/" + n;
        }
        return key;
    }

    private static String shown(Coded coded) {
        return coded == null ? null : coded.shown();
    }
}
