package vn.emr.his;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The plain text of an RTF document (Rich Text Format 1.9): groups, paragraphs, tabs, {@code \'hh} by the document's code
 * page, {@code \\uN}. What is no text (fonts, colours, pictures) is left out. Never fails: half a document gives half a text.
 */
public final class RtfText {
    private static final int DEPTH_LIMIT = 200;
    private static final Set<String> NO_TEXT = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "header",
            "footer",
            "listtable",
            "listoverridetable",
            "themedata",
            "datastore",
            "generator");

    private record State(boolean silent, int afterUnicode) {}

    private final String rtf;
    private final StringBuilder text = new StringBuilder();
    private final Deque<State> outer = new ArrayDeque<>();
    private Charset charset = Charset.forName("windows-1252");
    private boolean silent;
    private int afterUnicode = 1;
    private int toSkip;
    private int at;

    private RtfText(String rtf) {
        this.rtf = rtf;
    }

    /** The text as people read it; text that is no RTF as it is. */
    public static String plain(String sent) {
        return sent != null && sent.stripLeading().startsWith("{\\rtf") ? new RtfText(sent).read() : sent;
    }

    private String read() {
        while (at < rtf.length() && outer.size() < DEPTH_LIMIT) {
            char c = rtf.charAt(at++);
            switch (c) {
                case '{' -> outer.push(new State(silent, afterUnicode));
                case '}' -> close();
                case '\\' -> control();
                case '\r', '\n' -> {}
                default -> put(String.valueOf(c));
            }
        }
        return text.toString()
                .replaceAll("[ \\t]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private void close() {
        if (!outer.isEmpty()) {
            State state = outer.pop();
            silent = state.silent();
            afterUnicode = state.afterUnicode();
        }
    }

    private void control() {
        if (at == rtf.length()) {
            return;
        }
        char c = rtf.charAt(at);
        if (Character.isLetter(c)) {
            word();
            return;
        }
        at++;
        switch (c) {
            case '\'' -> hex();
            case '*' -> silent = true;
            case '~' -> put(" ");
            case '\\', '{', '}' -> put(String.valueOf(c));
            default -> {}
        }
    }

    private void word() {
        int start = at;
        while (at < rtf.length() && Character.isLetter(rtf.charAt(at)) && at - start < 32) {
            at++;
        }
        String name = rtf.substring(start, at);
        int digits = at;
        while (at < rtf.length()
                && at - digits < 7
                && (Character.isDigit(rtf.charAt(at)) || at == digits && rtf.charAt(at) == '-')) {
            at++;
        }
        String number = rtf.substring(digits, at);
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        obey(name, number.matches("-?\\d+") ? Integer.parseInt(number) : 1);
    }

    private void obey(String name, int number) {
        switch (name) {
            case "par", "line", "row", "sect", "page" -> put("\n");
            case "tab", "cell" -> put("\t");
            case "u" -> {
                put(String.valueOf((char) number));
                toSkip = afterUnicode;
            }
            case "uc" -> afterUnicode = Math.clamp(number, 0, 10);
            case "ansicpg" -> charset = codePage(number);
            default -> silent |= NO_TEXT.contains(name);
        }
    }

    private void hex() {
        if (at + 2 > rtf.length()) {
            at = rtf.length();
            return;
        }
        int high = Character.digit(rtf.charAt(at), 16);
        int low = Character.digit(rtf.charAt(at + 1), 16);
        at += 2;
        if (high >= 0 && low >= 0) {
            put(new String(new byte[] {(byte) (high << 4 | low)}, charset));
        }
    }

    private void put(String some) {
        if (toSkip > 0) {
            toSkip--;
        } else if (!silent) {
            text.append(some);
        }
    }

    private static Charset codePage(int number) {
        String name = "windows-" + number;
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.forName("windows-1252");
    }
}
