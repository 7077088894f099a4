package vn.emr.core.signature.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.remote.Outcome.Done;
import vn.emr.core.signature.remote.Outcome.Expired;
import vn.emr.core.signature.remote.Outcome.Failed;
import vn.emr.core.signature.remote.Outcome.Refused;
import vn.emr.core.signature.remote.Outcome.Waiting;
import vn.emr.core.signature.remote.SigningService.Trouble;
import vn.emr.core.signature.remote.SigningService.Wrong;

/** What holds for every signing service, over real sockets and with real keys. */
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

    @Test
    void a_person_has_a_certificate_with_its_chain_and_the_algorithm_of_its_key() {
        Credential rsa = signer.credentials(AN).getFirst();
        assertEquals(OF_AN.credentialId(), rsa.id());
        assertEquals(OF_AN.certificate(), rsa.certificate());
        assertEquals(OF_AN.chain().subList(1, 2), rsa.chain());
        assertEquals(Algorithm.RSA_PKCS1_SHA256, rsa.algorithm());
        assertEquals(Algorithm.ECDSA_SHA256, signer.credentials(BINH).getFirst().algorithm());
    }

    @Test
    void a_key_that_the_settings_do_not_sign_with_is_left_out() {
        RemoteSigner other = signer(with(Algorithm.ECDSA_SHA256, Duration.ofSeconds(20), SigningService.PASSWORD));
        assertEquals(List.of(), other.credentials(AN));
        assertEquals(1, other.credentials(BINH).size());
    }

    @Test
    void what_a_person_agrees_to_is_signed_over_each_hash() {
        Request request = request(3);
        assertSigned(request, end(signer.begin(request)));
    }

    @Test
    void pss_and_ecdsa_are_signed_as_the_settings_and_the_key_say() {
        service.algorithm = Algorithm.RSA_PSS_SHA256;
        RemoteSigner pss = signer(with(Algorithm.RSA_PSS_SHA256, Duration.ofSeconds(20), SigningService.PASSWORD));
        Request request = request(AN, pss.credentials(AN).getFirst(), 2);
        assertSigned(request, end(pss, pss.begin(request)));
        Request ecdsa = request(BINH, signer.credentials(BINH).getFirst(), 2);
        assertSigned(ecdsa, end(signer.begin(ecdsa)));
        // A service that signs otherwise than the settings say signs wrongly.
        Request pkcs1 = request(1);
        assertEquals(new Failed(Failed.WRONG_VALUE), end(signer.begin(pkcs1)));
        pss.close();
    }

    @Test
    void as_long_as_nobody_decides_it_is_waiting() {
        service.decides(Decision.IS_AWAY);
        Request request = request(1);
        Begun begun = signer.begin(request);
        assertInstanceOf(Waiting.class, signer.ask(begun));
        assertInstanceOf(Waiting.class, signer.ask(begun));
        service.decides(Decision.AGREES);
        assertSigned(request, end(begun));
    }

    @Test
    void who_says_no_has_signed_nothing() {
        service.decides(Decision.SAYS_NO);
        assertInstanceOf(Refused.class, end(signer.begin(request(2))));
    }

    @Test
    void who_does_not_decide_within_five_minutes_is_not_waited_for() {
        service.decides(Decision.IS_AWAY);
        Begun begun = signer.begin(request(1));
        assertInstanceOf(Waiting.class, signer.ask(begun));
        awaitTransactions(1);
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertInstanceOf(Expired.class, end(begun));
        service.decides(Decision.AGREES);
        assertInstanceOf(Expired.class, end(begun));
    }

    void awaitTransactions(int count) {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (service.begun() < count && System.nanoTime() < patience) {
            LockSupport.parkNanos(2_000_000);
        }
        assertEquals(count, service.begun());
    }

    @Test
    void the_same_request_again_is_the_same_transaction() {
        service.decides(Decision.IS_AWAY);
        Request request = request(1);
        Begun first = signer.begin(request);
        Begun again = signer.begin(request);
        assertEquals(first.transactions(), again.transactions());
        awaitTransactions(1);
        service.decides(Decision.AGREES);
        assertSigned(request, end(again));
        assertSigned(request, end(first));
        assertEquals(1, service.begun());
    }

    @Test
    void fifty_documents_are_signed_at_once_and_not_fifty_one() {
        Request request = request(50);
        assertSigned(request, end(signer.begin(request)));
        assertRefused(Code.INVALID_REQUEST, () -> request(51));
        assertRefused(Code.INVALID_REQUEST, () -> request(0));
    }

    @Test
    void values_of_another_key_of_another_document_or_for_nothing_are_never_given() {
        Credential credential = signer.credentials(AN).getFirst();
        for (Wrong wrong : List.of(
                Wrong.ANOTHER_KEY,
                Wrong.SWAPPED,
                Wrong.ONE_MISSING,
                Wrong.ONE_TOO_MANY,
                Wrong.ONE_TWICE,
                Wrong.NO_BASE64)) {
            service.wrong = wrong;
            assertEquals(
                    new Failed(Failed.WRONG_VALUE), end(signer.begin(request(AN, credential, 3))), wrong.toString());
        }
        service.wrong = Wrong.NOTHING;
        Request request = request(AN, credential, 3);
        assertSigned(request, end(signer.begin(request)));
    }

    @Test
    void a_service_that_could_not_use_the_key_or_sign_says_so() {
        service.wrong = Wrong.KEY_FAILED;
        assertEquals(new Failed("AUTHORIZE_KEY_FAILED"), end(signer.begin(request(1))));
        service.wrong = Wrong.SIGN_FAILED;
        assertEquals(new Failed("SIGN_FAILED"), end(signer.begin(request(1))));
    }

    @Test
    void a_service_in_trouble_is_asked_again_later_and_signs_once() {
        Request request = request(1);
        Credential credential = request.credential();
        for (Trouble trouble :
                List.of(Trouble.STATUS_500, Trouble.STATUS_503, Trouble.BROKEN_JSON, Trouble.OVERSIZED)) {
            service.troubles.put(pathsOfBegin().getFirst(), trouble);
            assertRefused(Code.TEMPORARY, () -> signer.begin(request));
            service.troubles.put("", trouble);
            assertRefused(Code.TEMPORARY, () -> signer.credentials(AN));
            service.troubles.clear();
        }
        assertSigned(request, end(signer.begin(request)));
        assertEquals(1, service.begun());
        assertEquals(credential, signer.credentials(AN).getFirst());
    }

    @Test
    void an_answer_that_does_not_come_or_does_not_end_is_given_up_and_what_it_began_is_found_again() {
        Request request = request(1);
        signer.begin(request(1));
        RemoteSigner hasty = hasty();
        for (Trouble trouble : List.of(Trouble.SILENT, Trouble.STOPS_HALFWAY)) {
            service.troubles.put(pathsOfBegin().getFirst(), trouble);
            assertRefused(Code.TEMPORARY, () -> hasty.begin(request));
        }
        service.troubles.clear();
        assertSigned(request, end(signer.begin(request)));
        assertEquals(2, service.begun());
        hasty.close();
    }

    @Test
    void a_service_that_is_not_there_is_asked_again_later() {
        Request request = request(1);
        service.close();
        assertRefused(Code.TEMPORARY, () -> signer.begin(request));
        assertRefused(Code.TEMPORARY, () -> signer.credentials(AN));
    }

    @Test
    void an_account_that_the_service_does_not_know_must_be_mended() {
        Request request = request(1);
        RemoteSigner wrong = signer(with(Algorithm.RSA_PKCS1_SHA256, Duration.ofSeconds(20), "another password"));
        assertRefused(Code.NOT_APPLICABLE, () -> wrong.credentials(AN));
        assertRefused(Code.NOT_APPLICABLE, () -> wrong.begin(request));
        wrong.close();
    }

    @Test
    void a_person_or_key_that_the_service_does_not_know_must_be_mended() {
        assertRefused(Code.NOT_APPLICABLE, () -> signer.credentials("001085000001"));
        assertRefused(Code.INVALID_REQUEST, () -> signer.credentials("Nguyễn Văn An"));
        assertRefused(Code.INVALID_REQUEST, () -> signer.credentials(""));
    }

    @Test
    void what_has_expired_is_not_begun() {
        Request request = request(1);
        clock.now = request.expiresAt();
        assertRefused(Code.INVALID_REQUEST, () -> signer.begin(request));
        clock.now = clock.now.minusMillis(1);
        assertSigned(request, end(signer.begin(request)));
    }

    @Test
    void nothing_that_is_written_into_a_log_names_a_person_or_a_secret() {
        Request request = request(1);
        Begun begun = signer.begin(request);
        String all = request + " " + begun + " " + service.settings() + " " + signer + " " + end(begun);
        for (String secret : List.of(SigningService.PASSWORD, SigningService.CLIENT, PASSWORD_THERE, AN)) {
            assertFalse(all.contains(secret), all);
        }
        assertTrue(all.contains(request.id().toString()));
    }

    @Test
    void hashes_cannot_be_changed_after_they_were_named() {
        byte[] digest = sha256(document(1));
        Hash hash = new Hash("PDT-1", digest, "Phiếu điều trị");
        digest[0]++;
        hash.digest()[1]++;
        assertArrayEquals(sha256(document(1)), hash.digest());
        assertRefused(Code.INVALID_REQUEST, () -> new Hash("PDT-1", new byte[20], "SHA-1"));
        assertRefused(Code.INVALID_REQUEST, () -> new Hash("../../status", new byte[32], "Phiếu điều trị"));
        assertRefused(Code.INVALID_REQUEST, () -> new Hash("PDT-1", new byte[32], "two\nlines"));
    }

    /** Whatever comes back: a refusal, or an outcome whose values hold. */
    @Test
    void any_answer_is_a_refusal_or_an_outcome() {
        Request request = request(2);
        Random random = new Random(70);
        List<String> seen = new ArrayList<>();
        service.garble = bytes -> garbled(bytes, random);
        for (int i = 0; i < walks(); i++) {
            try {
                signer.credentials(AN).forEach(one -> assertTrue(one.id().length() <= 200));
            } catch (Refusal refusal) {
                seen.add(refusal.code().name());
            }
            Request another = request(AN, request.credential(), 2);
            try {
                Outcome outcome = end(signer.begin(another));
                seen.add(outcome.getClass().getSimpleName());
                if (outcome instanceof Done) {
                    assertSigned(another, outcome);
                }
            } catch (Refusal refusal) {
                seen.add(refusal.code().name());
            }
        }
        assertTrue(seen.contains("TEMPORARY"), seen.toString());
        assertTrue(seen.contains("Done"), seen.toString());
        assertTrue(seen.contains("Failed"), seen.toString());
        assertTrue(List.of("TEMPORARY", "NOT_APPLICABLE", "Done", "Failed", "Waiting", "Expired", "Refused")
                .containsAll(seen));
    }

    int walks() {
        return 800;
    }

    private static final String[] PIECES = {
        "null",
        "[]",
        "{}",
        "\"\"",
        "-1",
        "1e9999",
        "4000",
        "4002",
        "200",
        "\"EXPIRED\"",
        "\u0000",
        "{\"data\":",
        "\"a\":\"a\",",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "é",
        "\\ud800",
        "99999999999999999999999999",
        "true",
        ","
    };

    /** The answer with some bytes changed, pieces put in, taken out or doubled. */
    private static byte[] garbled(byte[] bytes, Random random) {
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        int changes = random.nextInt(3);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            int until = Math.min(text.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.delete(at, until);
                case 3 -> text.insert(at, text.substring(at, until));
                default -> {
                    int colon = text.indexOf(":", at);
                    int end = colon < 0 ? -1 : text.indexOf(",", colon);
                    if (end > 0) {
                        text.replace(colon + 1, end, PIECES[random.nextInt(PIECES.length)]);
                    }
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
