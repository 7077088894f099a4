package vn.emr.core.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.organization.Source;

/** The senders, as one connection may claim to be them: what a message says of its sender must fit who brought it. */
record AdmittedSources(Sources senders, Peer peer) implements Sources {

    @Override
    public Optional<Source> byApplication(String door, String application, String facility) {
        Optional<Source> found = senders.byApplication(door, application, facility);
        found.ifPresent(this::mustFit);
        return found;
    }

    /** A certificate that belongs to one sender is nobody else's, also where that other needs none. */
    private void mustFit(Source sender) {
        peer.mustBe(sender);
        if (peer.fingerprint() != null && sender.certificate == null) {
            for (Source other : senders.all()) {
                if (other.certificate != null && peer.shows(other.certificate)) {
                    throw Peer.notThis("The certificate of this connection belongs to another system.");
                }
            }
        }
    }

    @Override
    public Optional<Source> byId(UUID id) {
        return senders.byId(id);
    }

    @Override
    public List<Source> all() {
        return senders.all();
    }
}
