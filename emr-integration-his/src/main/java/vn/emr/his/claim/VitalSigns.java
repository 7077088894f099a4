package vn.emr.his.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.record.VitalSign;
import vn.emr.core.record.VitalSign.Kind;

/** The vital signs in the text of table 5, {@code CSST<M75_T37_HA120/70_NT18_SP98_HL2>} (annex of QĐ 3176/QĐ-BYT). */
final class VitalSigns {
    private static final Pattern BLOCK = Pattern.compile("CSST\\s*<([^<>]{1,200})>", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRESSURE = Pattern.compile("HA(\\d{1,3})/(\\d{1,3})");
    private static final Pattern ONE = Pattern.compile("(HL|NT|SP|M|T)(\\d{1,3}(?:[.,]\\d{1,2})?)");
    private static final Map<String, Kind> KINDS = Map.of(
            "M", Kind.PULSE,
            "T", Kind.TEMPERATURE,
            "NT", Kind.RESPIRATION,
            "SP", Kind.OXYGEN_SATURATION,
            "HL", Kind.CARE_LEVEL);

    private VitalSigns() {}

    /** Those of every block, in their order; what is not written in this way stays in the text alone. */
    static List<VitalSign> in(String text) {
        List<VitalSign> all = new ArrayList<>();
        Matcher block = BLOCK.matcher(text == null ? "" : text);
        while (block.find()) {
            for (String part : block.group(1).split("_")) {
                add(all, part.strip().toUpperCase(java.util.Locale.ROOT));
            }
        }
        return List.copyOf(all);
    }

    private static void add(List<VitalSign> all, String part) {
        Matcher pressure = PRESSURE.matcher(part);
        Matcher one = ONE.matcher(part);
        if (pressure.matches()) {
            all.add(new VitalSign(Kind.SYSTOLIC_PRESSURE, new BigDecimal(pressure.group(1))));
            all.add(new VitalSign(Kind.DIASTOLIC_PRESSURE, new BigDecimal(pressure.group(2))));
        } else if (one.matches()) {
            all.add(new VitalSign(
                    KINDS.get(one.group(1)), new BigDecimal(one.group(2).replace(',', '.'))));
        }
    }
}
