package vn.emr.his;

import java.util.Map;
import java.util.UUID;
import vn.emr.core.organization.Source;

/** An invented hospital's system, as configured for the tests. */
final class Hospital {
    private Hospital() {}

    static Source source(String allowedTypes) {
        Source source = new Source();
        source.id = new UUID(7, 1);
        source.tenantId = new UUID(7, 2);
        source.name = "HIS";
        source.kind = "HIS";
        source.door = "his-rest";
        source.allowedTypes = allowedTypes;
        source.zone = "Asia/Ho_Chi_Minh";
        source.patientDomain = "BV-A";
        source.settings = Map.of();
        source.enabled = true;
        return source;
    }
}
