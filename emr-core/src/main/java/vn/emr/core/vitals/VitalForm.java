package vn.emr.core.vitals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.record.EarlyWarning.Basis;
import vn.emr.core.record.VitalSign;
import vn.emr.core.record.VitalSign.Kind;
import vn.emr.core.record.VitalSigns.Consciousness;
import vn.emr.core.record.VitalSigns.Details;
import vn.emr.core.record.VitalSigns.Status;

/**
 * A reading as somebody enters it.
 *
 * @param at when it was measured
 * @param signs each kind at most once; what was not measured is left out
 * @param oxygen whether the person was given oxygen; null: not said
 * @param consciousness null: not said
 * @param confirmed values that are unusual were looked at again
 */
public record VitalForm(
        Instant at,
        List<VitalSign> signs,
        Boolean oxygen,
        Consciousness consciousness,
        String note,
        Boolean confirmed) {
    private static final String AT = "/reading/at";
    private static final String SIGNS = "/reading/signs";
    private static final int LONGEST_NOTE = 500;

    /**
     * The reading as it is kept.
     *
     * @throws Refusal with pointers to what cannot be, or is unusual and not confirmed
     */
    Details checked(Visit visit, Basis basis, Instant now) {
        Instant taken = Entries.within(visit, at, now, AT);
        List<VitalSign> kept = kept();
        if (kept.isEmpty() && oxygen == null && consciousness == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "something that was measured", SIGNS);
        }
        Details details = new Details(
                taken,
                kept,
                oxygen,
                consciousness,
                Words.line(note, LONGEST_NOTE, "/reading/note"),
                basis,
                Status.CURRENT);
        pressures(details);
        return details;
    }

    private List<VitalSign> kept() {
        List<VitalSign> kept = new ArrayList<>();
        List<String> unusual = new ArrayList<>();
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        List<VitalSign> sent = signs == null ? List.of() : signs;
        for (int i = 0; i < sent.size(); i++) {
            String pointer = SIGNS + "/" + i;
            VitalSign sign = sent.get(i);
            if (sign == null
                    || sign.kind() == null
                    || sign.value() == null
                    || !sign.kind().measured()) {
                throw new Refusal(Code.MALFORMED_FIELD, "what was measured, and its value", pointer);
            }
            if (!seen.add(sign.kind())) {
                throw new Refusal(Code.MALFORMED_FIELD, "each vital sign once", pointer);
            }
            if (!sign.kind().usual(sign.value())) {
                unusual.add(pointer);
            }
            kept.add(new VitalSign(sign.kind(), possible(sign, pointer)));
        }
        if (!unusual.isEmpty() && !Boolean.TRUE.equals(confirmed)) {
            throw new Refusal(
                    Code.NOT_APPLICABLE,
                    "unusual values: look again, and confirm them",
                    unusual.toArray(String[]::new));
        }
        return kept;
    }

    private static BigDecimal possible(VitalSign sign, String pointer) {
        if (!sign.kind().possible(sign.value())) {
            throw new Refusal(Code.MALFORMED_FIELD, "no such value can be measured", pointer);
        }
        BigDecimal value = sign.value().stripTrailingZeros();
        if (value.scale() > sign.kind().decimals) {
            throw new Refusal(Code.MALFORMED_FIELD, "fewer decimals: this is not measured as exactly", pointer);
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static void pressures(Details details) {
        BigDecimal low = details.sign(Kind.DIASTOLIC_PRESSURE).orElse(null);
        BigDecimal high = details.sign(Kind.SYSTOLIC_PRESSURE).orElse(null);
        if (low != null && high != null && low.compareTo(high) >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "the diastolic pressure is below the systolic", SIGNS);
        }
    }
}
