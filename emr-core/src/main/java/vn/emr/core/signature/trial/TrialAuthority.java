package vn.emr.core.signature.trial;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;

/**
 * An authority for demonstrations and tests: a root, an issuing authority, its OCSP responder, revocation list and timestamp
 * authority, over HTTP on the loopback address. Kept in a folder it goes on after a restart. All its certificates name "TEST –
 * KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" as their organisation: nothing it signs has any value in law.
 */
public final class TrialAuthority implements AutoCloseable {
    /** Stands in the organisation of every certificate. */
    public static final String WORTHLESS = "TEST – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ";

    /** The PIN of every key it issues: they protect nothing. */
    public static final String PIN = "123456";

    private static final Duration PERSON = Duration.ofDays(730);
    private static final int LONGEST_QUESTION = 16 * 1024;

    /** What can be silenced, as if the machine behind it were down. */
    public enum Service {
        OCSP,
        /** Of persons and of the timestamp authority. */
        CRL,
        /** Of the issuing authority. */
        ROOT_CRL,
        TIMESTAMP
    }

    /** A key with its certificate, as a PKCS#12 file that {@link #PIN} opens. */
    public record Issued(byte[] pkcs12, String pin, X509Certificate certificate, List<X509Certificate> chain) {}

    private final Path folder;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Set<Service> silent = EnumSet.noneOf(Service.class);
    private final AtomicInteger questions = new AtomicInteger();

    private Kept kept;

    private TrialAuthority(Path folder, Clock clock, HttpServer server) {
        this.folder = folder;
        this.clock = clock;
        this.server = server;
    }

    /**
     * Starts it, made anew, or as the folder keeps it: then with the keys, the revocations and the port of the last time.
     *
     * @param folder made when it is not there; null: only in memory
     * @param port 0: any free one
     */
    public static TrialAuthority start(Path folder, int port, Clock clock) {
        try {
            int last = folder == null ? 0 : Kept.port(folder);
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port == 0 ? last : port), 0);
            TrialAuthority authority = new TrialAuthority(folder, clock, server);
            if (!Kept.in(folder)) {
                authority.kept();
            }
            server.createContext("/ocsp", authority.answering(Service.OCSP, "application/ocsp-response"));
            server.createContext("/crl", authority.answering(Service.CRL, "application/pkix-crl"));
            server.createContext("/crl/root", authority.answering(Service.ROOT_CRL, "application/pkix-crl"));
            server.createContext("/tsa", authority.answering(Service.TIMESTAMP, "application/timestamp-reply"));
            server.setExecutor(authority.threads);
            server.start();
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On which port it answers from this folder: any free one, chosen the first time and kept. */
    public static int port(Path folder) {
        try {
            int last = Kept.port(folder);
            if (last != 0) {
                return last;
            }
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Kept.port(folder, free.getLocalPort());
                return free.getLocalPort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a certificate names {@link #WORTHLESS}, as its own organisation or as that of who issued it. */
    public static boolean made(X509Certificate certificate) {
        return names(certificate.getSubjectX500Principal()) || names(certificate.getIssuerX500Principal());
    }

    private static boolean names(X500Principal name) {
        RDN[] organisations = X500Name.getInstance(name.getEncoded()).getRDNs(BCStyle.O);
        return Arrays.stream(organisations)
                .map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()))
                .anyMatch(organisation -> organisation.contains(WORTHLESS));
    }

    /** Read when somebody asks first: a start does not wait for it. */
    private synchronized Kept kept() {
        if (kept == null) {
            try {
                kept = Kept.open(folder, server.getAddress().getPort(), clock.instant());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    /** Root and issuing authority: what a trust list needs. */
    public List<X509Certificate> authorities() {
        return List.of(kept().root().certificate(), kept().issuer().certificate());
    }

    /** Where its timestamp authority answers. */
    public String timestampAddress() {
        return timestampAddress(server.getAddress().getPort());
    }

    /** Where the timestamp authority of a port answers. */
    public static String timestampAddress(int port) {
        return address(port) + "/tsa";
    }

    private String address() {
        return address(server.getAddress().getPort());
    }

    private static String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** A new key (RSA 2048) and its certificate for two years. */
    public Issued issue(String commonName, String organisation, String unit) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            KeyPair pair = keys.generateKeyPair();
            Instant now = clock.instant();
            X509Certificate certificate =
                    certify(pair.getPublic(), commonName, organisation, unit, now.minus(Kept.BEFORE), now.plus(PERSON));
            List<X509Certificate> chain = List.of(
                    certificate, kept().issuer().certificate(), kept().root().certificate());
            return new Issued(Kept.pkcs12(pair.getPrivate(), chain, PIN.toCharArray()), PIN, certificate, chain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate for a key that was made elsewhere, such as in a token. */
    public X509Certificate certify(
            PublicKey key, String commonName, String organisation, String unit, Instant from, Instant until) {
        return Certifying.person(kept().issuer(), key, commonName, organisation, unit, from, until, address());
    }

    /** From now on the certificate is revoked. */
    public void revoke(X509Certificate certificate) {
        kept().revoke(certificate.getSerialNumber(), clock.instant());
    }

    /** These do not answer any more, all others do. */
    public void silence(Collection<Service> services) {
        synchronized (silent) {
            silent.clear();
            silent.addAll(services);
        }
    }

    /** How often any of its services was asked since the start. */
    public int questions() {
        return questions.get();
    }

    private HttpHandler answering(Service service, String type) {
        return exchange -> {
            try (exchange) {
                questions.incrementAndGet();
                byte[] question = exchange.getRequestBody().readNBytes(LONGEST_QUESTION);
                synchronized (silent) {
                    if (silent.contains(service)) {
                        exchange.sendResponseHeaders(503, -1);
                        return;
                    }
                }
                answer(exchange, type, answer(service, question));
            }
        };
    }

    private static void answer(HttpExchange exchange, String type, byte[] answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private byte[] answer(Service service, byte[] question) throws IOException {
        try {
            return switch (service) {
                case OCSP -> Answering.ocsp(question, kept(), clock.instant());
                case CRL -> Answering.crl(kept().issuer(), kept().revoked(), clock.instant());
                case ROOT_CRL -> Answering.crl(kept().root(), Map.of(), clock.instant());
                case TIMESTAMP -> Answering.timestamp(question, kept(), clock.instant());
            };
        } catch (OCSPException | TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
