package vn.emr.core.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.organization.Source;

/**
 * The configured senders, as doors look them up: enabled ones only. Answers come from memory, at most 5 s old; when they
 * cannot be read now every look-up throws a {@link vn.emr.core.Refusal} TEMPORARY.
 */
public interface Sources {
    /** The sender that matches a door and MSH-3/MSH-4; an exact pattern wins over {@code *}. */
    Optional<Source> byApplication(String door, String sendingApplication, String sendingFacility);

    Optional<Source> byId(UUID id);

    /** All of them. */
    List<Source> all();

    /** Image archives to be asked: kind PACS with an address. */
    default List<Source> archives() {
        return all().stream()
                .filter(source -> source.kind.equals("PACS") && source.address != null)
                .toList();
    }

    /** Systems that orders placed here go to: those with an MLLP address. */
    default List<Source> destinations() {
        return List.of();
    }

    /**
     * A view in which one sender is the only one and every look-up finds it: for doors that know their sender by its
     * credential or address before they read the message, and for applying a kept message again.
     */
    static Sources only(Source source) {
        return new Sources() {
            @Override
            public Optional<Source> byApplication(String door, String application, String facility) {
                return Optional.of(source);
            }

            @Override
            public Optional<Source> byId(UUID id) {
                return id.equals(source.id) ? Optional.of(source) : Optional.empty();
            }

            @Override
            public List<Source> all() {
                return List.of(source);
            }
        };
    }

    /**
     * These senders as somebody at the other end of a connection may claim to be them: a look-up by application throws a
     * {@link vn.emr.core.Refusal} NOT_ALLOWED_FOR_SENDER when that connection may not speak for the sender found.
     */
    default Sources as(Peer peer) {
        return new AdmittedSources(this, peer);
    }
}
