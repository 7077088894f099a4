package vn.emr.core.intake;

import vn.emr.core.record.Allergy;

/** One allergy of {@link ToldNotice.AllergiesStated}. @param key what makes it the same one on a repeat */
public record StatedAllergy(String key, Allergy.Details details) {}
