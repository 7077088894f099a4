package vn.emr.core.signature.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.remote.ProviderSettings.Kind;

/** Settings of signing services, and each that cannot work. */
class ProviderSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "kind", "vnpt-sp769",
            "address", "https://gwsca.vnpt.vn/sca/sp769/",
            "client", "4184-benh-vien",
            "password", "only the service knows it");

    private static ProviderSettings with(String name, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put("profile", "adss:ras:profile:001");
        settings.put(name, value);
        return ProviderSettings.of(settings);
    }

    @Test
    void the_least_is_enough() {
        ProviderSettings least = ProviderSettings.of(LEAST);
        assertEquals(Kind.VNPT_SP769, least.kind());
        assertEquals(URI.create("https://gwsca.vnpt.vn/sca/sp769"), least.base());
        assertEquals(Algorithm.RSA_PKCS1_SHA256, least.algorithm());
        assertEquals(Duration.ofSeconds(20), least.timeLimit());
        assertNull(least.notifyAddress());
        assertFalse(least.toString().contains("only the service knows it"));
        assertFalse(least.toString().contains("4184"));
    }

    @Test
    void all_that_can_be_said_is_heard() {
        assertEquals(Kind.VNPT_CSC, with("kind", "vnpt-csc").kind());
        assertEquals(Kind.VIETTEL_MYSIGN, with("kind", "viettel-mysign").kind());
        assertEquals(Algorithm.RSA_PSS_SHA256, with("algorithm", "rsa-pss").algorithm());
        assertEquals(Algorithm.RSA_PKCS1_SHA256, with("algorithm", "rsa-pkcs1").algorithm());
        assertEquals(Algorithm.ECDSA_SHA256, with("algorithm", "ecdsa").algorithm());
        assertEquals(Duration.ofSeconds(1), with("time-limit", "1").timeLimit());
        assertEquals(Duration.ofSeconds(60), with("time-limit", "60").timeLimit());
        assertEquals("adss:ras:profile:001", with("kind", "viettel-mysign").profile());
        assertEquals(
                URI.create("https://emr.bv.example/told"),
                with("notify-address", "https://emr.bv.example/told").notifyAddress());
        assertEquals(
                URI.create("http://127.0.0.1:8080"),
                with("address", "http://127.0.0.1:8080").base());
    }

    @Test
    void what_cannot_work_is_refused_by_its_name() {
        for (Map.Entry<String, String> wrong : List.of(
                Map.entry("kind", "misa"),
                Map.entry("kind", ""),
                Map.entry("address", ""),
                Map.entry("address", "gwsca.vnpt.vn"),
                Map.entry("address", "http://gwsca.vnpt.vn"),
                Map.entry("address", "https://user:word@gwsca.vnpt.vn"),
                Map.entry("address", "https://gwsca.vnpt.vn/?to=here"),
                Map.entry("address", "https://gwsca.vnpt.vn/{tranId}"),
                Map.entry("address", "https://169.254.169.254/latest"),
                Map.entry("address", "ftp://gwsca.vnpt.vn"),
                Map.entry("client", " "),
                Map.entry("client", "two\nlines"),
                Map.entry("password", ""),
                Map.entry("password", "x".repeat(401)),
                Map.entry("algorithm", "sha1"),
                Map.entry("time-limit", "0"),
                Map.entry("time-limit", "61"),
                Map.entry("time-limit", "soon"),
                Map.entry("notify-address", "http://emr.bv.example/told"))) {
            Refusal refusal =
                    assertThrows(Refusal.class, () -> with(wrong.getKey(), wrong.getValue()), wrong.toString());
            assertEquals(Code.MALFORMED_FIELD, refusal.code());
            assertEquals(List.of(wrong.getKey()), refusal.fields());
        }
        Map<String, String> withoutProfile = new HashMap<>(LEAST);
        withoutProfile.put("kind", "viettel-mysign");
        Refusal refusal = assertThrows(Refusal.class, () -> ProviderSettings.of(withoutProfile));
        assertEquals(List.of("profile"), refusal.fields());
    }
}
