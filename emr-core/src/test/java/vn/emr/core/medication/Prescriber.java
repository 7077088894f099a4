package vn.emr.core.medication;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Grant;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.medication.MedicationPage.Order;
import vn.emr.core.medication.Medications.Change;
import vn.emr.core.medication.Medications.New;
import vn.emr.core.medication.Medications.Stop;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DoseSchedule;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationPlan.Route;
import vn.emr.core.record.TimePoint;
import vn.emr.core.testing.Bedside;

/** A doctor with a pen at a bed, and a clock that goes on when it is told to. */
final class Prescriber {
    final Bedside bed;
    final Medications medications;
    final Instant from = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MINUTES);
    Instant now = from;
    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    Prescriber(Bedside bed) {
        this.bed = bed;
        medications = new Medications(
                bed.access,
                bed.charts,
                bed.hospital.database,
                bed.hospital.records,
                new Catalogues(bed.hospital.database),
                clock);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    MedicationForm every(String medicine, int hours) {
        return every(medicine, null, hours);
    }

    MedicationForm every(String medicine, String ingredient, int hours) {
        return form(medicine, ingredient, "1", "viên", hours(hours), null, false);
    }

    MedicationForm dosed(String dose, String unit) {
        return form("Paracetamol", null, dose, unit, hours(4), null, false);
    }

    MedicationForm with(DoseSchedule schedule) {
        return form("Paracetamol", null, "1", "viên", schedule, null, false);
    }

    MedicationForm days(int days) {
        return form("Paracetamol", null, "1", "viên", hours(4), days, false);
    }

    MedicationForm highAlert(String medicine) {
        return form(medicine, null, "5", "ml", hours(4), null, true);
    }

    MedicationForm asNeeded(int most) {
        return with(new DoseSchedule(DoseSchedule.Kind.AS_NEEDED, null, null, null, most));
    }

    private static DoseSchedule hours(int hours) {
        return new DoseSchedule(DoseSchedule.Kind.INTERVAL, null, null, hours, null);
    }

    private MedicationForm form(
            String medicine,
            String ingredient,
            String dose,
            String unit,
            DoseSchedule schedule,
            Integer days,
            boolean highAlert) {
        return new MedicationForm(
                null,
                medicine,
                ingredient,
                null,
                null,
                new BigDecimal(dose),
                unit,
                Route.ORAL,
                schedule,
                from,
                null,
                days,
                null,
                null,
                highAlert,
                null,
                null);
    }

    private static MedicationForm accepting(MedicationForm f, Set<UUID> accepted, String because) {
        return new MedicationForm(
                f.code(),
                f.medicine(),
                f.ingredient(),
                f.strength(),
                f.form(),
                f.dose(),
                f.unit(),
                f.route(),
                f.schedule(),
                f.from(),
                f.until(),
                f.days(),
                f.indication(),
                f.instructions(),
                f.highAlert(),
                accepted,
                because);
    }

    Order order(MedicationForm form) {
        return medications.order(bed.doctor, bed.open(bed.doctor), new New(Ids.next(), bed.visit, form));
    }

    Order order(MedicationForm form, Set<UUID> accepted, String because) {
        return order(accepting(form, accepted, because));
    }

    Order orderFor(UUID visit) {
        return medications.order(bed.doctor, bed.open(bed.doctor), new New(Ids.next(), visit, every("Paracetamol", 4)));
    }

    Order change(Order seen, MedicationForm form, String reason) {
        return medications.change(
                bed.doctor, bed.open(bed.doctor), seen.id(), new Change(seen.version(), reason, form));
    }

    Order stop(Order seen, String reason) {
        return medications.stop(bed.doctor, bed.open(bed.doctor), seen.id(), new Stop(seen.version(), reason));
    }

    OrderHistory history(UUID id) {
        Grant grant = bed.open(bed.doctor);
        return bed.hospital.database.inTransaction(
                t -> KeptMedications.history(t, grant, id).orElseThrow());
    }

    UUID allergic(String substance) {
        UUID id = Ids.next();
        bed.hospital.commit(new Allergy(
                id,
                1,
                bed.patient,
                null,
                id.toString(),
                new Allergy.Details(
                        Allergy.Kind.ALLERGY,
                        Allergy.Category.DRUG,
                        new Coded(null, "", substance),
                        List.of(),
                        Allergy.Severity.SEVERE,
                        null,
                        null,
                        null,
                        Allergy.Status.ACTIVE),
                null,
                bed.hospital.origin()));
        return id;
    }

    UUID told(String medicine) {
        UUID id = Ids.next();
        bed.hospital.commit(new MedicationOrder(
                id,
                1,
                bed.patient,
                bed.visit,
                bed.hospital.source,
                "1",
                id.toString(),
                new MedicationOrder.Details(
                        MedicationOrder.Status.ACTIVE,
                        null,
                        new Coded("T1", "", medicine),
                        null,
                        null,
                        null,
                        null,
                        "1 lọ x 2 lần/ngày",
                        null,
                        null,
                        null,
                        TimePoint.at(from),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of()),
                bed.hospital.origin()));
        return id;
    }
}
