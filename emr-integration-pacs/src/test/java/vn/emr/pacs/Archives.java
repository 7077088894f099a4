package vn.emr.pacs;

import java.util.Map;
import java.util.UUID;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;

/** An invented archive, as configured for the tests. */
final class Archives {
    private Archives() {}

    static Source source(String address, Map<String, String> settings) {
        Source source = SourceList.sender("PACS", "pacs", "Lưu trữ ảnh");
        source.id = new UUID(9, 1);
        source.tenantId = new UUID(9, 2);
        source.allowedTypes = "study";
        source.address = address;
        source.settings = settings;
        return source;
    }
}
