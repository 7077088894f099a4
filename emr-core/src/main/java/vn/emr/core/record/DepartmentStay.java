package vn.emr.core.record;

import java.util.UUID;

/**
 * A stay in one department within a visit.
 *
 * @param key the movement's own number (ZBE-1) when sent, else the time it began as sent
 * @param departmentId null while the sender's code is not mapped to one of our departments
 */
public record DepartmentStay(
        String key,
        UUID departmentId,
        String departmentCode,
        String room,
        String bed,
        TimePoint start,
        TimePoint end,
        boolean cancelled) {}
