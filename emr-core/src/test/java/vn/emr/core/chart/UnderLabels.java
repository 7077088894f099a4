package vn.emr.core.chart;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.TimePoint;
import vn.emr.core.restriction.LabelForm;

/** A doctor at the bedside of somebody whose chart says things that labels may hide. */
abstract class UnderLabels extends AtTheBedside {
    UUID visit;

    void condition(String code, String text, UUID encounter) {
        HOSPITAL.commit(new Condition(
                Ids.next(),
                1,
                patient,
                encounter,
                HOSPITAL.source,
                Ids.next().toString(),
                new Coded(code, "ICD10", text),
                "primary",
                true,
                TimePoint.at(now),
                said()));
    }

    void note(UUID encounter, String text) {
        HOSPITAL.commit(new ClinicalNote(
                Ids.next(),
                1,
                patient,
                encounter,
                HOSPITAL.source,
                "V",
                Ids.next().toString(),
                new ClinicalNote.Details(
                        ClinicalNote.Status.CURRENT,
                        TimePoint.at(now),
                        List.of(),
                        text,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of()),
                said()));
    }

    void paper(UUID encounter, String text) {
        HOSPITAL.commit(new Paper(
                Ids.next(),
                1,
                patient,
                encounter,
                HOSPITAL.source,
                "V",
                Ids.next().toString(),
                new Paper.Details(Paper.Status.CURRENT, Paper.Form.DISCHARGE, text, TimePoint.at(now), text, List.of()),
                said()));
    }

    void medicine(UUID encounter, String name, String reason) {
        HOSPITAL.commit(new MedicationOrder(
                Ids.next(),
                1,
                patient,
                encounter,
                HOSPITAL.source,
                "V",
                Ids.next().toString(),
                new MedicationOrder.Details(
                        MedicationOrder.Status.ACTIVE,
                        null,
                        new Coded("40.1", "BHYT", name),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        TimePoint.at(now),
                        null,
                        null,
                        null,
                        List.of(reason),
                        List.of()),
                said()));
    }

    void order(String code, String text, String reason) {
        HOSPITAL.commit(new ServiceOrder(
                Ids.next(),
                1,
                patient,
                visit,
                HOSPITAL.source,
                null,
                Ids.next().toString(),
                null,
                null,
                "LAB",
                new Coded(code, "BV", text),
                ServiceOrder.Status.COMPLETED,
                TimePoint.at(now),
                "BS. Mẫu",
                "NOI",
                details(reason),
                said()));
    }

    private OrderDetails details(String reason) {
        return new OrderDetails(
                now,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                new Coded(null, null, reason),
                reason,
                null,
                List.of(),
                List.of(reason),
                null);
    }

    Provenance said() {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        return new Provenance(HOSPITAL.source, "HIS thử", null, at, at);
    }

    static LabelForm switchedOff(LabelForm f) {
        return changed(f, f.diagnoses(), f.roles(), false);
    }

    static LabelForm hidingOnly(LabelForm f, List<String> diagnoses) {
        return changed(f, diagnoses, f.roles(), f.enabled());
    }

    static LabelForm with(LabelForm f, List<String> roles) {
        return changed(f, f.diagnoses(), roles, f.enabled());
    }

    private static LabelForm changed(LabelForm f, List<String> diagnoses, List<String> roles, boolean enabled) {
        return new LabelForm(
                f.code(),
                f.nameVi(),
                f.nameEn(),
                f.told(),
                f.wholeVisit(),
                diagnoses,
                f.services(),
                f.departments(),
                f.documents(),
                roles,
                enabled,
                f.version(),
                "theo quyết định");
    }
}
