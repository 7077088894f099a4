package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.signature.Algorithm;

/** A stand-in of VNPT SmartCA that speaks the interface sp769 as its documentation 4.1 has it. */
public final class VnptSp769Service extends SigningService {
    private static final int MOST_FILES = 10;
    private static final Set<String> ACCOUNT = Set.of("sp_id", "sp_password");

    /** What a transaction is asked for by. */
    public enum KnownBy {
        THEIR_CODE,
        OUR_ID
    }

    public volatile KnownBy knownBy = KnownBy.THEIR_CODE;
    /** Whether an id that was there already is a fault and not the same transaction. */
    public volatile boolean repeatsAreFaults;

    /** @param people by the number of the identity card */
    public VnptSp769Service(Map<String, HeldKey> people, Clock clock) {
        super(people, clock);
    }

    @Override
    public ProviderSettings settings() {
        return new ProviderSettings(
                ProviderSettings.Kind.VNPT_SP769,
                URI.create(address() + "/sca/sp769"),
                CLIENT,
                PASSWORD,
                null,
                Algorithm.RSA_PKCS1_SHA256,
                Duration.ofSeconds(20),
                null);
    }

    @Override
    Reply answer(String path, JsonNode body, HttpExchange exchange) {
        fields(body, ACCOUNT, names(body));
        if (!CLIENT.equals(body.get("sp_id").textValue())
                || !PASSWORD.equals(body.get("sp_password").textValue())) {
            return new Reply(
                    200, json(Map.of("status_code", 401, "message", "SP_CREDENTIAL_INVALID: expired or rejected")));
        }
        return switch (path) {
            case "/sca/sp769/v1/credentials/get_certificate" -> certificates(body);
            case "/sca/sp769/v1/signatures/sign" -> sign(body);
            default -> {
                if (!path.matches("/sca/sp769/v1/signatures/sign/[^/]+/status")) {
                    throw new Bad(404, "no such path");
                }
                fields(body, ACCOUNT, Set.of());
                yield status(path.split("/")[6]);
            }
        };
    }

    private static Set<String> names(JsonNode body) {
        Set<String> names = new HashSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Reply certificates(JsonNode body) {
        fields(body, Set.of("sp_id", "sp_password", "user_id", "transaction_id"), Set.of("serial_number"));
        HeldKey key = people.get(body.get("user_id").textValue());
        if (key == null) {
            return new Reply(200, json(Map.of("status_code", 403, "message", "CREDENTIAL_STATUS_INVALID")));
        }
        Map<String, Object> chain = new HashMap<>();
        chain.put("ca_cert", key.chain().size() > 1 ? base64(key.chain().get(1)) : null);
        chain.put("root_cert", key.chain().size() > 2 ? base64(key.chain().get(2)) : null);
        return ok(
                "Success",
                Map.of(
                        "user_certificates",
                        List.of(Map.of(
                                "service_type", "SMARTCA",
                                "cert_id", UUID.randomUUID(),
                                "cert_status", "Đang hoạt động",
                                "serial_number", key.credentialId(),
                                "cert_data", base64(key.certificate()),
                                "chain_data", chain,
                                "transaction_id", body.get("transaction_id")))));
    }

    private Reply sign(JsonNode body) {
        fields(
                body,
                Set.of("sp_id", "sp_password", "user_id", "transaction_id", "sign_files"),
                Set.of("transaction_desc", "serial_number", "time_stamp"));
        HeldKey key = people.get(body.get("user_id").textValue());
        if (key == null || !key.credentialId().equals(body.path("serial_number").textValue())) {
            return new Reply(200, json(Map.of("status_code", 403, "message", "CREDENTIAL_STATUS_INVALID")));
        }
        must(body.path("time_stamp").asText("").matches("\\d{14}Z"), "time_stamp");
        List<Transaction.Item> items = new ArrayList<>();
        for (JsonNode file : body.get("sign_files")) {
            fields(file, Set.of("doc_id", "file_type", "sign_type", "data_to_be_signed"), Set.of());
            must("hash".equals(file.get("sign_type").textValue()), "sign_type");
            must(file.get("data_to_be_signed").textValue().matches("[0-9a-f]{64}"), "data_to_be_signed");
            items.add(new Transaction.Item(
                    file.get("doc_id").textValue(),
                    HexFormat.of().parseHex(file.get("data_to_be_signed").textValue())));
        }
        must(!items.isEmpty() && items.size() <= MOST_FILES, "sign_files");
        String theirs = body.get("transaction_id").textValue();
        must(!repeatsAreFaults || !transactions.containsKey(theirs), "transaction_id");
        Transaction transaction = transactions.computeIfAbsent(
                theirs, id -> new Transaction(UUID.randomUUID().toString(), id, key, items, clock));
        return ok(
                "sig_wait_for_user_confirm",
                Map.of("transaction_id", transaction.theirs(), "tran_code", transaction.id()));
    }

    private static void must(boolean holds, String field) {
        if (!holds) {
            throw new Bad(400, field);
        }
    }

    private Reply status(String code) {
        Transaction transaction = transactions.values().stream()
                .filter(one -> code.equals(knownBy == KnownBy.OUR_ID ? one.theirs() : one.id()))
                .findAny()
                .orElseThrow(() -> new Bad(404, "no such transaction"));
        return switch (look(transaction).end()) {
            case null -> waiting(transaction, "sig_wait_for_user_confirm");
            case EXPIRED -> waiting(transaction, "EXPIRED");
            case REFUSED -> waiting(transaction, "SIGNER_REJECTED");
            case SIGNED ->
                switch (wrong) {
                    case KEY_FAILED -> waiting(transaction, "AUTHORIZE_KEY_FAILED");
                    case SIGN_FAILED -> waiting(transaction, "SIGN_FAILED");
                    default ->
                        ok(
                                "SUCCESS",
                                Map.of("transaction_id", transaction.id(), "signatures", signatures(transaction)));
                };
        };
    }

    private static Reply waiting(Transaction transaction, String message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("transaction_id", transaction.id());
        data.put("signatures", null);
        return ok(message, data);
    }

    private List<Map<String, Object>> signatures(Transaction transaction) {
        List<Map<String, Object>> signatures = new ArrayList<>();
        values(transaction).forEach(value -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("doc_id", value.getKey());
            one.put("signature_value", value.getValue());
            one.put("timestamp_signature", null);
            signatures.add(one);
        });
        return signatures;
    }

    private static Reply ok(String message, Object data) {
        return new Reply(200, json(Map.of("status_code", 200, "message", message, "data", data)));
    }

    @Override
    String told(Transaction transaction) {
        return json(Map.of(
                "sp_id",
                CLIENT,
                "status_code",
                200,
                "message",
                transaction.end().name(),
                "transaction_id",
                transaction.theirs(),
                "signed_files",
                transaction.end() == Transaction.End.SIGNED ? signatures(transaction) : List.of()));
    }

    static String base64(X509Certificate certificate) {
        try {
            return Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
