package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vn.emr.core.signature.Algorithm;

/** A stand-in of VNPT SmartCA that speaks its interface like that of the CSC as its documentation 1.1 has it. */
public final class VnptCscService extends SigningService {
    private static final int MOST_HASHES = 50;
    /** Whether what has expired is a fault and not a status. */
    public volatile boolean forgetsExpired;

    private final Map<String, String> passwords;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /**
     * @param people by their user names
     * @param password of each of them
     */
    public VnptCscService(Map<String, HeldKey> people, String password, Clock clock) {
        super(people, clock);
        passwords = new ConcurrentHashMap<>();
        people.keySet().forEach(name -> passwords.put(name, password));
    }

    /** All tokens given until now are taken no more. */
    public void forgetTokens() {
        tokens.clear();
    }

    @Override
    public ProviderSettings settings() {
        return new ProviderSettings(
                ProviderSettings.Kind.VNPT_CSC,
                address(),
                CLIENT,
                PASSWORD,
                null,
                Algorithm.RSA_PKCS1_SHA256,
                Duration.ofSeconds(20),
                webhook);
    }

    @Override
    Reply answer(String path, JsonNode body, HttpExchange exchange) {
        if (path.equals("/auth/token")) {
            return token(body);
        }
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String user = header == null ? null : tokens.get(header.replaceFirst("^Bearer ", ""));
        if (user == null) {
            throw new Bad(401, "invalid_token");
        }
        HeldKey key = people.get(user);
        return switch (path) {
            case "/csc/credentials/list" -> {
                fields(body, Set.of(), Set.of());
                yield ok(List.of(key.credentialId()));
            }
            case "/csc/credentials/info" -> info(body, key);
            case "/csc/signature/signhash" -> sign(body, key);
            case "/csc/credentials/gettraninfo" -> {
                fields(body, Set.of("tranId"), Set.of());
                Transaction transaction = transactions.values().stream()
                        .filter(one -> one.id().equals(body.get("tranId").textValue()))
                        .findAny()
                        .orElse(null);
                yield transaction == null
                        ? error(62_000, "SIGNATURE_TRANSACTION_NOT_FOUND")
                        : forgetsExpired && look(transaction).end() == Transaction.End.EXPIRED
                                ? error(62_002, "SIGNATURE_TRANSACTION_EXPIRED")
                                : ok(content(look(transaction)));
            }
            default -> throw new Bad(404, "no such path");
        };
    }

    private Reply token(JsonNode form) {
        fields(form, Set.of("grant_type", "client_id", "client_secret", "username", "password"), Set.of("scope"));
        must("password".equals(form.get("grant_type").textValue()), "unsupported_grant_type");
        must(
                CLIENT.equals(form.get("client_id").textValue())
                        && PASSWORD.equals(form.get("client_secret").textValue()),
                "invalid_client");
        String user = form.get("username").textValue();
        must(form.get("password").textValue().equals(passwords.get(user)), "invalid_grant");
        String token = UUID.randomUUID().toString();
        tokens.put(token, user);
        return new Reply(
                200,
                json(Map.of("access_token", token, "refresh_token", "r", "token_type", "bearer", "expires_in", 3600)));
    }

    private static void must(boolean holds, String error) {
        if (!holds) {
            throw new Bad(400, error);
        }
    }

    private static Reply info(JsonNode body, HeldKey key) {
        fields(body, Set.of("credentialId", "certificates", "certInfo", "authInfo"), Set.of());
        if (!key.credentialId().equals(body.get("credentialId").textValue())) {
            return error(60_000, "CREDENTIAL_NOT_EXIST");
        }
        must("chain".equals(body.get("certificates").textValue()), "certificates");
        return ok(Map.of(
                "credentialId",
                key.credentialId(),
                "cert",
                Map.of(
                        "status",
                        "valid",
                        "certificates",
                        key.chain().stream().map(VnptSp769Service::base64).toList()),
                "authMode",
                "explicit",
                "multisign",
                MOST_HASHES));
    }

    private Reply sign(JsonNode body, HeldKey key) {
        fields(body, Set.of("credentialId", "datas"), Set.of("refTranId", "notifyUrl", "description"));
        if (!key.credentialId().equals(body.get("credentialId").textValue())) {
            return error(60_000, "CREDENTIAL_NOT_EXIST");
        }
        List<Transaction.Item> items = new ArrayList<>();
        for (JsonNode one : body.get("datas")) {
            fields(one, Set.of("name", "hash"), Set.of());
            byte[] hash = Base64.getDecoder().decode(one.get("hash").textValue());
            must(hash.length == 32, "hash");
            items.add(new Transaction.Item(one.get("name").textValue(), hash));
        }
        must(!items.isEmpty() && items.size() <= MOST_HASHES, "datas");
        must(webhook == null || webhook.toString().equals(body.path("notifyUrl").textValue()), "notifyUrl");
        Transaction transaction = transactions.computeIfAbsent(
                body.get("refTranId").textValue(),
                theirs -> new Transaction(UUID.randomUUID().toString(), theirs, key, items, clock));
        return ok(Map.of("tranId", transaction.id()));
    }

    private Map<String, Object> content(Transaction transaction) {
        int status =
                switch (transaction.end()) {
                    case null -> 4000;
                    case EXPIRED -> 4001;
                    case REFUSED -> 4002;
                    case SIGNED -> wrong == Wrong.KEY_FAILED ? 4003 : wrong == Wrong.SIGN_FAILED ? 4004 : 1;
                };
        List<Map<String, Object>> documents = new ArrayList<>();
        if (status == 1) {
            values(transaction).forEach(value -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("name", value.getKey());
                one.put("sig", value.getValue());
                one.put("dataSigned", null);
                documents.add(one);
            });
        }
        return Map.of(
                "tranId",
                transaction.id(),
                "refTranId",
                transaction.theirs(),
                "credentialId",
                transaction.key().credentialId(),
                "tranStatus",
                status,
                "documents",
                documents);
    }

    private static Reply ok(Object content) {
        return new Reply(200, json(Map.of("code", 0, "codeDesc", "SUCCESS", "message", "", "content", content)));
    }

    private static Reply error(int code, String words) {
        return new Reply(200, json(Map.of("code", code, "codeDesc", words, "message", words)));
    }

    @Override
    String told(Transaction transaction) {
        return json(content(transaction));
    }
}
