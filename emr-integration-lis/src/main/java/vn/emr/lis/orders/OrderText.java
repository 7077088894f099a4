package vn.emr.lis.orders;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import vn.emr.core.hl7.AnswerText;
import vn.emr.core.hl7.Delimiters;
import vn.emr.core.hl7.Fields;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing.Telling;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.Patient;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.TimePoint;

/**
 * An order of ours as OML^O21 (IHE LTW, LAB-1) or ORM^O01. All text is escaped, so it can make no field and no segment of
 * its own. In OML priority and time stand in TQ1 and the specimen in SPM; in ORM in OBR-27 and OBR-15.
 */
final class OrderText {
    private static final DateTimeFormatter HL7_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);

    private final Source destination;
    private final OrderSettings settings;
    private final ZoneId zone;
    private final Telling told;
    private final AnswerText out;

    private OrderText(Source destination, OrderSettings settings, Telling told) {
        this.destination = destination;
        this.settings = settings;
        this.zone = destination.zoneId();
        this.told = told;
        this.out = new AnswerText(Delimiters.STANDARD, settings.charset());
    }

    static byte[] write(Source destination, OrderSettings settings, Telling told) {
        return new OrderText(destination, settings, told).bytes();
    }

    private byte[] bytes() {
        boolean laboratory = settings.message().equals(OrderSettings.LABORATORY);
        header();
        patient(told.patient());
        visit(told.visit());
        control(laboratory);
        if (laboratory) {
            timing();
        }
        request(laboratory);
        notes();
        if (laboratory) {
            specimen();
        }
        return out.bytes();
    }

    private void header() {
        out.segment("MSH").encodingCharacters();
        out.field().text(settings.sender());
        out.field().text(settings.facility());
        out.field().text(name(destination.sendingApplication));
        out.field().text(name(destination.sendingFacility));
        out.field().text(time(told.at()));
        out.field();
        String[] type = settings.message().split("\\^");
        out.field().text(type[0]);
        out.component().text(type[1]);
        out.component().text(type[0] + "_" + type[1]);
        out.field().text(told.controlId());
        out.field().text("P");
        out.field().text(settings.version());
        for (int field = 13; field <= 18; field++) {
            out.field();
        }
        out.text(settings.charsetName());
        out.end();
    }

    private static String name(String pattern) {
        return pattern == null || pattern.equals("*") ? "" : pattern;
    }

    private void patient(Patient p) {
        Fields pid = new Fields(out, "PID").text(1, "1");
        List<Identifier> numbers = p.identifiers().stream()
                .filter(i -> i.active() && type(i.kind()) != null)
                .toList();
        for (int i = 0; i < numbers.size(); i++) {
            Identifier number = numbers.get(i);
            if (i == 0) {
                pid.at(3);
            } else {
                out.repetition();
            }
            out.text(number.value());
            out.component().component().component().text(number.system());
            out.component().text(type(number.kind()));
        }
        p.name().ifPresent(name -> {
            String full = name.full();
            int first = full.indexOf(' ');
            int last = full.lastIndexOf(' ');
            String family = first < 0 ? full : full.substring(0, first);
            String given = first < 0 ? "" : full.substring(last + 1);
            String middle = first < last ? full.substring(first + 1, last) : "";
            pid.parts(5, family, given, middle);
        });
        pid.text(7, birth(p.birth()));
        pid.text(
                8,
                switch (p.sex()) {
                    case MALE -> "M";
                    case FEMALE -> "F";
                    case OTHER -> "O";
                    case UNKNOWN -> "U";
                });
        pid.end();
    }

    /** HL7 table 0203; null for numbers that a laboratory does not need. */
    private static String type(IdentifierKind kind) {
        return switch (kind) {
            case PATIENT_NUMBER, TEMPORARY -> "MR";
            case INSURANCE_CARD -> "HC";
            default -> null;
        };
    }

    /** As exact as it is known. */
    private String birth(TimePoint birth) {
        if (birth == null) {
            return null;
        }
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(
                birth.from().atZone(zone).toLocalDate());
        return switch (birth.precision()) {
            case YEAR -> String.valueOf(birth.year());
            case MONTH -> day.substring(0, 6);
            default -> day;
        };
    }

    private void visit(Encounter visit) {
        Fields pv1 = new Fields(out, "PV1").text(1, "1").text(2, visit == null ? "U" : type(visit.encounterClass()));
        DepartmentStay stay = visit == null || visit.stays().isEmpty()
                ? null
                : visit.stays().stream()
                        .filter(s -> !s.cancelled() && s.end() == null)
                        .reduce((a, b) -> b)
                        .orElse(visit.stays().getLast());
        if (stay != null) {
            pv1.parts(3, stay.departmentCode(), stay.room(), stay.bed());
        } else {
            pv1.text(3, told.order().departmentCode());
        }
        pv1.text(19, visit == null ? null : visit.visitNumber());
        pv1.end();
    }

    private static String type(EncounterClass encounterClass) {
        return switch (encounterClass) {
            case INPATIENT, DAY -> "I";
            case EMERGENCY -> "E";
            case EXAMINATION, OUTPATIENT_TREATMENT -> "O";
            default -> "U";
        };
    }

    private void control(boolean laboratory) {
        ServiceOrder order = told.order();
        Fields orc = new Fields(out, "ORC")
                .text(1, told.control())
                .parts(2, order.placerNumber(), ServiceOrder.OUR_SYSTEM)
                .parts(
                        3,
                        order.fillerNumber(),
                        order.fillerNumber() == null ? null : order.details().fillerSystem());
        if (!laboratory) {
            orc.parts(
                    7,
                    "",
                    "",
                    "",
                    time(order.details().requestedFor()),
                    "",
                    order.details().priority());
        }
        orc.text(9, time(order.origin().stated()))
                .parts(12, "", order.requester())
                .parts(16, "", order.details().statusReason())
                .text(17, order.departmentCode())
                .end();
    }

    private void timing() {
        OrderDetails details = told.order().details();
        new Fields(out, "TQ1")
                .text(1, "1")
                .text(7, time(details.requestedFor()))
                .text(9, details.priority() == null ? "R" : details.priority())
                .end();
    }

    private void request(boolean laboratory) {
        ServiceOrder order = told.order();
        OrderDetails details = order.details();
        Fields obr = new Fields(out, "OBR")
                .text(1, "1")
                .parts(2, order.placerNumber(), ServiceOrder.OUR_SYSTEM)
                .parts(3, order.fillerNumber(), order.fillerNumber() == null ? null : details.fillerSystem())
                .coded(4, order.code());
        if (details.clinicalInfo() != null) {
            obr.at(13);
            out.lines(details.clinicalInfo());
        }
        if (!laboratory && details.specimen() != null) {
            obr.at(15);
            out.text(details.specimen().code() == null ? "" : details.specimen().code());
            out.subComponent().text(details.specimen().shown());
        }
        obr.parts(16, "", order.requester()).text(24, order.category());
        if (!laboratory) {
            obr.parts(27, "", "", "", time(details.requestedFor()), "", details.priority());
        }
        obr.coded(31, details.reason()).end();
    }

    private void notes() {
        int line = 0;
        for (String note : told.order().details().notes()) {
            new Fields(out, "NTE").text(1, String.valueOf(++line)).at(3);
            out.lines(note);
            out.end();
        }
    }

    private void specimen() {
        Coded specimen = told.order().details().specimen();
        if (specimen != null) {
            new Fields(out, "SPM").text(1, "1").coded(4, specimen).end();
        }
    }

    private String time(TimePoint point) {
        return point == null ? null : time(point.from());
    }

    private String time(Instant instant) {
        return HL7_TIME.format(instant.atZone(zone));
    }
}
