package vn.emr.core.anamnesis;

import java.util.UUID;
import vn.emr.core.record.Problem;

/**
 * A problem as a person says it.
 *
 * @param code of ICD-10, with its dot; null: in words only
 * @param text what people call it; null: as the list does
 * @param since a year, a month or a day ({@code 2019}, {@code 2019-05}, {@code 2019-05-20}); null: not known
 * @param status null: it goes on
 * @param importance null: as any other
 * @param seenIn the visit in which it was seen
 */
public record ProblemForm(
        String code,
        String text,
        String since,
        Problem.Status status,
        Problem.Importance importance,
        String note,
        UUID seenIn) {}
