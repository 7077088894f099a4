package vn.emr.core.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.organization.AddressList;

/**
 * The networks of the hospital ({@code EMR_HOSPITAL_NETWORKS}): whoever comes from elsewhere needs a second factor whatever
 * the role (TCVN 14423:2026 4.6, QCVN 12:2026/BCA). While none is declared every address counts as inside.
 */
@Singleton
public final class Networks {
    private final Optional<AddressList> declared;

    /** @throws IllegalArgumentException when a part is not an address or network */
    @Inject
    public Networks(@ConfigProperty(name = "emr.hospital.networks") Optional<String> networks) {
        this.declared = networks.filter(text -> !text.isBlank()).map(AddressList::parse);
    }

    /** Whether inside and outside are told apart. */
    public boolean declared() {
        return declared.isPresent();
    }

    /** Whether a peer's literal address lies outside; one that is not known does. */
    boolean outside(String address) {
        return declared.isPresent() && !declared.get().holds(address);
    }
}
