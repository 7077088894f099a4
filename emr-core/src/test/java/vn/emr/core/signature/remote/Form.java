package vn.emr.core.signature.remote;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a form as browsers send it. */
final class Form {
    private Form() {}

    static Map<String, String> read(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int is = pair.indexOf('=');
            fields.put(pair.substring(0, is), URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
