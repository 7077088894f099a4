package vn.emr.core.signature.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.remote.Outcome.Done;
import vn.emr.core.signature.remote.Outcome.Waiting;

/** A signing service on a real socket with two people, and what is asked of it. */
abstract class AtAService<S extends SigningService> {
    static final String AN = "001085999123";
    static final String BINH = "001190999321";
    static final String PASSWORD_THERE = "password of the person there";
    static final HeldKey OF_AN = HeldKey.rsa("BS. Nguyễn Văn An");
    static final HeldKey OF_BINH = HeldKey.ec("BS. Trần Thị Bình");

    /** A clock that moves when told. */
    static final class Moving extends Clock {
        volatile Instant now = Instant.now();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    final Moving clock = new Moving();
    final OutgoingHttp http = new OutgoingHttp();
    S service;
    RemoteSigner signer;

    abstract S open(Map<String, HeldKey> people, Clock at);

    /** Paths that are asked before {@link RemoteSigner#begin} returns, the last of them first. */
    abstract List<String> pathsOfBegin();

    @BeforeEach
    void open() {
        service = open(Map.of(AN, OF_AN, BINH, OF_BINH), clock);
        signer = signer(service.settings());
    }

    @AfterEach
    void close() {
        signer.close();
        service.close();
        http.close();
    }

    RemoteSigner signer(ProviderSettings settings) {
        return RemoteSigner.of(settings, http, clock, userId -> PASSWORD_THERE);
    }

    /** One that loses patience soon. */
    RemoteSigner hasty() {
        return signer(with(service.settings().algorithm(), Duration.ofMillis(300), SigningService.PASSWORD));
    }

    ProviderSettings with(Algorithm algorithm, Duration timeLimit, String password) {
        ProviderSettings one = service.settings();
        return new ProviderSettings(
                one.kind(),
                one.base(),
                one.client(),
                password,
                one.profile(),
                algorithm,
                timeLimit,
                one.notifyAddress());
    }

    static byte[] document(int number) {
        return ("document " + number).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Request request(int count) {
        return request(AN, signer.credentials(AN).getFirst(), count);
    }

    Request request(String userId, Credential credential, int count) {
        List<Hash> hashes = IntStream.range(0, count)
                .mapToObj(i -> new Hash("PDT-" + i, sha256(document(i)), "Phiếu điều trị " + i))
                .toList();
        return new Request(
                UUID.randomUUID(),
                userId,
                credential,
                hashes,
                "Ký phiếu trong ngày",
                clock.now.plus(Duration.ofMinutes(6)));
    }

    /** The outcome when it is no longer waiting. */
    Outcome end(Begun begun) {
        return end(signer, begun);
    }

    static Outcome end(RemoteSigner signer, Begun begun) {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Outcome outcome = signer.ask(begun);
        while (outcome instanceof Waiting && System.nanoTime() < patience) {
            LockSupport.parkNanos(2_000_000);
            outcome = signer.ask(begun);
        }
        return outcome;
    }

    /** Every document has its value, and the running Java finds each a signature over the whole document. */
    static void assertSigned(Request request, Outcome outcome) {
        Map<String, byte[]> values = assertInstanceOf(Done.class, outcome).values();
        assertEquals(request.hashes().size(), values.size());
        for (int i = 0; i < values.size(); i++) {
            assertTrue(holds(request.credential(), document(i), values.get("PDT-" + i)), "PDT-" + i);
        }
    }

    private static boolean holds(Credential credential, byte[] document, byte[] value) {
        try {
            Signature check =
                    switch (credential.algorithm()) {
                        case RSA_PKCS1_SHA256 -> Signature.getInstance("SHA256withRSA");
                        case ECDSA_SHA256 -> Signature.getInstance("SHA256withECDSA");
                        case RSA_PSS_SHA256 -> {
                            Signature pss = Signature.getInstance("RSASSA-PSS");
                            pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                            yield pss;
                        }
                    };
            check.initVerify(credential.certificate());
            check.update(document);
            return check.verify(value);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static Refusal assertRefused(Code code, Runnable what) {
        Refusal refusal = assertThrows(Refusal.class, what::run);
        assertEquals(code, refusal.code(), refusal.getMessage());
        for (String secret : List.of(SigningService.PASSWORD, SigningService.CLIENT, PASSWORD_THERE, AN, BINH)) {
            assertFalse(refusal.getMessage().contains(secret));
        }
        return refusal;
    }

    void awaitTransactions(int count) {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (service.begun() < count && System.nanoTime() < patience) {
            LockSupport.parkNanos(2_000_000);
        }
        assertEquals(count, service.begun());
    }
}
