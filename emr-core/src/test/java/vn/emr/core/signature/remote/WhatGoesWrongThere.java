package vn.emr.core.signature.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.remote.Outcome.Done;
import vn.emr.core.signature.remote.Outcome.Failed;
import vn.emr.core.signature.remote.SigningService.Trouble;
import vn.emr.core.signature.remote.SigningService.Wrong;

/** What goes wrong at every signing service sooner or later, and what must not come of it. */
abstract class WhatGoesWrongThere<S extends SigningService> extends WhatEveryServiceDoes<S> {
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

    /** Anybody may post anything there. */
    @Test
    void any_webhook_names_a_request_or_nothing() {
        signer.begin(request(2));
        Random random = new Random(71);
        String told = service.transactions.values().stream()
                .findFirst()
                .map(one -> service.told(service.look(one)))
                .orElse("{\"transaction_id\":\"1\",\"signed_files\":[]}");
        for (int i = 0; i < 5_000; i++) {
            String named = signer.transactionOf(garbled(told.getBytes(StandardCharsets.UTF_8), random));
            assertTrue(named == null || UUID.fromString(named).toString().equals(named), named);
        }
        assertNull(signer.transactionOf("x".repeat(2 << 20).getBytes(StandardCharsets.UTF_8)));
        assertNull(signer.transactionOf("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_slow_service_is_waited_for() throws Exception {
        Request request = request(1);
        service.troubles.put(pathsOfBegin().getFirst(), Trouble.SLOW);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Begun> begun = thread.submit(() -> signer.begin(request));
            awaitAsked(pathsOfBegin().getFirst());
            assertFalse(begun.isDone());
            service.troubles.clear();
            assertSigned(request, end(begun.get()));
        }
    }

    private void awaitAsked(String path) {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!service.asked().getLast().equals(path) && System.nanoTime() < patience) {
            LockSupport.parkNanos(2_000_000);
        }
        assertEquals(path, service.asked().getLast());
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
