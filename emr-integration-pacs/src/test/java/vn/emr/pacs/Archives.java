package vn.emr.pacs;

import java.util.Map;
import java.util.UUID;
import vn.emr.core.organization.Source;

/** An invented archive, as configured for the tests. */
final class Archives {
    private Archives() {}

    static Source source(String address, Map<String, String> settings) {
        Source source = new Source();
        source.id = new UUID(9, 1);
        source.tenantId = new UUID(9, 2);
        source.name = "Lưu trữ ảnh";
        source.kind = "PACS";
        source.door = "pacs";
        source.allowedTypes = "study";
        source.zone = "Asia/Ho_Chi_Minh";
        source.patientDomain = "BV-A";
        source.address = address;
        source.settings = settings;
        source.enabled = true;
        return source;
    }
}
