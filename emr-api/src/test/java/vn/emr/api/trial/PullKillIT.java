package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;

/** The server, then its database too, is killed while a view of a hospital's database is read for the first time. */
class PullKillIT {
    private static final int PEOPLE = 8_000;
    private static final String PULLED = "inbound where door = 'pull'";
    private static final String MAPPING = """
            {"mapping": "doc-nguoi-benh", "version": 1,
             "view": {"name": "nguoi_benh", "watermark": "ngay_sua", "key": "id", "page": 100, "overlap": 10},
             "dates": ["yyyy-MM-dd HH:mm:ss"],
             "notices": [{"item": {"kind": "patient", "id": {"join": "NB-{id}"}, "statedAt": {"from": "ngay_sua", "as": "time"},
               "patient": {"identifiers": [{"kind": "PATIENT_NUMBER", "value": {"from": "ma"}}], "names": [{"from": "ten"}]}}}]}
            """;

    @Test
    void a_view_is_read_to_its_end_through_two_kills_and_each_row_is_kept_once() throws Exception {
        Path folder = Folders.scratch("emr-pull-kill-");
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            Record record = new Record(server);
            hospital(server);
            Path mappings = Files.createDirectories(server.data().resolve("mappings"));
            Files.writeString(mappings.resolve("doc-nguoi-benh.json"), MAPPING);
            register(server);
            ImportSender.await(() -> record.count(PULLED) >= PEOPLE / 5);
            server.killServer();
            server.start();
            ImportSender.await(() -> record.count(PULLED) >= PEOPLE / 2);
            server.killServer();
            server.killDatabase();
            server.start();
            ImportSender.await(() -> record.count(PULLED) >= PEOPLE);
            assertEquals(PEOPLE, record.count(PULLED + " and outcome = 'APPLIED'"));
            assertEquals(PEOPLE, record.count("(select distinct control_id from " + PULLED + ") each_one"));
            assertEquals(PEOPLE, record.count("patient where name like 'Người xem %'"));
            record.historyMustHold();
        }
        Folders.remove(folder);
    }

    /** A database of its own, which outlives the kills as a hospital's would; many rows share one time of change. */
    private static void hospital(PackagedServer server) throws Exception {
        execute(server, "postgres", "emr_super", "create database his owner emr_owner");
        execute(server, "his", "emr_owner", """
                create table nguoi_benh as
                select n as id, 'XEM' || lpad(n::text, 6, '0') as ma, 'Người xem ' || n as ten,
                       timestamp '2026-03-01 08:00' + (n / 50) * interval '1 second' as ngay_sua
                from generate_series(1, %d) n
                """.formatted(PEOPLE));
        execute(server, "his", "emr_owner", "grant select on nguoi_benh to emr_app");
    }

    private static void register(PackagedServer server) throws Exception {
        var his = server.database("his", "emr_app");
        execute(server, "emr", "emr_owner", """
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain, settings)
                select gen_random_uuid(), tenant_id, facility_id, 'Khung nhìn', 'HIS', 'pull', '*', patient_domain,
                       '{"pull-mappings": "doc-nguoi-benh", "pull-database": "jdbc:postgresql://127.0.0.1:%d/his",
                         "pull-user": "emr_app", "password": "%s"}'
                from source where door = 'his-rest' order by id limit 1
                """.formatted(his.getPortNumbers()[0], his.getPassword()));
    }

    private static void execute(PackagedServer server, String database, String account, String statement)
            throws Exception {
        try (Connection connection = server.database(database, account).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
