package vn.emr.core.signature;

import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vn.emr.core.Refusal;
import vn.emr.core.audit.Digest;

/** Works with a token of SoftHSM in a process of its own, for it finds its settings in the environment; prints what happened. */
final class SoftToken {
    static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final char[] PIN = "1234".toCharArray();

    private SoftToken() {}

    public static void main(String[] none) throws Exception {
        try (Signers room = new Signers()) {
            KeyStore store = store();
            fill(store, room, "RSA", 2048);
            fill(store, room, "EC", 256);
            ((AuthProvider) store.getProvider()).logout();
            Pkcs11Token token = Pkcs11Token.open(LIBRARY, 0, PIN);
            List<X509Certificate> certificates = new ArrayList<>(token.certificates());
            certificates.sort((a, b) ->
                    b.getPublicKey().getAlgorithm().compareTo(a.getPublicKey().getAlgorithm()));
            System.out.println("certificates " + certificates.size());
            for (X509Certificate one : certificates) {
                signed(room, token.key(sha256(one), null));
            }
            try {
                signed(room, token.key(sha256(certificates.getFirst()), Algorithm.RSA_PSS_SHA256));
            } catch (Refusal refused) {
                System.out.println("PSS " + refused.code());
            }
            Pkcs11Key key = token.key(sha256(certificates.getFirst()), null);
            refused("another certificate", () -> token.key("00", null));
            refused("wrong way", () -> token.key(sha256(certificates.getFirst()), Algorithm.ECDSA_SHA256));
            refused("opened twice", () -> Pkcs11Token.open(LIBRARY, 0, PIN));
            refused("no such slot", () -> Pkcs11Token.open(LIBRARY, 7, PIN));
            refused("no such library", () -> Pkcs11Token.open(Path.of("/usr/lib/none.so"), 0, PIN));
            token.close();
            refused("after leaving", () -> key.sign(new byte[1]));
            refused("wrong PIN", () -> Pkcs11Token.open(LIBRARY, 0, "4321".toCharArray()));
            try (Pkcs11Token again = Pkcs11Token.open(LIBRARY, 0, PIN)) {
                System.out.println("opened again " + again.certificates().size());
            }
        }
    }

    private static void signed(Signers room, Pkcs11Key key) {
        Signed signed = room.sign(Signers.pdf("To dieu tri"), key);
        Verdict verdict = room.verify(signed.file()).getFirst();
        String first = key.algorithm() == Algorithm.RSA_PSS_SHA256 ? "PSS " : "";
        System.out.println(first + key.algorithm() + " " + verdict.state() + " " + verdict.algorithm());
    }

    private static void refused(String what, Runnable asked) {
        try {
            asked.run();
            System.out.println(what + " went through");
        } catch (Refusal refused) {
            System.out.println(what + " " + refused.code());
        }
    }

    private static KeyStore store() throws Exception {
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name=filling\nlibrary=" + LIBRARY + "\nslotListIndex=0\n");
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN);
        return store;
    }

    private static void fill(KeyStore store, Signers room, String kind, int bits) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance(kind, store.getProvider());
        keys.initialize(bits);
        KeyPair pair = keys.generateKeyPair();
        Instant now = Instant.now();
        X509Certificate certificate = room.authority.certify(
                pair.getPublic(),
                "BS. Trong Token",
                "Bệnh viện Thử",
                null,
                now.minusSeconds(60),
                now.plusSeconds(86_400));
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(room.authority.authorities().reversed());
        store.setKeyEntry(kind, pair.getPrivate(), null, chain.toArray(Certificate[]::new));
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(Digest.sha256().digest(certificate.getEncoded()));
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
