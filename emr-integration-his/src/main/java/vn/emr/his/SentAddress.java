package vn.emr.his;

import java.text.Normalizer;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;

/**
 * An address (XAD) as Vietnamese systems fill it: XAD-1 and 2 house and street, XAD-4 the province, XAD-9 the district of
 * records from before 07/2025. The ward is XAD-8, else XAD-3; XAD-3 is the district when XAD-8 has the ward or when it
 * names one itself (huyện, quận, thị xã). A unit of digits only is a code, anything else a name.
 */
final class SentAddress {
    private static final Pattern DIGITS = Pattern.compile("\\d{2,10}");
    private static final Pattern DISTRICT = Pattern.compile(
            "(?:huyện|quận|thị xã|h\\.|q\\.|tx\\.?)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private SentAddress() {}

    /** Null when nothing was sent. */
    static Address read(Repetition r) {
        String line = join(" ", part(r, 1), part(r, 2));
        String city = part(r, 3);
        String other = part(r, 8);
        String county = part(r, 9);
        boolean cityIsDistrict =
                county.isEmpty() && (!other.isEmpty() || DISTRICT.matcher(city).matches());
        String ward = !other.isEmpty() ? other : cityIsDistrict ? "" : city;
        String district = !county.isEmpty() ? county : cityIsDistrict ? city : "";
        String province = part(r, 4);
        String country = part(r, 6);
        if ((line + ward + district + province + country).isEmpty()) {
            return null;
        }
        return new Address(
                use(part(r, 7)),
                line.isEmpty() ? null : line,
                unit(ward),
                unit(district),
                unit(province),
                country.isEmpty() ? null : country,
                full(r));
    }

    /** The address in one line, small to large, without units given by code only; null when there is nothing to read. */
    static String full(Repetition r) {
        StringJoiner all = new StringJoiner(", ");
        for (String part :
                new String[] {join(" ", part(r, 1), part(r, 2)), part(r, 8), part(r, 3), part(r, 9), part(r, 4)}) {
            if (!part.isEmpty() && !DIGITS.matcher(part).matches()) {
                all.add(part);
            }
        }
        return all.length() == 0 ? null : Normalizer.normalize(all.toString(), Normalizer.Form.NFC);
    }

    private static Coded unit(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return DIGITS.matcher(text).matches() ? new Coded(text, "", null) : new Coded(null, "", text);
    }

    /** XAD-7, table 0190. */
    private static String use(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "" -> null;
            case "H", "L" -> "home";
            case "P" -> "permanent";
            case "C" -> "current";
            case "B", "O" -> "work";
            case "N", "BDL" -> "birth";
            default -> type.toLowerCase(Locale.ROOT);
        };
    }

    private static String part(Repetition r, int c) {
        String text = r.component(c).strip();
        return text.equals("\"\"") ? "" : text;
    }

    private static String join(String separator, String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + separator + second;
    }
}
