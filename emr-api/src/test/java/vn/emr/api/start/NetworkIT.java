package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may reach the packaged server, how, and which address the trace believes. */
class NetworkIT {
    private static final char[] PASSWORD = "not-secret".toCharArray();

    @TempDir
    Path folder;

    @Test
    void a_certificate_gives_https_only_and_a_renewed_one_is_served_without_a_restart() throws Exception {
        byte[] first = certificate("first");
        byte[] second = certificate("second");
        use("first");
        try (ServerProcess server = new ServerProcess()
                .with("EMR_TLS_CERT", folder.resolve("server.crt").toString())
                .with("EMR_TLS_KEY", folder.resolve("server.key").toString())
                .launch("-Demr.mode=run")) {
            int port = Integer.parseInt(server.setting("EMR_HTTP_PORT"));
            awaitServed(server, port, first, 120);
            assertEquals(0, server.get("/q/health/ready"), "plain HTTP is not answered");
            assertTrue(get(port, "/").contains("Strict-Transport-Security"), get(port, "/"));
            use("second");
            awaitServed(server, port, second, 60);
        }
    }

    @Test
    void without_a_certificate_only_this_machine_is_answered() throws Exception {
        Optional<InetAddress> own = outsideAddress();
        assumeTrue(own.isPresent(), "this machine has no network");
        try (ServerProcess server = new ServerProcess().launch("-Demr.mode=run").ready()) {
            for (String port : new String[] {"EMR_HTTP_PORT", "EMR_HIS_MLLP_PORT", "EMR_LIS_MLLP_PORT"}) {
                InetSocketAddress outside = new InetSocketAddress(own.get(), Integer.parseInt(server.setting(port)));
                try (Socket socket = new Socket()) {
                    assertThrows(IOException.class, () -> socket.connect(outside, 2_000), port);
                }
            }
        }
    }

    @Test
    void a_named_proxys_word_about_the_browser_is_audited_and_nobody_elses() throws Exception {
        assertEquals("203.0.113.9", auditedAddress("127.0.0.1"));
        assertEquals("127.0.0.1", auditedAddress("10.250.0.1"));
    }

    /** The address in the trace of a failed sign-in that claims to come from 203.0.113.9. */
    private static String auditedAddress(String trustedProxies) throws Exception {
        try (ServerProcess server = new ServerProcess()
                .with("EMR_TRUSTED_PROXIES", trustedProxies)
                .launch("-Demr.mode=run")
                .ready()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.setting("EMR_HTTP_PORT") + "/api/v1/session"))
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", "203.0.113.9")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"nobody\",\"password\":\"x\"}"))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertEquals(
                        401,
                        client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
            }
            return lastAddress(server);
        }
    }

    private static String lastAddress(ServerProcess server) throws Exception {
        try (Connection owner = server.owner();
                PreparedStatement sql = owner.prepareStatement(
                        "select address from audit_event where address is not null order by at desc limit 1");
                ResultSet rows = sql.executeQuery()) {
            assertTrue(rows.next(), "the failed sign-in is in the trace");
            return rows.getString(1);
        }
    }

    private static Optional<InetAddress> outsideAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                .findFirst();
    }

    private static void awaitServed(ServerProcess server, int port, byte[] certificate, int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        byte[] served = new byte[0];
        while (!Arrays.equals(served, certificate) && System.nanoTime() < end) {
            assertTrue(server.process().isAlive(), server.said());
            try (SSLSocket socket = connect(port)) {
                served = socket.getSession().getPeerCertificates()[0].getEncoded();
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        assertArrayEquals(certificate, served);
    }

    private static String get(int port, String path) throws Exception {
        try (SSLSocket socket = connect(port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes());
            return new String(socket.getInputStream().readAllBytes());
        }
    }

    private static SSLSocket connect(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        try {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            assertFalse(socket.getSession().getProtocol().matches("TLSv1(\\.1)?|SSL.*"));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The certificate itself is compared, so nobody needs to vouch for it. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // See above.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Makes a certificate and its key as PEM files of that name. */
    private byte[] certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost,OU=" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        pem(name + ".key", "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
        pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
        return keys.getCertificate(name).getEncoded();
    }

    private void pem(String file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(content);
        Path path = folder.resolve(file);
        Files.writeString(path, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    }

    /** As renewal tools do it: the new files take the place of the old ones at once. */
    private void use(String name) throws IOException {
        for (String ending : new String[] {".key", ".crt"}) {
            Path next = Files.copy(
                    folder.resolve(name + ending), folder.resolve("next" + ending), StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(next, folder.resolve("server" + ending), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
