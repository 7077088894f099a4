package vn.emr.core.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a person who orders a medicine says beyond what a system tells of one: exactly enough to know when it is due.
 *
 * @param ingredient its active ingredient (hoạt chất); null: its name says it
 * @param dose of one time
 * @param until the first instant at which nothing is due any more; null: until it is stopped
 * @param indication what it is for; null: not said
 * @param highAlert a second person confirms each dose (thuốc cảnh báo cao)
 * @param warnings what spoke against it when it was ordered
 * @param because why it was ordered all the same; null without warnings
 */
public record MedicationPlan(
        String ingredient,
        BigDecimal dose,
        String unit,
        Route route,
        DoseSchedule schedule,
        Instant from,
        Instant until,
        String indication,
        boolean highAlert,
        List<Warning> warnings,
        String because) {
    /** How it is given (đường dùng), with its name as people write it. */
    public enum Route {
        ORAL("Uống"),
        SUBLINGUAL("Ngậm dưới lưỡi"),
        INTRAVENOUS("Tiêm tĩnh mạch"),
        INFUSION("Truyền tĩnh mạch"),
        INTRAMUSCULAR("Tiêm bắp"),
        SUBCUTANEOUS("Tiêm dưới da"),
        INTRADERMAL("Tiêm trong da"),
        INHALED("Hít, khí dung"),
        NASAL("Nhỏ, xịt mũi"),
        EYE("Nhỏ, tra mắt"),
        EAR("Nhỏ tai"),
        TOPICAL("Dùng ngoài da"),
        RECTAL("Đặt hậu môn"),
        VAGINAL("Đặt âm đạo"),
        FEEDING_TUBE("Qua ống thông dạ dày"),
        OTHER("Đường khác");

        public final String words;

        Route(String words) {
            this.words = words;
        }
    }

    /** What may speak against an order. */
    public enum Concern {
        /** The person is allergic to it, or does not tolerate it. */
        ALLERGY,
        /** The same ingredient is ordered already. */
        DUPLICATE
    }

    /**
     * Something that speaks against an order.
     *
     * @param of the allergy or the other order
     * @param words what that is
     */
    public record Warning(Concern concern, UUID of, String words) {}

    public MedicationPlan {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** The same without what tells why. */
    MedicationPlan unexplained() {
        return new MedicationPlan(
                ingredient, dose, unit, route, schedule, from, until, null, highAlert, List.of(), null);
    }

    /** How much at a time and when, as it is written in an order. */
    public String words() {
        return dose.toPlainString().replace('.', ',') + " " + unit + ", " + schedule.words();
    }
}
