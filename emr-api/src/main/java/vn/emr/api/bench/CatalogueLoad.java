package vn.emr.api.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.stream.Stream;

/** A catalogue of diagnoses as long as the official one, of invented names in Vietnamese words. */
final class CatalogueLoad {
    static final int CODES = 16_000;
    private static final String[] WHAT = {
        "Viêm", "U lành", "U ác", "Tổn thương", "Rối loạn", "Nhiễm trùng", "Dị tật", "Hẹp"
    };
    private static final String[] WHERE = {
        "phổi",
        "tim",
        "dạ dày",
        "gan",
        "thận",
        "khớp gối",
        "da",
        "mắt",
        "tai giữa",
        "tuyến giáp",
        "xương đùi",
        "đại tràng"
    };
    private static final String[] HOW = {"cấp", "mạn", "tái phát", "không đặc hiệu", "do vi khuẩn", "sau phẫu thuật"};
    private static final String[] TYPED = {
        "viêm phổi",
        "viem phoi cap",
        "J18",
        "j18.9",
        "u ac da day",
        "rối loạn tuyến giáp",
        "tim",
        "đại tràng mạn",
        "K2",
        "nhiem trung sau"
    };

    private final PackagedServer server;

    CatalogueLoad(PackagedServer server) {
        this.server = server;
    }

    /** Takes it in as a clerk does: looked at first. */
    void take(Clinician clerk) throws IOException, InterruptedException {
        String from = "from=" + LocalDate.of(LocalDate.now().getYear(), 1, 1);
        String route = "/api/v1/catalogues/icd10/";
        byte[] file = file();
        JsonNode seen = clerk.send(route + "preview?" + from, file).path("seen");
        String same = "&digest=" + seen.path("digest").asText() + "&newest="
                + seen.path("newest").asInt();
        clerk.send(route + "editions?" + from + same, file);
    }

    /** What people type, again and again. */
    static Iterator<String> texts() {
        return Stream.iterate(0, i -> i + 1).map(i -> TYPED[i % TYPED.length]).iterator();
    }

    private static byte[] file() {
        StringBuilder text = new StringBuilder("code,name\n");
        for (int i = 0; i < CODES; i++) {
            text.append((char) ('A' + i / 1000))
                    .append("%02d.%d".formatted(i / 10 % 100, i % 10))
                    .append(',')
                    .append(WHAT[i % WHAT.length])
                    .append(' ')
                    .append(WHERE[i / WHAT.length % WHERE.length])
                    .append(' ')
                    .append(HOW[i / 7 % HOW.length])
                    .append(", thể ")
                    .append(i)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
