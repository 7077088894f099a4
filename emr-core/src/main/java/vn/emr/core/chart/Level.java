package vn.emr.core.chart;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** How far a value lies from what is usual: HL7 table 0078 reduced to what a screen marks. */
public enum Level {
    N,
    L,
    H,
    LL,
    HH,
    A,
    AA;

    private static final List<Level> WORST_FIRST = List.of(AA, LL, HH, L, H, A, N);

    /**
     * By the sender's flag; without one by the range, when both it and the value are numbers. Null when nothing tells.
     */
    static Level of(String flags, BigDecimal number, BigDecimal low, BigDecimal high) {
        Level worst = null;
        for (String flag : flags == null ? new String[0] : flags.split("~")) {
            Level level = flag(flag.strip().toUpperCase(Locale.ROOT));
            if (level != null && (worst == null || WORST_FIRST.indexOf(level) < WORST_FIRST.indexOf(worst))) {
                worst = level;
            }
        }
        return worst != null ? worst : byRange(number, low, high);
    }

    boolean abnormal() {
        return this != N;
    }

    /** Table 0078 and what laboratories here write instead; a star beside another mark adds nothing to it. */
    private static Level flag(String flag) {
        return switch (flag) {
            case "N", "S", "SUS", "NEG", "ND", "BT", "BÌNH THƯỜNG" -> N;
            case "L", "↓", "▼", "THẤP", "GIẢM" -> L;
            case "H", "↑", "▲", "CAO", "TĂNG" -> H;
            case "LL", "<", "↓↓", "▼▼", "LL*" -> LL;
            case "HH", ">", "↑↑", "▲▲", "HH*" -> HH;
            case "AA", "**", "!!", "PANIC", "CRIT", "NGUY KỊCH" -> AA;
            case "A", "*", "!", "POS", "DET", "RR", "R", "I", "MS", "NS", "WR", "SDD", "BẤT THƯỜNG" -> A;
            default -> flag.length() > 1 && flag.indexOf('*') >= 0 ? flag(flag.replace("*", "")) : null;
        };
    }

    private static Level byRange(BigDecimal number, BigDecimal low, BigDecimal high) {
        if (number == null || low == null && high == null) {
            return null;
        }
        if (low != null && number.compareTo(low) < 0) {
            return L;
        }
        return high != null && number.compareTo(high) > 0 ? H : N;
    }
}
