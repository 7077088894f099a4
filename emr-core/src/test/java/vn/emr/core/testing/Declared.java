package vn.emr.core.testing;

import java.util.HashMap;
import java.util.Map;

/** Settings of a destination with what it declares of itself. */
public final class Declared {
    private Declared() {}

    /** As a processor of the hospital. */
    public static Map<String, String> processor(Map<String, String> settings) {
        return with(settings, "OPERATION", "processor");
    }

    /** On the consent of people to a purpose. */
    public static Map<String, String> consent(String purpose, Map<String, String> settings) {
        return with(settings, purpose, "consent");
    }

    private static Map<String, String> with(Map<String, String> settings, String purpose, String ground) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("egress-purpose", purpose);
        all.put("egress-ground", ground);
        all.put("egress-basis", "Hợp đồng 12/2026");
        all.put("egress-data", "có thay đổi gì trong hồ sơ");
        all.put("egress-receiver", "Công ty Mẫu");
        return all;
    }
}
