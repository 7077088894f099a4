package vn.emr.core.hl7;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import vn.emr.core.audit.Digest;

/** Certificates made for one test with the tool of the running Java: an authority, and systems with and without it. */
final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes a certificate {@code CN=name,O=BV}, of the host of that name too; signed by {@code authority}, or by itself when that is null. */
    Certificates make(String name, String authority) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name + ",O=BV",
                "-ext",
                "san=dns:" + name,
                "-validity",
                "3650",
                "-keystore",
                store().toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
        command.addAll(authority == null ? List.of("-ext", "bc:c") : List.of("-signer", authority));
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (tool.waitFor() != 0) {
            throw new IllegalStateException("keytool could not make " + name);
        }
        return this;
    }

    private Path store() {
        return folder.resolve("all.p12");
    }

    private KeyStore read() throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            all.load(in, PASSWORD);
        }
        return all;
    }

    /** Writes the certificate of {@code name} as PEM. */
    Path certificate(String name, Path file) throws Exception {
        return Files.writeString(
                file, pem("CERTIFICATE", read().getCertificate(name).getEncoded()));
    }

    /** Writes the private key of {@code name} as PEM. */
    Path key(String name, Path file) throws Exception {
        return Files.writeString(
                file, pem("PRIVATE KEY", read().getKey(name, PASSWORD).getEncoded()));
    }

    String fingerprint(String name) throws Exception {
        return HexFormat.of()
                .formatHex(Digest.sha256().digest(read().getCertificate(name).getEncoded()));
    }

    /** A sender that trusts one certificate and shows {@code own}, or nothing when that is null. */
    MllpClient connect(int port, String own, String trusted) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, PASSWORD);
        trust.setCertificateEntry(trusted, read().getCertificate(trusted));
        TrustManagerFactory anchors = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        anchors.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] managers = anchors.getTrustManagers();
        context.init(own == null ? null : new KeyManager[] {new Always(own)}, managers, null);
        Socket plain = new Socket("127.0.0.1", port);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return new MllpClient(socket);
    }

    /** Shows its certificate whatever authorities the server names; Java's own would keep it back. */
    private final class Always extends X509ExtendedKeyManager {
        private final String own;

        Always(String own) {
            this.own = own;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return own;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            try {
                return Arrays.copyOf(
                        read().getCertificateChain(own),
                        read().getCertificateChain(own).length,
                        X509Certificate[].class);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            try {
                return (PrivateKey) read().getKey(own, PASSWORD);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {own};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
