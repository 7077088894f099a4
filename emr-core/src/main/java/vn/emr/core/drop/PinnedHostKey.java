package vn.emr.core.drop;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The one key an SFTP server may show, by its fingerprint. No other is taken, nothing is learned from the first meeting. */
final class PinnedHostKey implements HostKeyRepository {
    private static final HostKey[] NONE = {};

    private final String fingerprint;
    private String shown;

    /** @param fingerprint {@code SHA256:…} as {@code ssh-keygen -l} prints it */
    PinnedHostKey(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** The fingerprint of the key that was shown and refused; null when none was. */
    String refused() {
        return shown == null || shown.equals(fingerprint) ? null : shown;
    }

    @Override
    public int check(String host, byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            shown = "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return shown.equals(fingerprint) ? OK : CHANGED;
    }

    @Override
    public void add(HostKey key, UserInfo user) {
        throw new UnsupportedOperationException("host keys are named by a person");
    }

    @Override
    public void remove(String host, String type) {
        throw new UnsupportedOperationException("host keys are named by a person");
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        throw new UnsupportedOperationException("host keys are named by a person");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "the sender's settings";
    }

    @Override
    public HostKey[] getHostKey() {
        return NONE;
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return NONE;
    }
}
