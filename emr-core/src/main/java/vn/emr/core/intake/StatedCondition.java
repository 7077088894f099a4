package vn.emr.core.intake;

import vn.emr.core.record.Coded;
import vn.emr.core.record.TimePoint;

/** One diagnosis of {@link Notice.ConditionsStated}. */
public record StatedCondition(String key, Coded code, String rank, boolean active, TimePoint diagnosed) {}
