package vn.emr.core.signature.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.signature.remote.Outcome.Expired;
import vn.emr.core.signature.remote.Outcome.Failed;
import vn.emr.core.signature.remote.Outcome.Waiting;
import vn.emr.core.signature.remote.SigningService.Trouble;

/** Viettel MySign, over a real socket. */
class ViettelMySignTest extends WhatGoesWrongThere<ViettelMySignService> {
    private static final String LOGIN = "/vtss/service/ras/v1/login";
    private static final String LIST = "/vtss/service/ras/csc/v1/credentials/list";
    private static final String AUTHORIZE = "/vtss/service/ras/csc/v1/credentials/authorize";
    private static final String SIGN = "/vtss/service/ras/csc/v1/signatures/signHash";

    @Override
    ViettelMySignService open(Map<String, HeldKey> people, Clock at) {
        return new ViettelMySignService(people, at);
    }

    @Override
    List<String> pathsOfBegin() {
        return List.of(LIST, LOGIN);
    }

    @Test
    void values_have_no_names_so_another_order_is_wrong() {
        service.mixed = true;
        assertEquals(new Failed(Failed.WRONG_VALUE), end(signer.begin(request(2))));
        Request alone = request(1);
        assertSigned(alone, end(signer.begin(alone)));
    }

    @Test
    void a_token_that_is_taken_no_more_is_replaced_and_one_that_is_taken_is_kept() {
        Request request = request(1);
        assertSigned(request, end(signer.begin(request)));
        assertEquals(1, Collections.frequency(service.asked(), LOGIN));
        service.decides(Decision.IS_AWAY);
        Request another = request(AN, request.credential(), 1);
        Begun begun = signer.begin(another);
        awaitTransactions(2);
        // While the phone is asked the token ends: the signatures are asked for with a new one.
        service.forgetTokens();
        service.decides(Decision.AGREES);
        assertSigned(another, end(begun));
        assertEquals(2, Collections.frequency(service.asked(), LOGIN));
        assertEquals(2, service.begun());
    }

    @Test
    void what_a_server_that_ended_had_asked_is_over_and_another_request_is_signed() {
        service.decides(Decision.IS_AWAY);
        Request request = request(1);
        Begun begun = signer.begin(request);
        awaitTransactions(1);
        signer.close();
        RemoteSigner restarted = signer(service.settings());
        assertInstanceOf(Expired.class, restarted.ask(begun));
        service.decides(Decision.AGREES);
        Request another = request(AN, request.credential(), 1);
        assertSigned(another, end(restarted, restarted.begin(another)));
        assertEquals(1, Collections.frequency(service.asked(), SIGN));
        restarted.close();
    }

    @Test
    void a_service_that_breaks_off_after_it_was_begun_is_not_waited_for() {
        Request first = request(1);
        for (String path : List.of(AUTHORIZE, SIGN)) {
            for (Trouble trouble :
                    List.of(Trouble.STATUS_500, Trouble.STATUS_503, Trouble.BROKEN_JSON, Trouble.OVERSIZED)) {
                service.troubles.put(path, trouble);
                Request request = request(AN, first.credential(), 1);
                assertEquals(new Failed(Failed.UNREACHABLE), end(signer.begin(request)), path + trouble);
            }
            service.troubles.clear();
        }
        service.troubles.put(SIGN, Trouble.SILENT);
        RemoteSigner hasty = hasty();
        assertEquals(new Failed(Failed.UNREACHABLE), end(hasty, hasty.begin(first)));
        service.troubles.clear();
        assertSigned(first, end(signer.begin(first)));
        hasty.close();
    }

    @Test
    void a_phone_is_asked_once_however_many_begin_the_same_at_once() throws Exception {
        service.decides(Decision.IS_AWAY);
        Request request = request(1);
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Begun>> same = Collections.nCopies(20, () -> signer.begin(request));
            for (Future<Begun> one : many.invokeAll(same)) {
                assertInstanceOf(Waiting.class, signer.ask(one.get()));
            }
        }
        service.decides(Decision.AGREES);
        assertSigned(request, end(signer.begin(request)));
        assertEquals(1, service.begun());
    }

    @Test
    void a_server_that_ends_begins_nothing() {
        Request request = request(1);
        signer.close();
        assertRefused(Code.TEMPORARY, () -> signer.begin(request));
        assertEquals(0, service.begun());
    }

    @Test
    void beginning_does_not_wait_for_the_phone() {
        service.decides(Decision.IS_AWAY);
        Request request = request(1);
        Begun begun = signer.begin(request);
        for (int i = 0; i < 20; i++) {
            Request one = request(AN, request.credential(), 1);
            assertInstanceOf(Waiting.class, signer.ask(signer.begin(one)));
        }
        assertInstanceOf(Waiting.class, signer.ask(begun));
        awaitTransactions(21);
        service.decides(Decision.AGREES);
        assertSigned(request, end(begun));
    }

    @Test
    void an_end_is_remembered_for_an_hour_and_then_forgotten() {
        Request request = request(1);
        Begun begun = signer.begin(request);
        assertSigned(request, end(begun));
        clock.now = request.expiresAt().plus(Duration.ofMinutes(59));
        signer.begin(request(AN, request.credential(), 1));
        assertSigned(request, signer.ask(begun));
        clock.now = request.expiresAt().plus(Duration.ofMinutes(60));
        signer.begin(request(AN, request.credential(), 1));
        assertInstanceOf(Expired.class, signer.ask(begun));
    }

    @Test
    void it_tells_nothing_by_itself() {
        assertNull(signer.transactionOf("{\"transaction_id\":\"1\"}".getBytes()));
    }

    @Override
    int walks() {
        return 500;
    }
}
