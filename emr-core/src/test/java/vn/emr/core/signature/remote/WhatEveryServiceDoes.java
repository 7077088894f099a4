package vn.emr.core.signature.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.remote.Outcome.Expired;
import vn.emr.core.signature.remote.Outcome.Failed;
import vn.emr.core.signature.remote.Outcome.Refused;
import vn.emr.core.signature.remote.Outcome.Waiting;

/** What holds for every signing service, over real sockets and with real keys. */
abstract class WhatEveryServiceDoes<S extends SigningService> extends AtAService<S> {
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
        String all = request + " " + begun + " " + request.credential() + " " + service.settings() + " " + signer + " "
                + end(begun);
        for (String secret :
                List.of(SigningService.PASSWORD, SigningService.CLIENT, PASSWORD_THERE, AN, "Nguyễn Văn An")) {
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
}
