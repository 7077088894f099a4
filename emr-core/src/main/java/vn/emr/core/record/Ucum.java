package vn.emr.core.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Units as laboratories write them in UCUM, by a reviewed table ({@code ucum.txt}). The unit as sent is what is kept and
 * shown; its UCUM code is worked out when somebody asks, so a better table serves old results too.
 */
public final class Ucum {
    private static final Pattern BLANKS = Pattern.compile("\\s");
    private static final Map<String, String> CODES = codes();
    private static final Map<String, Scale> SCALES = scales();

    private Ucum() {}

    /** A unit as a power of ten of another. */
    private record Scale(String base, int power) {}

    /** The UCUM code, or null for a unit that is not in the table. Letter case counts: {@code g} and {@code G} differ. */
    public static String code(String unit) {
        if (unit == null) {
            return null;
        }
        String asWritten = CODES.get(unit);
        return asWritten != null ? asWritten : CODES.get(plain(unit));
    }

    /**
     * What units have in common that differ by a power of ten only ({@code ucum-scales.txt}); the unit itself for all others.
     *
     * @param ucum a UCUM code, may be null
     */
    public static String base(String ucum) {
        Scale scale = ucum == null ? null : SCALES.get(ucum);
        return scale == null ? ucum : scale.base();
    }

    /** A number in another unit, exactly; empty where the units differ by more than a power of ten. */
    public static Optional<BigDecimal> convert(BigDecimal number, String from, String to) {
        if (from.equals(to)) {
            return Optional.of(number);
        }
        Scale one = SCALES.get(from);
        Scale other = SCALES.get(to);
        if (one == null || other == null || !one.base().equals(other.base())) {
            return Optional.empty();
        }
        BigDecimal carried = number.scaleByPowerOfTen(one.power() - other.power());
        return Optional.of(carried.scale() < 0 ? carried.setScale(0) : carried);
    }

    /** Blanks do not count; the two Greek letters mu and the degree sign are written in several ways. */
    private static String plain(String unit) {
        return BLANKS.matcher(unit)
                .replaceAll("")
                .replace('µ', 'u')
                .replace('μ', 'u')
                .replace('×', 'x');
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String[] units : table("/ucum.txt")) {
            for (String unit : units) {
                if (codes.put(plain(unit), units[0]) != null) {
                    throw new IllegalStateException("ucum.txt has two meanings of a unit: " + unit);
                }
            }
        }
        return Map.copyOf(codes);
    }

    private static Map<String, Scale> scales() {
        Map<String, Scale> scales = new HashMap<>();
        for (String[] line : table("/ucum-scales.txt")) {
            scales.put(line[0], new Scale(line[1], Integer.parseInt(line[2])));
        }
        return Map.copyOf(scales);
    }

    private static List<String[]> table(String name) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Ucum.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
