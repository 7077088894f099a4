package vn.emr.core.intake;

import java.util.List;

/**
 * What a translator made of a message.
 *
 * @param observationsIn values the message carries (OBX segments of a result); intake compares with what it stored
 * @param remarks safe sentences about what was left out or assumed; kept with the message
 */
public record Reading(List<Notice> notices, int observationsIn, List<String> remarks) {}
