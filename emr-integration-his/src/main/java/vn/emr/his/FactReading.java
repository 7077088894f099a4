package vn.emr.his;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.StatedFact;
import vn.emr.core.intake.ToldNotice.AppointmentStated;
import vn.emr.core.intake.ToldNotice.CoverageStated;
import vn.emr.core.intake.ToldNotice.FactsStated;
import vn.emr.core.intake.ToldNotice.ImmunizationStated;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitFact;
import vn.emr.core.record.VitalSign;

/**
 * Reads what is told beside visits, orders and results: {@code medication}, {@code procedure}, {@code note}, {@code paper}
 * of a visit; {@code coverage}, {@code appointment}, {@code immunization} of a person. Each has a {@code key} that its
 * sender keeps when it tells the same one again.
 */
record FactReading(PatientRef who, Instant stated, String visitNumber) {

    FactsStated medication(ItemFields f) {
        return fact(
                f,
                new MedicationOrder.Details(
                        or(f.word("status", MedicationOrder.Status.class), MedicationOrder.Status.ACTIVE),
                        f.word("category"),
                        told(f, "medicine"),
                        f.text("strength"),
                        f.text("form"),
                        f.text("registration"),
                        f.word("route"),
                        f.text("dose"),
                        f.text("instructions"),
                        f.number("quantity"),
                        f.text("unit"),
                        f.time("orderedAt"),
                        f.time("givenAt"),
                        f.text("prescriber"),
                        f.text("department"),
                        f.texts("reasons"),
                        f.named("more")));
    }

    FactsStated procedure(ItemFields f) {
        TimePoint performed = f.time("performedAt");
        TimePoint ended = f.time("endedAt");
        Procedure.Status usual =
                performed == null && ended == null ? Procedure.Status.ORDERED : Procedure.Status.COMPLETED;
        return fact(
                f,
                new Procedure.Details(
                        or(f.word("status", Procedure.Status.class), usual),
                        f.word("category"),
                        told(f, "code"),
                        f.number("quantity"),
                        f.text("unit"),
                        f.time("orderedAt"),
                        performed,
                        ended,
                        f.text("orderedBy"),
                        f.texts("performers"),
                        f.text("department"),
                        f.text("bed"),
                        f.text("anaesthesia"),
                        f.text("device"),
                        f.texts("reasons"),
                        f.named("more")));
    }

    FactsStated note(ItemFields f) {
        return fact(
                f,
                new ClinicalNote.Details(
                        or(f.word("status", ClinicalNote.Status.class), ClinicalNote.Status.CURRENT),
                        f.time("writtenAt"),
                        f.texts("authors"),
                        f.text("text"),
                        f.text("stage"),
                        f.text("consultation"),
                        f.text("surgery"),
                        f.objects("vitalSigns", FactReading::vitalSign),
                        f.named("more")));
    }

    FactsStated paper(ItemFields f) {
        Paper.Form form = f.word("form", Paper.Form.class);
        if (form == null) {
            throw f.missing("form");
        }
        return fact(
                f,
                new Paper.Details(
                        or(f.word("status", Paper.Status.class), Paper.Status.CURRENT),
                        form,
                        f.text("number"),
                        f.time("issuedAt"),
                        f.text("signer"),
                        f.named("fields")));
    }

    /** A card is the same one when its number and the day it holds from are. */
    CoverageStated coverage(ItemFields f) {
        String number = f.required("number");
        TimePoint from = f.time("validFrom");
        return new CoverageStated(
                who,
                stated,
                visitNumber,
                from == null ? number : number + "/" + from.from(),
                new Coverage.Details(
                        number,
                        from,
                        f.time("validTo"),
                        f.text("registeredFacility"),
                        f.time("copaymentFreeFrom"),
                        f.text("area")));
    }

    AppointmentStated appointment(ItemFields f) {
        return new AppointmentStated(
                who,
                stated,
                visitNumber,
                f.required("key"),
                new Appointment.Details(
                        or(f.word("status", Appointment.Status.class), Appointment.Status.BOOKED),
                        f.time("start"),
                        f.time("end"),
                        f.code("service"),
                        f.text("reason"),
                        f.text("department"),
                        f.text("room"),
                        f.text("practitioner"),
                        f.texts("notes")));
    }

    ImmunizationStated immunization(ItemFields f) {
        Boolean historical = f.flag("historical");
        return new ImmunizationStated(
                who,
                stated,
                visitNumber,
                f.required("key"),
                new Immunization.Details(
                        or(f.word("status", Immunization.Status.class), Immunization.Status.COMPLETED),
                        f.time("givenAt"),
                        told(f, "vaccine"),
                        f.text("dose"),
                        f.text("lot"),
                        f.time("expires"),
                        f.text("manufacturer"),
                        f.word("route"),
                        f.word("site"),
                        f.text("performer"),
                        historical != null && historical,
                        f.text("refusal"),
                        f.named("more")));
    }

    private FactsStated fact(ItemFields f, VisitFact.Details<?> details) {
        return new FactsStated(who, stated, visitNumber, List.of(new StatedFact(f.required("key"), details)));
    }

    private static VitalSign vitalSign(ItemFields f) {
        VitalSign.Kind kind = f.word("kind", VitalSign.Kind.class);
        if (kind == null) {
            throw f.missing("kind");
        }
        BigDecimal value = f.number("value");
        return value == null ? null : new VitalSign(kind, value);
    }

    private static Coded told(ItemFields f, String name) {
        Coded code = f.code(name);
        if (code == null) {
            throw f.missing(name);
        }
        return code;
    }

    private static <T> T or(T said, T usual) {
        return said == null ? usual : said;
    }
}
