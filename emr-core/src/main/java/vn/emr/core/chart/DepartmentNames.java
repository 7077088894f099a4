package vn.emr.core.chart;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.Transaction;

/** The departments a chart names: the hospital's own name, else what the sender's code was said to mean, else null. */
record DepartmentNames(Map<UUID, String> byId, Map<String, String> byCode, Meant meant) {
    private static final String DEPARTMENTS = "select id, code, name from department where tenant_id = ? order by id";

    static DepartmentNames read(Transaction t, Grant grant, Meant meant) {
        DepartmentNames names = new DepartmentNames(new HashMap<>(), new HashMap<>(), meant);
        t.query(
                DEPARTMENTS,
                row -> {
                    names.byCode.putIfAbsent(row.text("code"), row.text("name"));
                    return names.byId.put(row.uuid("id"), row.text("name"));
                },
                grant.tenantId());
        return names;
    }

    /**
     * A department the intake looked up. Its code alone is not asked again: another facility may use the same one.
     *
     * @param id null when the intake knew no such department
     * @param at null when not said: then {@code recorded} decides what the code meant
     */
    String found(UUID id, UUID sourceId, String code, TimePoint at, Instant recorded) {
        String ours = id == null ? null : byId.get(id);
        return ours != null ? ours : meant.department(sourceId, code, at == null ? recorded : at.from());
    }

    /** A department that is kept by its code only; the parameters are those of {@link #found}. */
    String coded(UUID sourceId, String code, TimePoint at, Instant recorded) {
        String ours = byCode.get(code);
        return ours != null ? ours : meant.department(sourceId, code, at == null ? recorded : at.from());
    }
}
