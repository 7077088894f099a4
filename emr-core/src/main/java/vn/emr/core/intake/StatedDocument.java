package vn.emr.core.intake;

import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;

/**
 * A document embedded in a message.
 *
 * @param content decoded bytes
 * @param damaged it ends too early or is not what it says it is: a person decides whether it is kept
 */
public record StatedDocument(
        String key,
        Coded type,
        String title,
        String mediaType,
        byte[] content,
        ResultStatus status,
        TimePoint authored,
        boolean damaged) {}
