package vn.emr.core.intake;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;

/**
 * The other end of a connection, as the door saw it.
 *
 * @param name address and port, for the trace
 * @param address null when it is not known
 * @param encrypted whether the connection is TLS
 * @param fingerprint SHA-256 of its certificate in hex; null when it showed none
 * @param subject of its certificate (RFC 2253), only when an authority we trust vouches for it; else null
 */
public record Peer(String name, InetAddress address, boolean encrypted, String fingerprint, String subject) {
    /** How {@link Source#certificate} names a certificate by its own SHA-256. */
    public static final String BY_FINGERPRINT = "sha256:";

    /** Somebody who came without TLS. */
    public static Peer plain(InetSocketAddress remote) {
        return new Peer(name(remote), remote == null ? null : remote.getAddress(), false, null, null);
    }

    /** Address and port without the name service. */
    public static String name(InetSocketAddress remote) {
        if (remote == null) {
            return "?";
        }
        String text = String.valueOf(remote);
        return text.startsWith("/") ? text.substring(1) : text;
    }

    /** Somebody who is known by the name of a place only, such as a folder on this machine. */
    public static Peer here(String name) {
        return new Peer(name, null, true, null, null);
    }

    /** Whether it showed the certificate that is named like {@link Source#certificate}. */
    public boolean shows(String certificate) {
        if (certificate.toLowerCase(Locale.ROOT).startsWith(BY_FINGERPRINT)) {
            return certificate
                    .substring(BY_FINGERPRINT.length())
                    .replace(":", "")
                    .equalsIgnoreCase(fingerprint);
        }
        return certificate.equals(subject);
    }

    /** Whether bytes on the connection can be read by others: without TLS, and not from this machine itself. */
    public boolean inTheClear() {
        return !encrypted && (address == null || !address.isLoopbackAddress());
    }

    /**
     * @throws Refusal NOT_ALLOWED_FOR_SENDER when this end may not speak for the sender: wrong address, wrong or missing
     *     certificate, or no TLS where it is required
     */
    public void mustBe(Source sender) {
        if (!sender.mayComeFrom(address)) {
            throw notThis("This system may not send from this address.");
        }
        if (sender.certificate != null && !shows(sender.certificate)) {
            throw notThis("This system must connect by TLS with the certificate it is registered with.");
        }
        if (inTheClear() && !sender.plainText) {
            throw notThis("This system must connect by TLS; plain text is not permitted for it.");
        }
    }

    static Refusal notThis(String detail) {
        return new Refusal(Code.NOT_ALLOWED_FOR_SENDER, detail, "MSH-3");
    }
}
