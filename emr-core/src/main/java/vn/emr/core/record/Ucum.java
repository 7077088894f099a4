package vn.emr.core.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Units as laboratories write them in UCUM, by a reviewed table ({@code ucum.txt}). The unit as sent is what is kept and
 * shown; its UCUM code is worked out when somebody asks, so a better table serves old results too.
 */
public final class Ucum {
    private static final Map<String, String> CODES = read();

    private Ucum() {}

    /** The UCUM code, or null for a unit that is not in the table. Letter case counts: {@code g} and {@code G} differ. */
    public static String code(String unit) {
        return unit == null ? null : CODES.get(plain(unit));
    }

    /** Blanks do not count; the two Greek letters mu and the degree sign are written in several ways. */
    private static String plain(String unit) {
        return unit.replaceAll("\\s", "").replace('µ', 'u').replace('μ', 'u').replace('×', 'x');
    }

    private static Map<String, String> read() {
        Map<String, String> codes = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Ucum.class.getResourceAsStream("/ucum.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] units = line.strip().split("\\s+");
                for (String unit : units) {
                    String before = codes.put(plain(unit), units[0]);
                    if (before != null) {
                        throw new IllegalStateException("ucum.txt has two meanings of a unit: " + unit);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(codes);
    }
}
