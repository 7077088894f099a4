package vn.emr.core.signature.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.remote.Outcome.Expired;
import vn.emr.core.signature.remote.Outcome.Refused;
import vn.emr.core.signature.remote.Outcome.Waiting;
import vn.emr.core.signature.remote.SigningService.Trouble;

/** VNPT SmartCA by sp769, over a real socket. */
class VnptSp769Test extends WhatGoesWrongThere<VnptSp769Service> {
    private static final String SIGN = "/sca/sp769/v1/signatures/sign";

    @Override
    VnptSp769Service open(Map<String, HeldKey> people, Clock at) {
        return new VnptSp769Service(people, at);
    }

    @Override
    List<String> pathsOfBegin() {
        return List.of(SIGN);
    }

    @Test
    void fifty_documents_are_five_transactions_of_ten() {
        Begun begun = signer.begin(request(50));
        assertEquals(5, begun.transactions().size());
        assertEquals(5, service.begun());
        assertEquals(5, signer.begin(begun.request()).transactions().size());
        assertEquals(5, service.begun());
        assertEquals(2, signer.begin(request(11)).transactions().size());
    }

    @Test
    void a_batch_is_signed_when_all_of_its_transactions_are() {
        service.decides(Decision.AGREES);
        Request request = request(12);
        Begun begun = signer.begin(request);
        service.decides(Decision.IS_AWAY);
        service.transactions.values().stream()
                .filter(one -> one.theirs().endsWith("-1"))
                .forEach(one -> one.look(Decision.AGREES));
        assertInstanceOf(Waiting.class, signer.ask(begun));
        service.decides(Decision.AGREES);
        assertSigned(request, signer.ask(begun));
    }

    @Test
    void a_batch_of_which_a_part_was_refused_is_refused() {
        service.decides(Decision.IS_AWAY);
        Begun begun = signer.begin(request(12));
        service.transactions.values().stream()
                .filter(one -> one.theirs().endsWith("-1"))
                .forEach(one -> one.look(Decision.AGREES));
        service.decides(Decision.SAYS_NO);
        assertInstanceOf(Refused.class, signer.ask(begun));
    }

    @Test
    void a_batch_that_was_begun_by_half_is_begun_whole_by_the_same_id() {
        Request request = request(20);
        signer.begin(request);
        service.transactions.keySet().removeIf(theirs -> theirs.endsWith("-2"));
        Begun begun = signer.begin(request);
        assertEquals(2, service.begun());
        assertSigned(request, signer.ask(begun));
    }

    @Test
    void a_service_that_asks_for_our_ids_is_asked_by_them() {
        service.knownBy = VnptSp769Service.KnownBy.OUR_ID;
        Request request = request(12);
        assertSigned(request, signer.ask(signer.begin(request)));
    }

    @Test
    void where_a_repeated_id_is_a_fault_what_was_begun_by_it_goes_on() {
        service.repeatsAreFaults = true;
        service.knownBy = VnptSp769Service.KnownBy.OUR_ID;
        service.decides(Decision.IS_AWAY);
        Request request = request(12);
        signer.begin(request);
        String plain = request.id().toString().replace("-", "");
        service.troubles.put(SIGN + "/" + plain + "-1/status", Trouble.STATUS_503);
        assertRefused(Code.TEMPORARY, () -> signer.begin(request));
        service.troubles.clear();
        Begun again = signer.begin(request);
        assertInstanceOf(Waiting.class, signer.ask(again));
        service.decides(Decision.AGREES);
        assertSigned(request, signer.ask(again));
        assertEquals(2, service.begun());
    }

    @Test
    void where_a_repeated_id_is_a_fault_and_nothing_is_known_of_it_somebody_must_look() {
        service.repeatsAreFaults = true;
        Request request = request(2);
        signer.begin(request);
        assertRefused(Code.NOT_APPLICABLE, () -> signer.begin(request));
    }

    @Test
    void values_are_found_by_their_documents_in_any_order() {
        service.mixed = true;
        Request request = request(7);
        assertSigned(request, signer.ask(signer.begin(request)));
    }

    @Test
    void trouble_while_asking_loses_nothing() {
        Request request = request(1);
        Begun begun = signer.begin(request);
        String status = SIGN + "/" + begun.transactions().getFirst() + "/status";
        for (Trouble trouble :
                List.of(Trouble.STATUS_500, Trouble.STATUS_503, Trouble.BROKEN_JSON, Trouble.OVERSIZED)) {
            service.troubles.put(status, trouble);
            assertRefused(Code.TEMPORARY, () -> signer.ask(begun));
        }
        service.troubles.put(status, Trouble.SILENT);
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
    void nobody_is_waited_for_beyond_the_time_of_the_request() {
        service.decides(Decision.IS_AWAY);
        Request sixMinutes = request(1);
        Request shorter = new Request(
                sixMinutes.id(),
                AN,
                sixMinutes.credential(),
                sixMinutes.hashes(),
                "Ký ngay",
                clock.now.plus(Duration.ofMinutes(1)));
        Begun begun = signer.begin(shorter);
        clock.now = clock.now.plus(Duration.ofSeconds(59));
        assertInstanceOf(Waiting.class, signer.ask(begun));
        clock.now = clock.now.plus(Duration.ofSeconds(1));
        assertInstanceOf(Expired.class, signer.ask(begun));
    }

    @Test
    void an_account_that_expired_says_nothing_of_the_transaction() {
        Request request = request(1);
        Begun begun = signer.begin(request);
        RemoteSigner wrong = signer(with(Algorithm.RSA_PKCS1_SHA256, Duration.ofSeconds(20), "another password"));
        assertRefused(Code.NOT_APPLICABLE, () -> wrong.ask(begun));
        assertSigned(request, signer.ask(begun));
    }

    @Test
    void a_transaction_that_was_not_begun_here_is_refused() {
        Request request = request(1);
        assertRefused(Code.INVALID_REQUEST, () -> signer.ask(new Begun(request, List.of())));
        assertRefused(Code.NOT_APPLICABLE, () -> signer.ask(new Begun(request, List.of("nobody-knows-it"))));
        assertRefused(Code.INVALID_REQUEST, () -> signer.ask(new Begun(request, List.of("../sign"))));
    }

    @Test
    void a_webhook_names_the_request_and_nothing_that_is_believed() throws Exception {
        service.decides(Decision.IS_AWAY);
        Request request = request(11);
        Begun begun = signer.begin(request);
        try (Told told = new Told()) {
            service.webhook = told.address();
            service.decides(Decision.AGREES);
            assertEquals(request.id().toString(), signer.transactionOf(told.next()));
            assertEquals(request.id().toString(), signer.transactionOf(told.next()));
        }
        assertSigned(request, signer.ask(begun));
    }

    @Test
    void a_webhook_of_somebody_else_or_of_nothing_names_no_request() {
        String plain = "0190a0b0c0d07000800000000000000a";
        String ours = "{\"sp_id\":\"" + SigningService.CLIENT + "\",\"transaction_id\":\"" + plain + "-1\"}";
        assertEquals("0190a0b0-c0d0-7000-8000-00000000000a", transactionOf(ours));
        for (String other : List.of(
                ours.replace(SigningService.CLIENT, "another hospital"),
                ours.replace("-1", "-6"),
                ours.replace("-1", ""),
                ours.replace(plain, "SP_CA_123456"),
                ours.replace("}", ""),
                ours + ours,
                "{\"transaction_id\":[]}",
                "[]",
                "null",
                "",
                "<xml/>")) {
            assertNull(transactionOf(other), other);
        }
    }

    private String transactionOf(String body) {
        return signer.transactionOf(body.getBytes(StandardCharsets.UTF_8));
    }
}
