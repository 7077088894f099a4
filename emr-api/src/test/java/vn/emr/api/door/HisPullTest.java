package vn.emr.api.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;

/** A HIS that is registered on the whole server is read from then on, without a restart. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class HisPullTest {
    @Inject
    Doors doors;

    private Hospital hospital;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
    }

    @Test
    void its_view_is_read_by_the_shipped_example() throws Exception {
        DatabaseAddress his = TestDatabase.empty();
        String url = his.jdbcUrl().replaceFirst("\\?.*", "");
        try (Connection connection = DriverManager.getConnection(
                        url, his.owner().user(), his.owner().password());
                Statement sql = connection.createStatement()) {
            sql.execute("create schema emr");
            sql.execute("""
                    create view emr.v_luot_kham as
                    select 1 as id, 'LK1' as so_vao_vien, '0000001' as ma_bn, 'Lê Thị Bình' as ho_ten, date '1958-03-01' as ngay_sinh,
                           'Nữ' as gioi_tinh, null::text as so_cccd, null::text as so_the_bhyt, null::text as dien_thoai,
                           1 as trang_thai, 'NOI_TRU' as hinh_thuc, timestamp '2026-03-01 08:00' as ngay_vao,
                           null::timestamp as ngay_ra, 'NOI' as ma_khoa, 'Đau bụng' as ly_do,
                           timestamp '2026-03-01 08:05' as ngay_sua
                    """);
            sql.execute("grant usage on schema emr to " + his.application().user());
            sql.execute(
                    "grant select on emr.v_luot_kham to " + his.application().user());
        }
        PulledSource source = PulledSource.registered(
                hospital,
                Map.of(
                        "pull-mappings",
                        "sen-vang-nguoi-benh",
                        "pull-database",
                        url,
                        "pull-user",
                        his.application().user(),
                        "password",
                        his.application().password()));
        source.bringsOne();
        until(() -> door(source).up());
        assertEquals("JDBC", door(source).protocol());
        assertEquals(url, door(source).address());
    }

    @Test
    void its_http_interface_is_asked() throws Exception {
        HttpServer his = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        his.createContext("/", exchange -> {
            byte[] answer = """
                    {"data": [{"kind": "patient", "id": "1", "statedAt": "202603010800", "patient": {"names": ["Lê Thị Bình"],
                      "identifiers": [{"kind": "PATIENT_NUMBER", "value": "0000001"}]}}]}
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        his.start();
        try {
            Path mappings = Path.of("target", "test-data", "mappings");
            Files.createDirectories(mappings);
            Files.writeString(mappings.resolve("thu-danh-sach.json"), """
                    {"mapping": "thu-danh-sach", "version": 1, "asSent": true,
                     "request": {"path": "/moi?tu={since}", "rows": "/data", "watermark": "statedAt"}}
                    """);
            PulledSource source = PulledSource.registered(
                    hospital,
                    Map.of(
                            "pull-mappings",
                            "thu-danh-sach",
                            "pull-address",
                            "http://127.0.0.1:" + his.getAddress().getPort()));
            source.bringsOne();
            assertEquals("HTTP", door(source).protocol());
        } finally {
            his.stop(0);
        }
    }

    private DoorState door(PulledSource source) {
        return doors.states().stream()
                .filter(door -> door.name().equals("pull/" + source.name()))
                .findFirst()
                .orElseThrow();
    }

    private static void until(BooleanSupplier holds) {
        long begun = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < 60_000_000_000L, "it did not come about in time");
            Thread.onSpinWait();
        }
    }
}
