package vn.emr.pacs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** The body of an answer with parts (RFC 2046 5.1, PS3.18 8.6.1.2). */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([0-9A-Za-z'()+_,./:=? -]{1,70})\"?");
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Multipart() {}

    /**
     * The content of the first part; of an answer without parts all of it.
     *
     * @throws Refusal TEMPORARY when it says that it has parts and has none
     */
    static byte[] only(String mediaType, byte[] body) {
        if (!mediaType.startsWith("multipart/related")) {
            return body;
        }
        Matcher boundary = BOUNDARY.matcher(mediaType);
        if (!boundary.find()) {
            throw damaged();
        }
        byte[] line = ("--" + boundary.group(1).strip()).getBytes(StandardCharsets.US_ASCII);
        int first = find(body, line, 0);
        int start = first < 0 ? -1 : find(body, END_OF_HEAD, first);
        byte[] next = ("\r\n" + new String(line, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
        int end = start < 0 ? -1 : find(body, next, start + END_OF_HEAD.length);
        if (end < 0) {
            throw damaged();
        }
        return Arrays.copyOfRange(body, start + END_OF_HEAD.length, end);
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int at = from; at <= in.length - what.length; at++) {
            if (in[at] == what[0] && Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }

    private static Refusal damaged() {
        return new Refusal(Code.TEMPORARY, WadoImages.NO_IMAGE);
    }
}
