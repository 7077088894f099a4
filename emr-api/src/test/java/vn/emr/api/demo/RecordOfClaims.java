package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.emr.core.store.Database;

/** What the record holds of a claim, field by field against what was sent; written down here by hand, and not with the reader's help. */
public final class RecordOfClaims extends KeptNouns {
    private int compared;

    /** Everything the record holds now. */
    public RecordOfClaims(Database database) {
        super(database);
    }

    /** How many sent fields were found where they belong. */
    public int compared() {
        return compared;
    }

    /** Compares one visit: what was told stands, and nothing else of it does. */
    public void holds(SampleClaim claim) {
        person(claim);
        visit(claim);
        cards(claim);
        diagnoses(claim);
        rows(claim, "XML2", "MEDICATION_ORDER", ClaimPlaces.MEDICINE);
        rows(claim, "XML3", "PROCEDURE", ClaimPlaces.SERVICE);
        rows(claim, "XML5", "CLINICAL_NOTE", ClaimPlaces.NOTE);
        results(claim);
        papers(claim);
        appointments(claim);
    }

    private void appointments(SampleClaim claim) {
        List<JsonNode> standing = all(
                "APPOINTMENT",
                n -> n.path("key").asText().startsWith(claim.visit() + "|")
                        && n.at("/details/status").asText().equals("BOOKED"));
        assertEquals(claim.rows("XML14").size(), standing.size(), claim.visit());
        claim.rows("XML14").forEach(row -> {
            JsonNode kept = standing.getFirst();
            same(row, "NGAY_HEN_KL", kept.at("/details/start/sent"));
            same(row, "CHAN_DOAN_RV", kept.at("/details/reason"));
            same(row, "MA_BAC_SI", kept.at("/details/practitioner"));
        });
    }

    private void person(SampleClaim claim) {
        Map<String, String> sent = claim.summary();
        JsonNode kept = patient(sent.get("MA_BN"));
        same(sent, "HO_TEN", kept.at("/names/0/full"));
        // The tables write unknown parts of a birth as zeros.
        same(sent, "NGAY_SINH", (kept.at("/birth/sent").asText() + "00000000").substring(0, 12));
        assertEquals(
                sent.get("GIOI_TINH").equals("1") ? "MALE" : "FEMALE",
                kept.path("sex").asText());
        same(sent, "MA_DANTOC", kept.at("/ethnicity/code"));
        same(sent, "MA_NGHE_NGHIEP", kept.at("/occupation/code"));
        same(sent, "MA_QUOCTICH", kept.at("/nationality/code"));
        same(sent, "DIA_CHI", kept.at("/addresses/0/full"));
        same(sent, "MAXA_CU_TRU", kept.at("/addresses/0/ward/code"));
        same(sent, "MAHUYEN_CU_TRU", kept.at("/addresses/0/district/code"));
        same(sent, "MATINH_CU_TRU", kept.at("/addresses/0/province/code"));
        same(sent, "DIEN_THOAI", kept.at("/phones/0"));
        same(sent, "NHOM_MAU", kept.path("bloodGroup"));
        assertTrue(texts(kept.path("identifiers"), "value").contains(sent.get("SO_CCCD")));
    }

    private JsonNode patient(String number) {
        return one("PATIENT", n -> texts(n.path("identifiers"), "value").contains(number));
    }

    private void visit(SampleClaim claim) {
        Map<String, String> sent = claim.summary();
        JsonNode kept = one("ENCOUNTER", n -> n.path("visitNumber").asText().equals(claim.visit()));
        assertEquals(patient(sent.get("MA_BN")).path("id"), kept.path("patientId"));
        String kind =
                switch (sent.get("MA_LOAI_KCB")) {
                    case "01" -> "EXAMINATION";
                    case "02" -> "OUTPATIENT_TREATMENT";
                    default -> "INPATIENT";
                };
        assertEquals(kind, kept.path("encounterClass").asText());
        assertEquals("FINISHED", kept.path("status").asText());
        same(sent, "NGAY_VAO", kept.at("/start/sent"));
        same(sent, "NGAY_RA", kept.at("/end/sent"));
        assertEquals(
                sent.getOrDefault("LY_DO_VNT", sent.get("LY_DO_VV")),
                kept.path("reason").asText());
        assertEquals(2, kept.path("movements").size());
        assertEquals(
                sent.get("MA_KHOA").split(";")[0],
                kept.at("/movements/0/departmentCode").asText());
        assertEquals(
                sent.getOrDefault("NGAY_VAO_NOI_TRU", sent.get("NGAY_VAO")),
                kept.at("/movements/0/occurred/sent").asText());
    }

    private void cards(SampleClaim claim) {
        Map<String, String> sent = claim.summary();
        String[] numbers = sent.get("MA_THE_BHYT").split(";");
        for (int i = 0; i < numbers.length; i++) {
            String number = numbers[i];
            String from = sent.get("GT_THE_TU").split(";")[i];
            JsonNode kept = one("COVERAGE", n -> n.path("key").asText().equals(number + "|" + from))
                    .path("details");
            assertEquals(number, kept.path("number").asText());
            assertEquals(from, kept.at("/validFrom/sent").asText());
            assertEquals(
                    sent.get("GT_THE_DEN").split(";")[i],
                    kept.at("/validTo/sent").asText());
            assertEquals(
                    sent.get("MA_DKBD").split(";")[i],
                    kept.path("registeredFacility").asText());
            same(sent, "MA_KHUVUC", kept.path("area"));
            same(sent, "NGAY_MIEN_CCT", kept.at("/copaymentFreeFrom/sent"));
            compared += 4;
        }
    }

    private void diagnoses(SampleClaim claim) {
        Map<String, String> sent = claim.summary();
        Set<String> expected = new TreeSet<>();
        expected.add("admission null " + sent.get("CHAN_DOAN_VAO"));
        expected.add("primary " + sent.get("MA_BENH_CHINH") + " " + sent.get("CHAN_DOAN_RV"));
        for (String code : split(sent.get("MA_BENH_KT"))) {
            expected.add("secondary " + code + " null");
        }
        int traditional = 0;
        for (String code : split(sent.get("MA_BENH_YHCT"))) {
            expected.add((traditional++ == 0 ? "primary " : "secondary ") + code + " null");
        }
        Set<String> kept = new TreeSet<>();
        all(
                        "CONDITION",
                        n -> n.path("key").asText().startsWith(claim.visit() + "|")
                                && n.path("active").asBoolean())
                .forEach(n -> kept.add(
                        n.path("rank").asText() + " " + text(n.at("/code/code")) + " " + text(n.at("/code/text"))));
        assertEquals(expected, kept);
        compared += expected.size();
    }

    private void rows(SampleClaim claim, String table, String kind, Map<String, String> places) {
        List<JsonNode> standing = standing(kind, claim.visit());
        assertEquals(claim.rows(table).size(), standing.size(), () -> claim.visit() + " " + table);
        for (Map<String, String> row : claim.rows(table)) {
            List<JsonNode> same = standing.stream()
                    .filter(n -> row.get("STT").equals(more(n).get("STT")))
                    .toList();
            assertEquals(1, same.size(), () -> claim.visit() + " " + table + " " + row.get("STT"));
            JsonNode kept = same.getFirst();
            boolean supply = row.containsKey("MA_VAT_TU");
            row.forEach((field, value) -> {
                String place = supply && field.startsWith("MA_VAT_TU")
                        ? "/code/code"
                        : supply && field.equals("TEN_VAT_TU")
                                ? "/code/text"
                                : supply && (field.equals("MA_DICH_VU") || field.equals("TEN_DICH_VU"))
                                        ? null
                                        : places.get(field);
                if (field.equals("MA_LK")) {
                    assertEquals(value, kept.path("visitNumber").asText());
                } else if (place == null
                        || kept.path("details").at(place).isMissingNode()
                        || kept.path("details").at(place).isNull()) {
                    assertEquals(value, more(kept).get(field), () -> claim.visit() + " " + table + "/" + field);
                } else {
                    same(row, field, kept.path("details").at(place));
                }
                compared++;
            });
        }
    }

    private void results(SampleClaim claim) {
        Set<String> expected = new HashSet<>();
        for (Map<String, String> row : claim.rows("XML4")) {
            String key = claim.visit() + "|" + row.get("MA_DICH_VU") + "|" + row.get("NGAY_KQ");
            expected.add(key);
            JsonNode report =
                    one("DIAGNOSTIC_REPORT", n -> n.path("reportKey").asText().equals(key));
            same(row, "MA_DICH_VU", report.at("/code/code"));
            same(row, "NGAY_KQ", report.at("/issued/sent"));
            List<JsonNode> values = shown(report);
            if (row.containsKey("MA_CHI_SO")) {
                JsonNode value = values.stream()
                        .filter(o -> o.at("/code/code").asText().equals(row.get("MA_CHI_SO")))
                        .findFirst()
                        .orElseThrow();
                same(row, "TEN_CHI_SO", value.at("/code/text"));
                same(row, "GIA_TRI", value.path("text"));
                same(row, "DON_VI_DO", value.path("unit"));
            }
            for (String told : List.of("MO_TA", "KET_LUAN")) {
                if (row.containsKey(told)) {
                    assertTrue(values.stream()
                            .anyMatch(o -> o.at("/code/code").asText().equals(told)
                                    && o.path("text").asText().equals(row.get(told))));
                    compared++;
                }
            }
            if (row.containsKey("DU_PHONG")) {
                assertTrue(report.toString().contains("DU_PHONG: " + row.get("DU_PHONG")));
            }
        }
        List<JsonNode> standing = all(
                "DIAGNOSTIC_REPORT",
                n -> n.path("reportKey").asText().startsWith(claim.visit() + "|")
                        && !n.path("status").asText().equals("ENTERED_IN_ERROR"));
        assertEquals(
                expected,
                standing.stream().map(n -> n.path("reportKey").asText()).collect(Collectors.toSet()));
        long indices = claim.rows("XML4").stream()
                .filter(r -> r.containsKey("MA_CHI_SO"))
                .count();
        long kept = standing.stream()
                .flatMap(r -> shown(r).stream())
                .filter(o -> !Set.of("MO_TA", "KET_LUAN", "GIA_TRI")
                                .contains(o.at("/code/code").asText())
                        && !o.at("/code/code").isMissingNode()
                        && !o.at("/code/code").isNull())
                .count();
        assertEquals(indices, kept, claim.visit());
    }

    private static List<JsonNode> shown(JsonNode report) {
        return list(report.path("observations")).stream()
                .filter(o -> !Set.of("DELETED", "ENTERED_IN_ERROR")
                        .contains(o.path("status").asText()))
                .toList();
    }

    private void papers(SampleClaim claim) {
        List<JsonNode> standing = standing("PAPER", claim.visit());
        int expected = 0;
        for (Map.Entry<String, String> form : ClaimPlaces.FORMS.entrySet()) {
            for (Map<String, String> row : claim.rows(form.getKey())) {
                expected++;
                List<String> fields = row.entrySet().stream()
                        .map(f -> f.getKey() + "=" + f.getValue())
                        .toList();
                assertTrue(
                        standing.stream()
                                .anyMatch(n -> n.at("/details/form").asText().equals(form.getValue())
                                        && fields.equals(list(n.at("/details/fields")).stream()
                                                .map(f -> f.path("name").asText() + "="
                                                        + f.path("value").asText())
                                                .toList())),
                        () -> claim.visit() + " " + form.getKey());
                compared += row.size();
            }
        }
        assertEquals(expected, standing.size());
    }

    private static Map<String, String> more(JsonNode fact) {
        Map<String, String> more = new HashMap<>();
        list(fact.at("/details/more"))
                .forEach(f -> more.put(f.path("name").asText(), f.path("value").asText()));
        return more;
    }

    private void same(Map<String, String> sent, String field, JsonNode kept) {
        same(
                sent,
                field,
                kept.isArray()
                        ? String.join(
                                ";", list(kept).stream().map(JsonNode::asText).toList())
                        : text(kept));
    }

    private void same(Map<String, String> sent, String field, String kept) {
        String value = sent.get(field);
        if (field.equals("SO_LUONG")) {
            assertEquals(0, new BigDecimal(value).compareTo(new BigDecimal(kept)), field);
        } else {
            assertEquals(value, Objects.equals(kept, "null") ? null : kept, field);
        }
        compared++;
    }

    private static String[] split(String list) {
        return list == null ? new String[0] : list.split(";");
    }
}
