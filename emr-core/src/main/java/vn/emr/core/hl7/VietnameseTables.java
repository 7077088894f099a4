package vn.emr.core.hl7;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The character sets Vietnamese systems used before Unicode, as tables of our own: none of them, save one that writes
 * wrongly, comes with Java. Each has the 134 letters that Vietnamese adds to ASCII.
 */
final class VietnameseTables {
    /**
     * TCVN3, called ABC: the set of the .Vn fonts. A capital letter with a tone has no code; it is written as the small one
     * and drawn large by a font of capitals, so it reads as small ({@link #withCapitals}).
     */
    static final VietnameseCharset TCVN3 = new VietnameseCharset("x-TCVN3", "TCVN3");

    /** TCVN 5712:1993, the whole of VN1: TCVN3 with codes for the capital letters that have a tone. */
    static final VietnameseCharset TCVN_5712 = new VietnameseCharset("x-TCVN-5712-1", "TCVN5712-1");

    /** VISCII 1.1 (RFC 1456). */
    static final VietnameseCharset VISCII = new VietnameseCharset("VISCII", "csVISCII");

    /** VNI for Windows, the set of the VNI fonts: a vowel and its mark are two bytes. */
    static final VietnameseCharset VNI = new VietnameseCharset("x-VNI", "VNI");

    /** Windows-1258: a tone may be a byte of its own. Java reads it, but writes question marks. */
    static final VietnameseCharset WINDOWS_1258 = new VietnameseCharset("windows-1258", "CP1258");

    /** Tones as combining marks: grave, hook above, tilde, acute, dot below. */
    private static final String TONES = "\u0300\u0309\u0303\u0301\u0323";

    private static final String VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";

    /** From 0x80 on; a middle dot is no letter. */
    private static final String VISCII_HIGH = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" + "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" + "Õắằặấầẩậẽẹếềểễệố"
            + "ồổỗỠƠộờởịỰỨỪỬơớƯ" + "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ" + "ĐứÒÓÔạỷừửÙÚỹỵÝỡư" + "àáâãảăữẫèéêẻìíĩỉ" + "đựòóôõỏọụùúũủýợỮ";

    private static final String TCVN_HIGH = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ" + "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ" + "·ĂÂÊÔƠƯĐăâêôơưđẰ"
            + "·····àảãáạẲằẳẵắẴ" + "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ" + "éẹềểễếệìỉỄẾỒĩíịò" + "Ổỏõóọồổỗốộờởỡớợù" + "ỖủũúụừửữứựỳỷỹýỵỐ";

    /** The capitals TCVN3 has; of the others it has the small letter's code only. */
    private static final String TCVN3_CAPITALS = "ĂÂÊÔƠƯĐ";

    static {
        viscii();
        tcvn();
        vni();
        windows();
    }

    private VietnameseTables() {}

    private static void viscii() {
        high(VISCII, VISCII_HIGH);
        VISCII.put(0x02, 'Ẳ');
        VISCII.put(0x05, 'Ẵ');
        VISCII.put(0x06, 'Ẫ');
        VISCII.put(0x14, 'Ỷ');
        VISCII.put(0x19, 'Ỹ');
        VISCII.put(0x1E, 'Ỵ');
    }

    private static void tcvn() {
        high(TCVN_5712, TCVN_HIGH);
        String capitals = "Ú:01 Ụ:02 Ừ:04 Ử:05 Ữ:06 Ứ:11 Ự:12 Ỳ:13 Ỷ:14 Ỹ:15 Ý:16 Ỵ:17";
        for (String capital : capitals.split(" ")) {
            TCVN_5712.put(Integer.parseInt(capital.substring(2), 16), capital.charAt(0));
        }
        TCVN_5712.put(0xA0, '\u00A0');
        for (int i = 0; i < TCVN_HIGH.length(); i++) {
            char letter = TCVN_HIGH.charAt(i);
            if (letter != '·' && (Character.isLowerCase(letter) || TCVN3_CAPITALS.indexOf(letter) >= 0)) {
                TCVN3.put(0x80 + i, letter);
            }
        }
        TCVN3.put(0xA0, '\u00A0');
        letters().keySet().forEach(letter -> TCVN3.writeAs(letter, Character.toLowerCase(letter)));
    }

    private static void high(VietnameseCharset set, String letters) {
        for (int i = 0; i < letters.length(); i++) {
            if (letters.charAt(i) != '·') {
                set.put(0x80 + i, letters.charAt(i));
            }
        }
    }

    /** The marks of VNI are written after an ASCII vowel; those of a, e and o with a hat or a bow carry the tone too. */
    private static void vni() {
        likeWindows1252(VNI);
        vniCase(false);
        vniCase(true);
    }

    private static void vniCase(boolean capital) {
        int shift = capital ? 0x20 : 0;
        String letters = "ơ:F4 ư:F6 đ:F1 í:ED ì:EC ỉ:E6 ĩ:F3 ị:F2 ỵ:EE";
        for (String letter : letters.split(" ")) {
            VNI.put(Integer.parseInt(letter.substring(2), 16) - shift, cased(letter.charAt(0), capital));
        }
        String hat = "E2 E0 E5 E3 E1 E4";
        marks("a", "âầẩẫấậ", hat, capital);
        marks("e", "êềểễếệ", hat, capital);
        marks("o", "ôồổỗốộ", hat, capital);
        marks("a", "ăằẳẵắặ", "EA E8 FA FC E9 EB", capital);
        String plain = "F8 FB F5 F9 EF";
        marks("a", "àảãáạ", plain, capital);
        marks("e", "èẻẽéẹ", plain, capital);
        marks("o", "òỏõóọ", plain, capital);
        marks("u", "ùủũúụ", plain, capital);
        marks("ơ", "ờởỡớợ", plain, capital);
        marks("ư", "ừửữứự", plain, capital);
        marks("y", "ỳỷỹý", "F8 FB F5 F9", capital);
    }

    /** A capital vowel with a small mark is a capital letter too: typists mix them. */
    private static void marks(String vowel, String letters, String marks, boolean capital) {
        int first = VNI.code(cased(vowel.charAt(0), capital))[0] & 0xFF;
        String[] codes = marks.split(" ");
        for (int i = 0; i < codes.length; i++) {
            int mark = Integer.parseInt(codes[i], 16);
            char letter = cased(letters.charAt(i), capital);
            VNI.put(first, capital ? mark - 0x20 : mark, letter);
            VNI.put(first, capital ? mark : mark - 0x20, letter);
        }
    }

    private static char cased(char letter, boolean capital) {
        return capital ? Character.toUpperCase(letter) : letter;
    }

    /** The VNI fonts keep the signs of windows-1252, such as the micro and the degree sign, below their letters. */
    private static void likeWindows1252(VietnameseCharset set) {
        java(set, "windows-1252", 0x80, 0xBF);
    }

    private static void windows() {
        java(WINDOWS_1258, "windows-1258", 0x80, 0xFF);
        letters().forEach((letter, parts) -> {
            if (parts.length() == 2) {
                int vowel = WINDOWS_1258.code(parts.charAt(0))[0] & 0xFF;
                int tone = WINDOWS_1258.code(parts.charAt(1))[0] & 0xFF;
                WINDOWS_1258.put(vowel, tone, letter);
            }
        });
    }

    private static void java(VietnameseCharset set, String name, int from, int to) {
        for (int code = from; code <= to; code++) {
            char read = new String(new byte[] {(byte) code}, Charset.forName(name)).charAt(0);
            if (read != '\uFFFD') {
                set.put(code, read);
            }
        }
    }

    /** The 134 letters Vietnamese adds to ASCII, each with its vowel and tone, or with itself when it has no tone. */
    static Map<Character, String> letters() {
        Map<Character, String> all = new TreeMap<>(Map.of('đ', "đ", 'Đ', "Đ"));
        for (char vowel : VOWELS.toCharArray()) {
            if (vowel > 127) {
                all.put(vowel, String.valueOf(vowel));
            }
            for (char tone : TONES.toCharArray()) {
                String parts = "" + vowel + tone;
                all.put(Normalizer.normalize(parts, Normalizer.Form.NFC).charAt(0), parts);
            }
        }
        return all;
    }

    /**
     * Text read as TCVN3 with the capitals its fonts draw: where every letter that can be capital is, and two stand side by
     * side, the letters with a tone were meant so too. {@code NGUYễN} is {@code NGUYỄN}; {@code Hà} stays.
     */
    static String withCapitals(String text) {
        boolean side = false;
        char before = ' ';
        for (char c : text.toCharArray()) {
            if (Character.isLowerCase(c) && hasCapitalInTcvn3(c)) {
                return text;
            }
            side |= Character.isUpperCase(c) && Character.isUpperCase(before);
            before = c;
        }
        return side ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static boolean hasCapitalInTcvn3(char small) {
        return small < 128 || TCVN3_CAPITALS.indexOf(Character.toUpperCase(small)) >= 0;
    }
}
