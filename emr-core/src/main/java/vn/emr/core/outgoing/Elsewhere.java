package vn.emr.core.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Addresses where no system of a hospital is and a cloud keeps its secrets: link-local (169.254.0.0/16, fe80::/10), every
 * address (0.0.0.0, ::), many (multicast), and those of metadata services that are none of these.
 */
public final class Elsewhere {
    /** Alibaba, Oracle and, by IPv6, Amazon; the others use link-local ones. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    private Elsewhere() {}

    /** Whether an address is one of them. */
    public static boolean is(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address.getHostAddress());
    }

    /** Whether a host of settings is one of them by its literal address; no name service is asked while settings are read. */
    public static boolean literally(String host) {
        if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
            return false;
        }
        try {
            return is(InetAddress.getByName(host));
        } catch (UnknownHostException none) {
            return true;
        }
    }
}
