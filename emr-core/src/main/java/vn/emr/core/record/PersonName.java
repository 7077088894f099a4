package vn.emr.core.record;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name as shown, in Vietnamese order: family, middle, given.
 *
 * @param full the whole name, NFC
 * @param use {@code official}, {@code alias}, {@code birth}…
 */
public record PersonName(String full, String use) {
    public PersonName {
        full = Normalizer.normalize(full, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
    }

    /** Lower case without accents, Đ as d: what a ward types to find someone. */
    public String searchKey() {
        return unaccented(full);
    }

    /** Given name first, then family and middle: the order of Vietnamese lists, the same on every database. */
    public String sortKey() {
        int cut = full.lastIndexOf(' ');
        String reordered = cut < 0 ? full : full.substring(cut + 1) + " " + full.substring(0, cut);
        return unaccented(reordered) + "\u0001" + reordered.toLowerCase(Locale.ROOT);
    }

    /** Lower case, no accents, Đ→d (NFD does not take that one apart). */
    public static String unaccented(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                plain.append(c == 'đ' || c == 'Đ' ? 'd' : Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }
}
