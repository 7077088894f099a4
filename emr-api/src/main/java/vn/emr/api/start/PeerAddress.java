package vn.emr.api.start;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address or a network ({@code 10.1.0.0/16}, {@code fd00::/8}) and whether a peer belongs to it. */
record PeerAddress(InetAddress address, int bits) {

    /** Only literal addresses: a name would make trust depend on the name service. */
    static PeerAddress parse(String text) {
        String[] parts = text.split("/", 2);
        if (!parts[0].matches("[0-9a-fA-F.:]+") || !(parts[0].contains(".") || parts[0].contains(":"))) {
            throw notAnAddress(text);
        }
        try {
            InetAddress address = InetAddress.getByName(parts[0]);
            int longest = address.getAddress().length * 8;
            int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > longest) {
                throw notAnAddress(text);
            }
            return new PeerAddress(address, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw notAnAddress(text);
        }
    }

    private static SettingsRefused notAnAddress(String text) {
        return new SettingsRefused("EMR_TRUSTED_PROXIES holds " + text + ", which is not an IP address or network.");
    }

    boolean holds(InetAddress peer) {
        byte[] network = address.getAddress();
        byte[] asked = peer.getAddress();
        if (asked.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((asked[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
