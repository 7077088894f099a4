package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Talk;
import vn.emr.core.organization.Source;
import vn.emr.core.store.Database;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.testing.House;

/** Ways in which integration engines lose or double messages, tried through a real door into a real database. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataLossTest {
    private final House house = new House();
    private final Hl7Translator translator = new Hl7Translator(List.of(new Registration()), Clock.systemUTC());

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    /** Each PID is a person. */
    static final class Registration implements MessageTranslator {
        @Override
        public String code() {
            return "ADT";
        }

        @Override
        public Set<String> triggers() {
            return Set.of("A28");
        }

        @Override
        public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
            List<Notice> notices = new ArrayList<>();
            message.segments("PID").forEach(pid -> notices.add(Talk.patient(pid.value(3), 0, pid.value(5))));
            return new Reading(notices, 0, List.of());
        }
    }

    static String message(String controlId, String number, String name) {
        return "MSH|^~\\&|HIS|BV|EMR|BV|20261120||ADT^A28|" + controlId + "|P|2.5\rPID|1||" + number + "||" + name
                + "\r";
    }

    private OpenDoor open(Inbox inbox) throws Exception {
        return new OpenDoor(MllpSettings.standard(), (frame, door, peer) -> new Hl7Receiver(translator, house, inbox)
                .receive(frame, "his", peer));
    }

    private OpenDoor open() throws Exception {
        return open(house.inbox(List.of(translator)));
    }

    private long count(String table) {
        return house.count(table);
    }

    @Test
    void D02_a_repeat_is_stored_once_and_gets_the_same_answer_also_on_another_connection() throws Exception {
        try (var open = open();
                var one = open.connect();
                var two = open.connect()) {
            byte[] frame = MllpClient.frame(message("1", "P1", "Nguyễn Thị Ánh"));
            byte[] first = one.write(frame).answerBytes();
            assertArrayEquals(first, one.write(frame).answerBytes());
            assertArrayEquals(first, two.write(frame).answerBytes());
            assertEquals(1, count("inbound"));
            assertEquals(1, count("revision"));
            assertEquals(2, count("inbound_event where kind = 'REPLAYED'"));
        }
    }

    @Test
    void D07_fifty_messages_in_one_write_are_fifty_stored_messages_and_fifty_answers_in_order() throws Exception {
        try (var open = open();
                var client = open.connect()) {
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < 50; i++) {
                all.writeBytes(MllpClient.frame(message("m" + i, "P" + i, "Trần Văn Bình")));
            }
            client.write(all.toByteArray());
            for (int i = 0; i < 50; i++) {
                assertEquals("MSA|AA|m" + i, client.answer().split("\r")[1]);
            }
            assertEquals(50, count("patient"));
        }
    }

    @Test
    void D08_undecodable_bytes_are_parked_as_they_came_and_never_become_question_marks() throws Exception {
        byte[] broken = (message("1", "P1", "Nguy") + "\u0000").getBytes(UTF_8);
        broken[broken.length - 3] = (byte) 0xD4;
        byte[] frame = new byte[broken.length + 3];
        System.arraycopy(broken, 0, frame, 1, broken.length);
        frame[0] = 0x0B;
        frame[frame.length - 2] = 0x1C;
        frame[frame.length - 1] = 0x0D;
        try (var open = open();
                var client = open.connect()) {
            String answer = client.write(frame).answer();
            assertTrue(answer.contains("MSA|AA|1|") && answer.contains("|102^Data type error^HL70357|I|"), answer);
            assertEquals(1, count("parked where state = 'WAITING' and code = 'UNDECODABLE_TEXT'"));
            assertEquals(0, count("patient"));
            byte[] kept = house.database
                    .first("select body from inbound", row -> row.bytes("body"))
                    .orElseThrow();
            assertArrayEquals(broken, kept);
        }
    }

    @Test
    void D08_the_rule_that_read_the_text_is_kept_and_names_are_stored_composed() throws Exception {
        house.source.fallbackCharset = "TCVN3";
        byte[] text = message("1", "P1", "Nguyễn Đặng").getBytes(VietnameseTables.TCVN3);
        try (var open = open();
                var client = open.connect()) {
            client.write(new byte[] {0x0B}).write(text).write(new byte[] {0x1C, 0x0D});
            assertTrue(client.answer().contains("MSA|AA|1"));
            assertEquals(1, count("patient where name = 'Nguyễn Đặng'"));
            assertEquals(1, count("inbound where charset_rule = 'SOURCE_SETTING x-TCVN3'"));
        }
    }

    @Test
    void D12_one_bad_message_of_a_batch_fails_alone_and_a_repeat_finishes_the_rest() throws Exception {
        String batch = "FHS|^~\\&|HIS|BV|EMR|BV|2026||||F1\rBHS|^~\\&|HIS|BV|EMR|BV|2026||||B1\r"
                + message("1", "P1", "Nguyễn Thị Ánh")
                + message("2", "P2", "Lê Văn Cường").replace("|P|2.5", "|P|3.0")
                + message("3", "P3", "Phạm Thị Dung")
                + "BTS|3\rFTS|1\r";
        try (var open = open();
                var client = open.connect()) {
            String[] answer = client.write(MllpClient.frame(batch)).answer().split("\r");
            assertTrue(answer[0].startsWith("FHS|^~\\&|EMR|BV|HIS|BV|") && answer[0].endsWith("|F1"), answer[0]);
            assertTrue(answer[1].startsWith("BHS|^~\\&|EMR|BV|HIS|BV|") && answer[1].endsWith("|B1"), answer[1]);
            List<String> codes = java.util.Arrays.stream(answer)
                    .filter(line -> line.startsWith("MSA"))
                    .map(line -> line.substring(4, 8))
                    .toList();
            assertEquals(List.of("AA|1", "AR|2", "AA|3"), codes);
            assertEquals("BTS|3", answer[answer.length - 2]);
            assertEquals("FTS|1", answer[answer.length - 1]);
            assertEquals(2, count("patient"));
            String[] again = client.write(MllpClient.frame(batch.replace("|P|3.0", "|P|2.5")))
                    .answer()
                    .split("\r");
            assertEquals(
                    3,
                    java.util.Arrays.stream(again)
                            .filter(line -> line.startsWith("MSA|AA"))
                            .count());
            assertEquals(3, count("patient"));
            assertEquals(2, count("inbound_event where kind = 'REPLAYED'"));
        }
    }

    @Test
    void D16_a_connection_lost_during_commit_gives_no_answer_and_the_repeat_is_stored_once() throws Exception {
        var lose = new AtomicInteger();
        Database database = new Database(losing(lose));
        var inbox = new Inbox(
                database,
                new IntakeStore(database),
                house.blobs,
                List.of(translator),
                house,
                Clock.systemUTC(),
                house.traffic,
                house.disk);
        inbox.start();
        try (var open = open(inbox)) {
            byte[] frame = MllpClient.frame(message("1", "P1", "Nguyễn Thị Ánh"));
            try (var client = open.connect()) {
                lose.set(1);
                assertNull(client.write(frame).answer(), "the outcome is unknown, so nothing is said");
            }
            try (var client = open.connect()) {
                assertTrue(client.write(frame).answer().contains("MSA|AA|1"));
            }
            assertEquals(1, count("inbound"));
            assertEquals(1, count("inbound_event where kind = 'REPLAYED'"), "it had been committed");
            String batch = "BHS|^~\\&|HIS\r" + message("2", "P2", "A") + message("3", "P3", "B") + "BTS|2\r";
            try (var client = open.connect()) {
                lose.set(1);
                assertNull(
                        client.write(MllpClient.frame(batch)).answer(), "a batch with an unknown part is not answered");
            }
            try (var client = open.connect()) {
                assertTrue(client.write(MllpClient.frame(batch)).answer().contains("BTS|2"));
            }
            assertEquals(3, count("patient"));
            assertEquals(3, count("inbound"));
        } finally {
            inbox.stop();
        }
    }

    /** The real data source, except that so many commits break after the server has done them. */
    private DataSource losing(AtomicInteger lose) {
        return (DataSource) proxy(
                DataSource.class,
                house.dataSource,
                (name, result) -> name.equals("getConnection")
                        ? proxy(Connection.class, result, (call, done) -> {
                            if (call.equals("commit") && lose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                                throw new SQLException("connection lost", "08006");
                            }
                            return done;
                        })
                        : result);
    }

    private interface After {
        Object then(String method, Object result) throws SQLException;
    }

    private static Object proxy(Class<?> type, Object real, After after) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            try {
                return after.then(method.getName(), method.invoke(real, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
