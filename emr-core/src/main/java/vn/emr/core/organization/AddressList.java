package vn.emr.core.organization;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses and networks ({@code 10.1.0.7}, {@code 10.2.0.0/16}, {@code fd00::/8}), separated by commas or blanks. Only
 * literal addresses: a name would make trust depend on the name service.
 */
public record AddressList(List<Network> networks) {
    private record Network(byte[] address, int bits) {
        boolean holds(byte[] asked) {
            if (asked.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((asked[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @throws IllegalArgumentException when a part is not an address or network */
    public static AddressList parse(String text) {
        return new AddressList(Arrays.stream(text.strip().split("[,\\s]+"))
                .map(AddressList::network)
                .toList());
    }

    public boolean holds(InetAddress peer) {
        return networks.stream().anyMatch(network -> network.holds(peer.getAddress()));
    }

    /** Whether it holds a peer by its address as text; one that is not an address is nowhere. */
    public boolean holds(String peer) {
        try {
            // Written as a literal address, so no name service is asked.
            return peer != null && !peer.isEmpty() && holds(InetAddress.getByName(peer));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Network network(String text) {
        String[] parts = text.split("/", 2);
        boolean literal = parts[0].matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        if (!literal) {
            throw new IllegalArgumentException("not an address or network");
        }
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException("not an address or network");
            }
            return new Network(address, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not an address or network", e);
        }
    }
}
