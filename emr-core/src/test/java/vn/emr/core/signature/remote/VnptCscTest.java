package vn.emr.core.signature.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.signature.remote.Outcome.Expired;
import vn.emr.core.signature.remote.SigningService.Trouble;

/** VNPT SmartCA by its interface like that of the CSC, over a real socket. */
class VnptCscTest extends WhatGoesWrongThere<VnptCscService> {
    private static final String STATUS = "/csc/credentials/gettraninfo";

    @Override
    VnptCscService open(Map<String, HeldKey> people, Clock at) {
        return new VnptCscService(people, PASSWORD_THERE, at);
    }

    @Override
    List<String> pathsOfBegin() {
        return List.of("/csc/signature/signhash");
    }

    @Test
    void values_are_found_by_their_documents_in_any_order() {
        service.mixed = true;
        Request request = request(7);
        assertSigned(request, signer.ask(signer.begin(request)));
    }

    @Test
    void a_fault_that_says_expired_is_expired() {
        service.forgetsExpired = true;
        service.decides(Decision.IS_AWAY);
        Begun begun = signer.begin(request(1));
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertInstanceOf(Expired.class, signer.ask(begun));
    }

    @Test
    void a_token_that_is_taken_no_more_is_replaced_and_one_that_is_taken_is_kept() {
        Request request = request(1);
        Begun begun = signer.begin(request);
        assertEquals(1, Collections.frequency(service.asked(), "/auth/token"));
        service.forgetTokens();
        assertSigned(request, signer.ask(begun));
        assertSigned(request, signer.ask(begun));
        assertEquals(2, Collections.frequency(service.asked(), "/auth/token"));
    }

    @Test
    void a_person_whose_password_is_not_known_or_wrong_must_mend_that() {
        Request request = request(1);
        for (String password : new String[] {null, "a wrong one"}) {
            RemoteSigner other = RemoteSigner.of(service.settings(), http, clock, userId -> password);
            assertRefused(Code.NOT_APPLICABLE, () -> other.begin(request));
            assertRefused(Code.NOT_APPLICABLE, () -> other.credentials(AN));
        }
        assertEquals(0, service.begun());
    }

    @Test
    void trouble_while_asking_loses_nothing() {
        Request request = request(1);
        Begun begun = signer.begin(request);
        for (Trouble trouble :
                List.of(Trouble.STATUS_500, Trouble.STATUS_503, Trouble.BROKEN_JSON, Trouble.OVERSIZED)) {
            service.troubles.put(STATUS, trouble);
            assertRefused(Code.TEMPORARY, () -> signer.ask(begun));
        }
        service.troubles.put(STATUS, Trouble.SILENT);
        RemoteSigner hasty = hasty();
        assertRefused(Code.TEMPORARY, () -> hasty.ask(begun));
        service.troubles.clear();
        assertSigned(request, signer.ask(begun));
    }

    @Test
    void what_this_server_forgot_in_between_is_asked_for_by_what_was_kept() {
        Request request = request(2);
        List<String> kept = signer.begin(request).transactions();
        signer.close();
        assertSigned(request, signer(service.settings()).ask(new Begun(request, kept)));
    }

    @Test
    void a_transaction_that_was_not_begun_here_is_refused() {
        Request request = request(1);
        assertRefused(Code.INVALID_REQUEST, () -> signer.ask(new Begun(request, List.of())));
        assertRefused(Code.NOT_APPLICABLE, () -> signer.ask(new Begun(request, List.of("nobody-knows-it"))));
    }

    @Test
    void a_webhook_names_the_request_and_nothing_that_is_believed() throws Exception {
        try (Told told = new Told()) {
            service.webhook = told.address();
            RemoteSigner telling = signer(service.settings());
            service.decides(Decision.IS_AWAY);
            Request request = request(2);
            Begun begun = telling.begin(request);
            service.decides(Decision.AGREES);
            assertEquals(request.id().toString(), telling.transactionOf(told.next()));
            assertSigned(request, telling.ask(begun));
        }
    }

    @Test
    void a_webhook_of_somebody_else_or_of_nothing_names_no_request() {
        String id = "0190a0b0-c0d0-7000-8000-00000000000a";
        assertEquals(id, transactionOf("{\"refTranId\":\"" + id + "\",\"tranStatus\":1}"));
        assertEquals(id, transactionOf("{\"code\":0,\"content\":{\"refTranId\":\"" + id + "\"}}"));
        for (String other : List.of(
                "{\"refTranId\":\"" + id.toUpperCase() + "\"}",
                "{\"refTranId\":\"SP_CA_1\"}",
                "{\"tranId\":\"" + id + "\"}",
                "{\"refTranId\":\"" + id + "\",\"refTranId\":\"" + id + "\"}",
                "{\"content\":[]}",
                "[]",
                "null",
                "")) {
            assertNull(transactionOf(other), other);
        }
    }

    private String transactionOf(String body) {
        return signer.transactionOf(body.getBytes(StandardCharsets.UTF_8));
    }
}
