package vn.emr.core.signature.trial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.emr.core.signature.trial.Certifying.Holder;

/** The keys of the trial authority and what it revoked, in memory and, with a folder, in three small files. */
final class Kept {
    private static final String KEYS = "trial-authority.p12";
    private static final String REVOKED = "revoked.txt";
    private static final String PORT = "port.txt";
    private static final char[] PASSWORD = TrialAuthority.PIN.toCharArray();

    private static final Duration LONG = Duration.ofDays(20 * 365);

    /** So that a clock that is a little behind still finds them valid. */
    static final Duration BEFORE = Duration.ofDays(1);

    private final Path folder;
    private final Holder root;
    private final Holder issuer;
    private final Holder responder;
    private final Holder clock;
    private final Map<BigInteger, Instant> revoked = new ConcurrentHashMap<>();

    private Kept(Path folder, Holder root, Holder issuer, Holder responder, Holder clock) {
        this.folder = folder;
        this.root = root;
        this.issuer = issuer;
        this.responder = responder;
        this.clock = clock;
    }

    /** Of the last time; 0 when there was none. Certificates name it, so it stays. */
    static int port(Path folder) throws IOException {
        Path file = folder.resolve(PORT);
        return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    }

    static void port(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(PORT), Integer.toString(port));
    }

    static boolean in(Path folder) {
        return folder != null && Files.exists(folder.resolve(KEYS));
    }

    static Kept open(Path folder, int port, Instant now) throws IOException {
        try {
            if (in(folder)) {
                return read(folder);
            }
            Kept made = made(folder, "http://127.0.0.1:" + port, now);
            if (folder != null) {
                port(folder, port);
                made.write();
            }
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static Kept made(Path folder, String address, Instant now) {
        Instant from = now.minus(BEFORE);
        Instant until = now.plus(LONG);
        Holder root = Certifying.root(from, until);
        Holder issuer = Certifying.issuer(root, from, until, address);
        return new Kept(
                folder,
                root,
                issuer,
                Certifying.responder(issuer, from, until),
                Certifying.clock(issuer, from, until, address));
    }

    private static Kept read(Path folder) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(KEYS))), PASSWORD);
        Kept kept = new Kept(
                folder,
                holder(store, "root"),
                holder(store, "issuer"),
                holder(store, "responder"),
                holder(store, "clock"));
        Path revoked = folder.resolve(REVOKED);
        if (Files.exists(revoked)) {
            for (String line : Files.readAllLines(revoked)) {
                String[] words = line.split(" ");
                kept.revoked.put(new BigInteger(words[0], 16), Instant.parse(words[1]));
            }
        }
        return kept;
    }

    private static Holder holder(KeyStore store, String alias) throws GeneralSecurityException {
        return new Holder((PrivateKey) store.getKey(alias, PASSWORD), (X509Certificate) store.getCertificate(alias));
    }

    private void write() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        Map.of("root", root, "issuer", issuer, "responder", responder, "clock", clock)
                .forEach((alias, holder) -> put(store, alias, holder));
        Path beside = folder.resolve(KEYS + ".new");
        Files.write(beside, bytes(store, PASSWORD));
        Files.move(beside, folder.resolve(KEYS), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void put(KeyStore store, String alias, Holder holder) {
        try {
            store.setKeyEntry(alias, holder.key(), PASSWORD, new Certificate[] {holder.certificate()});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file with one key and its chain. */
    static byte[] pkcs12(PrivateKey key, List<X509Certificate> chain, char[] pin) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, pin);
            store.setKeyEntry("key", key, pin, chain.toArray(Certificate[]::new));
            return bytes(store, pin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(KeyStore store, char[] pin) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, pin);
        return bytes.toByteArray();
    }

    void revoke(BigInteger serial, Instant at) {
        if (revoked.putIfAbsent(serial, at) == null && folder != null) {
            try {
                Files.writeString(
                        folder.resolve(REVOKED),
                        serial.toString(16) + " " + at + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Map<BigInteger, Instant> revoked() {
        return Map.copyOf(revoked);
    }

    Holder root() {
        return root;
    }

    Holder issuer() {
        return issuer;
    }

    Holder responder() {
        return responder;
    }

    Holder clock() {
        return clock;
    }
}
