package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import vn.emr.core.signature.Algorithm;

/** A stand-in of Viettel MySign: CSC 1.0 with an authorization that is answered when the person has decided. */
public final class ViettelMySignService extends SigningService {
    public static final String PROFILE = "adss:ras:profile:001";

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Transaction> authorized = new ConcurrentHashMap<>();

    /** @param people by their user names */
    public ViettelMySignService(Map<String, HeldKey> people, Clock clock) {
        super(people, clock);
    }

    /** All tokens given until now are taken no more. */
    public void forgetTokens() {
        tokens.clear();
    }

    @Override
    public ProviderSettings settings() {
        return new ProviderSettings(
                ProviderSettings.Kind.VIETTEL_MYSIGN,
                URI.create(address() + "/vtss/service/ras"),
                CLIENT,
                PASSWORD,
                PROFILE,
                Algorithm.RSA_PKCS1_SHA256,
                Duration.ofSeconds(20),
                null);
    }

    @Override
    Reply answer(String path, JsonNode body, HttpExchange exchange) {
        String door = path.replaceFirst("^/vtss/service/ras", "");
        if (door.equals("/v1/login")) {
            return login(body);
        }
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String user = header == null ? null : tokens.get(header.replaceFirst("^Bearer ", ""));
        if (user == null) {
            throw new Bad(401, "invalid_token");
        }
        HeldKey key = people.get(user);
        return switch (door) {
            case "/csc/v1/credentials/list" -> {
                fields(body, Set.of("userID"), Set.of());
                must(user.equals(body.get("userID").textValue()), "invalid_request");
                yield new Reply(200, json(Map.of("credentialIDs", List.of(key.credentialId()))));
            }
            case "/csc/v1/credentials/info" -> info(body, key);
            case "/csc/v1/credentials/authorize" -> authorize(body, key);
            case "/csc/v1/signatures/signHash" -> sign(body, key);
            default -> throw new Bad(404, "no such path");
        };
    }

    private Reply login(JsonNode body) {
        fields(body, Set.of("client_id", "client_secret", "user_id", "profile_id"), Set.of());
        if (!CLIENT.equals(body.get("client_id").textValue())
                || !PASSWORD.equals(body.get("client_secret").textValue())
                || !PROFILE.equals(body.get("profile_id").textValue())
                || !people.containsKey(body.get("user_id").textValue())) {
            throw new Bad(401, "invalid_client");
        }
        String token = UUID.randomUUID().toString();
        tokens.put(token, body.get("user_id").textValue());
        return new Reply(
                200,
                json(Map.of("access_token", token, "refresh_token", "r", "token_type", "bearer", "expires_in", "300")));
    }

    private static void must(boolean holds, String error) {
        if (!holds) {
            throw new Bad(400, error);
        }
    }

    private static Reply info(JsonNode body, HeldKey key) {
        fields(body, Set.of("credentialID", "certificates", "certInfo", "authInfo"), Set.of());
        must(key.credentialId().equals(body.get("credentialID").textValue()), "invalid_request");
        return new Reply(
                200,
                json(Map.of(
                        "key",
                        Map.of("status", "enabled", "len", "2048"),
                        "cert",
                        Map.of(
                                "status",
                                "valid",
                                "certificates",
                                key.chain().stream()
                                        .map(VnptSp769Service::base64)
                                        .toList()),
                        "authMode",
                        "explicit")));
    }

    private List<Transaction.Item> items(JsonNode body, HeldKey key) {
        must(key.credentialId().equals(body.get("credentialID").textValue()), "invalid_request");
        List<Transaction.Item> items = new ArrayList<>();
        for (JsonNode one : body.get("hash")) {
            byte[] hash = Base64.getDecoder().decode(one.textValue());
            must(hash.length == 32, "invalid_request");
            JsonNode document = body.get("documents").path(items.size());
            fields(document, Set.of("document_id", "document_name"), Set.of());
            items.add(new Transaction.Item(document.get("document_id").textValue(), hash));
        }
        must(!items.isEmpty() && items.size() == body.get("documents").size(), "invalid_request");
        return items;
    }

    /** Answers when the person has decided, or after five minutes. */
    private Reply authorize(JsonNode body, HeldKey key) {
        fields(body, Set.of("credentialID", "numSignatures", "documents", "hash"), Set.of("description"));
        List<Transaction.Item> items = items(body, key);
        must(body.get("numSignatures").asInt() == items.size(), "invalid_request");
        String id = UUID.randomUUID().toString();
        Transaction transaction = new Transaction(id, id, key, items, clock);
        transactions.put(id, transaction);
        while (look(transaction).end() == null) {
            if (isClosed()) {
                throw new Bad(503, "server_error");
            }
            LockSupport.parkNanos(2_000_000);
        }
        return switch (transaction.end()) {
            case EXPIRED -> throw new Bad(400, "expired_token");
            case REFUSED -> throw new Bad(400, "access_denied");
            case SIGNED -> {
                must(wrong != Wrong.KEY_FAILED, "authorize_key_failed");
                String sad = UUID.randomUUID().toString();
                authorized.put(sad, transaction);
                yield new Reply(200, json(Map.of("SAD", sad, "expiresIn", 300)));
            }
        };
    }

    private Reply sign(JsonNode body, HeldKey key) {
        fields(body, Set.of("credentialID", "SAD", "documents", "hash", "hashAlgo", "signAlgo"), Set.of());
        Transaction transaction = authorized.remove(body.get("SAD").textValue());
        must(transaction != null, "invalid_sad");
        must(transaction.items().size() == items(body, key).size(), "invalid_request");
        must("2.16.840.1.101.3.4.2.1".equals(body.get("hashAlgo").textValue()), "invalid_hash_algorithm");
        String signAlgorithm = key.certificate().getPublicKey().getAlgorithm().equals("RSA")
                ? algorithm == Algorithm.RSA_PSS_SHA256 ? "1.2.840.113549.1.1.10" : "1.2.840.113549.1.1.1"
                : "1.2.840.10045.4.3.2";
        boolean asTold = signAlgorithm.equals(body.get("signAlgo").textValue());
        // One that does not look at what is asked signs in its own way.
        must(asTold || algorithm == Algorithm.RSA_PSS_SHA256, "invalid_sign_algorithm");
        must(wrong != Wrong.SIGN_FAILED, "sign_failed");
        return new Reply(
                200,
                json(Map.of(
                        "signatures",
                        values(transaction).stream().map(Map.Entry::getValue).toList())));
    }

    /** It tells nothing by itself. */
    @Override
    String told(Transaction transaction) {
        return null;
    }
}
