package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.organization.Source;

/** The configured senders, as doors look them up. Answers come from memory, at most 5 s old. */
public interface Sources {
    /** The sender that matches a door and MSH-3/MSH-4; an exact pattern wins over {@code *}. */
    Optional<Source> byApplication(String door, String sendingApplication, String sendingFacility);

    Optional<Source> byId(UUID id);
}
