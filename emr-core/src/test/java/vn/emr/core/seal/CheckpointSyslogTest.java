package vn.emr.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver with TLS on a real socket. */
class CheckpointSyslogTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void lines_reach_a_receiver_whose_certificate_names_its_host_and_is_trusted() throws Exception {
        try (SSLServerSocket server = receiver("localhost")) {
            CompletableFuture<String> taken = taken(server);
            syslog(server, folder.resolve("localhost.pem")).tell(List.of("one", "two"));
            String text = taken.get(20, TimeUnit.SECONDS);
            assertTrue(text.matches("(?s)\\d+ <109>1 \\S+ \\S+ emr \\d+ checkpoint - one\\d+ <109>1 .* - two"), text);
        }
    }

    @Test
    void a_receiver_with_another_name_or_of_another_authority_is_told_nothing() throws Exception {
        receiver("localhost").close();
        for (String name : List.of("elsewhere", "localhost")) {
            try (SSLServerSocket server = receiver(name)) {
                CompletableFuture<String> taken = taken(server);
                Path trusted = name.equals("localhost") ? other() : folder.resolve(name + ".pem");
                assertThrows(IOException.class, () -> syslog(server, trusted).tell(List.of("one")));
                assertEquals("", taken.get(20, TimeUnit.SECONDS));
            }
        }
    }

    private Path other() throws Exception {
        receiver("third").close();
        return folder.resolve("third.pem");
    }

    private static CheckpointSyslog syslog(SSLServerSocket server, Path trusted) {
        return new CheckpointSyslog(Optional.of("localhost:" + server.getLocalPort()), Optional.of(trusted.toString()));
    }

    /** What one connection brought until its end; nothing when it broke off. */
    private static CompletableFuture<String> taken(SSLServerSocket server) {
        return CompletableFuture.supplyAsync(() -> {
            try (SSLSocket socket = (SSLSocket) server.accept();
                    InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        });
    }

    private SSLServerSocket receiver(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        if (!Files.exists(store)) {
            Process tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "own",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=dns:" + name,
                            "-ext",
                            "bc:c",
                            "-validity",
                            "3650",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertEquals(0, tool.waitFor());
        }
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            own.load(in, PASSWORD);
        }
        Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(own.getCertificate("own").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    }
}
