package vn.emr.core.hl7;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Decides in which character set a message is written. The order never loses a letter: what MSH-18 names, if it is known
 * and fits; else strict UTF-8; else what the source is configured for; else nobody guesses and the message is refused as
 * undecodable, to be kept for a person. A letter is never replaced by a question mark.
 */
public final class Charsets {
    /** Which rule chose the character set; kept with the message. */
    public enum Rule {
        /** MSH-18 names it (HL7 table 0211 or a common other spelling). */
        DECLARED,
        /** MSH-18 does not help, and the bytes are valid UTF-8. */
        STRICT_UTF_8,
        /** Neither; the source's setting fits. */
        SOURCE_SETTING
    }

    /** The character set of a message and the rule that chose it. */
    public record Choice(Charset charset, Rule rule) {}

    /**
     * Spellings that we recognise and cannot read. They are never read by another rule: their bytes are valid in Latin-1
     * too, so a guess would store a wrong name.
     */
    private static final Set<String> KNOWN_UNREADABLE = Set.of(
            "VPS",
            "GB180302000",
            "GB18030",
            "GBK",
            "BIG5",
            "KSX1001",
            "KS5601",
            "CNS11643",
            "CNS116431992",
            "ISOIR14",
            "ISOIR87",
            "ISOIR159",
            "SHIFTJIS",
            "EUCKR",
            "UNICODEUTF16",
            "UTF16",
            "UTF16LE",
            "UTF16BE",
            "UNICODEUTF32",
            "UTF32");

    private static final int SCRATCH_CHARS = 8 << 10;

    private Charsets() {}

    /**
     * @param fallback the source's setting for messages that do not say; null if it has none
     * @throws Refusal {@link Code#UNDECODABLE_TEXT}
     */
    public static Choice choose(byte[] frame, MessageHeader header, Charset fallback) {
        if (isAscii(frame)) {
            Charset declared = named(header.characterSet());
            return declared == null
                    ? new Choice(StandardCharsets.UTF_8, Rule.STRICT_UTF_8)
                    : new Choice(declared, Rule.DECLARED);
        }
        String name = header.characterSet();
        if (KNOWN_UNREADABLE.contains(plain(name))) {
            throw new Refusal(
                    Code.UNDECODABLE_TEXT, "The character set named in MSH-18 cannot be read here yet.", "MSH-18");
        }
        Charset declared = named(name);
        if (declared != null && reads(frame, declared)) {
            return new Choice(declared, Rule.DECLARED);
        }
        if (declared != StandardCharsets.UTF_8 && reads(frame, StandardCharsets.UTF_8)) {
            return new Choice(StandardCharsets.UTF_8, Rule.STRICT_UTF_8);
        }
        if (fallback != null && reads(frame, fallback)) {
            return new Choice(fallback, Rule.SOURCE_SETTING);
        }
        throw new Refusal(
                Code.UNDECODABLE_TEXT,
                "The bytes fit neither MSH-18 nor UTF-8 nor the character set configured for this source.",
                "MSH-18");
    }

    /**
     * The character set a name stands for: table 0211 ({@code 8859/1}, {@code UNICODE UTF-8}, {@code ASCII}), the forms met
     * in the wild ({@code utf8}, {@code CP1258}, {@code windows-1258}, {@code ISO_8859-1}), and the Vietnamese sets of before
     * Unicode ({@code TCVN3}, {@code ABC}, {@code VNI}, {@code VISCII}).
     *
     * @return null when it is not known or has no reader
     */
    public static Charset named(String name) {
        String plain = plain(name);
        if (plain.isEmpty() || KNOWN_UNREADABLE.contains(plain)) {
            return null;
        }
        return switch (plain) {
            case "ASCII", "USASCII", "ANSIX341968", "ISOIR6" -> StandardCharsets.US_ASCII;
            case "UNICODE", "UNICODEUTF8", "UTF8", "ISOIR192" -> StandardCharsets.UTF_8;
            case "LATIN1", "ISOIR100" -> StandardCharsets.ISO_8859_1;
            case "TCVN3", "VN3", "ABC", "TCVN3ABC", "ABCTCVN3", "XTCVN3", "VNTIME" -> VietnameseTables.TCVN3;
            case "TCVN", "TCVN5712", "TCVN57121", "TCVN57121993", "TCVN571211993", "VN1", "XTCVN57121", "ISOIR180" ->
                VietnameseTables.TCVN_5712;
            case "VNI", "VNIWIN", "VNIWINDOWS", "VNITIMES", "XVNI" -> VietnameseTables.VNI;
            case "VISCII", "VISCII11", "VISCII111", "XVISCII", "CSVISCII" -> VietnameseTables.VISCII;
            default -> family(plain);
        };
    }

    /**
     * What to put into MSH-18 of an answer in this character set, by table 0211 where that has it.
     */
    static String nameInHl7(Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return "UNICODE UTF-8";
        }
        String name = charset.name();
        return name.startsWith("ISO-8859-") ? "8859/" + name.substring(9) : name.replaceFirst("^(US|x)-", "");
    }

    /**
     * In which character set to answer when only the header is known: what MSH-18 names; ASCII when it names one that we
     * cannot write; UTF-8 when it says nothing that we know.
     */
    public static Charset forAnswer(MessageHeader header) {
        Charset named = named(header.characterSet());
        if (named != null) {
            return named;
        }
        return KNOWN_UNREADABLE.contains(plain(header.characterSet()))
                ? StandardCharsets.US_ASCII
                : StandardCharsets.UTF_8;
    }

    private static Charset family(String plain) {
        String digits = plain.replaceFirst("^(ISO|WINDOWS|MSCP|CP|WIN)", "");
        if (digits.matches("8859([1-9]|1[0-6])")) {
            return supported("ISO-8859-" + digits.substring(4));
        }
        if (digits.equals("1258")) {
            return VietnameseTables.WINDOWS_1258;
        }
        return digits.matches("125[0-7]") ? supported("windows-" + digits) : null;
    }

    private static Charset supported(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : null;
    }

    /** Letters and digits only, in capitals. Every message asks: no pattern is matched here. */
    private static String plain(String name) {
        var plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'a' && c <= 'z') {
                plain.append((char) (c - 32));
            } else if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte b : bytes) {
            all |= b;
        }
        return all >= 0;
    }

    /** True when every byte has a meaning in the character set; nothing is kept of what was decoded. */
    static boolean reads(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = strict(charset);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer scratch = CharBuffer.allocate(SCRATCH_CHARS);
        while (true) {
            CoderResult result = decoder.decode(in, scratch, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            scratch.clear();
        }
    }

    static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Text as we store and compare it: NFC, and of TCVN3 with the capital letters its fonts draw. */
    static String readable(String text, Charset charset) {
        return composed(charset == VietnameseTables.TCVN3 ? VietnameseTables.withCapitals(text) : text);
    }

    static String composed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
