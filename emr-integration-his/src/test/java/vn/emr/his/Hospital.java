package vn.emr.his;

import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;

/** An invented hospital's system, as configured for the tests. */
public final class Hospital {
    private Hospital() {}

    public static Source source(String allowedTypes) {
        Source source = SourceList.sender("HIS", "his-rest", "HIS");
        source.allowedTypes = allowedTypes;
        return source;
    }
}
