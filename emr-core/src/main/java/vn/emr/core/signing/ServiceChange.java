package vn.emr.core.signing;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.signature.remote.ProviderSettings;
import vn.emr.core.store.Transaction;

/**
 * A change of the settings of a signing service. Whoever changes an address must know what opens the service: a kept secret sent to a new
 * address would be told to whoever answers there.
 */
final class ServiceChange {
    private final Transaction transaction;
    private final SealedSettings sealed;
    private final UUID service;
    private final Map<String, String> before;
    private final Map<String, String> given;

    /** @param before opened, without what does not open any more */
    ServiceChange(
            Transaction transaction,
            SealedSettings sealed,
            UUID service,
            Map<String, String> before,
            Map<String, String> given) {
        this.transaction = transaction;
        this.sealed = sealed;
        this.service = service;
        this.before = before;
        this.given = given;
    }

    /**
     * The settings from now on, opened.
     *
     * @throws Refusal MALFORMED_FIELD, UNDER_WAY
     */
    Map<String, String> judged() {
        if (!Objects.equals(before.get("kind"), given.get("kind"))) {
            throw bad("kind", "Không đổi được loại dịch vụ; hãy thêm dịch vụ mới");
        }
        boolean moved = !place(before).equals(place(given));
        Map<String, String> after = new HashMap<>(given);
        for (String secret : SigningServices.SECRET) {
            String text = given.get(secret);
            if (text == null || text.isBlank()) {
                if (moved) {
                    throw bad(secret, "Đổi địa chỉ thì phải nhập lại mã và mật khẩu của bệnh viện");
                }
                after.put(secret, before.get(secret));
            }
        }
        ProviderSettings now = ProviderSettings.of(after);
        if (moved && holdsPasswords()) {
            throw bad(
                    "address",
                    "Có chứng thư giữ mật khẩu của người ký tại địa chỉ cũ; thôi dùng các chứng thư đó rồi mới đổi được địa chỉ");
        }
        if (!ProviderSettings.algorithm(before).equals(now.algorithm()) && hasKeys()) {
            throw bad(
                    "algorithm",
                    "Đang có chứng thư đăng ký theo cách ký cũ; thôi dùng các chứng thư đó rồi mới đổi được cách ký");
        }
        boolean asksAnew = moved
                || now.kind() == ProviderSettings.Kind.VIETTEL_MYSIGN
                || !Objects.equals(before.get("client"), after.get("client"));
        if (asksAnew && isAsking()) {
            throw new Refusal(Code.UNDER_WAY, "people are asked by this service just now; try again in some minutes");
        }
        return after;
    }

    /** What changed, by name; of a secret not what it was or is. */
    static String names(boolean sameName, Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(one -> Objects.equals(before.get(one), after.get(one)));
        if (!sameName) {
            names.add("name");
        }
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static String place(Map<String, String> settings) {
        String address = settings.get("address");
        return address == null ? "" : address.strip().replaceAll("/+$", "");
    }

    private boolean hasKeys() {
        return there("select 1 as n from signing_key where service_id = ? and ended_at is null limit 1");
    }

    private boolean isAsking() {
        return there("""
                select 1 as n from signing_job j join signing_key k on k.id = j.key_id
                where k.service_id = ? and j.outcome is null limit 1
                """);
    }

    private boolean there(String question) {
        return transaction.first(question, row -> row.integer("n"), service).isPresent();
    }

    private boolean holdsPasswords() {
        return transaction
                .query(
                        "select id, handle from signing_key where service_id = ? and ended_at is null",
                        row -> RemoteKeys.holdsPassword(sealed, row.uuid("id"), row.text("handle")),
                        service)
                .contains(true);
    }

    private static Refusal bad(String name, String sentence) {
        return new Refusal(Code.MALFORMED_FIELD, sentence, name);
    }
}
